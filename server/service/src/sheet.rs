//! Sheets for everybody: CSV of what is public.

pub use interchange::sheet::Cell;
use interchange::sheet::Sheet;

use crate::{Error, Result};

/// A sheet with these heads and rows, as UTF-8 by RFC 4180. Words that a spreadsheet would take for a formula are
/// defused.
///
/// # Errors
/// When it cannot be written.
pub fn sheet(heads: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<Vec<u8>> {
    let mut sheet = Sheet::new(heads.iter().copied()).map_err(Error::internal)?;
    for row in rows {
        sheet.row(row).map_err(Error::internal)?;
    }
    sheet.finish().map_err(Error::internal)
}
