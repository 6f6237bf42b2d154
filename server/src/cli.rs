//! The command line.
#![expect(clippy::doc_markdown, reason = "these sentences are printed by --help as they stand")]

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

mod tally;

use tally::TALLY_HELP;
pub use tally::Tally;

/// Surveys and engagement for Community Planning Partnerships.
///
/// Without settings, everything is kept in one folder on this machine, and letters are written there too.
/// Settings come from folkmoot.toml (or --settings FILE) and from variables such as FOLKMOOT__SERVER__LISTEN.
#[derive(Debug, Parser)]
#[command(name = "folkmoot", version, propagate_version = true)]
pub struct Cli {
    /// The file of settings
    #[arg(long, global = true, value_name = "FILE", display_order = 90)]
    pub settings: Option<PathBuf>,
    /// The folder of data, instead of the one in the settings
    #[arg(long, global = true, value_name = "DIR", display_order = 91)]
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
    /// Compare who took part in any engagement, from a CSV file, with who lives here
    #[command(after_help = INCLUSION_HELP)]
    Inclusion(Box<Inclusion>),
    /// Count an election of participatory budgeting, from a Pabulib file
    #[command(after_help = TALLY_HELP)]
    Tally(Box<Tally>),
    /// Make records or a table safe to give away; any CSV, whether it was asked here or not
    Protect {
        /// What to make safe
        #[command(subcommand)]
        command: Protect,
    },
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

/// What the files look like.
const INCLUSION_HELP: &str = "\
Both files are CSV in UTF-8, with a header; fields are separated by commas, semicolons or tabs.
  responses    a row for each person; a column named like a variable of the population holds their category
  population   the columns variable, category and population: how many people live here of each category

Empty fields and NA mean that somebody did not say. If there is a column id, nobody may be in the file twice. When
anything is wrong, it is told by file, row and column, and nothing is measured. Nothing is stored or sent anywhere.

The figures are exact. Before you publish tables of small groups, protect them.

Examples:
  folkmoot inclusion --responses answers.csv --population census.csv
  folkmoot inclusion --responses answers.csv --population census.csv --nothing \"Prefer not to say\" --json
  folkmoot inclusion --responses answers.csv --population census.csv --weights rake --answer support \\
      --join \"age: 85+ = 75-84\"";

/// Whom to compare with whom.
#[derive(Debug, Args)]
pub struct Inclusion {
    /// Who took part: a row for each person
    #[arg(long, value_name = "FILE")]
    pub responses: PathBuf,
    /// Who lives here: the columns variable, category and population
    #[arg(long, value_name = "FILE")]
    pub population: PathBuf,
    /// One JSON object instead of words
    #[arg(long)]
    pub json: bool,
    /// A text that means that somebody did not say; may be given several times
    #[arg(long, value_name = "TEXT")]
    pub nothing: Vec<String>,
    /// The column that tells people apart, if it is not called id
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Weigh people so that they add up to the population
    #[arg(long, value_enum, value_name = "HOW")]
    pub weights: Option<Weights>,
    /// The column with design weights, for people who were drawn by chance
    #[arg(long, value_name = "COLUMN", requires = "weights")]
    pub design: Option<String>,
    /// A column of numbers whose mean is wanted without and with weights; may be given several times
    #[arg(long, value_name = "COLUMN", requires = "weights")]
    pub answer: Vec<String>,
    /// Join two categories before weighing, as "VARIABLE: CATEGORY = OTHER"; may be given several times
    #[arg(long, value_name = "JOIN", requires = "weights", value_parser = join)]
    pub join: Vec<(String, String, String)>,
    /// Scale variables that count other people to the first one before weighing
    #[arg(long, requires = "weights")]
    pub scale: bool,
}

/// How people are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Weights {
    /// Variable by variable until all add up
    Rake,
    /// By linear calibration
    Calibrate,
}

/// "age: 85+ = 75-84": the variable, the category that is joined, and the one that takes it in.
fn join(text: &str) -> Result<(String, String, String), String> {
    let parts = text.split_once(':').and_then(|(variable, rest)| Some((variable, rest.split_once('=')?)));
    let parts = parts.map(|(variable, (from, into))| [variable, from, into].map(|part| part.trim().to_owned()));
    match parts {
        Some([variable, from, into]) if ![&variable, &from, &into].iter().any(|part| part.is_empty()) => {
            Ok((variable, from, into))
        }
        _ => Err("write VARIABLE: CATEGORY = OTHER, such as \"age: 85+ = 75-84\"".to_owned()),
    }
}

/// Which tables can be loaded, and how.
const IMPORT_HELP: &str = "\
A table is known by its header; columns may stand in any order:
  data zones               data_zone_2011, council_code, intermediate_zone_name; perhaps simd_rank, simd_quintile
  census by data zone      data_zone_2011, all_people, and all columns of table UV102b, UV201, UV205 or UV303
  census by council        area_code, category, count (or area_code, age_band, all_people, female, male)
  fifths by council        area_code, simd2020v2_quintile, people_2022
  estimates by council     area_code, all_ages, age_0 to age_90+
  any figures              area, category, number; say what they are with all options from --set to --licence
  any classification       data_zone, class; with --classification, --edition, --source, --as-of, --licence
  postcodes                postcode and a column of data zones, such as the Scottish Postcode Directory

Files whose names begin with a known vintage (census2022_, simd2020v2_, mid2022_) need no options. A list of data
zones and the tables that lean on it can be loaded together, in any order. What is loaded takes the place of what the
same table held before; of several tables about one thing, the newest is used.

