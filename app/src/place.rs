//! Places on the desk: who lives in the area, its localities, and which tables are loaded.

pub mod locality;
mod who;

use domain::{place::figure::COUNCIL, text::Language, time::words::long_date};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use service::place::{Loaded, LoadedClasses, LoadedSet, LocalityLine, Places};

use crate::{
    desk::{page, title},
    part::{
        list::{Tone, empty, more, notice},
        table::{Cell, Column, Row, table, under_head},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What was just done, to be said on top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A locality was added.
    Added,
    /// A locality was changed.
    Changed,
    /// A locality was removed.
    Removed,
}

/// What the page shows.
pub struct Shown<'a> {
    /// The places.
    pub places: &'a Places,
    /// Europe/London.
    pub london: &'a TimeZone,
    /// What was just done.
    pub said: Option<Said>,
}

/// The places of a partnership.
pub fn places(visit: &Visit, desk: &Desk, shown: &Shown<'_>) -> String {
    let places = shown.places;
    let area = places.partnership.area_name.clone();
    let body = view! {
        <div class="desk__top"><h1>"Places"</h1></div>
        <div class="flow">
            {shown.said.map(said)}
            <p class="finding">{who::headline(&area, &places.figures)}</p>
            {localities(places, &desk.home)}
            <h2 id="people">{format!("Who lives in {area}")}</h2>
            {who::figures(&places.figures, false)}
            <h2 id="postcodes">"Postcodes"</h2>
            {postcodes(places.loaded.postcodes)}
            <h2 id="loaded">"What is loaded, and how to load more"</h2>
            {loaded(&places.loaded, shown.london)}
        </div>
    };
    page(visit, desk, &title("Places"), body)
}

fn said(said: Said) -> AnyView {
    let (head, words) = match said {
        Said::Added => ("The locality is added", "People can choose it in surveys that ask where they live."),
        Said::Changed => {
            ("The locality is changed", "Answers are counted by its new data zones from the next count on.")
        }
        Said::Removed => ("The locality is off the list", "People cannot choose it any more. Answers keep its code."),
    };
    notice(Tone::Good, head, view! { <p>{words}</p> })
}

fn localities(places: &Places, home: &str) -> AnyView {
    let own = places.localities.iter().all(|locality| locality.id.is_some());
    let add = own.then(|| {
        let href = format!("{home}/places/new");
        view! { <p class="actions"><a class="button" href=href>"Add a locality"</a></p> }
    });
    if places.localities.is_empty() {
        let words = "A locality is a part of your area with a name that people know, made of data zones. Surveys that \
                     ask where people live offer your localities as a list, and the inclusion check compares who \
                     answered in each with how many live there.";
        return view! {
            <h2 id="localities">"Localities"</h2>
            {empty("No locality yet", view! { <p>{words}</p> {add} })}
        }
        .into_any();
    }
    let people = match places.counts.best(Language::English).0 {
        "" => "People".to_owned(),
        base => capital(base),
    };
    let mut columns = vec![Column::words("Name"), Column::number("Data zones"), Column::number(people)];
    if own {
        columns.push(Column::words("Change"));
    }
    let rows = places.localities.iter().map(|locality| locality_row(locality, home)).collect();
    let (head, note) = if own {
        ("Localities", left(places))
    } else {
        ("Council areas", "Surveys of Scotland that ask where people live offer the 32 council areas.".to_owned())
    };
    view! {
        <h2 id="localities">{head}</h2>
        {under_head(head, columns, rows)}
        <p class="soft">{note}</p>
        {add}
    }
    .into_any()
}

/// How much of the area is in no locality.
fn left(places: &Places) -> String {
    match places.zones_left {
        0 => "Every data zone of the area is in a locality.".to_owned(),
        1 => "One data zone of the area is in no locality.".to_owned(),
        left => format!("{left} data zones of the area are in no locality."),
    }
}

fn locality_row(locality: &LocalityLine, home: &str) -> Row {
    let (name, language) = locality.name.best(Language::English);
    let lang = (language != Language::English).then(|| language.code());
    let mut cells = vec![
        Cell::Text(locality.zones.to_string()),
        Cell::Text(locality.people.map_or_else(|| "No population figure".to_owned(), grouped)),
    ];
    let head = match locality.id {
        Some(id) => {
            let href = format!("{home}/places/{id}");
            let change = href.clone();
            let of = || view! { <span class="unseen">{format!(": {name}")}</span> };
            let tools = view! {
                <span class="links">
                    <a href=change>"Change"{of()}</a>
                    <form class="one" method="post" action=format!("{home}/places/remove")>
                        <input type="hidden" name="locality" value=id.to_string()/>
                        <button class="button button--quiet" type="submit">"Remove"{of()}</button>
                    </form>
                </span>
            };
            cells.push(Cell::View(tools.into_any()));
            view! { <a href=href lang=lang>{name.to_owned()}</a> }.into_any()
        }
        None => view! { <span lang=lang>{name.to_owned()}</span> }.into_any(),
    };
    Row { head, cells, all: false }
}

