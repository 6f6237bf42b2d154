//! `folkmoot inclusion`: who took part in any engagement against who lives here, from two files.

mod words;

use std::process::ExitCode;

use service::inclusion::file::{self, Asked, Join, Method};

use super::{Outcome, fail, say};
use crate::cli::{Inclusion, Weights};

/// Measures and says what was found, in words or as one JSON object. It fails when anything is wrong with the files,
/// and when weights are wanted and there are none.
pub fn inclusion(options: Inclusion) -> Outcome {
    let (responses, population, json) = (options.responses.clone(), options.population.clone(), options.json);
    let measured = match file::measure(&responses, &population, &asked(options)) {
        Ok(measured) => measured,
        Err(faults) => {
            for line in faults.to_string().lines() {
                fail(line);
            }
            let things = match faults.count() {
                1 => "one thing is".to_owned(),
                count => format!("{count} things are"),
            };
            return Ok(fail(&format!("{things} wrong, so nothing was measured")));
        }
    };
    if json {
        say(&serde_json::to_string_pretty(&measured).map_err(|error| error.to_string())?);
    } else {
        for line in words::lines(&measured) {
            say(&line);
        }
    }
    match measured.weights.and_then(|weights| weights.why) {
        Some(why) => Ok(fail(&format!("there are no weights: {why}"))),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn asked(options: Inclusion) -> Asked {
    let join = |(variable, from, into)| Join { variable, from, into };
    Asked {
        nothing: options.nothing,
        id: options.id,
        weights: options.weights.map(|how| match how {
            Weights::Rake => Method::Rake,
            Weights::Calibrate => Method::Calibrate,
        }),
        design: options.design,
        answers: options.answer,
        joins: options.join.into_iter().map(join).collect(),
        scale: options.scale,
    }
}
