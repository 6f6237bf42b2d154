//! Two characteristics together: is the gap of people who are in two groups at once more than what the gaps of each give?

use domain::{
    inclusion::{
        Interval,
        intersection::{Crossed, Intersections},
        small_area::{byar, exact_poisson},
    },
    time::words::{long_date, plain_date},
};
use leptos::prelude::*;
use service::inclusion::{Compared, Pair, Together};

use super::{Reading, Said, Section, names::capital, notes::uncapital};
use crate::{
    part::{
        chart::{
            Chart, Label, Level, Tone,
            dots::{self, Axis, Dot, Row as DotRow},
        },
        list::empty,
        table::{Column, Row, table},
    },
    words::grouped,
};

/// The most combinations in a chart, and in its table.
const DRAWN: usize = 6;
const LISTED: usize = 12;
/// Below this count the interval is the exact one.
const BYAR_FROM: u64 = 10;

/// A pair with what the model says of it.
struct Seen<'a> {
    reading: &'a Reading<'a>,
    pair: &'a Pair,
    of: [&'a Compared; 2],
    found: &'a Intersections,
    /// Those of its combinations that the two gaps do not explain.
    out: Vec<&'a Crossed>,
}

/// What the part says.
pub(super) fn said(reading: &Reading<'_>, together: &Together) -> Said {
    let mut seen: Vec<Seen<'_>> = together.pairs.iter().filter_map(|pair| Seen::of(reading, pair)).collect();
    // Pairs of which something is more than the two gaps come first.
    seen.sort_by_key(|one| one.out.is_empty());
    let not_counted = not_counted(reading, together);
    if seen.is_empty() {
        let body = empty(reading.t("who-both-nothing"), view! { <p>{reading.t("who-both-nothing-words")}</p> });
        let section = Section { id: "nothing", head: reading.t("who-part-together"), note: String::new(), body };
        let sections = std::iter::once(section).chain(not_counted).collect();
        return Said { finding: reading.t("who-both-unsaid"), lead: String::new(), sections };
    }
    let named = seen.iter().any(|one| !one.out.is_empty());
    let finding = reading.t(if named { "who-both-more" } else { "who-both-only" });
    let charts: Vec<AnyView> = seen.iter().enumerate().map(|(at, one)| one.chart(at).view(reading.visit)).collect();
    let body = view! { {key(reading)}<div class="gaps gaps--two">{charts}</div> }.into_any();
    let pairs = Section { id: "pairs", head: reading.t("who-both-pairs"), note: reading.t("who-both-note"), body };
    let sections = std::iter::once(pairs).chain(not_counted).collect();
    Said { finding, lead: reading.t("who-both-lead"), sections }
}

/// What the marks mean.
fn key(reading: &Reading<'_>) -> AnyView {
    dots::key_of_rates(reading.t("who-both-key"), Some(reading.t("who-both-key-model")))
}

/// Pairs whose people nobody counts together.
fn not_counted(reading: &Reading<'_>, together: &Together) -> Option<Section> {
    let title = |code: &String| reading.names.title(code);
    let pairs: Vec<String> = together
        .not_counted
        .iter()
        .map(|pair| {
            reading.with("who-both-pair", &[("first", &title(&pair[0])), ("second", &uncapital(&title(&pair[1])))])
        })
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let items = pairs.into_iter().map(|pair| view! { <li>{pair}</li> }).collect_view();
    let body = view! { <p>{reading.t("who-both-not-counted-words")}</p><ul>{items}</ul> }.into_any();
    Some(Section { id: "not-counted", head: reading.t("who-both-not-counted"), note: String::new(), body })
}

impl<'a> Seen<'a> {
    fn of(reading: &'a Reading<'a>, pair: &'a Pair) -> Option<Self> {
        let compared = |code: &String| reading.check.compared.iter().find(|one| one.comparison.code == *code);
        let of = [compared(&pair.characteristics[0])?, compared(&pair.characteristics[1])?];
        let found = pair.found.as_ref()?;
        Some(Self { reading, pair, of, found, out: found.standing_out(pair.rounding) })
    }

