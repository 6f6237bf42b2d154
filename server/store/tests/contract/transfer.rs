//! Transfers: every table and column of both databases, row for row, into an empty database only.

use std::collections::{BTreeMap, BTreeSet};

use store::{
    Db, Error,
    db::Row,
    transfer::{self, Table},
};
use uuid::Uuid;

use crate::both::side_by_side;

mod full;

/// The columns of each table with what they hold, as PostgreSQL knows them.
async fn columns(postgres: &Db) -> BTreeMap<String, Vec<(String, String)>> {
    let mut tx = postgres.read().await.unwrap();
    let rows = tx
        .sql(
            "SELECT table_name::TEXT AS name, column_name::TEXT AS part, udt_name::TEXT AS kind
             FROM information_schema.columns WHERE table_schema = current_schema()
             ORDER BY table_name, ordinal_position",
        )
        .all(|row| Ok((row.get::<String>("name")?, row.get("part")?, row.get("kind")?)))
        .await
        .unwrap();
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (table, column, kind) in rows {
        if table != "_sqlx_migrations" {
            tables.entry(table).or_default().push((column, kind));
        }
    }
    tables
}

/// The columns of each table, as SQLite knows them.
async fn columns_of_sqlite(sqlite: &Db) -> BTreeSet<(String, String)> {
    let mut tx = sqlite.read().await.unwrap();
    tx.sql(
        "SELECT sqlite_master.name AS name, part.name AS part FROM sqlite_master
         JOIN pragma_table_info(sqlite_master.name) AS part
         WHERE sqlite_master.type = 'table' AND sqlite_master.name NOT LIKE '\\_%' ESCAPE '\\'
           AND sqlite_master.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all(|row| Ok((row.get("name")?, row.get("part")?)))
    .await
    .unwrap()
    .into_iter()
    .collect()
}

fn listed(tables: &[Table]) -> BTreeSet<(String, String)> {
    let columns = |table: &Table| table.columns().map(|c| (table.name.to_owned(), c.to_owned())).collect::<Vec<_>>();
    tables.iter().flat_map(columns).collect()
}

/// A row as its columns in words: `slug=Some("scotland")`.
type Words = Vec<String>;

/// Every row of a database, by table.
async fn rows(db: &Db, tables: &BTreeMap<String, Vec<(String, String)>>) -> BTreeMap<String, Vec<Words>> {
    let mut all = BTreeMap::new();
    let mut tx = db.snapshot().await.unwrap();
    for (table, columns) in tables {
        let text: &'static str = format!("SELECT * FROM {table}").leak();
        let in_words = |row: Row| columns.iter().map(|(column, kind)| value(&row, table, column, kind)).collect();
        let mut rows: Vec<Words> = tx.sql(text).all(in_words).await.unwrap();
        rows.sort();
        all.insert(table.clone(), rows);
    }
    all
}

fn value(row: &Row, table: &str, column: &str, kind: &str) -> store::Result<String> {
    let value = match kind {
        "uuid" => format!("{:?}", row.get::<Option<Uuid>>(column)?),
        "text" => format!("{:?}", row.get::<Option<String>>(column)?),
        "int8" => format!("{:?}", row.get::<Option<i64>>(column)?),
        "bool" => format!("{:?}", row.get::<Option<bool>>(column)?),
        "bytea" => format!("{:?}", row.get::<Option<Vec<u8>>>(column)?),
        other => panic!("{table}.{column} is {other}: not in the portable subset"),
    };
    Ok(format!("{column}={value}"))
}

/// Fails when a table has no row, or a column nothing in any row.
fn seen_everything(rows: &BTreeMap<String, Vec<Words>>) {
    let empty: Vec<&String> = rows.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
    assert!(empty.is_empty(), "no row to carry over: add one in transfer/full.rs for {empty:?}");
    for (table, rows) in rows {
        for at in 0..rows[0].len() {
            let filled = rows.iter().any(|row| !row[at].ends_with("=None"));
            assert!(filled, "{table}: fill this column in transfer/full.rs: {}", rows[0][at]);
        }
    }
}

#[tokio::test]
async fn no_table_and_no_column_is_forgotten() {
    side_by_side("no_table_and_no_column_is_forgotten", async |sqlite, postgres| {
        for (from, to, tables) in
            [(&sqlite.main, &postgres.main, transfer::MAIN), (&sqlite.answers, &postgres.answers, transfer::ANSWERS)]
        {
            assert_eq!(columns_of_sqlite(from).await, listed(tables), "SQLite: mend server/store/src/transfer.rs");
            let known = columns(to).await;
            let known = known.iter().flat_map(|(table, all)| all.iter().map(|(c, _)| (table.clone(), c.clone())));
            assert_eq!(known.collect::<BTreeSet<_>>(), listed(tables), "PostgreSQL: mend server/store/src/transfer.rs");
        }
    })
    .await;
}

#[tokio::test]
async fn every_row_of_every_table_arrives_and_comes_back() {
    side_by_side("every_row_of_every_table_arrives_and_comes_back", async |sqlite, postgres| {
        full::main(&sqlite.main).await;
        full::answers(&sqlite.answers).await;
        let back = tempfile::tempdir().unwrap();
        for (from, to, tables, name) in [
            (&sqlite.main, &postgres.main, transfer::MAIN, "main"),
            (&sqlite.answers, &postgres.answers, transfer::ANSWERS, "answers"),
        ] {
            let known = columns(to).await;
            let before = rows(from, &known).await;
            seen_everything(&before);
            let carried = transfer::copy(from, to, tables).await.unwrap();
            assert_eq!(carried, before.values().map(Vec::len).sum::<usize>() as u64);
            assert_eq!(rows(to, &known).await, before);
            let again = transfer::copy(from, to, tables).await;
            assert!(matches!(again, Err(Error::NotHere(_))), "it is full");
            assert_eq!(rows(to, &known).await, before, "a refused transfer changes nothing");
            let home = Db::open_sqlite(&back.path().join(name), 1).await.unwrap();
            if name == "main" {
                store::migrate::main(&home).await.unwrap();
            } else {
                store::migrate::answers(&home).await.unwrap();
            }
            transfer::copy(to, &home, tables).await.unwrap();
            assert_eq!(rows(&home, &known).await, before, "and back");
            home.close().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_transfer_that_fails_leaves_nothing() {
    side_by_side("a_transfer_that_fails_leaves_nothing", async |sqlite, postgres| {
        full::main(&sqlite.main).await;
        // The last table is full already, so the copy fails after it has carried most of the others.
        let mut tx = postgres.main.write().await.unwrap();
        full::only_an_export(&mut tx).await;
        tx.commit().await.unwrap();
        let known = columns(&postgres.main).await;
        let before = rows(&postgres.main, &known).await;
        let first_empty: Vec<Table> = transfer::MAIN
            .iter()
            .filter(|table| before[table.name].is_empty() || table.name == "export")
            .copied()
            .collect();
        transfer::copy(&sqlite.main, &postgres.main, &first_empty).await.unwrap_err();
        assert_eq!(rows(&postgres.main, &known).await, before);
    })
    .await;
}