fn postcodes(count: u64) -> AnyView {
    if count == 0 {
        let words = "No directory of postcodes is loaded, so people choose where they live from the list of localities. \
                     With one, they can type their postcode: it becomes a data zone and is forgotten, and answers are \
                     counted by deprivation as well.";
        let how = "The Scottish Postcode Directory is free from National Records of Scotland. Whoever runs this \
                   installation loads it with one command:";
        return view! { <p>{words}</p> <p>{how}</p> {command("folkmoot baseline import SmallUser.csv")} }.into_any();
    }
    let words = format!(
        "{} postcodes can be looked up. A postcode becomes a data zone and is forgotten at once.",
        grouped(count)
    );
    view! { <p>{words}</p> }.into_any()
}

fn command(words: &str) -> AnyView {
    view! { <pre class="command" tabindex="0"><code>{words.to_owned()}</code></pre> }.into_any()
}

fn loaded(loaded: &Loaded, london: &TimeZone) -> AnyView {
    let how = "Figures of Scotland and its 32 councils come with Folkmoot. Tables by data zone give every locality its \
               own figures; newer tables take the place of older ones. Whoever runs this installation loads them:";
    let example = "folkmoot baseline import census2022_dz_age_sex.csv census2022_dz_disability.csv";
    let help = "A file with anything wrong in it changes nothing, and the command says which row and column to mend. \
                “folkmoot baseline import --help” names every table that it can read.";
    let tables = view! { {sets(&loaded.sets, london)} {classes(&loaded.classes, london)} {zones(loaded)} };
    view! {
        <p>{how}</p>
        {command(example)}
        <p>{help}</p>
        {more(format!("The {} tables that are loaded", loaded.sets.len() + loaded.classes.len()), tables)}
    }
    .into_any()
}

fn when(imported: Option<jiff::Timestamp>, london: &TimeZone) -> String {
    imported.map_or_else(
        || "Came with Folkmoot".to_owned(),
        |at| long_date(london.to_datetime(at).date(), Language::English),
    )
}

fn sets(sets: &[LoadedSet], london: &TimeZone) -> AnyView {
    let columns = vec![
        Column::words("Table"),
        Column::words("Published by"),
        Column::words("Describes"),
        Column::words("Counts"),
        Column::number("Areas"),
        Column::words("Licence"),
        Column::words("Loaded"),
    ];
    let row = |one: &LoadedSet| {
        let set = &one.set;
        let areas = if set.geography == COUNCIL { "councils and Scotland" } else { "data zones" };
        let cells = vec![
            set.source.clone().into(),
            who::date(set.as_of).into(),
            set.base.words().best(Language::English).0.to_owned().into(),
            format!("{} {areas}", grouped(one.areas)).into(),
            set.licence.clone().into(),
            when(one.imported_at, london).into(),
        ];
        Row { head: set.title.clone().into_any(), cells, all: false }
    };
    table("Figures", columns, sets.iter().map(row).collect())
}

fn classes(classes: &[LoadedClasses], london: &TimeZone) -> AnyView {
    let columns = vec![
        Column::words("Classification of data zones"),
        Column::words("Published by"),
        Column::words("Edition"),
        Column::number("Data zones"),
        Column::words("Licence"),
        Column::words("Loaded"),
    ];
    let row = |one: &LoadedClasses| {
        let known = &one.classification;
        let cells = vec![
            known.source.clone().into(),
            format!("{}, of {}", known.edition, who::date(known.as_of)).into(),
            grouped(one.zones).into(),
            known.licence.clone().into(),
            when(one.imported_at, london).into(),
        ];
        Row { head: known.title.clone().into_any(), cells, all: false }
    };
    table("Classifications of data zones", columns, classes.iter().map(row).collect())
}

fn zones(loaded: &Loaded) -> AnyView {
    let editions: Vec<String> = loaded
        .zones
        .iter()
        .map(|(edition, count)| format!("{} of {}", grouped(*count), edition.replace("data_zone_", "")))
        .collect();
    let words = match editions.as_slice() {
        [] => "No data zones are loaded.".to_owned(),
        some => format!("Data zones: {}.", some.join(", ")),
    };
    view! { <p>{words}</p> }.into_any()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
