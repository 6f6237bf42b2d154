//! Planes: two measures at right angles, for curves and scattered dots. The words of both axes stand outside.

use std::fmt::Write;

use leptos::prelude::*;

use super::marks::{Anchor, Marks, percent};

/// A value of an axis that has a rule or a word: where it lies in percent of the drawing, and its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    at: String,
    near: Near,
    word: String,
}

/// At which end of its axis a step lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    Start,
    Between,
    End,
}

impl Step {
    /// A step at so many percent of the way.
    pub fn new(at: f64, word: String) -> Self {
        let near = match at {
            at if at <= 0.5 => Near::Start,
            at if at >= 99.5 => Near::End,
            _ => Near::Between,
        };
        Self { at: percent(at), near, word }
    }

    fn across(&self) -> String {
        let anchor = match self.near {
            Near::Start => "start",
            Near::Between => "middle",
            Near::End => "end",
        };
        let (at, word) = (&self.at, super::marks::escaped(&self.word));
        format!(r#"<text x="{at}" y="1.2em" text-anchor="{anchor}">{word}</text>"#)
    }
}

/// What is drawn on a plane. Coordinates are in percent, from the left and from the foot.
#[derive(Clone, Debug, Default)]
pub struct Plane {
    marks: Marks,
}

impl Plane {
    /// A level rule at a height.
    pub fn level(&mut self, class: &str, y: f64) {
        self.marks.level(class, 0.0, 100.0, 100.0 - y);
    }

    /// A curve through these points.
    pub fn curve(&mut self, class: &str, points: &[[f64; 2]]) {
        self.path(class, points, "");
    }

    /// The surface between a curve and the straight line from the foot on the left to the top on the right.
    pub fn under_curve(&mut self, points: &[[f64; 2]]) {
        self.path("area", points, "L0 100");
    }

    fn path(&mut self, class: &str, points: &[[f64; 2]], end: &str) {
        if points.len() < 2 {
            return;
        }
        let mut way = String::new();
        for (at, [x, y]) in points.iter().enumerate() {
            let [x, y] = [*x, 100.0 - *y].map(|value| if value.is_finite() { value.clamp(0.0, 100.0) } else { 0.0 });
            // Writing to a text cannot fail.
            let _ = write!(way, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
        }
        self.marks.boxed_path(class, &format!("{way}{end}"));
    }

    /// A dot. Its class says what it is: `same`, `less`, `unsure`.
    pub fn dot(&mut self, class: &str, x: f64, y: f64) {
        self.marks.spot(class, x, 100.0 - y);
    }

    /// A word beside a point, above and to its left, or below and to its right.
    pub fn word(&mut self, x: f64, y: f64, before: bool, word: &str) {
        let anchor = if before { Anchor::End } else { Anchor::Start };
        self.marks.near(x, 100.0 - y, anchor, word);
    }

    /// The drawing with its axes: what stands at them, their steps, and all of it in words.
    pub fn view(mut self, axes: [String; 2], steps: [&[Step]; 2], said: String) -> AnyView {
        let [x, y] = axes;
        let [across, up] = steps;
        for step in up.iter().filter(|step| step.near == Near::Between) {
            self.marks.height(&step.at, &step.word);
        }
        let under: String = across.iter().map(Step::across).collect();
        view! {
            <div class="plot plane">
                <p class="plane__y">{y}</p>
                {self.marks.draw_plane(said)}
                {Marks::draw_axis(under)}
                <p class="plane__x">{x}</p>
            </div>
        }
        .into_any()
    }
}

/// Where an axis from 0 ends that holds a value, and how far apart its steps are: 1, 2 or 5 times a power of ten.
pub fn round_end(largest: f64) -> (f64, f64) {
    if !largest.is_finite() || largest <= 0.0 {
        return (1.0, 0.5);
    }
    let rough = largest / 4.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough).unwrap_or(rough);
    ((largest / step).ceil() * step, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers_and_have_few_steps() {
        for (largest, end, step) in
            [(18.6, 20.0, 5.0), (0.93, 1.0, 0.5), (4.0, 4.0, 1.0), (4.1, 6.0, 2.0), (5_800.0, 6_000.0, 2_000.0)]
        {
            let found = round_end(largest);
            assert!((found.0 - end).abs() < 1e-9 * end && (found.1 - step).abs() < 1e-9, "{largest}: {found:?}");
        }
        for odd in [0.0, -3.0, f64::NAN, f64::INFINITY] {
            assert_eq!(round_end(odd), (1.0, 0.5));
        }
        for tenths in 1..2_000 {
            let largest = f64::from(tenths) / 10.0;
            let (end, step) = round_end(largest);
            assert!(end >= largest - 1e-9 && (2.0..=5.5).contains(&(end / step)), "{largest}: {end} by {step}");
        }
    }
}
