//! Maps of areas, shaded in five steps of one hue, with a list beside them that says the same.

use std::fmt::Write;

use leptos::prelude::*;

use super::{Label, marks::Marks};
use crate::words::Words;

/// Four limits between five shades, and how a value is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Shades {
    limits: [f64; 4],
}

impl Shades {
    /// Shades whose limits part the values into fifths of about as many, at numbers that are easily read.
    pub fn of(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let quantile = |fifth: usize| sorted.get(fifth * sorted.len() / 5).copied().unwrap_or(0.0);
        let mut limits = [1, 2, 3, 4].map(|fifth| readable(quantile(fifth)));
        // Equal limits would leave a shade without any value: each is at least a readable step above the one before.
        for at in 1..limits.len() {
            if limits[at] <= limits[at - 1] {
                limits[at] = limits[at - 1] + readable(limits[at - 1].abs() / 10.0).max(0.1);
            }
        }
        Self { limits }
    }

    /// The shade of a value, from 1 to 5.
    pub fn step(&self, value: f64) -> usize {
        1 + self.limits.iter().filter(|limit| value >= **limit).count()
    }

    /// What the shades mean. A limit is written by this function.
    pub fn key(&self, words: Words, written: impl Fn(f64) -> String) -> AnyView {
        let [first, .., last] = self.limits;
        let line = |shade: usize| {
            let text = match shade {
                1 => words.with("chart-shade-under", &[("to", &written(first))]),
                5 => words.with("chart-shade-over", &[("from", &written(last))]),
                _ => {
                    let [from, to] = [self.limits[shade - 2], self.limits[shade - 1]].map(&written);
                    words.with("chart-shade-between", &[("from", &from), ("to", &to)])
                }
            };
            let mut marks = Marks::default();
            marks.filled(&format!("q{shade}"), [0.0, 0.0, 100.0, 100.0]);
            view! { <li>{marks.draw("marks", None)}" "{text}</li> }
        };
        view! { <ul class="key">{(1..=5).map(line).collect_view()}</ul> }.into_any()
    }
}

/// A number with two digits that count.
fn readable(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let unit = 10_f64.powf(value.abs().log10().floor() - 1.0);
    (value / unit).round() * unit
}

/// One area on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its name.
    pub label: Label,
    /// Its value; none where it is withheld.
    pub value: Option<f64>,
    /// What stands beside its name in the list.
    pub number: String,
    /// Its rings: points from the left and from the top, in the unit of the drawing.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// The side of the square in which a map is drawn.
const SIDE: f64 = 400.0;

/// The map. Areas keep the order in which they are given: their number on the map is their place in the list.
pub fn plot(shades: &Shades, areas: &[Area], said: String) -> AnyView {
    let drawing = drawn(shades, areas);
    let line = |(at, area): (usize, &Area)| {
        let (label, number) = (area.label.view(), area.number.clone());
        view! { <li><span aria-hidden="true">{at + 1}</span><span>{label}</span><b>{number}</b></li> }
    };
    view! {
        <div class="wheel">
            {Marks::draw_square(drawing, said)}
            <ol class="wheel__list">{areas.iter().enumerate().map(line).collect_view()}</ol>
        </div>
    }
    .into_any()
}