    /// The sides in the order in which they are named: people before places.
    fn sides(&self) -> [usize; 2] {
        if self.of[0].population.of_places && !self.of[1].population.of_places { [1, 0] } else { [0, 1] }
    }

    fn code(&self, side: usize, cell: &Crossed) -> Option<&'a str> {
        let at = *cell.at.get(side)?;
        self.of[side].comparison.groups.get(at).map(|group| group.code.as_str())
    }

    /// The groups of a combination: "16 to 24, 1 (most deprived)".
    fn label(&self, cell: &Crossed) -> Label {
        let name = |side: usize| {
            let code = self.code(side, cell).unwrap_or_default();
            self.reading.names.label(&self.pair.characteristics[side], code).words
        };
        let [first, second] = self.sides().map(name);
        format!("{first}, {second}").into()
    }

    /// The groups of a combination in a sentence.
    fn phrase(&self, cell: &Crossed) -> String {
        let phrase = |side: usize| {
            let code = self.code(side, cell).unwrap_or_default();
            self.reading.names.phrase(&self.pair.characteristics[side], code)
        };
        let [first, second] = self.sides().map(phrase);
        self.reading.with("who-both-phrase", &[("first", &first), ("second", &second)])
    }

    /// Everybody in the combinations that are shown: how many took part, and how many live here.
    fn whole(&self) -> (f64, f64) {
        let cells = || self.found.cells.iter();
        (
            cells().map(|cell| cell.count.participants as f64).sum(),
            cells().map(|cell| cell.count.population as f64).sum(),
        )
    }

    /// How many times as often as its share a number of people of a combination is.
    fn times(&self, people: f64, cell: &Crossed) -> f64 {
        let (participants, population) = self.whole();
        let expected = participants * cell.count.population as f64 / population;
        if expected > 0.0 { people / expected } else { 0.0 }
    }

    fn range(&self, cell: &Crossed) -> [f64; 2] {
        let x = cell.count.participants;
        let Interval { low, high } = if x < BYAR_FROM { exact_poisson(x) } else { byar(x) };
        [low, high].map(|end| self.times(end, cell))
    }

    /// The combinations from which most voices are missing against their share of people, first.
    fn most_missing(&self) -> Vec<&'a Crossed> {
        let (participants, population) = self.whole();
        let missing =
            |cell: &Crossed| participants * cell.count.population as f64 / population - cell.count.participants as f64;
        let mut cells: Vec<&Crossed> = self.found.cells.iter().collect();
        cells.sort_by(|one, other| missing(other).total_cmp(&missing(one)));
        cells
    }

    fn is_out(&self, cell: &Crossed) -> bool {
        self.out.iter().any(|one| one.at == cell.at)
    }

    fn title(&self) -> String {
        let [first, second] = self.sides().map(|side| self.reading.names.title(&self.pair.characteristics[side]));
        self.reading.with("who-both-pair", &[("first", &first), ("second", &uncapital(&second))])
    }

    fn finding(&self) -> String {
        let farthest = self.out.iter().max_by(|one, other| one.missing().abs().total_cmp(&other.missing().abs()));
        match farthest {
            Some(cell) => {
                let way = if cell.missing() > 0.0 { "fewer" } else { "more" };
                let who = capital(&self.phrase(cell));
                self.reading.with("who-both-out", &[("who", &who), ("way", way)])
            }
            None => self.reading.with("who-both-adds-up", &[("pair", &self.title())]),
        }
    }

    fn chart(&self, at: usize) -> Chart {
        let reading = self.reading;
        let cells = self.most_missing();
        let two = |times: f64| format!("{times:.2}");
        let row = |cell: &&Crossed| {
            let (label, times) = (self.label(cell), self.times(cell.count.participants as f64, cell));
            let (range, model) = (self.range(cell), self.times(cell.expected, cell));
            let [low, high] = range.map(two);
            let words = [
                ("label", label.words.as_str()),
                ("ratio", &two(times)),
                ("low", &low),
                ("high", &high),
                ("model", &two(model)),
            ];
            let said = reading.with("who-both-said", &words);
            let tone = if self.is_out(cell) { Tone::Less } else { Tone::Full };
            DotRow {
                label,
                dot: Some(Dot { at: times, range: Some(range), tone }),
                people: Some(model),
                said,
                value: reading.with("chart-times", &[("times", &two(times))]).into_any(),
            }
        };
        let rows = cells.iter().take(DRAWN).map(row).collect();
        let title = self.title();
        Chart {
            id: format!("both-{at}"),
            level: Level::Three,
            finding: self.finding(),
            how: reading.with("who-both-how", &[("pair", &title)]).into_any(),
            key: None,
            plot: Some(dots::plot(reading.visit.words, Axis::Times, None, rows)),
            numbers: self.numbers(&title, &cells),
            about: title,
            source: self.source(),
        }
    }

    fn numbers(&self, caption: &str, cells: &[&Crossed]) -> AnyView {
        let reading = self.reading;
        let mut columns = vec![Column::words(reading.t("who-column-group"))];
        let keys =
            ["who-column-answers", "who-column-residents", "who-column-times", "who-column-model", "who-column-voices"];
        columns.extend(keys.map(|key| Column::number(reading.t(key))));
        columns.push(Column::words(reading.t("who-column-so")));
        let two = |times: f64| format!("{times:.2}");
        let row = |cell: &&Crossed| {
            let so = match (self.is_out(cell), cell.missing() > 0.0) {
                (false, _) => "who-both-so-adds-up",
                (true, true) => "who-both-so-fewer",
                (true, false) => "who-both-so-more",
            };
            let voices = format!("{:.0}", cell.missing());
            let voices = if voices == "-0" { "0".to_owned() } else { voices.replace('-', "\u{2212}") };
            let cells = vec![
                grouped(cell.count.participants).into(),
                grouped(cell.count.population).into(),
                two(self.times(cell.count.participants as f64, cell)).into(),
                two(self.times(cell.expected, cell)).into(),
                voices.into(),
                reading.t(so).into(),
            ];
            Row { head: self.label(cell).view(), cells, all: false }
        };
        let rows = cells.iter().take(LISTED).map(row).collect();
        let left = cells.len().saturating_sub(LISTED);
        let left = (left > 0).then(|| {
            let words = reading.with("who-both-left", &[("number", &left.to_string())]);
            view! { <p class="soft"><small>{words}</small></p> }
        });
        view! { {table(caption, columns, rows)}{left} }.into_any()
    }

    fn source(&self) -> String {
        let reading = self.reading;
        let language = reading.visit.language();
        let joint = &self.pair.joint;
        let (participants, _) = self.whole();
        let people = format!("{participants:.0}").parse().map_or_else(|_| String::new(), grouped);
        let mut sentences = vec![reading.with(
            "who-source",
            &[
                ("people", &people),
                ("table", &joint.source.title),
                ("base", joint.base.best(language).0),
                ("date", &plain_date(joint.source.as_of, language)),
                ("upto", &long_date(self.pair.up_to, language)),
            ],
        )];
        let withheld = self.pair.withheld();
        if withheld > 0 {
            sentences.push(reading.with("who-both-withheld", &[("number", &withheld.to_string())]));
        }
        let nobody = self.found.without_respondents.iter().filter_map(|(side, group)| {
            let code = &self.of.get(*side)?.comparison.groups.get(*group)?.code;
            Some(reading.names.label(&self.pair.characteristics[*side], code).words)
        });
        let nobody: Vec<String> = nobody.collect();
        if !nobody.is_empty() {
            sentences.push(reading.with("who-both-nobody", &[("groups", &reading.names.list(&nobody))]));
        }
        sentences.join(" ")
    }
}
