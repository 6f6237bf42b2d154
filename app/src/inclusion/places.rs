//! Taking part place by place: rates with the range that chance allows, what remains of their differences once chance is
//! taken out, a funnel, and a map or the tiles of Scotland. Places are never ranked.

use domain::{
    inclusion::{
        Interval,
        interval::Z,
        small_area::{AreaRate, FAR, Rates},
    },
    place::Gss,
};
use leptos::prelude::*;
use service::inclusion::Places;

use super::{Reading, Said, Section, charts};
use crate::{
    part::{
        chart::{
            Chart, Label, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
            funnel::{self, Limits, Spot},
            map::{self, Area, Shades},
            tiles::{self, Tile},
        },
        list::empty,
        table::{Cell, Column, Row, table},
    },
    words::grouped,
};

/// A funnel of fewer places shows nothing.
const FUNNEL_FROM: usize = 5;
/// From so many places on, the limits are widened where places differ more than chance allows.
const WIDENED_FROM: usize = 10;
/// The most places that a headline names on one side.
const NAMED: usize = 2;
/// Points of the lines of a funnel.
const FUNNEL_POINTS: u8 = 40;

/// A rate for each 1,000.
pub(super) fn rate_words(rate: f64) -> String {
    format!("{:.1}", rate.max(0.0))
}

/// The places of one characteristic as they are read.
struct Seen<'a> {
    reading: &'a Reading<'a>,
    places: &'a Places<'a>,
    rates: &'a Rates,
    /// By how much the limits of the funnel are widened.
    wider: f64,
}

/// What the part says.
pub(super) fn said(reading: &Reading<'_>, all: &[Places<'_>]) -> Said {
    let seen: Vec<Seen<'_>> = all.iter().filter_map(|places| Seen::of(reading, places)).collect();
    let Some(first) = seen.first() else {
        let body = empty(reading.t("who-places-nothing"), view! { <p>{reading.t("who-places-nothing-words")}</p> });
        let section = Section { id: "nothing", head: reading.t("who-part-places"), note: String::new(), body };
        return Said { finding: reading.t("who-places-unsaid"), lead: String::new(), sections: vec![section] };
    };
    let rate = rate_words(first.rates.overall);
    let base = charts::base_words(reading, first.places.compared);
    let mut lead = first.named();
    lead.push(reading.with("who-places-lead", &[("rate", &rate), ("base", &base)]));
    let mut sections = vec![first.rates_section("rates")];
    sections.extend(first.funnel());
    sections.extend(first.drawn());
    sections.extend(seen.iter().skip(1).zip(["other", "other-2", "other-3"]).map(|(one, id)| one.rates_section(id)));
    Said { finding: first.finding(), lead: lead.join(" "), sections }
}

impl<'a> Seen<'a> {
    fn of(reading: &'a Reading<'a>, places: &'a Places<'a>) -> Option<Self> {
        let rates = places.rates.as_ref().filter(|rates| rates.overall > 0.0)?;
        let many = rates.areas.len() >= WIDENED_FROM;
        let spread = rates.overdispersion().filter(|spread| many && *spread > 1.0);
        Some(Self { reading, places, rates, wider: spread.map_or(1.0, f64::sqrt) })
    }

    fn title(&self) -> String {
        self.reading.names.title(&self.places.compared.comparison.code)
    }

    /// The name of a place by its place among those that are shown.
    fn label(&self, shown: usize) -> Label {
        let comparison = &self.places.compared.comparison;
        let code = self.places.shown.get(shown).map_or("", |at| comparison.groups[*at].code.as_str());
        self.reading.names.label(&comparison.code, code)
    }

    /// How far a place lies from the rate of all: beyond what 998 of 1,000 places do by chance, 19 of 20, or not.
    fn tone(&self, area: &AreaRate) -> Tone {
        match area.z.map_or(0.0, f64::abs) / self.wider {
            z if z > FAR => Tone::Full,
            z if z > Z => Tone::Less,
            _ => Tone::Unsure,
        }
    }

