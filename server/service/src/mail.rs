//! Letters: written once as plain text with a little markup, from which the text and the HTML twin are both made.
//!
//! A letter is a template for each language in `templates/letter`. Its first line is the subject. `=> address words` is
//! the button, `-> address words` a link, `## code` a code to type, `--` begins the small print. Everything else is
//! paragraphs. Values are only ever words: they cannot become markup, another header or HTML.

pub mod letter;

use std::{future::Future, pin::Pin};

use askama::Template;
use domain::{
    id::{MailId, PartnershipId},
    text::{Language, one_line, tidy},
};
use store::Tx;

use crate::{Context, Error, Result, access::Officer, job};

/// A letter that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// On one line.
    pub subject: String,
    /// Plain text, lines of at most 72 characters where words allow.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A piece of a letter.
enum Part {
    Words(String),
    Button { href: String, words: String },
    Link { href: String, words: String },
    Code(String),
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Page<'a> {
    language: Language,
    subject: &'a str,
    sender: &'a str,
    parts: &'a [Part],
    small: &'a [Part],
}

/// Makes a letter from a filled-in template.
fn compose(language: Language, sender: &str, filled: &str) -> Result<Letter> {
    let (subject, body) = filled.split_once('\n').unwrap_or((filled, ""));
    let (large, small) = body.split_once("\n--\n").unwrap_or((body, ""));
    let (parts, small) = (parts(large), parts(small));
    let subject = one_line(subject);
    let page = Page { language, subject: &subject, sender, parts: &parts, small: &small };
    let html = page.render().map_err(Error::internal)?;
    Ok(Letter { text: as_text(&parts, &small), html, subject })
}

fn parts(body: &str) -> Vec<Part> {
    let link = |rest: &str| {
        let (href, words) = rest.trim().split_once(' ').unwrap_or((rest.trim(), rest.trim()));
        (href.to_owned(), words.to_owned())
    };
    let part = |paragraph: &str| {
        if let Some(rest) = paragraph.strip_prefix("=> ") {
            let (href, words) = link(rest);
            Part::Button { href, words }
        } else if let Some(rest) = paragraph.strip_prefix("-> ") {
            let (href, words) = link(rest);
            Part::Link { href, words }
        } else if let Some(code) = paragraph.strip_prefix("## ") {
            Part::Code(code.to_owned())
        } else {
            Part::Words(paragraph.to_owned())
        }
    };
    tidy(body).split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(part).collect()
}

fn as_text(parts: &[Part], small: &[Part]) -> String {
    let rule = (!small.is_empty()).then(|| "-- ".to_owned());
    let words = |part: &Part| match part {
        Part::Words(words) => wrapped(words),
        Part::Button { href, words } | Part::Link { href, words } => format!("{words}:\n{href}"),
        Part::Code(code) => format!("    {code}"),
    };
    let all = parts.iter().map(words).chain(rule).chain(small.iter().map(words));
    let mut text = all.collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn wrapped(words: &str) -> String {
    let mut text = String::new();
    for line in words.lines() {
        let mut length = 0;
        for word in line.split_whitespace() {
            let width = word.chars().count();
            if length > 0 && length + 1 + width > 72 {
                text.push('\n');
                length = 0;
            } else if length > 0 {
                text.push(' ');
                length += 1;
            }
            text.push_str(word);
            length += width;
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

/// To whom a letter goes, and what it belongs to.
pub(crate) struct Envelope<'a> {
    /// What it is.
    pub kind: &'static str,
    /// Whose it is; none for letters about accounts.
    pub partnership: Option<PartnershipId>,
    /// One letter per person and wave.
    pub unique_key: Option<String>,
    /// To whom.
    pub address: &'a str,
    /// In which language.
    pub language: Language,
}

/// Writes a letter and the job that hands it over, in the transaction that causes it. A letter whose key was used before
/// is not written again.
pub(crate) async fn send(ctx: &Context, tx: &mut Tx, to: Envelope<'_>, letter: Letter) -> Result<bool> {
    let id = MailId::new(ctx.ids.random()?);
    let mail = store::mail::Mail {
        id,
        kind: to.kind.to_owned(),
        partnership: to.partnership,
        unique_key: to.unique_key,
        address: to.address.to_owned(),
        subject: letter.subject,
        body_text: letter.text,
        body_html: letter.html,
        language: to.language,
    };
    let written = store::mail::insert_mail(tx, &mail).await?;
    if written {
        let kind = job::Kind::Mail { mail: id };
        let new = job::New::now(&kind);
        let new = match to.partnership {
            Some(partnership) => new.on_desk_of(partnership),
            None => new,
        };
        job::enqueue(ctx, tx, new).await?;
    }
    Ok(written)
}

/// How the letters of a partnership stand. Letters about accounts are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Written and not handed over yet.
    pub waiting: i64,
    /// Handed over.
    pub handed_over: i64,
    /// Refused for good.
    pub refused: i64,
    /// Given up, of those that wait or were refused: they are tried again when somebody asks for it.
    pub given_up: i64,
    /// What went wrong with the last that was given up.
    pub why: String,
}

/// How the letters of a partnership stand.
pub async fn letters(ctx: &Context, officer: &Officer) -> Result<Letters> {
    let mut tx = ctx.store.main.read().await?;
    let (waiting, handed_over, refused) = store::mail::count_mail(&mut tx, officer.partnership()).await?;
    let (given_up, why) = store::job::letters_given_up(&mut tx, officer.partnership()).await?;
    Ok(Letters { waiting, handed_over, refused, given_up, why })
}

/// A letter as the postman gets it.
#[derive(Debug)]
pub struct Handover {
    /// What it is.
    pub kind: String,
    /// Whose it is.
    pub partnership: Option<PartnershipId>,
    /// To whom.
    pub address: String,
    /// What it says.
    pub letter: Letter,
    /// In which language.
    pub language: Language,
}

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It may be taken later.
    #[error("not taken for now: {0}")]
    ForNow(String),
    /// It will never be taken.
    #[error("refused: {0}")]
    Never(String),
}

/// Whoever hands letters over: SMTP in production, a folder of files otherwise.
pub trait Postman: Send + Sync {
    /// Takes one letter.
    fn take<'a>(
        &'a self,
        letter: &'a Handover,
    ) -> Pin<Box<dyn Future<Output = std::result::Result<(), NotTaken>> + Send + 'a>>;
}

