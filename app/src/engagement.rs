//! Engagements on the desk: the years of a partnership, what was run elsewhere, and the files of who took part; and the
//! public pages of a year.

mod elsewhere;
mod matching;
pub mod scotland;
pub mod year;

use domain::{disclosure::Cell as Published, engagement::Year, text::Language};
use leptos::prelude::*;
use service::engagement::{Counts, Engagement, YearLine};

use self::year::{Reading, side, span};
pub use self::{
    elsewhere::{Sent, filled, form, one},
    matching::{matching, meanings},
};
use crate::{
    desk::{page, title},
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, back, empty, more, notice, post_button, tag},
        table::{Cell, Column, Row, under_head},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What was just done, to be said on top of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// An engagement was taken off the list.
    Removed,
    /// It was put back.
    Restored,
    /// A second person was asked to publish a year.
    Asked,
    /// A year is public.
    Published,
    /// The question was taken back.
    Withdrawn,
}

impl Said {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Removed => (
                "It is off the list",
                "You can put it back below. A year that is public keeps it until it is published again.",
            ),
            Self::Restored => ("It is back on the list", "It is in its year again."),
            Self::Asked => ("A second person can publish it now", "What they will see is kept as it is now."),
            Self::Published => ("The year is public", "Anybody can read it, print it and download its figures."),
            Self::Withdrawn => ("The question is taken back", "Nothing was published."),
        }
    }
}

/// What the list of engagements is made of.
pub struct List<'a> {
    /// The years.
    pub years: &'a [YearLine],
    /// What was run elsewhere, the newest first.
    pub elsewhere: &'a [(Engagement, Option<Counts>)],
    /// What was just done.
    pub said: Option<Said>,
}

/// The engagements of a partnership, year by year.
pub fn list(visit: &Visit, desk: &Desk, list: &List<'_>) -> String {
    let said = list.said.map(Said::words).map(|(head, words)| notice(Tone::Good, head, view! { <p>{words}</p> }));
    let add = format!("{}/engagements/new", desk.home);
    let again = format!("{}/again", desk.home);
    let years = list.years.iter().map(|line| of_year(visit, desk, list, line)).collect_view();
    let removed: Vec<&Engagement> =
        list.elsewhere.iter().map(|(one, _)| one).filter(|one| one.removed_at.is_some()).collect();
    let removed = (!removed.is_empty()).then(|| more("Off the list", off_the_list(&removed, &desk.home)));
    let body = view! {
        <div class="desk__top"><h1>"Engagements of the year"</h1></div>
        <div class="flow">
            {said}
            <p>
                "Every time that people were asked, with who came: surveys made here enter by themselves when they are \
                 closed and counted; add what was run elsewhere. A year goes from April to March."
            </p>
            <p class="actions"><a class="button" href=add>"Add an engagement"</a>" "<a href=again>"The same people again?"</a></p>
            {years}
            {removed}
        </div>
    };
    page(visit, desk, &title("Engagements"), body)
}

fn of_year(visit: &Visit, desk: &Desk, list: &List<'_>, line: &YearLine) -> AnyView {
    let year = line.year;
    let href = format!("{}/engagements/years/{year}", desk.home);
    let state = match (&line.public, &line.waiting) {
        (_, Some(_)) => tag(Tone::Warn, "waits for a second person"),
        (Some(_), None) => tag(Tone::Good, "public"),
        (None, None) => tag(Tone::Plain, "not published"),
    };
    let own: Vec<_> =
        list.elsewhere.iter().filter(|(one, _)| one.removed_at.is_none() && one.details.year() == year).collect();
    let body = if own.is_empty() {
        view! { <p class="soft">"Nothing that was run elsewhere is written down for this year."</p> }.into_any()
    } else {
        let columns = vec![
            Column::words("Run elsewhere"),
            Column::words("When"),
            Column::words("How"),
            Column::number("People"),
            Column::words("Who came"),
        ];
        let rows = own.into_iter().map(|(one, counts)| row(visit, &desk.home, one, counts.as_ref())).collect();
        under_head(&format!("Run elsewhere in {year}"), columns, rows)
    };
    let see = format!("See the year {year}");
    view! {
        <h2>{year.to_string()}" "{state}</h2>
        <p><a href=href>{see}</a></p>
        {body}
    }
    .into_any()
}

fn row(visit: &Visit, home: &str, one: &Engagement, counts: Option<&Counts>) -> Row {
    let details = &one.details;
    let href = format!("{home}/engagements/{}", one.id);
    let people = match (counts.map(Counts::people), details.people) {
        (Some(Published::Published(people)), _) | (None, Some(people)) => grouped(people),
        (Some(Published::Withheld), _) => "fewer than 10".to_owned(),
        (None, None) => "not said".to_owned(),
    };
    let who = match (counts, one.draft_ends) {
        (_, Some(_)) => "a file waits for its columns to be matched".to_owned(),
        (Some(counts), None) => format!("{} characteristics", counts.characteristics().count()),
        (None, None) => "no file yet".to_owned(),
    };
    let title = details.title.best(Language::English).0.to_owned();
    Row {
        head: view! { <a href=href>{title}</a> }.into_any(),
        cells: vec![
            span(visit, details.from, details.to).into(),
            visit.t(&format!("engagement-method-{}", details.method.code())).into(),
            people.into(),
            who.into(),
        ],
        all: false,
    }
}

