//! `folkmoot baseline`: population figures, data zones, classifications and postcodes.

use std::process::ExitCode;

use domain::text::Language;
use jiff::Timestamp;
use service::place::{self, Loaded, NotImported, Options, boundary};

use super::{Outcome, fail, in_words, open, say};
use crate::{
    cli::{Baseline, BaselineBoundaries, BaselineImport},
    installation::Installation,
    settings::Settings,
};

/// Imports or lists.
///
/// # Errors
/// What is in the way of opening the installation.
pub async fn run(settings: &Settings, command: Baseline) -> Outcome {
    let Installation { ctx, .. } = open(settings).await?;
    match command {
        Baseline::Import(asked) => import(&ctx, *asked).await,
        Baseline::Boundaries(asked) => boundaries(&ctx, asked).await,
        Baseline::List => {
            let loaded = place::loaded(&ctx).await.map_err(|error| in_words(&error))?;
            list(&ctx, &loaded);
            let sets = boundary::sets(&ctx).await.map_err(|error| in_words(&error))?;
            say("Boundaries");
            if sets.is_empty() {
                say("  none: maps are tiles and lists");
            }
            for set in sets {
                let loaded = when(&ctx, Some(set.imported_at));
                say(&format!("  {}, of {}; {}; {}; {loaded}", set.geography, set.as_of, set.source, set.licence));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn import(ctx: &service::Context, asked: BaselineImport) -> Outcome {
    let files = asked.files.clone();
    match place::import(ctx, &files, &options(asked)).await {
        Ok(imported) => {
            for file in imported {
                say(&file.file);
                for line in file.said {
                    say(&format!("  {line}"));
                }
            }
            say("Loaded. Pages show it from now on; answers are counted anew when the next of them come.");
            Ok(ExitCode::SUCCESS)
        }
        Err(NotImported::Wrong(faults)) => {
            let told = faults.to_string();
            for line in told.lines() {
                fail(line);
            }
            let count = faults.count();
            let things = if count == 1 { "one thing is".to_owned() } else { format!("{count} things are") };
            Ok(fail(&format!("{things} wrong, so nothing was changed")))
        }
        Err(NotImported::Failed(error)) => Err(in_words(&error)),
    }
}

async fn boundaries(ctx: &service::Context, asked: BaselineBoundaries) -> Outcome {
    let about = boundary::About { source: asked.source, licence: asked.licence, as_of: asked.as_of };
    match boundary::import(ctx, &asked.file, about).await {
        Ok((geography, count)) => {
            say(&format!("{count} boundaries of {geography}. Maps are drawn from them from now on."));
            Ok(ExitCode::SUCCESS)
        }
        Err(boundary::NotLoaded::Wrong(faults)) => {
            for fault in &faults {
                fail(&fault.to_string());
            }
            Ok(fail("nothing was changed"))
        }
        Err(boundary::NotLoaded::Failed(error)) => Err(in_words(&error)),
    }
}

fn options(asked: BaselineImport) -> Options {
    Options {
        set: asked.set,
        characteristic: asked.characteristic,
        title: asked.title,
        source: asked.source,
        as_of: asked.as_of,
        base: asked.base.map(|base| base.replace('-', "_")),
        geography: asked.geography,
        licence: asked.licence,
        classification: asked.classification,
        edition: asked.edition,
    }
}

fn list(ctx: &service::Context, loaded: &Loaded) {
    say("Figures");
    for one in &loaded.sets {
        let set = &one.set;
        let base = set.base.words();
        say(&format!("  {}: {}", set.code, set.title));
        say(&format!(
            "    {}, {} areas of {}, of {}; {}",
            base.best(Language::English).0,
            one.areas,
            set.geography,
            set.as_of,
            when(ctx, one.imported_at)
        ));
        say(&format!("    {}; {}", set.source, set.licence));
    }
    say("Data zones");
    for (edition, zones) in &loaded.zones {
        say(&format!("  {edition}: {zones}"));
    }
    say("Classifications of data zones");
    for one in &loaded.classes {
        let known = &one.classification;
        say(&format!("  {}: {}", known.code, known.title));
        say(&format!("    {} zones, of {}; {}", one.zones, known.as_of, when(ctx, one.imported_at)));
        say(&format!("    {}; {}", known.source, known.licence));
    }
    say("Postcodes");
    match loaded.postcodes {
        0 => say("  none: people choose their locality from a list"),
        count => say(&format!("  {count}")),
    }
}

fn when(ctx: &service::Context, imported: Option<Timestamp>) -> String {
    imported.map_or_else(|| "came with the program".to_owned(), |at| format!("loaded on {}", ctx.date(at)))
}
