//! Designs that look harmless, for the same attack.

use sqlx::{Connection, SqliteConnection};

use super::{attack::Dump, dump::sqlite};

async fn filled(make: &'static str, rows: &[(String, String)], fill: &[&'static str]) -> Dump {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("naive.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(make).execute(&mut connection).await.unwrap();
    let mut invited: Vec<&(String, String)> = rows.iter().collect();
    invited.sort();
    for (at, (address, _)) in (0_i64..).zip(invited) {
        sqlx::query("INSERT INTO invitation (id, address) VALUES ($1, $2)")
            .bind(1000 + at)
            .bind(address)
            .execute(&mut connection)
            .await
            .unwrap();
    }
    for (at, (address, mark)) in (0_i64..).zip(rows) {
        for statement in fill {
            sqlx::query(*statement)
                .bind(address)
                .bind(mark)
                .bind(1_700_000_000 + at * 61)
                .execute(&mut connection)
                .await
                .unwrap();
        }
    }
    connection.close().await.unwrap();
    Dump { tables: sqlite(&path).await, files: Vec::new() }
}

/// The invitation notes in which order it was used; answers are numbered as they come.
pub async fn with_order(rows: &[(String, String)]) -> Dump {
    let make = "CREATE TABLE invitation (id INTEGER, address TEXT, used INTEGER);
                CREATE TABLE answer (id INTEGER PRIMARY KEY, body TEXT)";
    let use_one =
        "UPDATE invitation SET used = (SELECT COUNT(*) FROM answer) + 0 * length($2) + 0 * $3 WHERE address = $1";
    let answer = "INSERT INTO answer (body) SELECT $2 WHERE length($1) + $3 > 0";
    filled(make, rows, &[use_one, answer]).await
}

/// Both sides note the time.
pub async fn with_time(rows: &[(String, String)]) -> Dump {
    let make = "CREATE TABLE invitation (id INTEGER, address TEXT, used_at INTEGER);
                CREATE TABLE answer (id TEXT PRIMARY KEY, body TEXT, at INTEGER) WITHOUT ROWID";
    let use_one = "UPDATE invitation SET used_at = $3 + 0 * length($2) WHERE address = $1";
    let answer = "INSERT INTO answer (id, body, at) SELECT hex(randomblob(8)), $2, $3 + 1 WHERE length($1) > 0";
    filled(make, rows, &[use_one, answer]).await
}

/// Answers carry the number of the invitation.
pub async fn with_reference(rows: &[(String, String)]) -> Dump {
    let make = "CREATE TABLE invitation (id INTEGER, address TEXT);
                CREATE TABLE answer (id TEXT PRIMARY KEY, invitation INTEGER, body TEXT) WITHOUT ROWID";
    let answer = "INSERT INTO answer (id, invitation, body)
                  SELECT hex(randomblob(8)), id, $2 FROM invitation WHERE address = $1 AND $3 > 0";
    filled(make, rows, &[answer]).await
}
