//! Funnels: rates of places by their size, with the limits within which chance alone would leave them. Never ranked.

use domain::inclusion::Interval;
use leptos::prelude::*;

use super::{
    Tone,
    marks::Marks,
    plane::{Plane, Step, round_end},
};
use crate::words::{Words, grouped};

/// One place.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// How many people live there.
    pub people: f64,
    /// Its rate.
    pub rate: f64,
    /// Whether it lies outside of the far limits (full), between them (less), or inside (unsure).
    pub tone: Tone,
    /// Its name, where it is told.
    pub told: Option<String>,
}

/// The limits of a funnel at one size: within which 19 of 20, and 998 of 1,000 places lie by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The size.
    pub people: f64,
    /// 19 of 20.
    pub usual: Interval,
    /// 998 of 1,000.
    pub far: Interval,
}

/// The funnel around the rate of all. Limits go from the smallest size to the largest; `said` is all of it in words.
pub fn plot(axes: [String; 2], all: f64, spots: &[Spot], limits: &[Limits], said: String) -> AnyView {
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let (wide, wide_step) = round_end(most(&mut spots.iter().map(|spot| spot.people)));
    // The far limits of the smallest places may lie beyond the drawing: their line is cut off at its top.
    let usual = most(&mut limits.iter().map(|limit| limit.usual.high));
    let (high, high_step) = round_end(most(&mut spots.iter().map(|spot| spot.rate)).max(all).max(usual));
    let place = |people: f64, rate: f64| [people / wide * 100.0, rate / high * 100.0];
    let mut plane = Plane::default();
    let up = steps(high, high_step);
    for (at, _) in &up {
        plane.level("rule", *at);
    }
    for (class, side) in [
        ("line line--soft", (|limit: &Limits| limit.usual.low) as fn(&Limits) -> f64),
        ("line line--soft", |limit| limit.usual.high),
        ("line line--soft line--far", |limit| limit.far.low),
        ("line line--soft line--far", |limit| limit.far.high),
    ] {
        let inside = limits.iter().map(|limit| place(limit.people, side(limit)));
        let line: Vec<[f64; 2]> = inside.filter(|[_, y]| (0.0..=100.0).contains(y) && *y > 0.0).collect();
        plane.curve(class, &line);
    }
    plane.level("parity", all / high * 100.0);
    for spot in spots {
        let [x, y] = place(spot.people, spot.rate);
        let class = match spot.tone {
            Tone::Full => "same",
            Tone::Less => "less",
            Tone::Unsure => "unsure",
        };
        plane.dot(class, x, y);
        if let Some(name) = &spot.told {
            plane.word(x, y, x > 50.0, name);
        }
    }
    let named =
        |steps: Vec<(f64, String)>| -> Vec<Step> { steps.into_iter().map(|(at, word)| Step::new(at, word)).collect() };
    plane.view(axes, [&named(steps(wide, wide_step)), &named(up)], said)
}

/// The steps of an axis from 0 to its end: where they lie, and their words.
fn steps(end: f64, step: f64) -> Vec<(f64, String)> {
    let mut found = Vec::new();
    let mut value = 0.0;
    while value <= end * 1.000_001 && found.len() < 12 {
        let word = if step >= 1.0 { grouped_f64(value) } else { format!("{value:.1}") };
        found.push((value / end * 100.0, word));
        value += step;
    }
    found
}

/// A whole number that is not negative, in groups of three.
fn grouped_f64(value: f64) -> String {
    format!("{value:.0}").parse().map_or_else(|_| String::new(), grouped)
}

/// What the lines mean: the names of the usual limits, of the far ones, and of all together.
pub fn key(words: Words, all: String) -> AnyView {
    let line = |class: &str, text: String| {
        let mut marks = Marks::default();
        marks.level(class, 0.0, 100.0, 50.0);
        view! { <li>{marks.draw("marks", None)}" "{text}</li> }
    };
    view! {
        <ul class="key">
            {line("line line--soft", words.t("chart-funnel-usual"))}
            {line("line line--soft line--far", words.t("chart-funnel-far"))}
            {line("parity", all)}
        </ul>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_from_nothing_to_the_end() {
        let found = steps(6_000.0, 2_000.0);
        let words: Vec<&str> = found.iter().map(|(_, word)| word.as_str()).collect();
        assert_eq!(words, ["0", "2,000", "4,000", "6,000"]);
        assert!((found[3].0 - 100.0).abs() < 1e-9);
        assert_eq!(steps(1.0, 0.5)[1], (50.0, "0.5".to_owned()));
    }
}
