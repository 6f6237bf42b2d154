//! Exact numbers: rationals of any size, and what a float can be sure of about them.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// An exact rational.
pub type Exact = num_rational::BigRational;

/// The largest relative error of one operation on floats.
pub(crate) const EPS: f64 = f64::EPSILON;

/// A whole number as an exact one.
pub fn whole(number: impl Into<BigInt>) -> Exact {
    Exact::from_integer(number.into())
}

/// A fraction; 0 where nothing can be divided by `below`.
pub fn exact(above: impl Into<BigInt>, below: impl Into<BigInt>) -> Exact {
    let below = below.into();
    if below.sign() == num_bigint::Sign::NoSign { whole(0) } else { Exact::new(above.into(), below) }
}

/// The float nearest to it, but for a few units in its last place.
pub fn about(exact: &Exact) -> f64 {
    let (above, below) = (exact.numer(), exact.denom());
    // Beyond this many bits a float overflows; both can lose as many without a float seeing it.
    let beyond = above.bits().max(below.bits()).saturating_sub(900);
    let shift = usize::try_from(beyond).unwrap_or(usize::MAX);
    let [above, below] = [above >> shift, below >> shift].map(|part| part.to_f64().unwrap_or(f64::INFINITY));
    if below == 0.0 { f64::INFINITY } else { above / below }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_near_also_where_numbers_are_long() {
        assert!((about(&exact(1, 3)) - 1.0 / 3.0).abs() < 1e-16);
        let long = exact(BigInt::from(7) << 5_000, BigInt::from(2) << 5_000);
        assert!((about(&long) - 3.5).abs() < 1e-15);
        let uneven = exact((BigInt::from(7) << 5_000) + 1, BigInt::from(2) << 4_999);
        assert!((about(&uneven) - 7.0).abs() < 1e-15);
        assert_eq!(exact(5, 0), whole(0));
    }
}
