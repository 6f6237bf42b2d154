//! A letter as people read it, made from its plain text: paragraphs, links, codes, small print. Nothing in it can be
//! more than words, and only addresses of the web become links.

use leptos::prelude::*;

/// A piece of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Link { words: String, href: String },
    Code(String),
    Rule,
}

fn pieces(text: &str) -> Vec<Piece> {
    let text = text.replace("\r\n", "\n");
    text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).map(piece).collect()
}

fn piece(paragraph: &str) -> Piece {
    if paragraph.trim_end() == "--" {
        return Piece::Rule;
    }
    if let Some(code) = paragraph.strip_prefix("    ") {
        return Piece::Code(code.trim().to_owned());
    }
    let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
    match lines.split_last() {
        Some((last, before)) if is_address(last) => {
            let words = before.join(" ").trim_end_matches(':').to_owned();
            let words = if words.is_empty() { (*last).to_owned() } else { words };
            Piece::Link { words, href: (*last).to_owned() }
        }
        _ => Piece::Words(lines.join(" ")),
    }
}

/// Whether a line is an address of the web and nothing else.
fn is_address(line: &str) -> bool {
    (line.starts_with("https://") || line.starts_with("http://")) && line.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The letter.
pub(super) fn letter(text: &str) -> AnyView {
    let pieces = pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(words) => view! { <p>{words}</p> }.into_any(),
        Piece::Link { words, href } => view! { <p><a href=href rel="noreferrer">{words}</a></p> }.into_any(),
        Piece::Code(code) => view! { <p><code class="num">{code}</code></p> }.into_any(),
        Piece::Rule => view! { <hr/> }.into_any(),
    });
    pieces.collect_view().into_any()
}
