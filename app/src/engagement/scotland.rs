//! A year over all partnerships: who has published what, side by side.

use domain::time::words::plain_date;
use leptos::prelude::*;
use service::engagement::{Scotland, Share};

use super::year::{Section, side};
use crate::{
    inclusion::{verdict_class, verdict_code},
    part::{
        chart::{
            Chart, Level,
            map::Shades,
            tiles::{self, Tile},
        },
        list::stats,
        table::{Cell, Column, Row, table, under_head},
    },
    shell::{Place, Title, public as public_frame},
    visit::Visit,
    words::grouped,
};

/// The page of a year of Scotland.
pub fn public(visit: &Visit, scotland: &Scotland) -> String {
    let (published, all) = (scotland.published().count(), scotland.shares.len());
    let (published_words, all_words) = (published.to_string(), all.to_string());
    let head = match published {
        0 => visit.t("scotland-nothing"),
        _ => visit.words.with("scotland-head", &[("published", &published_words), ("all", &all_words)]),
    };
    let [from, to] = [scotland.year.first(), scotland.year.last()].map(|day| plain_date(day, visit.language()));
    let dates = visit.words.with("scotland-dates", &[("from", &from), ("to", &to)]);
    let mut sections = Vec::new();
    if published > 0 {
        sections.push(together(visit, scotland));
        sections.push(drawn(visit, scotland));
    }
    sections.push(every(visit, scotland));
    sections.extend(other_years(visit, scotland));
    let body = view! {
        <div class="flow">
            <p class="soft">{dates}</p>
            <h1>{head}</h1>
            <p class="lead">{visit.t("scotland-lead")}</p>
        </div>
        {sections.into_iter().map(side).collect_view()}
    };
    let title = visit.words.with("year-page", &[("year", &scotland.year.to_string())]);
    public_frame(visit, &Title::of(title), Place::Results, body.into_any())
}

fn together(visit: &Visit, scotland: &Scotland) -> Section {
    let (fewer, of) = scotland.fewer();
    let (fewer_words, of_words) = (fewer.to_string(), of.to_string());
    let key = match (fewer, of) {
        (_, 0) => "scotland-fewer-unknown",
        (0, _) => "scotland-fewer-none",
        _ => "scotland-fewer",
    };
    let sentence = visit.words.with(key, &[("fewer", &fewer_words), ("of", &of_words)]);
    let sum = |of: &dyn Fn(&Share) -> u64| scotland.published().map(of).sum::<u64>();
    let stat = |n: u64, key: &str| {
        let words = visit.words.count(key, i64::try_from(n).unwrap_or(i64::MAX));
        (grouped(n), words.into_any())
    };
    let rows = vec![
        stat(sum(&|share| share.engagements.unwrap_or(0) as u64), "year-stat-engagements"),
        stat(sum(&|share| share.times), "year-stat-times"),
    ];
    let body = view! { <p>{sentence}"."</p> {stats(rows)} };
    Section {
        id: "together",
        head: visit.t("scotland-together"),
        note: visit.t("scotland-together-note"),
        body: body.into_any(),
    }
}

/// The code of a partnership's council on its tile.
fn code(share: &Share) -> &'static str {
    share.partnership.gss.parse().map(tiles::code).unwrap_or_default()
}

fn drawn(visit: &Visit, scotland: &Scotland) -> Section {
    let values: Vec<f64> = scotland.published().filter_map(|share| share.engagements).map(|n| n as f64).collect();
    let tile = |share: &Share| {
        let number = share.engagements.map(|n| n.to_string()).unwrap_or_default();
        let value = share.engagements.map(|n| n as f64);
        Some(Tile { council: share.partnership.gss.parse().ok()?, value, number, here: false })
    };
    let plotted: Vec<Tile> = scotland.shares.iter().filter_map(tile).collect();
    let shades = Shades::of(&values);
    let (published, all) = (values.len().to_string(), scotland.shares.len().to_string());
    let chart = Chart {
        id: "tiles-finding".to_owned(),
        level: Level::Three,
        finding: visit.words.with("scotland-head", &[("published", &published), ("all", &all)]),
        how: visit.t("scotland-map-how").into_any(),
        key: None,
        plot: Some(tiles::plot(visit.words, &shades, &plotted)),
        about: visit.t("scotland-map"),
        numbers: numbers(visit, scotland),
        source: visit.t("scotland-map-source"),
    };
    Section { id: "map", head: visit.t("scotland-map"), note: visit.t("scotland-map-note"), body: chart.view(visit) }
}

fn numbers(visit: &Visit, scotland: &Scotland) -> AnyView {
    let columns = vec![
        Column::words(visit.t("scotland-column-partnership")),
        Column::number(visit.t("scotland-column-engagements")),
    ];
    let row = |share: &Share| Row {
        head: share.partnership.area_name.clone().into_any(),
        cells: vec![share.engagements.map_or_else(|| visit.t("scotland-not-yet"), |n| n.to_string()).into()],
        all: false,
    };
    table(&visit.t("scotland-map"), columns, scotland.shares.iter().map(row).collect())
}

fn every(visit: &Visit, scotland: &Scotland) -> Section {
    let columns = vec![
        Column::words(visit.t("scotland-column-partnership")),
        Column::words(visit.t("scotland-column-code")),
        Column::number(visit.t("scotland-column-engagements")),
        Column::number(visit.t("scotland-column-times")),
        Column::words(visit.t("scotland-column-deprived")),
    ];
    let row = |share: &Share| {
        let name = share.partnership.area_name.clone();
        let Some(engagements) = share.engagements else {
            let cells = vec![code(share).to_owned().into(), Cell::Withheld(3, visit.t("scotland-not-yet"))];
            return Row { head: name.into_any(), cells, all: false };
        };
        let href = visit.href(&format!("/{}/years/{}", share.partnership.slug, scotland.year));
        let deprived = share.deprived.map(|(shown, verdict)| {
            let words = visit.t(&format!("chart-verdict-{}", verdict_code(verdict)));
            let times = shown.ratio.map(|ratio| visit.words.with("chart-times", &[("times", &format!("{ratio:.2}"))]));
            view! { <span class=verdict_class(Some(verdict))>{words}</span>" "<span class="soft num">{times}</span> }
        });
        let cells = vec![
            code(share).to_owned().into(),
            engagements.to_string().into(),
            grouped(share.times).into(),
            deprived.map_or_else(|| Cell::Text(visit.t("year-not-asked")), |view| Cell::View(view.into_any())),
        ];
        Row { head: view! { <a href=href>{name}</a> }.into_any(), cells, all: false }
    };
    let body = under_head(&visit.t("scotland-table"), columns, scotland.shares.iter().map(row).collect());
    Section { id: "every", head: visit.t("scotland-every"), note: visit.t("scotland-every-note"), body }
}

fn other_years(visit: &Visit, scotland: &Scotland) -> Option<Section> {
    let others: Vec<_> = scotland.years.iter().filter(|year| **year != scotland.year).collect();
    if others.is_empty() {
        return None;
    }
    let lines = others.into_iter().map(|year| {
        let words = visit.words.with("year-years-link", &[("year", &year.to_string())]);
        view! { <li><a href=visit.href(&format!("/scotland/years/{year}"))>{words}</a></li> }
    });
    let body = view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any();
    Some(Section { id: "others", head: visit.t("scotland-other-years"), note: String::new(), body })
}
