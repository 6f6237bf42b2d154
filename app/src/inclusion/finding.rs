//! The sentences of the inclusion check: what the page as a whole says, and what each characteristic says.
//!
//! They follow the verdicts, which are about intervals and never about points; where those who did not say could undo
//! a verdict, the sentence says "probably".

use domain::inclusion::{Compared as Group, Comparison, Missing, Verdict};

use super::names::{Names, capital};
use crate::words::Words;

/// The most groups that a headline names.
const NAMED: usize = 3;

/// The headline: who is missing. `closed` is whether nobody can answer any more.
pub fn headline(
    words: Words,
    names: Names<'_>,
    missing: &[Missing],
    comparisons: &[&Comparison],
    closed: bool,
) -> String {
    let far = |one: &&Missing| one.verdict == Verdict::FarFewer;
    let sure: Vec<&Missing> = missing.iter().filter(far).filter(|one| !one.probably).collect();
    let far: Vec<&Missing> = missing.iter().filter(far).collect();
    let fewer: Vec<&Missing> = missing.iter().collect();
    let closed = if closed { "yes" } else { "no" };
    let say = |key: &str, groups: &[&Missing]| {
        let phrases = names.phrases(groups);
        let named = match phrases.get(..NAMED).filter(|_| phrases.len() > NAMED) {
            Some(first) => words.with("who-and-others", &[("groups", &first.join(", "))]),
            None => names.list(&phrases),
        };
        words.with(key, &[("groups", &capital(&named)), ("closed", closed)])
    };
    if !sure.is_empty() {
        return say("who-missing", &sure);
    }
    if !far.is_empty() {
        return say("who-probably-missing", &far);
    }
    if !fewer.is_empty() {
        return say("who-fewer", &fewer);
    }
    let verdicts = || comparisons.iter().flat_map(|one| &one.groups).filter_map(|group| group.figures?.verdict);
    let sure = verdicts().next().is_some() && verdicts().all(Verdict::claims);
    words.with(if sure { "who-even" } else { "who-unclear" }, &[("closed", closed)])
}

/// Who else is probably missing, where the headline names those who surely are.
pub fn probably(words: Words, names: Names<'_>, missing: &[Missing], closed: bool) -> Option<String> {
    let far = || missing.iter().filter(|one| one.verdict == Verdict::FarFewer);
    let probably: Vec<&Missing> = far().filter(|one| one.probably).collect();
    if probably.is_empty() || far().all(|one| one.probably) {
        return None;
    }
    let groups = capital(&names.list(&names.phrases(&probably)));
    Some(words.with("who-probably-too", &[("groups", &groups), ("closed", if closed { "yes" } else { "no" })]))
}

/// What one characteristic says: its most missing group, or who came more, or that nothing can be said.
pub fn of_one(words: Words, names: Names<'_>, comparison: &Comparison) -> String {
    let ratio = |group: &Group| group.figures.and_then(|figures| figures.representation.ratio);
    let with = |verdict: fn(Verdict) -> bool| {
        let has = move |group: &&Group| group.figures.and_then(|figures| figures.verdict).is_some_and(verdict);
        comparison.groups.iter().filter(has)
    };
    let least = with(Verdict::is_missing).min_by(|a, b| ratio(a).unwrap_or(0.0).total_cmp(&ratio(b).unwrap_or(0.0)));
    if let Some((group, ratio)) = least.and_then(|group| Some((group, ratio(group)?))) {
        let probably = group.figures.is_some_and(|figures| figures.probably);
        let key = if probably { "who-one-probably" } else { "who-one-missing" };
        let who = capital(&names.phrase(&comparison.code, &group.code));
        return words.with(key, &[("group", &who), ("often", &often(words, ratio))]);
    }
    let more = |verdict: Verdict| matches!(verdict, Verdict::More | Verdict::FarMore);
    let most = with(more).max_by(|a, b| ratio(a).unwrap_or(0.0).total_cmp(&ratio(b).unwrap_or(0.0)));
    if let Some(group) = most {
        let who = capital(&names.phrase(&comparison.code, &group.code));
        return words.with("who-one-more", &[("group", &who)]);
    }
    let shown = comparison.groups.iter().filter(|group| group.figures.is_some()).count();
    let same = with(|verdict| verdict == Verdict::AboutTheSame).count();
    words.t(match (same, shown) {
        (_, 0) => "who-one-nothing",
        (same, shown) if same == shown => "who-one-even",
        _ => "who-one-unclear",
    })
}

/// A ratio below 1 in words: "about two fifths as often". Rounded to the nearest of these, never away from what is said.
fn often(words: Words, ratio: f64) -> String {
    const PARTS: [(f64, &str); 9] = [
        (0.1, "tenth"),
        (0.2, "fifth"),
        (0.25, "quarter"),
        (1.0 / 3.0, "third"),
        (0.4, "two-fifths"),
        (0.5, "half"),
        (0.6, "three-fifths"),
        (2.0 / 3.0, "two-thirds"),
        (0.75, "three-quarters"),
    ];
    let near = |(part, _): &(f64, &str)| (part - ratio).abs();
    match PARTS.iter().min_by(|a, b| near(a).total_cmp(&near(b))) {
        _ if ratio < 0.05 => words.t("who-often-hardly"),
        _ if ratio > 0.8 => words.t("who-often-less"),
        Some((_, part)) => words.t(&format!("who-often-{part}")),
        None => words.t("who-often-less"),
    }
}

#[cfg(test)]
mod tests {
    use domain::text::Language;

    use super::*;

    #[test]
    fn ratios_are_said_in_parts() {
        let words = Words::of(Language::English);
        for (ratio, said) in [
            (0.0, "hardly ever"),
            (0.08, "about a tenth as often as"),
            (0.36, "about a third as often as"),
            (0.39, "about two fifths as often as"),
            (0.57, "about three fifths as often as"),
            (0.79, "about three quarters as often as"),
            (0.88, "less often than"),
        ] {
            assert!(often(words, ratio).starts_with(said), "{ratio}: {}", often(words, ratio));
        }
    }
}
