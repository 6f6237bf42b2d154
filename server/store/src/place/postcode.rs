//! The directory of postcodes: which data zone each is in.

use std::sync::LazyLock;

use domain::place::{Postcode, ZoneCode};

use super::batch;
use crate::{Result, db::Tx, row::Reader};

static INSERT: LazyLock<String> =
    LazyLock::new(|| batch::insert("INSERT INTO postcode (postcode, zone) SELECT column1, column2", 2, ""));

/// Takes the whole directory away.
pub async fn remove_postcodes(tx: &mut Tx) -> Result<()> {
    tx.sql("DELETE FROM postcode").run().await?;
    Ok(())
}

/// Adds postcodes that are not there yet.
pub async fn insert_postcodes(tx: &mut Tx, postcodes: &[(Postcode, ZoneCode)]) -> Result<()> {
    let rows = postcodes.iter().map(|(postcode, zone)| [postcode.as_str().to_owned(), zone.to_string()]);
    batch::write(tx, &INSERT, rows).await
}

/// How many postcodes there are; none means that no directory was imported.
pub async fn postcode_count(tx: &mut Tx) -> Result<u64> {
    let count: i64 = tx.sql("SELECT COUNT(*) AS postcodes FROM postcode").one(|row| row.get("postcodes")).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether there is a directory at all.
pub async fn has_postcodes(tx: &mut Tx) -> Result<bool> {
    Ok(tx.sql("SELECT postcode FROM postcode LIMIT 1").optional(|_| Ok(())).await?.is_some())
}

/// The data zone of a postcode.
pub async fn zone_of_postcode(tx: &mut Tx, postcode: &Postcode) -> Result<Option<ZoneCode>> {
    tx.sql("SELECT postcode, zone FROM postcode WHERE postcode = $1")
        .bind(postcode.as_str().to_owned())
        .optional(|row| Reader::named(&row, "postcode", "postcode")?.parse("zone"))
        .await
}
