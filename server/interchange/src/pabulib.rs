//! Pabulib `.pb`: elections of participatory budgeting as others publish and count them (pabulib.org/format).
//!
//! What is wrong is told by line and field and nothing is repaired in silence; what real files contain besides, such as
//! CRLF, a byte-order mark, a missing last newline or a project twice on one ballot, is read, with a warning where it
//! matters. Keys and columns that we do not know are kept in the order in which they came.

mod fault;
mod number;
mod read;
mod unpack;

use domain::budgeting::Election;

pub use self::{
    fault::{Fault, Faults},
    read::read,
    unpack::unpacked,
};

/// The cost that stands for "withdrawn after ballots were printed".
pub const WITHDRAWN: &str = "999999999";

/// What a column of projects or votes holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The heads, in their order.
    pub heads: Vec<String>,
    /// The rows, as long as the heads.
    pub rows: Vec<Vec<String>>,
}

impl Columns {
    /// The cells under a head; none where there is no such column.
    pub fn under<'a>(&'a self, head: &str) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
        let at = self.heads.iter().position(|known| known == head)?;
        Some(self.rows.iter().map(move |row| row.get(at).map_or("", String::as_str)))
    }
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Keys and values of the section META, in their order.
    pub meta: Vec<(String, String)>,
    /// The section PROJECTS.
    pub projects: Columns,
    /// What is counted.
    pub election: Election,
    /// How many decimals money has in the file: costs are whole numbers of such parts.
    pub decimals: u32,
    /// How many decimals points have.
    pub point_decimals: u32,
    /// What is odd and does not stop anybody.
    pub warnings: Vec<Fault>,
}

impl File {
    /// The value of a key of META.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.meta.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The threshold that the file declares, in the parts in which its scores are counted.
    pub fn threshold(&self) -> Option<i64> {
        let declared: i64 = self.meta("min_project_score_threshold")?.parse().ok()?;
        declared.checked_mul(10_i64.checked_pow(self.point_decimals)?)
    }

    /// An amount of money as the file would write it.
    pub fn money(&self, amount: i64) -> String {
        number::written(amount, self.decimals)
    }
}

#[cfg(test)]
mod agreement_tests;
#[cfg(test)]
mod tests;
