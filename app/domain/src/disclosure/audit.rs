//! The differencing audit: which declared bases would give away a few people by subtraction.
//!
//! Section 3.6 (5) of the project's facts on disclosure: of two bases of one population, one inside the other, the
//! difference of the published numbers is about those in between. If these are few, the release waits until the bases
//! are merged. An audit is for those who declare tables; it names how many are in between and is not to be shown.

use super::policy::Policy;

/// The people of one base, among all respondents of a release.
#[derive(Clone)]
pub struct People {
    /// One bit for each respondent, in the same order for all bases.
    bits: Vec<u64>,
    count: u32,
}

/// What an audit found. Bases are named by their place in the list that was audited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differencing {
    /// Pairs of bases that are the same people, the earlier one first: harmless, and one of them is superfluous.
    pub same: Vec<(usize, usize)>,
    /// Pairs that block the release.
    pub too_close: Vec<Nested>,
}

/// A base inside another with too few people in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nested {
    /// The base that lies inside.
    pub inner: usize,
    /// The base that it lies in.
    pub outer: usize,
    /// How many people are in the outer base only.
    pub difference: u32,
}

impl People {
    /// The respondents, of so many, who belong.
    pub fn new(respondents: usize, belongs: impl Fn(usize) -> bool) -> Self {
        let mut bits = vec![0; respondents.div_ceil(64)];
        for respondent in (0..respondents).filter(|respondent| belongs(*respondent)) {
            bits[respondent / 64] |= 1_u64 << (respondent % 64);
        }
        let count = bits.iter().map(|word| word.count_ones()).sum();
        Self { bits, count }
    }

    /// How many they are: for those who declare tables.
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Whether all of these people are among the others.
    fn are_among(&self, others: &Self) -> bool {
        self.bits.iter().zip(&others.bits).all(|(these, others)| these & !others == 0)
    }
}

/// Compares every declared base of one population with every other.
pub fn differencing(bases: &[People], policy: &Policy) -> Differencing {
    let least = policy.limits().minimum_base;
    let mut found = Differencing::default();
    for (first, a) in bases.iter().enumerate() {
        for (second, b) in bases.iter().enumerate().skip(first + 1) {
            let difference = a.count.abs_diff(b.count);
            // Counting is done; bases that are far apart in size need no second look.
            if u64::from(difference) >= least {
                continue;
            }
            let ((inner, small), (outer, large)) =
                if a.count <= b.count { ((first, a), (second, b)) } else { ((second, b), (first, a)) };
            if small.are_among(large) {
                match difference {
                    0 => found.same.push((first, second)),
                    _ => found.too_close.push(Nested { inner, outer, difference }),
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_people_between_two_bases_are_found() {
        let first = |people: usize| People::new(200, move |respondent| respondent < people);
        let bases = [first(100), first(95), first(90), first(95), People::new(200, |respondent| respondent >= 101)];
        let found = differencing(&bases, &Policy::default());
        assert_eq!(found.same, [(1, 3)]);
        let expected = [(1, 0, 5), (3, 0, 5), (2, 1, 5), (2, 3, 5)].map(|(inner, outer, difference)| Nested {
            inner,
            outer,
            difference,
        });
        assert_eq!(found.too_close, expected);
    }

    #[test]
    fn bases_that_only_overlap_are_no_pair() {
        let bases = [0, 1, 63, 64, 199].map(|odd| People::new(200, move |one| one == odd || (100..150).contains(&one)));
        assert_eq!(differencing(&bases, &Policy::default()), Differencing::default());
    }

    #[test]
    fn nobody_is_inside_everybody() {
        let bases = [People::new(9, |_| false), People::new(9, |_| true), People::new(0, |_| true)];
        let found = differencing(&bases[..2], &Policy::default());
        assert_eq!(found.too_close, [Nested { inner: 0, outer: 1, difference: 9 }]);
        assert_eq!(bases[2].count, 0);
    }
}
