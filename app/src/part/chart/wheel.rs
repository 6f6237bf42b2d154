//! The Place Standard wheel: fourteen themes around a circle, 1 (much room for improvement) to 7 (very little). The
//! list beside it says the same and is what a screen reader reads.

use std::{f64::consts::TAU, fmt::Write};

use leptos::prelude::*;

use super::{Label, marks::Marks};

/// One theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// Its name.
    pub label: Label,
    /// Its mean score; none where it is withheld.
    pub score: Option<f64>,
    /// What stands beside it in the list.
    pub number: String,
}

const MIDDLE: f64 = 200.0;
/// How far from the middle the score 7 lies.
const RIM: f64 = 160.0;
const POINTS: f64 = 7.0;

/// The wheel and its list.
pub fn plot(spokes: &[Spoke], said: String) -> AnyView {
    let drawing = drawn(spokes);
    let line = |(at, spoke): (usize, &Spoke)| {
        let (label, number) = (spoke.label.view(), spoke.number.clone());
        view! { <li><span aria-hidden="true">{at + 1}</span><span>{label}</span><b>{number}</b></li> }
    };
    view! {
        <div class="wheel">
            {Marks::draw_square(drawing, said)}
            <ol class="wheel__list">{spokes.iter().enumerate().map(line).collect_view()}</ol>
        </div>
    }
    .into_any()
}

fn drawn(spokes: &[Spoke]) -> String {
    let mut drawing = String::new();
    // Writing to a text cannot fail.
    for ring in [1.0, 3.0, 5.0, 7.0] {
        let radius = ring / POINTS * RIM;
        let _ = write!(drawing, r#"<circle class="rule" fill="none" cx="200" cy="200" r="{radius:.1}"/>"#);
    }
    let place = |at: usize, radius: f64| {
        let angle = TAU * at as f64 / spokes.len().max(1) as f64;
        [MIDDLE + radius * angle.sin(), MIDDLE - radius * angle.cos()]
    };
    let mut points = Vec::new();
    for (at, spoke) in spokes.iter().enumerate() {
        let [x, y] = place(at, RIM);
        let _ = write!(drawing, r#"<line class="rule" x1="200" y1="200" x2="{x:.1}" y2="{y:.1}"/>"#);
        if let Some(score) = spoke.score.filter(|score| score.is_finite()) {
            points.push(place(at, score.clamp(0.0, POINTS) / POINTS * RIM));
        }
    }
    let corners: Vec<String> = points.iter().map(|[x, y]| format!("{x:.1} {y:.1}")).collect();
    // A theme that is withheld leaves no corner: a surface around the others would claim what is not known.
    if points.len() == spokes.len() && points.len() > 2 {
        let way = format!("M{}Z", corners.join("L"));
        let _ = write!(drawing, r#"<path class="area" d="{way}"/><path class="line" d="{way}"/>"#);
    }
    for [x, y] in &points {
        let _ = write!(drawing, r#"<circle class="point" cx="{x:.1}" cy="{y:.1}" r="6"/>"#);
    }
    for at in 0..spokes.len() {
        let ([x, y], number) = (place(at, RIM + 20.0), at + 1);
        let _ = write!(drawing, r#"<text x="{x:.1}" y="{y:.1}" dy=".35em" text-anchor="middle">{number}</text>"#);
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spokes(scores: &[Option<f64>]) -> Vec<Spoke> {
        let spoke = |score: &Option<f64>| Spoke { label: Label::default(), score: *score, number: String::new() };
        scores.iter().map(spoke).collect()
    }

    #[test]
    fn scores_lie_on_their_spokes() {
        let drawing = drawn(&spokes(&[Some(7.0), Some(3.5), Some(0.0), Some(7.0)]));
        assert!(drawing.contains(r#"d="M200.0 40.0L280.0 200.0L200.0 200.0L40.0 200.0Z""#), "{drawing}");
    }

    #[test]
    fn a_withheld_theme_leaves_no_surface() {
        let drawing = drawn(&spokes(&[Some(7.0), None, Some(1.0), Some(f64::NAN)]));
        assert!(!drawing.contains("area") && drawing.matches("point").count() == 2);
        assert!(!drawn(&[]).contains("NaN"));
    }
}
