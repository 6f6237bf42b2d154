//! Allowances: how often something was done in a window of time, counted where every process sees it.

use jiff::Timestamp;

use crate::{Result, db::Tx};

/// Counts one more use of this bucket in this window and says how many there are now.
pub async fn count_use(tx: &mut Tx, bucket: &str, window_start: Timestamp) -> Result<i64> {
    tx.sql(
        "INSERT INTO allowance (bucket, window_start, used) VALUES ($1, $2, 1)
         ON CONFLICT (bucket, window_start) DO UPDATE SET used = allowance.used + 1 RETURNING used",
    )
    .bind(bucket.to_owned())
    .bind(window_start.as_microsecond())
    .one(|row| row.get("used"))
    .await
}

/// How many uses there are in this window.
pub async fn uses(tx: &mut Tx, bucket: &str, window_start: Timestamp) -> Result<i64> {
    let used = tx
        .sql("SELECT used FROM allowance WHERE bucket = $1 AND window_start = $2")
        .bind(bucket.to_owned())
        .bind(window_start.as_microsecond())
        .optional(|row| row.get("used"))
        .await?;
    Ok(used.unwrap_or(0))
}

/// Forgets windows that began before.
pub async fn delete_windows(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.sql("DELETE FROM allowance WHERE window_start < $1").bind(before.as_microsecond()).run().await
}
