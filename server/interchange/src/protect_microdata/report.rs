//! What was done to records, for whoever answers for the protection of data.

use domain::{
    disclosure::microdata::{Protected, RiskReport},
    inclusion::weight::Impossible,
};
use serde::Serialize;

use super::{Spec, change::Changed, records::Records};
use crate::risk_report::{self, Part};

/// The report: figures, and what stands in the specification that readers of the released file need.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The version of the program.
    pub program: String,
    /// Risk and loss, before and after.
    pub risk: RiskReport,
    /// What was changed before anything else.
    pub changed: Changed,
    /// Columns released as they are; nothing is known of what they give away.
    pub as_they_are: Vec<String>,
    /// Columns that are not released.
    pub dropped: Vec<String>,
    /// Whether there are weights, and if not why; `None` when none were asked for.
    pub weights: Option<Result<(), String>>,
}

impl Report {
    pub(super) fn of(
        spec: &Spec,
        records: &Records,
        safe: &Protected,
        changed: Changed,
        weights: Option<&Result<Vec<f64>, Impossible>>,
    ) -> Self {
        let weights = weights.map(|weights| weights.as_ref().map(|_| ()).map_err(ToString::to_string));
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            risk: safe.report.clone(),
            changed,
            as_they_are: spec.release.iter().filter(|column| !spec.ends.contains_key(*column)).cloned().collect(),
            dropped: records.dropped().to_vec(),
            weights,
        }
    }

    /// The report in words, as a page of its own.
    pub fn html(&self) -> String {
        risk_report::html(TITLE, &self.parts())
    }

    /// The same as plain text.
    pub fn text(&self) -> String {
        risk_report::text(TITLE, &self.parts())
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = risk_report::parts(&self.risk, &[]);
        parts.insert(1.min(parts.len()), self.before_all());
        parts
    }

    fn before_all(&self) -> Part {
        let mut lines = Vec::new();
        for (column, ends) in &self.changed.ends {
            lines.push(ends.map_or_else(
                || format!("{column}: too few numbers to give any; only whether there was one is left."),
                |ends| format!("{column}: numbers up to {} and from {} on are not told apart.", ends.bottom, ends.top),
            ));
        }
        if let Some((column, within, swapped)) = &self.changed.swapped {
            lines.push(format!(
                "{column}: {} pairs of records exchanged their values, at a rate of {} within {}.",
                swapped.pairs,
                swapped.rate,
                if within.is_empty() { "all records".to_owned() } else { within.join(", ") }
            ));
        }
        if let Some((column, _, pram)) = &self.changed.drawn {
            lines.push(format!(
                "{column}: every value stays with probability {}, and is otherwise drawn again from the shares of all \
                 records; the matrix is in report.json.",
                pram.stay
            ));
        }
        let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        lines.push(format!("Columns that are not released: {}.", list(&self.dropped)));
        lines.push(format!(
            "Columns released as they are: {}. Look at each: what could somebody know of a person from elsewhere?",
            list(&self.as_they_are)
        ));
        match &self.weights {
            None => {}
            Some(Ok(())) => lines.push(
                "Weights were worked out again from what is released, in three figures, so that they tell nothing that \
                 is hidden."
                    .to_owned(),
            ),
            Some(Err(why)) => lines.push(format!("There are no weights: {why}.")),
        }
        Part { heading: "What was done before".to_owned(), lines, table: None }
    }
}

const TITLE: &str = "Risk and use of the released records";
