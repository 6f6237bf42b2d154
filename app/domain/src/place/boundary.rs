//! Boundaries of areas, as maps draw them: rings of points on a grid of ten metres.
//!
//! Two neighbours share the points of the line between them, and still do on the grid; so the outline of many data
//! zones is what is left when every line that two of them share is struck out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A point: ten metres to the east, ten metres to the north.
pub type Point = [i32; 2];
/// The corners of a surface, the last joined to the first. A surface lies to the left of its ring, a hole to the right.
pub type Ring = Vec<Point>;

/// The boundary of one area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boundary {
    /// The code of a council or a data zone.
    pub area: String,
    /// Its rings.
    pub rings: Vec<Ring>,
}

/// A ring on the grid: every point rounded, without points that say nothing, turned so that the surface lies to the
/// left, or to the right for a hole. `None` if nothing is left of it.
pub fn ring(points: &[[f64; 2]], hole: bool) -> Option<Ring> {
    let mut ring: Ring = Vec::with_capacity(points.len());
    for point in points {
        let [east, north] = point.map(|metres| (metres / 10.0).round());
        // Coordinates on the grid are far below the limits of an i32; what is not was refused when it was read.
        let snapped = [whole(east)?, whole(north)?];
        if ring.last() != Some(&snapped) {
            ring.push(snapped);
        }
    }
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let surface = surface(&ring);
    if ring.len() < 3 || surface == 0 {
        return None;
    }
    if (surface > 0) == hole {
        ring.reverse();
    }
    Some(ring)
}

/// A whole number that an i32 holds.
fn whole(value: f64) -> Option<i32> {
    let inside = value.abs() <= 1e8;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and an i32 holds it")]
    inside.then_some(value as i32)
}

/// Twice the surface of a ring, positive where it lies to the left.
fn surface(ring: &[Point]) -> i64 {
    corners(ring).map(|([a, b], [c, d])| i64::from(a) * i64::from(d) - i64::from(c) * i64::from(b)).sum()
}

fn corners(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The outline of several areas taken together: the lines that no two of them share, joined to rings.
pub fn outline<'a>(rings: impl IntoIterator<Item = &'a Ring>) -> Vec<Ring> {
    let mut lines: BTreeMap<(Point, Point), u32> = BTreeMap::new();
    for (from, to) in rings.into_iter().flat_map(|ring| corners(ring)) {
        match lines.get_mut(&(to, from)) {
            Some(1) => {
                lines.remove(&(to, from));
            }
            Some(back) => *back -= 1,
            None => *lines.entry((from, to)).or_default() += 1,
        }
    }
    let mut onwards: BTreeMap<Point, Vec<Point>> = BTreeMap::new();
    for ((from, to), times) in lines {
        onwards.entry(from).or_default().extend(std::iter::repeat_n(to, times as usize));
    }
    let mut found = Vec::new();
    while let Some(start) = onwards.keys().next().copied() {
        let mut ring = vec![start];
        let mut at = start;
        while let Some(next) = take(&mut onwards, at) {
            if next == start {
                break;
            }
            ring.push(next);
            at = next;
        }
        let ring = without_straight(&ring);
        if ring.len() > 2 {
            found.push(ring);
        }
    }
    found
}

fn take(onwards: &mut BTreeMap<Point, Vec<Point>>, at: Point) -> Option<Point> {
    let ways = onwards.get_mut(&at)?;
    let next = ways.pop();
    if ways.is_empty() {
        onwards.remove(&at);
    }
    next
}

/// The same ring without corners at which it does not turn.
fn without_straight(ring: &[Point]) -> Ring {
    let count = ring.len();
    let turns = |at: usize| {
        let (before, here, after) = (ring[(at + count - 1) % count], ring[at], ring[(at + 1) % count]);
        let step = |from: Point, to: Point| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]));
        let (came, goes) = (step(before, here), step(here, after));
        came[0] * goes[1] != came[1] * goes[0]
    };
    (0..count).filter(|at| turns(*at)).map(|at| ring[at]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn square(left: i32, foot: i32) -> Ring {
        vec![[left, foot], [left + 1, foot], [left + 1, foot + 1], [left, foot + 1]]
    }

    #[test]
    fn rings_lie_on_the_grid_and_turn_the_same_way() {
        let clockwise = [[0.0, 0.0], [1.0, 99.0], [0.0, 104.0], [96.0, 100.0], [104.0, 0.0], [0.0, 0.0]];
        assert_eq!(ring(&clockwise, false), Some(vec![[10, 0], [10, 10], [0, 10], [0, 0]]));
        assert_eq!(ring(&clockwise, true), Some(vec![[0, 0], [0, 10], [10, 10], [10, 0]]));
        for nothing in [&[][..], &[[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]], &[[0.0, 0.0], [f64::NAN, 99.0], [99.0, 0.0]]] {
            assert_eq!(ring(nothing, false), None);
        }
    }

    #[test]
    fn lines_that_two_areas_share_are_struck_out() {
        let (one, two) = (square(0, 0), square(1, 0));
        assert_eq!(outline([&one, &two]), [vec![[0, 0], [2, 0], [2, 1], [0, 1]]]);
        assert_eq!(outline([&one, &square(5, 5)]).len(), 2);
        assert_eq!(outline([&one]), [one]);
        assert_eq!(outline([]), Vec::<Ring>::new());
    }

    #[test]
    fn a_hole_stays_open() {
        let around: Vec<Ring> =
            (0..3).flat_map(|x| (0..3).map(move |y| square(x, y))).filter(|ring| *ring != square(1, 1)).collect();
        let found = outline(&around);
        assert_eq!(found.len(), 2);
        assert_eq!(found.iter().map(|ring| surface(ring)).sum::<i64>(), 16);
    }

    proptest! {
        #[test]
        fn the_outline_holds_as_much_as_its_parts(there in prop::collection::vec(any::<bool>(), 36)) {
            let parts: Vec<Ring> = (0_i32..)
                .zip(&there)
                .filter(|(_, there)| **there)
                .map(|(at, _)| square(at % 6, at / 6))
                .collect();
            let found: i64 = outline(&parts).iter().map(|ring| surface(ring)).sum();
            prop_assert_eq!(found.unsigned_abs(), 2 * parts.len() as u64);
        }
    }
}
