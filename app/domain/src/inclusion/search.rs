//! Halving: where something that changes once along a line changes.

/// The smallest of `low..high` from which on something holds; `high` if it holds for none of them.
pub(super) fn first_from(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Where, from one value up to another, something stops holding; halved until no float lies between.
pub(super) fn turning_point(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = low.midpoint(high);
        if middle <= low || middle >= high {
            return middle;
        }
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_holds_is_found() {
        assert_eq!(first_from(0, 10, |k| k * k >= 30), 6);
        assert_eq!(first_from(0, 10, |_| true), 0);
        assert_eq!(first_from(0, 10, |_| false), 10);
    }

    #[test]
    fn a_turning_point_is_found_to_the_last_digit() {
        assert!((turning_point(0.0, 2.0, |x| x * x < 2.0) - 2.0_f64.sqrt()).abs() <= f64::EPSILON);
        assert!((turning_point(0.0, 1.0, |x| x < 1e-12) / 1e-12 - 1.0).abs() <= f64::EPSILON);
    }
}
