//! What an installation is, in a few words by name.

use crate::{Result, db::Tx};

/// The word under which a database says that everything in it is rehearsed.
pub const DEMONSTRATION: &str = "demonstration";

/// What is kept under a name.
pub async fn value(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    tx.sql("SELECT value FROM installation WHERE name = $1")
        .bind(name.to_owned())
        .optional(|row| row.get("value"))
        .await
}

/// Keeps something under a name.
pub async fn set_value(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.sql(
        "INSERT INTO installation (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name.to_owned())
    .bind(value.to_owned())
    .run()
    .await?;
    Ok(())
}
