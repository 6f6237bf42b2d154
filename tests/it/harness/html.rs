//! HTML as plainly as we write it: tags with their attributes, and forms as a browser fills and sends them.

use super::{Browser, Page};

/// An opening tag.
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// What stands between its brackets.
    pub source: &'a str,
    /// Its attributes, as they are written.
    pub attributes: Vec<(String, String)>,
    /// What comes after it.
    pub rest: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page, read as plainly as we write them: attributes in double quotes or bare.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = end_of_tag(rest);
        let source = &rest[..end];
        rest = &rest[end..];
        if source.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, attributes) = source.split_once(char::is_whitespace).unwrap_or((source, ""));
            let (name, attributes) = (name.trim_end_matches('/'), attributes_of(attributes));
            tags.push(Tag { name, source, attributes, rest: rest.strip_prefix('>').unwrap_or(rest) });
        }
    }
    tags
}

/// Where a tag ends: at the first `>` outside quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

fn attributes_of(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && rest != "/" {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            let close = after.find('"').unwrap_or(after.len());
            value = &after[..close];
            rest = after.get(close + 1..).unwrap_or_default();
        } else if let Some(after) = rest.strip_prefix('=') {
            let close = after.find(char::is_whitespace).unwrap_or(after.len());
            (value, rest) = after.split_at(close);
        }
        found.push((name, value.to_owned()));
        rest = rest.trim_start();
    }
    found
}

/// What is written in HTML, as a reader reads it.
fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

/// A form on a page, filled in as it is shown.
#[derive(Clone, Debug)]
pub struct Filled {
    action: String,
    fields: Vec<(String, String)>,
}

impl Filled {
    /// With this in a field, instead of what stood there.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("no field {name} in {:?}", self.fields))
    }

    /// Sends it.
    pub async fn send(&self, browser: &mut Browser) -> Page {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(&self.action, &fields).await
    }
}

impl Page {
    /// The first form that is sent to an address which ends like this.
    #[track_caller]
    pub fn form(&self, end: &str) -> Filled {
        self.form_with(end, "")
    }

    /// The first form that is sent to an address which ends like this and holds these words.
    #[track_caller]
    pub fn form_with(&self, end: &str, words: &str) -> Filled {
        for tag in tags(&self.html).into_iter().filter(|tag| tag.name == "form") {
            let action = plain(tag.value("action").unwrap_or_default());
            let inside = tag.rest.split_once("</form>").map_or(tag.rest, |(inside, _)| inside);
            if action.ends_with(end) && inside.contains(words) {
                return Filled { action, fields: fields_of(inside) };
            }
        }
        panic!("no form to …{end} with {words:?} in {} {}:\n{}", self.status, self.path, self.text());
    }
}

fn fields_of(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut chosen: Option<(String, Option<String>)> = None;
    for tag in tags(form) {
        if tag.name != "option" {
            fields.extend(chosen.take().map(|(name, value)| (name, value.unwrap_or_default())));
        }
        let name = plain(tag.value("name").unwrap_or_default());
        let value = plain(tag.value("value").unwrap_or_default());
        match tag.name {
            "input" if matches!(tag.value("type"), Some("checkbox" | "radio")) && tag.value("checked").is_none() => {}
            "input" if tag.value("type") == Some("file") => {}
            "input" => fields.push((name, value)),
            "textarea" => {
                let words = tag.rest.split_once("</textarea>").map_or("", |(words, _)| words);
                fields.push((name, plain(words)));
            }
            "select" => chosen = Some((name, None)),
            "option" => {
                if let Some((_, known)) = &mut chosen
                    && (known.is_none() || tag.value("selected").is_some())
                {
                    *known = Some(value);
                }
            }
            _ => {}
        }
    }
    fields.extend(chosen.map(|(name, value)| (name, value.unwrap_or_default())));
    fields
}