/// Hands one letter over and erases it. Done twice, the second time finds nothing to do.
pub(crate) async fn hand_over(ctx: &Context, postman: &dyn Postman, id: MailId) -> Result<job::Outcome> {
    let Some(mail) = store::mail::waiting_mail(&mut ctx.store.main.read().await?, id).await? else {
        return Ok(job::Outcome::Done);
    };
    let handover = Handover {
        kind: mail.kind,
        partnership: mail.partnership,
        address: mail.address,
        letter: Letter { subject: mail.subject, text: mail.body_text, html: mail.body_html },
        language: mail.language,
    };
    let taken = postman.take(&handover).await;
    let erase = match &taken {
        Ok(()) => true,
        Err(NotTaken::Never(_)) => false,
        Err(NotTaken::ForNow(why)) => return Ok(job::Outcome::Retry(why.clone())),
    };
    let mut tx = ctx.store.main.write().await?;
    store::mail::erase_mail(&mut tx, id, erase).await?;
    tx.commit().await?;
    Ok(match taken {
        Err(NotTaken::Never(why)) => job::Outcome::Fail(why),
        _ => job::Outcome::Done,
    })
}

/// Erases the letters whose jobs were given up before: nobody will try them again.
pub(crate) async fn erase_given_up(tx: &mut Tx, before: jiff::Timestamp) -> Result<()> {
    for payload in store::job::letters_given_up_before(tx, before).await? {
        if let Ok(job::Kind::Mail { mail }) = serde_json::from_str(&payload) {
            store::mail::erase_mail(tx, mail, false).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_text_and_html_with_the_same_words() {
        let filled = "Come & see\n\nHello <Ann>,\n\n=> https://x.example/s?c=1&d=2 Answer\n\n## 123 456\n\n--\n\n-> https://x.example/stop No more\n";
        let letter = compose(Language::English, "The Alliance", filled).unwrap();
        assert_eq!(letter.subject, "Come & see");
        assert!(letter.text.contains("Answer:\nhttps://x.example/s?c=1&d=2"));
        assert!(letter.text.contains("    123 456"));
        assert!(letter.html.contains("Hello &#60;Ann&#62;,") || letter.html.contains("Hello &lt;Ann&gt;,"));
        assert!(letter.html.contains("class=\"go\""));
        assert!(!letter.html.contains("<Ann>"));
    }

    #[test]
    fn long_lines_are_wrapped() {
        let text = wrapped(&"word ".repeat(60));
        assert!(text.lines().all(|line| line.len() <= 72));
    }
}
