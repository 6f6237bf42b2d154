//! What the inclusion check of files says on a terminal.

use domain::inclusion::{
    Compared, Comparison, Interval, Missing, State, Verdict,
    interval::Z,
    weight::{Estimate, Kish},
};
use service::inclusion::file::{Measured, Method, NotCompared, Weighed, Why};

/// The widest name of a group that a table makes room for, in letters.
const WIDEST: usize = 40;

/// Everything that was found, line by line.
pub fn lines(measured: &Measured) -> Vec<String> {
    let mut lines = vec![format!("{} took part.", people(measured.took_part)), String::new()];
    if measured.missing.is_empty() {
        lines.push("Of no group can it be said that fewer took part than live here.".to_owned());
    } else {
        lines.push("Missing most:".to_owned());
        lines.extend(measured.missing.iter().map(missing));
    }
    for comparison in &measured.characteristics {
        lines.push(String::new());
        lines.extend(table(comparison));
    }
    if !measured.not_compared.is_empty() {
        lines.push(String::new());
        lines.extend(measured.not_compared.iter().map(not_compared));
    }
    if let Some(weights) = &measured.weights {
        lines.push(String::new());
        lines.extend(weighed(weights));
    }
    lines.push(String::new());
    lines.push(
        "Intervals say what chance alone could do, at 95 %. They do not cover who chose to take part.".to_owned(),
    );
    lines.push("These counts are exact: protect tables of small groups before you publish them.".to_owned());
    lines
}

fn missing(one: &Missing) -> String {
    let more = match one.more_answers {
        Some(1) => "1 more answer from them would match it".to_owned(),
        Some(more) => format!("{} more answers from them would match it", whole(more)),
        None => "more answers would be needed than people live here".to_owned(),
    };
    let (probably, verdict) = (if one.probably { "probably " } else { "" }, verdict(Some(one.verdict)));
    let (characteristic, group) = (printed(&one.characteristic), printed(&one.group));
    format!("  {characteristic}, {group}: {probably}{verdict}, {:.2} times their share; {more}", one.ratio)
}

fn table(comparison: &Comparison) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {} said, {} did not ({} said)",
        printed(&comparison.code),
        whole(comparison.said.published().unwrap_or(0)),
        whole(comparison.did_not_say.published().unwrap_or(0)),
        percent(comparison.completion)
    )];
    let letters = |group: &Compared| printed(&group.code).chars().count();
    let width = comparison.groups.iter().map(letters).max().unwrap_or(0).max(5);
    lines.push(format!(
        "  {:width$}  {:>9}  {:>7}  {:>9}  {:>5}  {:>14}  {:>7}  verdict",
        "group", "took part", "share", "live here", "ratio", "interval", "lacking"
    ));
    lines.extend(comparison.groups.iter().map(|group| row(group, width)));
    let Some(summary) = &comparison.summary else { return lines };
    lines.push(format!(
        "  {:.1} % of those who took part would have to be others ({:.1} % by chance alone).",
        summary.dissimilarity * 100.0,
        summary.dissimilarity_by_chance * 100.0,
    ));
    lines.push(format!(
        "  Coefficient of variation {:.2}, {:.2} without what chance adds; p {}{}.",
        summary.cv,
        summary.cv_adjusted,
        p_value(summary.fit.p),
        if summary.fit.least_expected < 5.0 {
            ", which is rough: fewer than five were to be expected of a group"
        } else {
            ""
        }
    ));
    lines
}

/// One group: how many took part, shares, ratio with its interval, answers lacking until parity, and what may be said.
fn row(group: &Compared, width: usize) -> String {
    let figures = group.figures;
    let representation = figures.map(|figures| figures.representation);
    let ratio = representation.and_then(|found| found.ratio).map_or_else(none, |ratio| format!("{ratio:.2}"));
    let range = representation.and_then(|found| found.ratio_interval).map_or_else(none, interval);
    let lacking = figures.and_then(|figures| figures.reach.parity).map_or_else(none, whole);
    let said = match representation.map(|found| found.state) {
        Some(State::OutsidePopulation) => "to be checked: nobody of this group lives here".to_owned(),
        Some(State::NoPopulation) => "nobody of this group lives here".to_owned(),
        _ => {
            let probably = if figures.is_some_and(|figures| figures.probably) { "probably " } else { "" };
            format!("{probably}{}", verdict(figures.and_then(|figures| figures.verdict)))
        }
    };
    format!(
        "  {:width$}  {:>9}  {:>7}  {:>9}  {ratio:>5}  {range:>14}  {lacking:>7}  {said}",
        printed(&group.code),
        whole(group.participants.published().unwrap_or(0)),
        percent(representation.and_then(|found| found.share)),
        percent(group.population_share),
    )
}

const fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::FarFewer) => "far fewer than live here",
        Some(Verdict::Fewer) => "fewer than live here",
        Some(Verdict::AboutTheSame) => "about the same",
        Some(Verdict::More) => "more than live here",
        Some(Verdict::FarMore) => "far more than live here",
        Some(Verdict::CannotSayYet) => "cannot say yet",
        Some(Verdict::TooFewToSay) => "too few to say",
        None => "cannot be said",
    }
}

fn not_compared(one: &NotCompared) -> String {
    let why = match one.why {
        Why::NoColumn => "no column of those who took part has this name",
        Why::OneCategory => "the population has only one category of it",
        Why::NobodyLivesHere => "the population counts nobody",
        Why::NobodySaid => "nobody said",
    };
    format!("{} is not compared: {why}.", printed(&one.characteristic))
}

fn weighed(weights: &Weighed) -> Vec<String> {
    let how = match weights.method {
        Method::Rake => "Raked",
        Method::Calibrate => "Calibrated",
    };
    let by: Vec<String> = weights.by.iter().map(|code| printed(code)).collect();
    let mut lines = vec![format!("{how} by {}.", by.join(", "))];
    for (code, counted) in &weights.scaled {
        lines.push(format!("  {} counted {} and was scaled to the first.", printed(code), people(*counted)));
    }
    if let Some(why) = &weights.why {
        lines.push(format!("  There are no weights: {why}."));
        return lines;
    }
    lines.push(format!("  {} with a weight, {} without one.", people(weights.used), whole(weights.left_out)));
    if let Some(Kish { effective, design_effect, least, largest, .. }) = weights.kish {
        lines.push(format!(
            "  Effective size {effective:.0}, design effect {design_effect:.2}; weights from {least:.2} to {largest:.2} \
             times their mean."
        ));
    }
    if weights.costly {
        lines.push(
            "  These weights cost more than half of all answers, or one person speaks for more than five.".into(),
        );
    }
    if !weights.may_lead {
        lines.push("  The effective size is below 100: no weighted figure should be a headline.".to_owned());
    }
    if weights.negative > 0 {
        lines.push(format!("  {} with a weight below 0.", people(weights.negative)));
    }
    for one in &weights.answers {
        let (plain, weighted, answered) = (mean(one.unweighted), mean(one.weighted), whole(one.answered));
        let column = printed(&one.column);
        lines.push(format!("  Mean of {column}: {plain} without weights, {weighted} with them; {answered} answered."));
    }
    lines.push(
        "  Of an open consultation this says only what it would be if those who came spoke for their group.".into(),
    );
    lines
}

/// A mean with its interval.
fn mean(estimate: Option<Estimate>) -> String {
    let Some(Estimate { mean, standard_error }) = estimate else { return "cannot be said".to_owned() };
    standard_error.map_or_else(
        || format!("{mean:.3}"),
        |error| format!("{mean:.3} ({:.3} to {:.3})", mean - Z * error, mean + Z * error),
    )
}

fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{} people", whole(count)) }
}

fn none() -> String {
    "-".to_owned()
}

fn interval(of: Interval) -> String {
    format!("{:.2} to {:.2}", of.low, of.high)
}

fn percent(part: Option<f64>) -> String {
    part.map_or_else(none, |part| format!("{:.1} %", part * 100.0))
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.3}") }
}

/// A whole number with a comma between thousands.
fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A name from a file as a terminal may show it: one line, and not too long.
fn printed(name: &str) -> String {
    let mut kept: String = name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(WIDEST).collect();
    if name.chars().nth(WIDEST).is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}
