//! What an attacker finds: every row of both databases in the order in which it lies there, and every byte on the disk
//! but the keys.

use std::path::Path;

use sqlx::{Connection, Row, TypeInfo, ValueRef};

use super::attack::{Dump, Table};
use crate::harness::World;

/// Everything of a world but its keys.
pub async fn of(world: &World) -> Dump {
    let folder = world.folder.path();
    let mut dump = Dump::default();
    match world.postgres_url() {
        Some(url) => postgres(url, &mut dump).await,
        None => {
            for name in ["main.sqlite", "answers.sqlite"] {
                dump.tables.extend(sqlite(&folder.join(name)).await);
            }
        }
    }
    for entry in std::fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        dump.files.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()));
    }
    dump
}

/// All tables of a SQLite file.
pub async fn sqlite(path: &Path) -> Vec<Table> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).read_only(true);
    let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let names =
        sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut connection).await.unwrap();
    let mut tables = Vec::new();
    for name in names {
        let name: String = name.get(0);
        let text = format!("SELECT * FROM \"{name}\"");
        let found = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&mut connection).await.unwrap();
        let rows = found.iter().map(|row| {
            let value = |at: usize| match row.try_get_raw(at).unwrap().type_info().name() {
                "NULL" => Vec::new(),
                "BLOB" => row.get::<Vec<u8>, _>(at),
                "INTEGER" | "BOOLEAN" => row.get_unchecked::<i64, _>(at).to_string().into_bytes(),
                _ => row.get_unchecked::<String, _>(at).into_bytes(),
            };
            (0..row.columns().len()).map(value).collect()
        });
        tables.push(Table { name, rows: rows.collect() });
    }
    tables
}

/// All tables of both schemas, with the hidden columns that say where a row lies and who wrote it.
async fn postgres(url: &str, dump: &mut Dump) {
    let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
    let names = sqlx::query(
        "SELECT table_schema || '.' || table_name FROM information_schema.tables
         WHERE table_schema IN ('main', 'answers') AND table_name <> '_sqlx_migrations'",
    );
    for name in names.fetch_all(&mut connection).await.unwrap() {
        let name: String = name.get(0);
        let columns = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema || '.' || table_name = $1";
        let columns = sqlx::query(columns).bind(&name).fetch_all(&mut connection).await.unwrap();
        let read: Vec<String> = columns
            .iter()
            .map(|column| match column.get::<String, _>(1).as_str() {
                "bytea" => format!("\"{}\"", column.get::<String, _>(0)),
                _ => format!("convert_to(\"{}\"::text, 'UTF8')", column.get::<String, _>(0)),
            })
            .collect();
        let text = format!("SELECT convert_to(xmin::text, 'UTF8'), {} FROM {name} ORDER BY ctid", read.join(", "));
        let found = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&mut connection).await.unwrap();
        let rows = found.iter().map(|row| {
            (0..row.columns().len()).map(|at| row.get::<Option<Vec<u8>>, _>(at).unwrap_or_default()).collect()
        });
        dump.tables.push(Table { name, rows: rows.collect() });
    }
}
