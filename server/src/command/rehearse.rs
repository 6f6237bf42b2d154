//! `folkmoot rehearse`: fills a survey with rehearsed answers.

use std::process::ExitCode;

use service::rehearsal::{MOST, Rehearsal, rehearse as fill};

use super::{Outcome, in_words, open, say};
use crate::{cli::Rehearse, settings::Settings};

/// Fills a survey that nobody can answer yet, or any survey of a demonstration.
pub async fn rehearse(settings: &Settings, options: &Rehearse) -> Outcome {
    if options.responses == 0 || options.responses > MOST {
        return Err(format!("--responses: between 1 and {MOST}"));
    }
    if !(0.0..=3.0).contains(&options.skew) {
        return Err("--skew: between 0 (as the area is) and 3".to_owned());
    }
    let installation = open(settings).await?;
    let rehearsal = Rehearsal { responses: options.responses, seed: options.seed, skew: options.skew };
    fill(&installation.ctx, &options.survey, rehearsal).await.map_err(|error| in_words(&error))?;
    say(&format!("{} answers of {} are rehearsed.", options.responses, options.survey));
    Ok(ExitCode::SUCCESS)
}
