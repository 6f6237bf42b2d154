//! Words in HTML and XML, and what is left out of words in every format.

use std::borrow::Cow;

/// Words without letters that XML forbids; they become the replacement character.
pub(super) fn clean(words: &str) -> Cow<'_, str> {
    let bad = |letter: char| {
        (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')) || matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    if words.contains(bad) {
        Cow::Owned(words.chars().map(|letter| if bad(letter) { '\u{fffd}' } else { letter }).collect())
    } else {
        Cow::Borrowed(words)
    }
}

/// Words as they stand in HTML or XML, in text and in attributes.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in clean(words).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}

/// The beginning of words that fits into so many bytes, cut between letters.
pub(super) fn fitting(words: &str, most: usize) -> &str {
    let mut end = words.len().min(most);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

/// How pages of the package look, on screen and on paper; they need nothing from elsewhere.
const STYLE: &str = "\
body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
h1,h2,h3{line-height:1.2}table{border-collapse:collapse;margin:.5rem 0 1rem}caption{text-align:left;font-weight:700}
th,td{border:1px solid #6b6b6b;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td.n,th.n{text-align:right}dt{font-weight:700}dd{margin:0 0 .5rem}a{color:#0b4f8a}
a:focus{outline:3px solid #0b4f8a;outline-offset:2px}section{border-top:1px solid #6b6b6b;margin-top:1.5rem}
.warn{border-left:.5rem solid #8a1c0b;padding:.5rem 1rem}
@media print{body{max-width:none;font-size:10pt}nav{display:none}section{break-inside:avoid}a{color:inherit}}";

/// A page with a title and a body of markup.
pub(super) fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}\n</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// A list of points; nothing where there is none.
pub(super) fn list(points: &[String]) -> String {
    if points.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = points.iter().map(|point| format!("<li>{}</li>\n", escaped(point))).collect();
    let lines = lines.concat();
    format!("<ul>\n{lines}</ul>\n")
}