Examples:
  folkmoot baseline import simd2020v2_datazones.csv census2022_dz_age_sex.csv census2022_dz_disability.csv
  folkmoot baseline import urban_rural.csv --classification \"Urban and rural\" --edition 2020 \\
      --source \"Scottish Government\" --as-of 2020-11-01 --licence \"Open Government Licence v3.0\"
  folkmoot baseline import carers.csv --set estimates2024_carers --characteristic caring --title \"Unpaid carers\" \\
      --source \"A survey\" --as-of 2024-06-30 --base people-16-and-over --licence \"Open Government Licence v3.0\"";

/// What to do with figures.
#[derive(Debug, Subcommand)]
pub enum Baseline {
    /// Read files; nothing is changed when anything in them is wrong
    #[command(after_help = IMPORT_HELP)]
    Import(Box<BaselineImport>),
    /// Read a GeoJSON file of boundaries of councils or data zones, which maps are drawn from
    Boundaries(BaselineBoundaries),
    /// List what there is
    List,
}

/// Which files, and what they are when they do not say so themselves.
#[derive(Debug, Args)]
pub struct BaselineImport {
    /// CSV files: census tables, SIMD, classifications of data zones, postcode directories
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The name of a classification, for a file of the columns data_zone and class
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
    /// The edition of the data zones where their column does not say it: data_zone_2011
    #[arg(long)]
    pub geography: Option<String>,
    /// The licence line
    #[arg(long)]
    pub licence: Option<String>,
}

/// Which boundaries, and where they come from.
#[derive(Debug, Args)]
pub struct BaselineBoundaries {
    /// A collection of polygons, each with the code of its area among its properties
    pub file: PathBuf,
    /// Who published it
    #[arg(long)]
    pub source: String,
    /// The licence line
    #[arg(long)]
    pub licence: String,
    /// The day that the boundaries are of, as 2014-11-06
    #[arg(long)]
    pub as_of: Date,
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

/// For whom a file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// For research: everybody is hidden among at least five
    Research,
}

/// What to export.
#[derive(Debug, Args)]
pub struct Export {
    /// The survey, by its word in addresses
    #[arg(long)]
    pub survey: String,
    /// For whom: what is hidden depends on it
    #[arg(long = "for", value_enum, value_name = "WHOM", default_value_t = Audience::Research)]
    pub audience: Audience,
    /// The folder to write the file into; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
}

/// How a specification looks.
const MICRODATA_HELP: &str = "\
The specification is a JSON file. Columns that it does not name are dropped. Example:

  { \"id\": \"id\",
    \"quasi_identifiers\": [
      { \"column\": \"locality\", \"levels\": [{ \"Leith\": \"North\", \"Gorgie\": \"West\" }, \"*\"] },
      { \"column\": \"age\", \"levels\": [{ \"merge_rare\": 20 }, \"*\"] } ],
    \"sensitive\": [{ \"column\": \"trust\", \"ordered\": true }],
    \"release\": [\"topic\", \"years\"], \"ends\": { \"years\": 10 },
    \"k\": 5, \"l\": 2, \"t\": 0.4, \"suppression\": 0.02, \"population\": 48000,
    \"swap\": { \"column\": \"locality\", \"within\": [\"age\"], \"rate\": 0.05 },
    \"margins\": { \"age\": { \"16-34\": 15000, \"35+\": 33000 } },
    \"seed\": \"twelve letters or more that nobody can guess\" }

Quasi-identifiers are what somebody could know of a person from elsewhere, the least important first. Each level says
what every value becomes; \"*\" leaves nothing of it. Keep the specification: the same one gives the same file, and
whoever knows the seed can undo swaps. Written into DIR: released.csv, report.json, report.html.";

/// Which records, and how.
#[derive(Debug, Args)]
pub struct ProtectMicrodata {
    /// The records: CSV with a header, UTF-8
    pub records: PathBuf,
    /// What is to be done with them
    #[arg(long, value_name = "FILE")]
    pub spec: PathBuf,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// How a table looks.
const TABLE_HELP: &str = "\
One to three columns of categories and the count of people in the last column; a row for each cell, also where nobody
is counted. Totals may be there, with the category Total, and must be sums. Example:

  age,view,people
  16-34,for,3
  16-34,against,30
  35+,for,25
  35+,against,31

Counts from 1 to below the threshold become [c], and so do enough others that no small one can be worked out; totals
may be among them. What other tables of the same people give away is not known here: protect one large table rather than
several small ones. With --method round every number is rounded to 5 at random; keep the secret and use it again,
because several roundings of one table together give its numbers away.";

/// What can be made safe.
#[derive(Debug, Subcommand)]
pub enum Protect {
    /// Records of people: values made coarser or hidden until nobody stands out, with a report of what remains
    #[command(after_help = MICRODATA_HELP)]
    Microdata(ProtectMicrodata),
    /// A table of counts: small ones withheld so that they cannot be recovered, or all rounded
    #[command(after_help = TABLE_HELP)]
    Table(ProtectTable),
}

/// Which table, and how.
#[derive(Debug, Args)]
pub struct ProtectTable {
    /// The table: CSV with a header, UTF-8
    pub table: PathBuf,
    /// The smallest count that may be shown, apart from 0
    #[arg(long, default_value_t = 10)]
    pub threshold: u64,
    /// How counts are made safe
    #[arg(long, value_enum, default_value_t = ProtectMethod::Suppress)]
    pub method: ProtectMethod,
    /// A file with the secret that decides how numbers are rounded, readable by you alone; without it, chance decides
    #[arg(long, value_name = "FILE")]
    pub secret: Option<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// How counts are made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProtectMethod {
    /// Small counts withheld, and enough others
    Suppress,
    /// Every count rounded to 5 at random
    Round,
}