    /// Names of the places that lie beyond the far limits, on this side.
    fn beyond(&self, is_below: bool) -> Vec<String> {
        let areas = self.rates.areas.iter().enumerate();
        let out =
            areas.filter(|(_, area)| self.tone(area) == Tone::Full && area.z.is_some_and(|z| (z < 0.0) == is_below));
        out.map(|(at, _)| self.label(at).words).collect()
    }

    fn finding(&self) -> String {
        let (low, high) = (self.beyond(true), self.beyond(false));
        let [lows, highs] = [&low, &high].map(|names| self.places_words(names));
        match (low.is_empty(), high.is_empty()) {
            (false, false) => self.reading.with("who-places-both", &[("low", &lows), ("high", &highs)]),
            (false, true) => self.reading.with("who-places-low", &[("places", &lows)]),
            (true, false) => self.reading.with("who-places-high", &[("places", &highs)]),
            (true, true) if self.rates.between > 0.0 => self.reading.t("who-places-differ"),
            (true, true) => self.reading.t("who-places-even"),
        }
    }

    /// The names of places, or how many where a headline cannot hold them all.
    fn places_words(&self, names: &[String]) -> String {
        if names.len() > NAMED {
            return self.reading.with("who-places-count", &[("number", &names.len().to_string())]);
        }
        self.reading.names.list(names)
    }

    /// The names that the headline only counts.
    fn named(&self) -> Vec<String> {
        let sentence = |key: &str, names: Vec<String>| {
            (names.len() > NAMED).then(|| self.reading.with(key, &[("places", &names.join("; "))]))
        };
        let (low, high) = (self.beyond(true), self.beyond(false));
        [sentence("who-places-fewer-in", low), sentence("who-places-more-in", high)].into_iter().flatten().collect()
    }

    /// From where to where the rates go.
    fn between(&self) -> String {
        let rates = || self.rates.areas.iter().map(|area| area.rate);
        let (low, high) = (rates().fold(f64::INFINITY, f64::min), rates().fold(0.0, f64::max));
        self.reading.with("who-places-between", &[("low", &rate_words(low)), ("high", &rate_words(high))])
    }

    /// Whether the places differ more than chance alone would make them.
    fn differ(&self) -> String {
        let more = self.rates.overdispersion().is_some_and(|spread| spread > 1.0) && self.rates.between > 0.0;
        self.reading.t(if more { "who-funnel-differ" } else { "who-places-even" })
    }

    /// In words where a place lies.
    fn so(&self, area: &AreaRate) -> String {
        let fewer = area.z.is_some_and(|z| z < 0.0);
        self.reading.t(match (self.tone(area), fewer) {
            (Tone::Full, true) => "who-place-fewer",
            (Tone::Full, false) => "who-place-more",
            (Tone::Less, true) => "who-place-perhaps-fewer",
            (Tone::Less, false) => "who-place-perhaps-more",
            (Tone::Unsure, _) => "who-place-chance",
        })
    }

    fn range(&self, range: Interval) -> String {
        let [low, high] = [range.low, range.high].map(rate_words);
        self.reading.with("who-interval", &[("low", &low), ("high", &high)])
    }

    /// The rate of each place, with its shrunken rate beside it.
    fn rates_section(&self, id: &'static str) -> Section {
        let reading = self.reading;
        let groups = &self.places.compared.comparison.groups;
        let most = self.rates.areas.iter().map(|area| area.interval().high).fold(0.0, f64::max);
        let row = |at: usize| {
            let label = reading.names.label(&self.places.compared.comparison.code, &groups[at].code);
            let Some(area) = self.area_of(at) else {
                let value = reading.t("chart-withheld");
                let said = reading.with("chart-row", &[("label", &label.words), ("value", &value)]);
                return DotRow { label, dot: None, people: None, said, value: value.into_any() };
            };
            let (range, rate) = (area.interval(), rate_words(area.rate));
            let [low, high] = [range.low, range.high].map(rate_words);
            let words = [("label", label.words.as_str()), ("rate", &rate), ("low", &low), ("high", &high)];
            let said = reading.with("who-rate-said", &words);
            let range_words = self.range(range);
            DotRow {
                label,
                dot: Some(Dot { at: area.rate, range: Some([range.low, range.high]), tone: Tone::Full }),
                people: Some(area.shrunken),
                said,
                value: view! { {rate}" "<span class="soft">"("{range_words}")"</span> }.into_any(),
            }
        };
        let lived_in = (0..groups.len()).filter(|at| groups[*at].population > 0).map(row).collect();
        let base = charts::base_words(reading, self.places.compared);
        let title = self.title();
        let chart = Chart {
            id: format!("places-{id}"),
            level: Level::Three,
            finding: self.between(),
            how: reading.with("who-places-how", &[("title", &title), ("base", &base)]).into_any(),
            key: Some(dots::key_of_rates(reading.t("who-rate-key"), Some(reading.t("who-places-key-shrunken")))),
            plot: Some(dots::plot(reading.visit.words, Axis::of_rates(most), None, lived_in)),
            about: reading.with("who-places-rates-about", &[("title", &title)]),
            numbers: self.numbers(&title),
            source: charts::source_of(reading, self.places.compared),
        };
        let head = reading.with("who-places-rates", &[("title", &title)]);
        Section { id, head, note: reading.t("who-places-note"), body: chart.view(reading.visit) }
    }