fn drawn(shades: &Shades, areas: &[Area]) -> String {
    let mut drawing = String::new();
    let Some(frame) = Frame::around(areas) else { return drawing };
    let mut names = String::new();
    for (at, area) in areas.iter().enumerate() {
        let shade = area.value.map(|value| shades.step(value));
        let class = shade.map_or_else(|| "hidden".to_owned(), |shade| format!("q{shade}"));
        let mut way = String::new();
        for ring in &area.rings {
            let mut points: Vec<[f64; 2]> = ring.iter().map(|point| frame.place(*point).map(f64::round)).collect();
            points.dedup();
            // What is smaller than a dot of the drawing is not drawn.
            if points.len() < 3 {
                continue;
            }
            for (at, [x, y]) in points.into_iter().enumerate() {
                // Writing to a text cannot fail.
                let _ = write!(way, "{}{x} {y}", if at == 0 { "M" } else { "L" });
            }
            way.push('Z');
        }
        let _ = write!(drawing, r#"<path class="{class}" fill-rule="evenodd" d="{way}"/>"#);
        if let Some([x, y]) = middle(&area.rings).map(|point| frame.place(point)) {
            let ink = if shade.is_some_and(|shade| shade >= 4) { "high" } else { "low" };
            let number = at + 1;
            let _ = write!(names, r#"<text class="{ink}" x="{x:.0}" y="{y:.0}" text-anchor="middle">{number}</text>"#);
        }
    }
    drawing + &names
}

/// How the points of a map are brought into its square.
struct Frame {
    left: f64,
    top: f64,
    scale: f64,
}

impl Frame {
    fn around(areas: &[Area]) -> Option<Self> {
        let points = || areas.iter().flat_map(|area| area.rings.iter().flatten());
        let end = |axis: usize, pick: fn(f64, f64) -> f64| points().map(|point| point[axis]).reduce(pick);
        let (left, right) = (end(0, f64::min)?, end(0, f64::max)?);
        let (top, bottom) = (end(1, f64::min)?, end(1, f64::max)?);
        let width = (right - left).max(bottom - top);
        let scale = if width > 0.0 { (SIDE - 16.0) / width } else { 1.0 };
        let rest = |from: f64, to: f64| (SIDE / scale - (to - from)) / 2.0;
        Some(Self { left: left - rest(left, right), top: top - rest(top, bottom), scale })
    }

    fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [(x - self.left) * self.scale, (y - self.top) * self.scale]
    }
}

/// The middle of the largest ring: the centre of its surface.
fn middle(rings: &[Vec<[f64; 2]>]) -> Option<[f64; 2]> {
    let surface = |ring: &[[f64; 2]]| -> f64 { corners(ring).map(|([a, b], [c, d])| a * d - c * b).sum::<f64>() / 2.0 };
    let largest = rings.iter().max_by(|one, other| surface(one).abs().total_cmp(&surface(other).abs()))?;
    let whole = surface(largest);
    if whole.abs() < f64::EPSILON {
        return largest.first().copied();
    }
    let sum = corners(largest).fold([0.0, 0.0], |[x, y], ([a, b], [c, d])| {
        let part = a * d - c * b;
        [x + (a + c) * part, y + (b + d) * part]
    });
    Some(sum.map(|axis| axis / (6.0 * whole)))
}

/// Each corner of a ring with the next, the last with the first.
fn corners(ring: &[[f64; 2]]) -> impl Iterator<Item = ([f64; 2], [f64; 2])> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(left: f64, top: f64, side: f64) -> Vec<[f64; 2]> {
        vec![[left, top], [left + side, top], [left + side, top + side], [left, top + side]]
    }

    #[test]
    fn shades_part_the_values_and_never_fall_together() {
        let shades = Shades::of(&[5.5, 7.0, 7.5, 10.9, 12.2, 14.0]);
        assert_eq!([5.5, 7.0, 7.5, 10.9, 12.3, 14.0].map(|value| shades.step(value)), [1, 2, 3, 3, 5, 5]);
        for values in [&[][..], &[3.0], &[2.0, 2.0, 2.0, 2.0, 2.0, 2.0], &[0.0, 0.0, 0.0]] {
            let shades = Shades::of(values);
            assert!(shades.limits.windows(2).all(|pair| pair[0] < pair[1]), "{values:?}: {shades:?}");
        }
    }

    #[test]
    fn a_map_fills_its_square_and_keeps_its_shape() {
        let area = |rings| Area { label: Label::default(), value: Some(1.0), number: String::new(), rings };
        let areas = [area(vec![square(1_000.0, 50.0, 10.0)]), area(vec![square(1_010.0, 50.0, 10.0)])];
        let frame = Frame::around(&areas).unwrap();
        let close = |found: [f64; 2], expected: [f64; 2]| {
            found.iter().zip(expected).for_each(|(one, other)| assert!((one - other).abs() < 1e-6, "{found:?}"));
        };
        close(frame.place([1_000.0, 50.0]), [8.0, 104.0]);
        close(frame.place([1_020.0, 60.0]), [392.0, 296.0]);
        assert!(drawn(&Shades::of(&[1.0]), &areas).contains(">2</text>"));
        assert!(Frame::around(&[]).is_none());
    }

    #[test]
    fn the_number_stands_in_the_middle_of_the_largest_part() {
        let rings = vec![square(0.0, 0.0, 1.0), square(10.0, 10.0, 4.0)];
        assert_eq!(middle(&rings), Some([12.0, 12.0]));
        assert_eq!(middle(&[vec![[3.0, 4.0]]]), Some([3.0, 4.0]));
        assert_eq!(middle(&[]), None);
    }
}
