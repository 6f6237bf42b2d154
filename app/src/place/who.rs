//! Who lives in an area: every characteristic that is counted, with the source, date, base and licence of its numbers.

use domain::{
    text::{Language, Text},
    time::words::plain_date,
};
use jiff::civil::Date;
use leptos::prelude::*;
use service::place::{AreaFigures, Band, Counted, Group, Population};

use crate::{
    part::{
        list::more,
        table::{Cell, Column, Row, under_head},
    },
    words::grouped,
};

/// The sentence on top: how many live there.
pub fn headline(area: &str, figures: &AreaFigures) -> String {
    match (figures.all, figures.adults) {
        (Some(all), Some(adults)) => {
            format!("{} people live in {area}, {} of them aged 16 or over", grouped(all), grouped(adults))
        }
        (Some(all), None) => format!("{} people live in {area}", grouped(all)),
        (None, Some(adults)) => format!("{} people aged 16 or over live in {area}", grouped(adults)),
        (None, None) => format!("How many people live in {area} is not known here"),
    }
}

/// A date without its weekday: "20 March 2022".
pub fn date(date: Date) -> String {
    plain_date(date, Language::English)
}

fn english(text: &Text) -> String {
    text.best(Language::English).0.to_owned()
}

/// Every characteristic, each behind a line that opens; the first stands open if asked for.
pub fn figures(figures: &AreaFigures, small: bool) -> AnyView {
    if figures.populations.is_empty() {
        let words = if small {
            "No table by data zone is loaded that has all of these data zones, so there are no figures by group."
        } else {
            "No figures are loaded for this area."
        };
        return view! { <p>{words}</p> }.into_any();
    }
    let mut parts: Vec<AnyView> = Vec::new();
    for population in &figures.populations {
        parts.push(part(population));
        if population.characteristic == "age" && !figures.by_age_and_sex.is_empty() {
            parts.extend(
                figures
                    .populations
                    .iter()
                    .find(|one| one.characteristic == "sex")
                    .map(|sex| by_sex(&figures.by_age_and_sex, sex)),
            );
        }
    }
    view! { <div class="figures">{parts}</div> }.into_any()
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return String::new();
    }
    let percent = part as f64 * 100.0 / whole as f64;
    if percent > 0.0 && percent < 0.5 { "under 1%".to_owned() } else { format!("{percent:.0}%") }
}

fn part(population: &Population) -> AnyView {
    let what = population.counted.as_ref().map_or_else(
        || "People".to_owned(),
        |counted| if english(&counted.base).starts_with("households") { "Households" } else { "People" }.to_owned(),
    );
    let columns = vec![Column::words("Group"), Column::number(what), Column::number("Share")];
    let whole: u64 = population.groups.iter().filter(|g| g.estimate.is_none()).filter_map(|group| group.people).sum();
    let row = |group: &Group| {
        let (people, of) = match (group.people, &group.estimate) {
            (None, _) => ("No population figure".to_owned(), String::new()),
            (Some(people), None) => (grouped(people), share(people, whole)),
            (Some(people), Some(source)) => (format!("{} (an estimate)", grouped(people)), source.title.clone()),
        };
        Row { head: english(&group.name).into_any(), cells: vec![Cell::Text(people), Cell::Text(of)], all: false }
    };
    let title = english(&population.title);
    let rows = population.groups.iter().map(row).collect();
    let body = view! { {under_head(&title, columns, rows)} {source(population)} };
    more(summary(population, &title), body)
}

/// "Age: most are 55 to 64" would be an opinion; the line says what is counted and whom.
fn summary(population: &Population, title: &str) -> String {
    match &population.counted {
        Some(counted) => format!("{title} ({})", english(&counted.base)),
        None => format!("{title} (no population figure)"),
    }
}

fn by_sex(bands: &[Band], sex: &Population) -> AnyView {
    let columns = vec![Column::words("Age"), Column::number("Women"), Column::number("Men")];
    let row = |band: &Band| Row {
        head: english(&band.name).into_any(),
        cells: vec![Cell::Text(grouped(band.female)), Cell::Text(grouped(band.male))],
        all: false,
    };
    let rows = bands.iter().map(row).collect();
    let body = view! { {under_head("Age by sex", columns, rows)} {source(sex)} };
    more("Age by sex (residents 16 and over)", body)
}

fn source(population: &Population) -> Option<AnyView> {
    let Counted { source, base, .. } = population.counted.as_ref()?;
    let words = format!(
        "Source: {}. {}. It describes {} and counts {}. Licence: {}.",
        source.title,
        source.source,
        date(source.as_of),
        english(base),
        source.licence
    );
    let estimates = population.groups.iter().filter_map(|group| {
        let source = group.estimate.as_ref()?;
        let words = format!(
            "{}: {}, {}, {}. Licence: {}.",
            english(&group.name),
            source.title,
            source.source,
            date(source.as_of),
            source.licence
        );
        Some(view! { <p class="soft">{words}</p> })
    });
    Some(view! { <p class="soft">{words}</p> {estimates.collect_view()} }.into_any())
}
