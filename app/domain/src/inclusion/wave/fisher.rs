//! Fisher's exact test of two shares (R. A. Fisher, 1935).

/// An outcome counts as no likelier than the one seen up to this factor, as in R's `fisher.test`.
const AS_UNLIKELY: f64 = 1.0 + 1e-7;

/// The two-sided p value of yes and answers of two groups: the probability, with all sums as they are, of everything
/// that is no likelier than what was seen. `None` without answers in a group, or with more yes than answers.
pub fn fisher(one: (u64, u64), other: (u64, u64)) -> Option<f64> {
    let ((a, m), (b, n)) = (one, other);
    if m == 0 || n == 0 || a > m || b > n {
        return None;
    }
    let yes = a + b;
    let (least, most) = (yes.saturating_sub(n), yes.min(m));
    // Masses relative to the one at the middle, from neighbour to neighbour, so that no large factorial is needed.
    let middle = u64::try_from(u128::from(yes + 1) * u128::from(m + 1) / u128::from(m + n + 2)).ok()?;
    let middle = middle.clamp(least, most);
    let up = |k: u64| ((m - k) as f64 * (yes - k) as f64) / ((k + 1) as f64 * ((n + k + 1) - yes) as f64);
    let mut masses = vec![(middle, 1.0)];
    let mut mass = 1.0;
    for k in middle..most {
        mass *= up(k);
        masses.push((k + 1, mass));
    }
    mass = 1.0;
    for k in (least..middle).rev() {
        mass /= up(k);
        masses.push((k, mass));
    }
    let seen = masses.iter().find(|(k, _)| *k == a).map(|(_, mass)| mass * AS_UNLIKELY)?;
    // From the smallest, so that small ones are not lost.
    masses.sort_by(|one, other| one.1.total_cmp(&other.1));
    let sum = |limit: f64| masses.iter().filter(|(_, mass)| *mass <= limit).map(|(_, mass)| mass).sum::<f64>();
    Some((sum(seen) / sum(f64::INFINITY)).min(1.0))
}