    fn area_of(&self, group: usize) -> Option<&AreaRate> {
        let shown = self.places.shown.iter().position(|at| *at == group)?;
        self.rates.areas.get(shown)
    }

    fn numbers(&self, caption: &str) -> AnyView {
        let reading = self.reading;
        let mut columns = vec![Column::words(caption)];
        let keys = [
            "who-column-answers",
            "who-column-residents",
            "who-column-rate",
            "who-column-interval",
            "who-column-shrunken",
        ];
        columns.extend(keys.map(|key| Column::number(reading.t(key))));
        columns.push(Column::words(reading.t("who-column-so")));
        let comparison = &self.places.compared.comparison;
        let row = |(at, group): (usize, &domain::inclusion::Compared)| {
            let people: Cell = grouped(group.population).into();
            let cells = match self.area_of(at) {
                Some(area) => vec![
                    grouped(area.count.participants).into(),
                    people,
                    rate_words(area.rate).into(),
                    self.range(area.interval()).into(),
                    rate_words(area.shrunken).into(),
                    self.so(area).into(),
                ],
                None => {
                    let none = || String::new().into();
                    vec![Cell::Withheld(1, reading.t("chart-withheld")), people, none(), none(), none(), none()]
                }
            };
            Row { head: reading.names.label(&comparison.code, &group.code).view(), cells, all: false }
        };
        table(caption, columns, comparison.groups.iter().enumerate().map(row).collect())
    }

    /// The funnel, where there are enough places for one.
    fn funnel(&self) -> Option<Section> {
        let areas = &self.rates.areas;
        if areas.len() < FUNNEL_FROM {
            return None;
        }
        let reading = self.reading;
        let sizes = || areas.iter().map(|area| area.count.population as f64);
        let (smallest, largest) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
        let [first, last] = [(smallest * 0.8).max(1.0), largest * 1.05];
        let limits: Vec<Limits> = (0..=FUNNEL_POINTS)
            .map(|step| {
                let people = first + (last - first) * f64::from(step) / f64::from(FUNNEL_POINTS);
                let within = |z: f64| self.rates.limits(people, z * self.wider);
                Limits { people, usual: within(Z), far: within(FAR) }
            })
            .collect();
        let spots = self.spots();
        let base = charts::base_words(reading, self.places.compared);
        let axes = [reading.with("who-funnel-people", &[("base", &base)]), reading.t("who-column-rate")];
        let overall = reading.with("who-funnel-all", &[("rate", &rate_words(self.rates.overall))]);
        let wider =
            (self.wider > 1.0).then(|| reading.with("who-funnel-wider", &[("times", &format!("{:.2}", self.wider))]));
        let title = self.title();
        let chart = Chart {
            id: "places-funnel".to_owned(),
            level: Level::Three,
            finding: self.differ(),
            how: reading.with("who-funnel-how", &[("title", &title)]).into_any(),
            key: Some(funnel::key(reading.visit.words, overall)),
            plot: Some(funnel::plot(axes, self.rates.overall, &spots, &limits, self.finding())),
            about: reading.with("who-funnel-about", &[("title", &title)]),
            numbers: self.numbers(&title),
            source: format!("{} {}", reading.t("who-funnel-source"), wider.unwrap_or_default()).trim_end().to_owned(),
        };
        let (head, note) = (reading.t("who-funnel"), reading.t("who-funnel-note"));
        Some(Section { id: "funnel", head, note, body: chart.view(reading.visit) })
    }

