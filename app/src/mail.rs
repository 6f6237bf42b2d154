//! The outbox: letters that were written to a folder instead of being sent, and how letters stand.

mod text;

use domain::{text::Language, time::words::moment};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;
use service::mail::Letters;

use crate::{
    desk::{page, title},
    part::{
        list::{Tone, back, empty, facts, more, notice, post_button, stats},
        table::{Cell, Column, Row, table},
    },
    shell::Desk,
    visit::Visit,
    words::number,
};

/// A letter in the folder, as its line in the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The name of its file.
    pub file: String,
    /// Its subject.
    pub subject: String,
    /// The language that it is in.
    pub language: Language,
    /// To whom.
    pub to: String,
    /// When it was written.
    pub at: Timestamp,
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Its line.
    pub shelved: Shelved,
    /// From whom.
    pub from: String,
    /// What it says.
    pub text: String,
}

/// One page of the letters in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The letters, newest first.
    pub letters: Vec<Shelved>,
    /// How many there are in all.
    pub all: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
}

/// The outbox. `shelf` is none when letters are sent.
pub fn outbox(visit: &Visit, desk: &Desk, letters: &Letters, shelf: Option<&Shelf>, london: &TimeZone) -> String {
    let home = desk.home.clone();
    let failed = (letters.given_up > 0).then(|| failed(letters, &home));
    let list = shelf.map_or_else(|| view! { <p>{SENT}</p> }.into_any(), |shelf| on_shelf(visit, shelf, &home, london));
    let body = view! {
        <div class="desk__top"><h1>"Outbox"</h1></div>
        <div class="flow">
            {failed}
            {stats(vec![
                (number(letters.waiting), "letters wait".into_any()),
                (number(letters.handed_over), "were handed over".into_any()),
                (number(letters.refused), "were refused for good".into_any()),
            ])}
            {list}
        </div>
    };
    page(visit, desk, &title("Outbox"), body)
}

const SENT: &str = "Letters go to a mail server as soon as they are written. Their text and address are erased here when \
                    they are handed over, so there is nothing to read. Reminders and letters about accounts are not counted.";

const IN_FOLDER: &str = "No mail server is set up, so nobody gets these letters. They are written to a folder, and you \
                         can read them here. Reminders and letters about accounts are never shown.";

const NO_ADDRESS: &str = "To whom each letter goes is not shown: reminders only go to people who have not answered, and \
                          nobody may look that up.";

fn failed(letters: &Letters, home: &str) -> AnyView {
    let count =
        if letters.given_up == 1 { "1 letter".to_owned() } else { format!("{} letters", number(letters.given_up)) };
    let why = if letters.why.is_empty() { String::new() } else { format!(" The last time: {}.", letters.why) };
    let words = format!(
        "A letter is tried many times before it is given up.{why} What a mail server refused for good \
                         cannot be sent again; everything else can."
    );
    let retry = post_button(&format!("{home}/jobs/retry"), "button button--second", "Try again", Vec::new());
    notice(Tone::Bad, format!("{count} could not be sent"), view! { <p>{words}</p><div class="links">{retry}</div> })
}

fn on_shelf(visit: &Visit, shelf: &Shelf, home: &str, london: &TimeZone) -> AnyView {
    if shelf.all == 0 {
        let words = "When you invite people to a survey, their letters stand here, newest first. You can read each one \
                     as they would get it.";
        let surveys = format!("{home}/surveys");
        let body = view! {
            <p>{words}</p>
            <p>{IN_FOLDER}</p>
            <p class="actions"><a class="button" href=surveys>"Show all surveys"</a></p>
        };
        return empty("No letter has been written yet", body);
    }
    let known = visit.demonstration;
    let mut columns = vec![Column::words("Letter"), Column::words("Written")];
    if known {
        columns.insert(1, Column::words("To"));
    }
    let rows = shelf.letters.iter().map(|letter| {
        let href = format!("{home}/outbox/{}", letter.file);
        let subject = if letter.subject.is_empty() { "No subject".to_owned() } else { letter.subject.clone() };
        let mut cells = vec![Cell::Text(moment(london.to_datetime(letter.at), Language::English))];
        if known {
            cells.insert(0, Cell::Text(letter.to.clone()));
        }
        let lang = foreign(letter.language);
        Row { head: view! { <a href=href lang=lang>{subject}</a> }.into_any(), cells, all: false }
    });
    let hidden = (!known).then(|| view! { <p class="soft">{NO_ADDRESS}</p> });
    view! {
        <p>{IN_FOLDER}</p>
        {hidden}
        {table("Letters in the folder, newest first", columns, rows.collect())}
        {pager(shelf, home)}
    }
    .into_any()
}

/// The language of a letter, where it is not that of the desk.
fn foreign(language: Language) -> Option<&'static str> {
    (language != Language::English).then(|| language.code())
}

fn pager(shelf: &Shelf, home: &str) -> Option<AnyView> {
    if shelf.pages < 2 {
        return None;
    }
    let link = |page: usize, words: &'static str| {
        let href = format!("{home}/outbox?page={page}");
        view! { <li><a href=href>{words}</a></li> }
    };
    let newer = (shelf.page > 1).then(|| link(shelf.page - 1, "Newer letters"));
    let older = (shelf.page < shelf.pages).then(|| link(shelf.page + 1, "Older letters"));
    let here = format!("Page {} of {}", shelf.page, shelf.pages);
    let pager = view! {
        <nav aria-label="Pages of letters"><ul class="pager">{newer}<li class="soft">{here}</li>{older}</ul></nav>
    };
    Some(pager.into_any())
}

/// One letter. Its text is shown as people would read it; its HTML is never used.
pub fn letter(visit: &Visit, desk: &Desk, opened: &Opened, london: &TimeZone) -> String {
    let written = moment(london.to_datetime(opened.shelved.at), Language::English);
    let mut rows =
        vec![("From".to_owned(), opened.from.clone().into_any()), ("Written".to_owned(), written.into_any())];
    if visit.demonstration {
        rows.insert(0, ("To".to_owned(), opened.shelved.to.clone().into_any()));
    }
    let hidden = (!visit.demonstration).then(|| view! { <p class="soft">{NO_ADDRESS}</p> });
    let lang = foreign(opened.shelved.language);
    let plain = view! {
        <pre class="markup" tabindex="0" role="region" aria-label="The letter as plain text" lang=lang>{opened.text.clone()}</pre>
    };
    let subject = opened.shelved.subject.clone();
    let body = view! {
        {back(format!("{}/outbox", desk.home), "Outbox")}
        <div class="desk__top"><h1 lang=lang>{subject.clone()}</h1></div>
        <div class="flow">
            {facts(rows)}
            {hidden}
            <article class="letter" aria-label="The letter" lang=lang>{text::letter(&opened.text)}</article>
            {more("Show it as it is written", plain)}
        </div>
    };
    page(visit, desk, &title(&subject), body)
}
