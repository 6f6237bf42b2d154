//! Being recognised from one survey to the next: the form after sending, and what the desk sees of those who agreed.

use domain::{
    disclosure::{Cell, Percent},
    recognition::{AGES, Figures},
    text::Language,
    time::words::long_date,
};
use jiff::civil::Date;
use leptos::prelude::*;
use service::recognition::OfYear;

use crate::{
    desk::{page, title},
    part::{
        chart::{
            Chart, Level,
            lorenz::{self, Point},
        },
        field::Field,
        form::{Form, error_summary},
        list::{Tone, empty, notice, post_button, stats, tag},
        table::{self as tables, Column, Row, table},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What became of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// It was not sent.
    #[default]
    Nothing,
    /// Somebody will be recognised.
    Joined,
    /// Somebody is forgotten.
    Forgotten,
}

/// The form after sending, where it is offered.
pub fn offer(visit: &Visit, slug: &str, ends: Date, said: Said, form: &Form) -> AnyView {
    let action = visit.href(&format!("/s/{slug}/again"));
    let date = long_date(ends, visit.language());
    let done = match said {
        Said::Nothing => None,
        Said::Joined => Some(("again-done-head", "again-done-words")),
        Said::Forgotten => Some(("again-forgotten-head", "again-forgotten-words")),
    };
    let done = done.map(|(head, words)| notice(Tone::Good, visit.t(head), view! { <p>{visit.t(words)}</p> }));
    let none = std::iter::once((String::new(), visit.t("again-age-none")));
    let ages = none.chain(AGES.iter().map(|age| ((*age).to_owned(), age_words(visit, age)))).collect();
    view! {
        <section class="flow" id="again" aria-labelledby="again-head">
            <h2 id="again-head">{visit.t("again-head")}</h2>
            {error_summary(visit, &form.problems)}
            {done}
            <p>{visit.words.with("again-words", &[("date", &date)])}</p>
            <form class="flow" method="post" action=action novalidate=true>
                {Field::line("contact", visit.t("again-contact")).mid().plain().view(visit, form)}
                {Field::choice("age", visit.t("again-age"), ages).hint(visit.t("again-age-hint")).view(visit, form)}
                <p class="actions">
                    <button class="button button--second" type="submit" name="then" value="join">{visit.t("again-yes")}</button>
                    " "
                    <button class="button button--quiet" type="submit" name="then" value="forget">{visit.t("again-forget")}</button>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// A band of ages in words.
fn age_words(visit: &Visit, age: &str) -> String {
    match age.split_once('_') {
        Some((from, "over")) => visit.words.with("again-age-over", &[("age", from)]),
        Some((from, to)) => visit.words.with("again-age-band", &[("from", from), ("to", to)]),
        None => age.to_owned(),
    }
}

fn percent(percent: Percent) -> Option<String> {
    match percent {
        Percent::Whole(percent) => Some(format!("{percent}%")),
        Percent::TooSmallBase | Percent::Withheld => None,
    }
}

/// The sentence of a year's page about those who let themselves be recognised.
pub fn sentence(visit: &Visit, figures: &Figures) -> String {
    let shown = (figures.people, percent(figures.repeaters), figures.top_tenth);
    let (Cell::Published(people), Some(repeaters), Some(top)) = shown else { return visit.t("again-year-few") };
    let (people, top) = (grouped(people), format!("{top}%"));
    visit.words.with("again-year-linked", &[("people", &people), ("repeaters", &repeaters), ("top", &top)])
}

/// What the page of the desk is made of.
pub struct AtDesk<'a> {
    /// Whether it is on.
    pub on: bool,
    /// Years, the newest first.
    pub years: &'a [OfYear],
    /// Of every survey with the question: what it is called, and the share who say that they took part before.
    pub said: &'a [(String, Percent)],
    /// The day on which the key of this year is destroyed.
    pub ends: Date,
    /// Whether it was just switched.
    pub switched: bool,
}

/// The page of the desk.
pub fn at_desk(visit: &Visit, desk: &Desk, at: &AtDesk<'_>) -> String {
    let action = format!("{}/again", desk.home);
    let date = long_date(at.ends, Language::English);
    let (state, words, button, to) = if at.on {
        (
            tag(Tone::Good, "on"),
            "After sending their answers, people are asked whether they may be recognised.",
            "Ask people no more",
            "off",
        )
    } else {
        (tag(Tone::Plain, "off"), "People are not asked.", "Ask people whether they agree", "on")
    };
    let switched = at.switched.then(|| notice(Tone::Good, "It is changed", view! { <p>{words}</p> }));
    let class = if at.on { "button button--second" } else { "button" };
    let years = at.years.iter().filter_map(|year| of_year(visit, year)).collect::<Vec<_>>();
    let nothing = years.is_empty().then(|| {
        let words = "Figures appear when at least 10 people have agreed, and shares when there are 50.";
        empty("Nobody can be recognised yet", view! { <p>{words}</p> })
    });
    let body = view! {
        <div class="desk__top"><h1>"The same people again?"</h1></div>
        <div class="flow">
            {switched}
            <p>
                "Whether the same people take part again and again can be told only of those who agree. Of their address or \
                 number nothing is kept but a pseudonym, worked out with a key that is destroyed."
            </p>
            <p>{state}" "{words}" "{format!("What is kept of this year goes on {date}.")}</p>
            {post_button(&action, class, button, vec![("to", to.to_owned())])}
            {nothing}
            {years}
            {own_words(at.said)}
        </div>
    };
    page(visit, desk, &title("The same people again?"), body)
}

fn of_year(visit: &Visit, year: &OfYear) -> Option<AnyView> {
    let figures = year.figures.as_ref()?;
    let ended = year.ended.then(|| tag(Tone::Plain, "nobody can be recognised any more"));
    let people = figures.people.published().map_or_else(|| "fewer than 10".to_owned(), grouped);
    let mut rows = vec![(people, "people agreed to be recognised".into_any())];
    rows.extend(percent(figures.repeaters).map(|share| (share, "of them took part more than once".into_any())));
    let top = figures
        .top_tenth
        .map(|top| (format!("{top}%"), "of all taking part is that of the most active tenth".into_any()));
    rows.extend(top);
    let view = view! {
        <h2>{format!("The year {}", year.year)}" "{ended}</h2>
        {stats(rows)}
        {curve(visit, year, figures)}
        {new_voices(year, figures)}
        {by_age(visit, figures)}
    };
    Some(view.into_any())
}

fn curve(visit: &Visit, year: &OfYear, figures: &Figures) -> Option<AnyView> {
    let (gini, top) = (figures.gini?, figures.top_tenth?);
    let point = |(at, share): (usize, &u8)| Point {
        people: at as f64 / 10.0,
        share: f64::from(*share) / 100.0,
        told: (at == 5).then(|| format!("{share}%")),
    };
    let points: Vec<Point> = figures.lorenz.iter().enumerate().map(point).collect();
    let half = figures.lorenz.get(5).copied().unwrap_or(0);
    let said =
        format!("The less active half account for {half}% of all taking part, the most active tenth for {top}%.");
    let row = |(at, share): (usize, &u8)| Row {
        head: format!("{}%", at * 10).into_any(),
        cells: vec![format!("{share}%").into()],
        all: false,
    };
    let columns = vec![Column::words("Least active people"), Column::number("Of all taking part")];
    let chart = Chart {
        id: format!("curve-{}", year.year),
        level: Level::Three,
        finding: format!("The most active tenth account for {top}% of all taking part"),
        how: format!("The share of all taking part that the least active people have, one tenth after the other. Gini coefficient {gini:.2}: 0 is everybody alike.")
            .into_any(),
        key: Some(lorenz::key("those who agreed to be recognised".to_owned(), "everyone alike".to_owned())),
        plot: Some(lorenz::plot(visit.words, ["people".to_owned(), "taking part".to_owned()], &points, said)),
        about: "how evenly taking part is spread".to_owned(),
        numbers: table("How evenly taking part is spread", columns, figures.lorenz.iter().enumerate().map(row).collect()),
        source: "Shares are whole percentages. Only those who agreed are in it, who may be more active than others.".to_owned(),
    };
    Some(chart.view(visit))
}

fn new_voices(year: &OfYear, figures: &Figures) -> AnyView {
    let columns =
        vec![Column::words("Survey"), Column::number("Recognised"), Column::number("Not seen before this year")];
    let rows = year.engagements.iter().zip(&figures.engagements).enumerate().map(|(at, (title, seen))| {
        let share = percent(seen.percent(&[Some(0)], 0)).unwrap_or_else(|| "fewer than 50: no share".to_owned());
        let share = if at == 0 { "the first: everybody".to_owned() } else { share };
        let people = seen.base().published().map_or_else(|| "fewer than 10".to_owned(), grouped);
        Row { head: title.clone().into_any(), cells: vec![people.into(), share.into()], all: false }
    });
    view! {
        {table("New voices, survey by survey", columns, rows.collect())}
        <p class="soft">"Pseudonyms change with the year, so that somebody of the year before counts as new."</p>
    }
    .into_any()
}

fn by_age(visit: &Visit, figures: &Figures) -> AnyView {
    let columns = vec![Column::words("Age"), Column::number("Recognised"), Column::number("More than once")];
    let rows = AGES.iter().enumerate().map(|(at, age)| {
        let head = age_words(visit, age).into_any();
        match figures.ages.count(&[Some(at), None]).published() {
            None => {
                Row { head, cells: vec![tables::Cell::Withheld(2, "withheld (fewer than 10)".to_owned())], all: false }
            }
            Some(people) => {
                let share = percent(figures.ages.percent(&[Some(at), Some(1)], 1));
                let share = share.unwrap_or_else(|| "fewer than 50: no share".to_owned());
                Row { head, cells: vec![grouped(people).into(), share.into()], all: false }
            }
        }
    });
    table("By age, of those who said it", columns, rows.collect())
}

/// What people say themselves, where a survey asks it.
fn own_words(said: &[(String, Percent)]) -> Option<AnyView> {
    if said.is_empty() {
        return None;
    }
    let columns = vec![Column::words("Survey"), Column::number("Say that they took part before")];
    let row = |(title, share): &(String, Percent)| {
        let share = percent(*share).unwrap_or_else(|| "fewer than 50: no share".to_owned());
        Row { head: title.clone().into_any(), cells: vec![share.into()], all: false }
    };
    let view = view! {
        <h2>"As people say themselves"</h2>
        <p>"From the question whether somebody took part in something like this before. People forget, and say what is expected."</p>
        {table("As people say themselves", columns, said.iter().map(row).collect())}
    };
    Some(view.into_any())
}
