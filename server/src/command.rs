//! Commands: one file for each, behind one door.

mod account;
mod backup;
mod baseline;
mod check;
mod export;
mod inclusion;
mod protect;
mod rehearse;
mod serve;
mod tally;
mod transfer;

use std::{io::Write, process::ExitCode};

use crate::{
    cli::{Cli, Command},
    installation::{self, Failure, Installation},
    settings::Settings,
};

/// What a command gives: how the program ends, or what is in the way.
pub type Outcome = Result<ExitCode, Failure>;

/// Does what the command line asks for.
///
/// # Errors
/// What is in the way, in words for whoever typed it.
pub async fn run(cli: Cli) -> Outcome {
    let mut settings = Settings::read(cli.settings.as_deref()).map_err(|wrong| wrong.to_string())?;
    if let Some(folder) = cli.data {
        settings.data.folder = folder;
    }
    match cli.command {
        Command::Serve(options) => serve::serve(settings, options).await,
        Command::Work => serve::work(settings).await,
        Command::Migrate => migrate(&settings).await,
        Command::Check => check::check(&settings).await,
        Command::Account { address } => account::first(&settings, &address).await,
        Command::Baseline { command } => baseline::run(&settings, command).await,
        Command::Rehearse(options) => rehearse::rehearse(&settings, &options).await,
        Command::Export(options) => export::export(&settings, &options).await,
        Command::Inclusion(options) => inclusion::inclusion(*options),
        Command::Tally(options) => tally::tally(&options),
        Command::Protect { command } => protect::run(command).await,
        Command::Backup { folder } => backup::backup(&settings, &folder).await,
        Command::Restore { folder } => backup::restore(&settings, &folder).await,
        Command::Transfer { from } => transfer::transfer(&settings, &from).await,
    }
}

/// Opens the installation for a command that stops again.
async fn open(settings: &Settings) -> Result<Installation, Failure> {
    installation::open(settings, origin(settings), false).await
}

/// The address of the site as the settings say it.
fn origin(settings: &Settings) -> String {
    if settings.site.origin.is_empty() {
        format!("http://{}", settings.server.listen)
    } else {
        settings.site.origin.clone()
    }
}

async fn migrate(settings: &Settings) -> Outcome {
    installation::make_data_folder(settings)?;
    let (main, answers) = installation::databases(settings).await?;
    installation::migrate_both(&main, &answers).await?;
    let (known_main, known_answers) = store::migrate::known();
    say(&format!("The database has the schema of this program: main {known_main}, answers {known_answers}."));
    Ok(ExitCode::SUCCESS)
}

/// What an error of a use case means on a command line.
fn in_words(error: &service::Error) -> Failure {
    match error {
        service::Error::Missing => "there is no such thing".to_owned(),
        service::Error::Refused("administrator-exists") => {
            "there is an administrator already: ask them to invite you".to_owned()
        }
        service::Error::Refused("published") => {
            "this survey is published: only surveys that nobody can answer yet are rehearsed".to_owned()
        }
        service::Error::Refused("too-few") => "too few people have answered to show anything".to_owned(),
        service::Error::Invalid(problems) => {
            let line = |problem: &domain::problem::Problem| {
                let about: Vec<String> = problem.about.iter().map(|(name, value)| format!("{name}={value}")).collect();
                format!("{} {} {}", problem.place, problem.kind, about.join(" ")).trim().to_owned()
            };
            problems.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

/// Says something to whoever started the program.
pub fn say(line: &str) {
    // Whoever started it may have stopped listening; that is no reason to stop working.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says what is in the way and ends with failure.
pub fn fail(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "folkmoot: {why}");
    ExitCode::FAILURE
}
