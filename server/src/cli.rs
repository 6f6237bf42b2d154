//! The command line.
#![expect(clippy::doc_markdown, reason = "these sentences are printed by --help as they stand")]

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

/// Surveys and engagement for Community Planning Partnerships.
///
/// Without settings, everything is kept in one folder on this machine, and letters are written there too.
/// Settings come from folkmoot.toml (or --settings FILE) and from variables such as FOLKMOOT__SERVER__LISTEN.
#[derive(Debug, Parser)]
#[command(name = "folkmoot", version, propagate_version = true)]
pub struct Cli {
    /// The file of settings
    #[arg(long, global = true, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The folder of data, instead of the one in the settings
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site, and do its work in the background
    Serve(Serve),
    /// Only do the work in the background (letters, counts, research files), beside servers on the same PostgreSQL
    Work,
    /// Bring the database up to date and stop
    Migrate,
    /// Look whether settings, databases, keys and files are in order
    Check,
    /// Let the first administrator in: prints a link that works once
    Account {
        /// The address of the first administrator
        address: String,
    },
    /// Population figures, data zones, classifications and postcodes
    Baseline {
        /// What to do with them
        #[command(subcommand)]
        command: Baseline,
    },
    /// Fill a survey with rehearsed answers of people drawn from the local census
    Rehearse(Rehearse),
    /// Write the research file of a survey into a folder
    Export(Export),
    /// Write databases and files into a new folder; keys are left out on purpose
    Backup {
        /// A folder that does not exist yet
        folder: PathBuf,
    },
    /// Put a backup back into an empty data folder or an empty database
    Restore {
        /// The folder of the backup
        folder: PathBuf,
    },
    /// Copy everything from the embedded database to the PostgreSQL of the settings
    Transfer {
        /// The data folder with the embedded database
        from: PathBuf,
    },
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen, instead of what the settings say
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// With rehearsed data and a banner that says so; never on a database with real answers
    #[arg(long)]
    pub demonstration: bool,
}

/// What to do with figures.
#[derive(Debug, Subcommand)]
pub enum Baseline {
    /// Read files; nothing is changed when anything in them is wrong
    Import(Box<BaselineImport>),
    /// List what there is
    List,
}

/// Which files, and what they are when they do not say so themselves.
#[derive(Debug, Args)]
pub struct BaselineImport {
    /// CSV files: census tables, SIMD, classifications of data zones, postcode directories
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The name of a classification, for a file of the columns zone and class
    #[arg(long)]
    pub classification: Option<String>,
    /// Its edition
    #[arg(long)]
    pub edition: Option<String>,
    /// The code of a set of figures, for a file of the columns area, category and number
    #[arg(long)]
    pub set: Option<String>,
    /// What the figures are about: age, sex, disability ...
    #[arg(long)]
    pub characteristic: Option<String>,
    /// The title of the table
    #[arg(long)]
    pub title: Option<String>,
    /// Who published it
    #[arg(long)]
    pub source: Option<String>,
    /// The day that the figures describe, as 2022-03-20
    #[arg(long)]
    pub as_of: Option<String>,
    /// Who was counted: people-all-ages, people-16-and-over or households
    #[arg(long)]
    pub base: Option<String>,
    /// The areas: council, or data_zone_2011
    #[arg(long)]
    pub geography: Option<String>,
    /// The licence line
    #[arg(long)]
    pub licence: Option<String>,
}

/// What to rehearse.
#[derive(Debug, Args)]
pub struct Rehearse {
    /// The survey, by its word in addresses
    #[arg(long)]
    pub survey: String,
    /// How many answers
    #[arg(long, default_value_t = 600)]
    pub responses: u32,
    /// The same seed gives the same answers
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How much older and less deprived than the area: 0 as it is, 1 as skewed as open surveys are
    #[arg(long, default_value_t = 1.0)]
    pub skew: f64,
}

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    /// The survey, by its word in addresses
    #[arg(long)]
    pub survey: String,
    /// Where to write the file
    #[arg(long, default_value = ".")]
    pub out: PathBuf,
}
