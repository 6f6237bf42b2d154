//! Curves of cumulated shares: how evenly taking part is spread over people (Lorenz), or over places from the most to
//! the least deprived (concentration). The straight line is "everyone alike".

use leptos::prelude::*;

use super::{
    marks::Marks,
    plane::{Plane, Step},
    released::share_words,
};
use crate::words::Words;

/// One point of the curve, both shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The share of people so far.
    pub people: f64,
    /// The share of what is cumulated so far.
    pub share: f64,
    /// A dot with this word on the curve; none for a point of the line only.
    pub told: Option<String>,
}

/// The curve. The axes are named by what stands for people and by what is cumulated; `said` is all of it in words.
pub fn plot(words: Words, axes: [String; 2], points: &[Point], said: String) -> AnyView {
    let line: Vec<[f64; 2]> = std::iter::once([0.0, 0.0])
        .chain(points.iter().map(|point| [point.people * 100.0, point.share * 100.0]))
        .collect();
    let mut plane = Plane::default();
    for rule in [25.0, 50.0, 75.0] {
        plane.level("rule", rule);
    }
    plane.under_curve(&line);
    plane.curve("line line--soft line--far", &[[0.0, 0.0], [100.0, 100.0]]);
    plane.curve("line", &line);
    for point in points {
        if let Some(word) = &point.told {
            let [x, y] = [point.people * 100.0, point.share * 100.0];
            plane.dot("same", x, y);
            plane.word(x, y, point.share > point.people || point.people > 0.8, word);
        }
    }
    let quarters = [0_u8, 25, 50, 75, 100];
    let steps: Vec<Step> = quarters.iter().map(|part| Step::new(f64::from(*part), share_words(words, *part))).collect();
    plane.view(axes, [&steps, &steps], said)
}

/// What the two lines mean.
pub fn key(curve: String, alike: String) -> AnyView {
    let line = |class: &str, text: String| {
        let mut marks = Marks::default();
        marks.level(class, 0.0, 100.0, 50.0);
        view! { <li>{marks.draw("marks", None)}" "{text}</li> }
    };
    view! { <ul class="key">{line("line", curve)}{line("line line--soft line--far", alike)}</ul> }.into_any()
}
