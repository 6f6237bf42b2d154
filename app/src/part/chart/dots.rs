//! Dots: one value a row with the range around it, beside what it is compared with.

use leptos::prelude::*;

use super::{
    Label,
    marks::{Anchor, Marks, Tone},
    row_label,
};
use crate::words::Words;

/// What the axis measures, and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Shares in percent, from 0 to this.
    Shares(u8),
    /// How many times as often: from a quarter to nearly three times, each doubling as wide as the next.
    Times,
    /// Points of a scale, from the first to the last.
    Points(i64, i64),
    /// How many of each 1,000, in hundredths: from 0 to the first, with a rule at every second.
    Rates(u32, u32),
}

/// Where axes of shares end, and how far apart their rules are.
const ENDS: [(u8, u8); 10] =
    [(4, 2), (10, 5), (20, 10), (30, 10), (40, 10), (50, 25), (60, 20), (80, 20), (90, 30), (100, 25)];

impl Axis {
    /// The axis on which shares up to this one (from 0 to 1) fit.
    pub fn of_shares(largest: f64) -> Self {
        Self::Shares(ENDS.into_iter().map(|(end, _)| end).find(|end| largest * 100.0 <= f64::from(*end)).unwrap_or(100))
    }

    /// The axis on which rates for each 1,000 up to this one fit.
    pub fn of_rates(largest: f64) -> Self {
        let (end, step) = super::plane::round_end(largest);
        let hundredths = |value: f64| format!("{:.0}", value * 100.0).parse().unwrap_or(100).max(1);
        Self::Rates(hundredths(end), hundredths(step))
    }

    /// Where a value lies, in percent of the drawing. What lies beyond an end is drawn at that end.
    pub fn at(self, value: f64) -> f64 {
        let place = match self {
            Self::Shares(end) => value * 100.0 / f64::from(end),
            Self::Times if value <= 0.0 => 0.0,
            Self::Times => (value.log2() + 2.0) / 3.5,
            Self::Points(from, to) => (value - from as f64) / (to - from).max(1) as f64,
            Self::Rates(end, _) => value * 100.0 / f64::from(end),
        };
        place.clamp(0.0, 1.0) * 100.0
    }

    /// The values that have a rule, each with its words on the axis.
    fn rules(self, words: Words) -> Vec<(f64, String)> {
        match self {
            Self::Shares(end) => {
                let step = ENDS.into_iter().find(|(known, _)| *known == end).map_or(end, |(_, step)| step);
                let share = |percent: u8| (f64::from(percent) / 100.0, super::released::share_words(words, percent));
                (0..=end).step_by(step.max(1).into()).map(share).collect()
            }
            Self::Times => {
                [(0.25, "chart-quarter"), (0.5, "chart-half"), (1.0, "chart-same-share"), (2.0, "chart-twice")]
                    .map(|(value, key)| (value, words.t(key)))
                    .into()
            }
            Self::Points(from, to) => {
                let step = if to - from > 6 { (to - from).div_euclid(2).max(1) } else { 1 };
                (from..=to).step_by(usize::try_from(step).unwrap_or(1)).map(|p| (p as f64, p.to_string())).collect()
            }
            Self::Rates(end, step) => {
                let rate = |hundredths: u32| {
                    let value = f64::from(hundredths) / 100.0;
                    (value, if step % 100 == 0 { format!("{value:.0}") } else { format!("{value:.1}") })
                };
                (0..=end).step_by(step.max(1) as usize).map(rate).collect()
            }
        }
    }

    /// What lies behind every row: rules and, for ratios, the band of "about the same" and parity.
    fn ground(self, words: Words) -> Marks {
        let mut marks = Marks::default();
        if self == Self::Times {
            let [low, high] = [self.at(0.8), self.at(1.25)];
            marks.filled("near", [low, 0.0, high - low, 100.0]);
        }
        for (value, _) in self.rules(words) {
            let parity = self == Self::Times && (value - 1.0).abs() < f64::EPSILON;
            marks.upright(if parity { "parity" } else { "rule" }, self.at(value));
        }
        marks
    }
}

/// The value of a row, from 0 to 1, in times or in points, as its axis measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Where it is.
    pub at: f64,
    /// From where to where chance, or half of the answers, could lie.
    pub range: Option<[f64; 2]>,
    /// How it stands to what it is compared with.
    pub tone: Tone,
}

/// One row.
pub struct Row {
    /// What it is of.
    pub label: Label,
    /// Its value; none where it is withheld.
    pub dot: Option<Dot>,
    /// What it is compared with, marked by a short upright line.
    pub people: Option<f64>,
    /// All of it in words, for those who do not see it.
    pub said: String,
    /// What stands beside it.
    pub value: AnyView,
}

/// The dots. The head names what is drawn and what stands beside it; it may be empty.
pub fn plot(words: Words, axis: Axis, head: Option<[String; 2]>, rows: Vec<Row>) -> AnyView {
    let class = if axis == Axis::Times { "plot__row plot__row--wide" } else { "plot__row" };
    let head = head.map(|[track, value]| {
        view! {
            <div class="plot__row plot__row--head" aria-hidden="true">
                <span></span><span class="plot__track">{track}</span><span class="plot__value">{value}</span>
            </div>
        }
    });
    let rows = rows.into_iter().map(|row| plot_row(words, axis, class, row)).collect_view();
    let axis_class =
        if axis == Axis::Times { "plot__row plot__row--wide plot__row--axis" } else { "plot__row plot__row--axis" };
    view! {
        <div class="plot">
            {head}
            {rows}
            <div class=axis_class aria-hidden="true">
                <span></span>
                <div class="plot__track">{scale(words, axis).draw("marks marks--axis", None)}</div>
            </div>
        </div>
    }
    .into_any()
}

