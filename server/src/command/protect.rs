//! `folkmoot protect`: makes records and tables safe to give away, without any database.

mod microdata;
mod table;

use super::Outcome;
use crate::cli::Protect;

/// Does what was asked, beside everything that waits for nobody.
pub async fn run(command: Protect) -> Outcome {
    let work = move || match command {
        Protect::Microdata(options) => microdata::microdata(&options),
        Protect::Table(options) => table::table(&options),
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())?
}
