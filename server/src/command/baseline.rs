//! `folkmoot baseline`: population figures, data zones, classifications and postcodes.

use super::Outcome;
use crate::{cli::Baseline, settings::Settings};

/// Imports or lists.
pub async fn run(_settings: &Settings, _command: Baseline) -> Outcome {
    Err("not merged yet".to_owned())
}