fn off_the_list(removed: &[&Engagement], home: &str) -> AnyView {
    let action = format!("{home}/engagements/remove");
    let lines = removed.iter().map(|one| {
        let title = one.details.title.best(Language::English).0.to_owned();
        let words = format!("Put {title} back");
        let button = post_button(&action, "button button--quiet", words, vec![("engagement", one.id.to_string())]);
        view! { <li>{title}" "{button}</li> }
    });
    view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any()
}

/// What the page of a year on the desk is made of.
pub struct YearPage<'a> {
    /// The year as it stands now.
    pub reading: Reading<'a>,
    /// Its states.
    pub line: &'a YearLine,
    /// Whether whoever looks asked to publish the state that waits.
    pub own: bool,
    /// Whether what is shown is the state that waits, and not the year as it stands now.
    pub waiting: bool,
    /// Where the public page is.
    pub public: String,
}

/// A year on the desk: as it would be published, and what can be done with it.
pub fn year_page(visit: &Visit, desk: &Desk, shown: &YearPage<'_>, form: &Form) -> String {
    let year = shown.reading.ledger.year;
    let head = format!("The year {year}");
    let (waits, may) = (shown.line.waiting.as_ref(), !shown.reading.ledger.entries.is_empty());
    let action = format!("{}/engagements/years/{year}", desk.home);
    let do_what = match waits {
        Some(state) => second(shown, &action, state.number, &state.note),
        None if may => first(visit, shown, &action, form),
        None => empty(
            "Nothing is in this year yet",
            view! { <p>"Close a survey, or add an engagement that was run elsewhere."</p> },
        ),
    };
    let public = shown.line.public.as_ref().map(|_| {
        view! { <p><a href=shown.public.clone()>"The page that is public"</a></p> }
    });
    let file = shown.reading.file.clone();
    let sections = shown.reading.sections().into_iter().map(side).collect_view();
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(format!("{}/engagements", desk.home), "Engagements")}
        <div class="desk__top"><h1>{head.clone()}</h1></div>
        <div class="flow">
            {public}
            {do_what}
            <p class="soft">{preview_words(shown, year)}" "<a href=file>"Download its figures (CSV)"</a></p>
            <h2 class="finding">{shown.reading.headline()}</h2>
            {shown.reading.numbers()}
        </div>
        {sections}
    };
    page(visit, desk, &title(&head).wrong(form.is_wrong()), body)
}

fn preview_words(shown: &YearPage<'_>, year: Year) -> String {
    if shown.waiting {
        "Below is what will be public, as it was when it was asked for.".to_owned()
    } else {
        format!("Below is the year {year} as it stands now.")
    }
}

fn first(visit: &Visit, shown: &YearPage<'_>, action: &str, form: &Form) -> AnyView {
    let note = shown.line.public.is_some().then(|| {
        Field::lines("note", "What is different from what is published?", 2)
            .hint("It stands on the public page")
            .view(visit, form)
    });
    view! {
        <form class="flow narrow" method="post" action=action.to_owned() novalidate=true>
            <h2>"Publish this year"</h2>
            <p>"Look at it first. Then a second person of your team looks at it and publishes it."</p>
            {note}
            <input type="hidden" name="to" value="ask"/>
            <p class="actions"><button class="button" type="submit">"Ask a second person to publish it"</button></p>
        </form>
    }
    .into_any()
}

fn second(shown: &YearPage<'_>, action: &str, number: i64, note: &str) -> AnyView {
    let withdraw =
        post_button(action, "button button--quiet", "Take the question back", vec![("to", "withdraw".to_owned())]);
    let note = (!note.is_empty()).then(|| view! { <p>"What is different: "{note.to_owned()}</p> });
    let body = if shown.own {
        view! { <p>"You asked for it, so somebody else of your team must publish it."</p> {note} {withdraw} }.into_any()
    } else {
        let hidden = vec![("to", "publish".to_owned()), ("number", number.to_string())];
        let publish = post_button(action, "button", "Publish it", hidden);
        view! {
            <p>"Somebody of your team asks you to publish this year. Read all of it first."</p>
            {note}
            <div class="actions">{publish}{withdraw}</div>
        }
        .into_any()
    };
    notice(Tone::Warn, "This year waits to be published", body)
}

/// A cell with nothing in it.
pub(super) fn plain(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}
