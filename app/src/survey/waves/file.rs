//! The figures of two waves as a file.

use domain::inclusion::wave::Finding;
use service::survey::wave::Line;

use super::Reading;

const HEADS: [&str; 21] = [
    "question",
    "label",
    "row",
    "answers",
    "yes_before",
    "answered_before",
    "yes_after",
    "answered_after",
    "difference",
    "newcombe_low",
    "newcombe_high",
    "in_post_low",
    "in_post_high",
    "bound_after_low",
    "bound_after_high",
    "p",
    "p_adjusted",
    "finding",
    "mann_whitney_p",
    "mann_whitney_p_adjusted",
    "mann_whitney_finding",
];

/// A cell of the file.
pub enum FileCell {
    /// Words.
    Words(String),
    /// A count as it is published.
    Number(u64),
    /// A share, a difference or a p value.
    Decimal(f64),
    /// Nothing.
    Empty,
}

impl From<Option<f64>> for FileCell {
    fn from(value: Option<f64>) -> Self {
        value.map_or(Self::Empty, Self::Decimal)
    }
}

/// The figures as rows, with their heads: counts as they are published, all others worked out from these.
pub fn file(reading: &Reading<'_>) -> (Vec<&'static str>, Vec<Vec<FileCell>>) {
    (HEADS.into(), reading.waves.lines().map(|line| row(reading, line)).collect())
}

fn row(reading: &Reading<'_>, line: &Line) -> Vec<FileCell> {
    let said = |text| reading.said(text).words;
    let answers: Vec<String> = line.answers.iter().map(said).collect();
    let words =
        [line.item.clone(), said(&line.label), line.row.as_ref().map(said).unwrap_or_default(), answers.join("; ")];
    let mut row: Vec<FileCell> = words.into_iter().map(FileCell::Words).collect();
    match line.share {
        None => row.resize_with(HEADS.len() - 3, || FileCell::Empty),
        Some(change) => {
            for wave in change.waves {
                row.extend([FileCell::Number(wave.yes), FileCell::Number(wave.answered)]);
            }
            row.push(change.difference.into());
            for interval in [change.interval, change.descriptive_interval, change.worst_case_after] {
                row.push(interval.map(|ends| ends.low).into());
                row.push(interval.map(|ends| ends.high).into());
            }
            row.extend([change.p.into(), change.adjusted_p.into(), words_of(change.finding)]);
        }
    }
    match line.scale {
        None => row.resize_with(HEADS.len(), || FileCell::Empty),
        Some(scale) => row.extend([scale.p.into(), scale.adjusted_p.into(), words_of(scale.finding)]),
    }
    row
}

fn words_of(finding: Finding) -> FileCell {
    FileCell::Words(code(finding).to_owned())
}

const fn code(finding: Finding) -> &'static str {
    match finding {
        Finding::WentUp => "went_up",
        Finding::WentDown => "went_down",
        Finding::NoSignOfChange => "no_sign_of_change",
        Finding::TooFew => "too_few",
    }
}