    /// The dots of the funnel. Of names that would lie over each other the first stands; the table has all.
    fn spots(&self) -> Vec<Spot> {
        let areas = &self.rates.areas;
        let most = |value: fn(&AreaRate) -> f64| areas.iter().map(value).fold(f64::MIN_POSITIVE, f64::max);
        let (wide, high) = (most(|area| area.count.population as f64), most(|area| area.rate));
        let mut told: Vec<[f64; 2]> = Vec::new();
        let mut spots = Vec::new();
        for (at, area) in areas.iter().enumerate() {
            let (people, rate, tone) = (area.count.population as f64, area.rate, self.tone(area));
            let place = [people / wide, rate / high];
            let is_free = |other: &[f64; 2]| (other[0] - place[0]).abs() > 0.4 || (other[1] - place[1]).abs() > 0.07;
            let is_told = tone == Tone::Full && told.iter().all(is_free);
            if is_told {
                told.push(place);
            }
            spots.push(Spot { people, rate, tone, told: is_told.then(|| self.label(at).words) });
        }
        spots
    }

    /// The map where the boundaries are known, or the tiles of Scotland; nothing where neither can be drawn.
    fn drawn(&self) -> Option<Section> {
        let reading = self.reading;
        let groups = &self.places.compared.comparison.groups;
        let value = |at: usize| self.area_of(at).filter(|area| area.is_for_maps()).map(|area| area.rate);
        let values: Vec<f64> = (0..groups.len()).filter_map(value).collect();
        let shades = Shades::of(&values);
        let number =
            |at: usize| self.area_of(at).map_or_else(|| reading.t("who-map-withheld"), |area| rate_words(area.rate));
        let has_shapes = groups.iter().filter(|group| group.population > 0).all(|group| self.is_drawn(&group.code));
        let plot = if has_shapes {
            let area = |(at, group): (usize, &domain::inclusion::Compared)| {
                let rings = self.places.shapes.get(&group.code)?;
                // Boundaries go up to the north, drawings down.
                let down = |point: &[i32; 2]| [f64::from(point[0]), -f64::from(point[1])];
                Some(Area {
                    label: reading.names.label(&self.places.compared.comparison.code, &group.code),
                    value: value(at),
                    number: number(at),
                    rings: rings.iter().map(|ring| ring.iter().map(down).collect()).collect(),
                })
            };
            let areas: Vec<Area> = groups.iter().enumerate().filter_map(area).collect();
            map::plot(&shades, &areas, self.finding())
        } else if self.places.councils {
            let tile = |(at, group): (usize, &domain::inclusion::Compared)| {
                let council: Gss = group.code.parse().ok()?;
                Some(Tile { council, value: value(at), number: number(at), here: false })
            };
            let tiles: Vec<Tile> = groups.iter().enumerate().filter_map(tile).collect();
            tiles::plot(reading.visit.words, &shades, &tiles)
        } else {
            return None;
        };
        let key = if has_shapes { "who-map-how" } else { "who-tiles-how" };
        let base = charts::base_words(reading, self.places.compared);
        let title = self.title();
        let chart = Chart {
            id: "places-map".to_owned(),
            level: Level::Three,
            finding: reading.t("who-map-finding"),
            how: reading.with(key, &[("base", &base)]).into_any(),
            key: Some(shades.key(reading.visit.words, rate_words)),
            plot: Some(plot),
            about: reading.with("who-map-about", &[("title", &title)]),
            numbers: self.numbers(&title),
            source: reading.t("who-map-source"),
        };
        Some(Section { id: "map", head: reading.t("who-map"), note: String::new(), body: chart.view(reading.visit) })
    }

    fn is_drawn(&self, code: &str) -> bool {
        self.places.shapes.get(code).is_some_and(|rings| !rings.is_empty())
    }
}