fn plot_row(words: Words, axis: Axis, class: &'static str, row: Row) -> AnyView {
    let mut marks = axis.ground(words);
    let track = if row.dot.is_some() { "plot__track" } else { "plot__track withheld" };
    if let (Some(dot), Some(people)) = (row.dot, row.people) {
        marks.level("gap", axis.at(dot.at), axis.at(people), 50.0);
    }
    if let Some(dot) = row.dot {
        marks.dot(dot.tone, axis.at(dot.at), dot.range.map(|range| range.map(|end| axis.at(end))));
    }
    if let Some(people) = row.people {
        marks.upright("people", axis.at(people));
    }
    view! {
        <div class=class>
            {row_label(&row.label)}
            <div class=track>{marks.draw("marks", Some(row.said))}</div>
            <span class="plot__value">{row.value}</span>
        </div>
    }
    .into_any()
}

/// The words under the rules. The first and the last begin and end with the drawing.
fn scale(words: Words, axis: Axis) -> Marks {
    let mut marks = Marks::default();
    let rules = axis.rules(words);
    for (value, text) in &rules {
        let x = axis.at(*value);
        let anchor = match x {
            x if x <= 0.5 => Anchor::Start,
            x if x >= 99.5 => Anchor::End,
            _ => Anchor::Middle,
        };
        let parity = axis == Axis::Times && (*value - 1.0).abs() < f64::EPSILON;
        marks.under(if parity { "off" } else { "" }, x, anchor, text);
    }
    marks
}

/// What the marks of a comparison with the population mean.
pub fn key(words: Words) -> AnyView {
    let line = |tone: Option<Tone>, key: &str| {
        let mut marks = Marks::default();
        match tone {
            Some(tone) => marks.dot(tone, 50.0, Some([6.0, 94.0])),
            None => marks.upright("people", 50.0),
        }
        view! { <li>{marks.draw("marks", None)}" "{words.t(key)}</li> }
    };
    view! {
        <ul class="key">
            {line(Some(Tone::Full), "chart-key-answers")}
            {line(None, "chart-key-people")}
            {line(Some(Tone::Less), "chart-key-less")}
            {line(Some(Tone::Unsure), "chart-key-unsure")}
        </ul>
    }
    .into_any()
}

/// What the marks of rates mean: the dot with its range, and the short upright line where there is one.
pub fn key_of_rates(rate: String, upright: Option<String>) -> AnyView {
    let mut dot = Marks::default();
    dot.dot(Tone::Full, 50.0, Some([6.0, 94.0]));
    let upright = upright.map(|words| {
        let mut marks = Marks::default();
        marks.upright("people", 50.0);
        view! { <li>{marks.draw("marks", None)}" "{words}</li> }
    });
    view! { <ul class="key"><li>{dot.draw("marks", None)}" "{rate}</li>{upright}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn values_lie_where_the_axis_says() {
        for (axis, value, place) in [
            (Axis::Shares(30), 0.15, 50.0),
            (Axis::Shares(30), 0.4, 100.0),
            (Axis::Times, 0.25, 0.0),
            (Axis::Times, 1.0, 200.0 / 3.5),
            (Axis::Times, 0.0, 0.0),
            (Axis::Times, 8.0, 100.0),
            (Axis::Points(0, 10), 6.5, 65.0),
            (Axis::Points(1, 5), 3.0, 50.0),
        ] {
            assert!((axis.at(value) - place).abs() < 1e-9, "{axis:?} {value}");
        }
    }

    #[test]
    fn an_axis_of_rates_has_round_steps() {
        for (largest, axis) in
            [(18.2, Axis::Rates(2_000, 500)), (0.42, Axis::Rates(60, 20)), (0.0, Axis::Rates(100, 50))]
        {
            assert_eq!(Axis::of_rates(largest), axis, "{largest}");
        }
        assert!((Axis::Rates(2_000, 500).at(5.0) - 25.0).abs() < 1e-9);
        let words: Vec<String> =
            Axis::Rates(60, 20).rules(Words::of(Language::English)).into_iter().map(|r| r.1).collect();
        assert_eq!(words, ["0.0", "0.2", "0.4", "0.6"]);
    }

    #[test]
    fn an_axis_of_shares_holds_its_largest_in_few_steps() {
        for (largest, end) in [(0.04, 4), (0.291, 30), (0.3, 30), (0.31, 40), (0.44, 50), (0.95, 100), (1.0, 100)] {
            assert_eq!(Axis::of_shares(largest), Axis::Shares(end));
        }
        for (end, _) in ENDS {
            let rules = Axis::Shares(end).rules(Words::of(Language::English));
            assert!((3..=5).contains(&rules.len()), "{end}");
            assert!((Axis::Shares(end).at(rules.last().unwrap().0) - 100.0).abs() < 1e-9, "{end}");
        }
    }
}
