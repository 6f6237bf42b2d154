//! `folkmoot protect table`: one table of counts.

use std::{
    fs::{self, File},
    path::Path,
    process::ExitCode,
    time::Duration,
};

use interchange::protect_table::{Protected, read, rounded_table, suppressed};
use secrecy::ExposeSecret;
use service::ids::Ids;
use tokio::time::Instant;

use crate::{
    cli::{ProtectMethod, ProtectTable},
    command::{Outcome, say},
    installation::Failure,
    settings::read_secret,
};

/// How long a pattern that withholds the fewest counts is looked for.
const PATIENCE: Duration = Duration::from_secs(2);
/// The fewest letters of a secret.
const LEAST_SECRET: usize = 16;

/// Writes the table that may be shown, or says what is wrong and writes nothing.
pub(super) fn table(options: &ProtectTable) -> Outcome {
    let shown = options.table.display();
    let file = File::open(&options.table).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    let name = options.table.file_name().map_or_else(|| shown.to_string(), |name| name.display().to_string());
    let raw =
        read(&name, file).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let made = match options.method {
        ProtectMethod::Suppress => {
            let start = Instant::now();
            suppressed(&raw, options.threshold, &|| PATIENCE.saturating_sub(start.elapsed()))
        }
        ProtectMethod::Round => rounded_table(&raw, options.threshold, &secret(options.secret.as_deref())?),
    };
    let Protected { csv, note, withheld: (withheld, cells) } = made.map_err(|why| format!("{name}: {why}"))?;
    fs::write(&options.out, csv).map_err(|error| format!("{} cannot be written: {error}", options.out.display()))?;
    say(&format!("{}: {cells} numbers, of which {withheld} are withheld.", options.out.display()));
    say(&note);
    Ok(ExitCode::SUCCESS)
}

/// The secret of a file, or a new one that nobody will know.
fn secret(file: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let Some(path) = file else {
        return Ok(Ids::machine().bytes::<32>().map_err(|error| error.to_string())?.to_vec());
    };
    let secret = read_secret(path).map_err(|wrong| wrong.to_string())?;
    let bytes = secret.expose_secret().as_bytes();
    if bytes.len() < LEAST_SECRET {
        return Err(format!("{}: a secret has at least {LEAST_SECRET} letters that nobody can guess", path.display()));
    }
    Ok(bytes.to_vec())
}
