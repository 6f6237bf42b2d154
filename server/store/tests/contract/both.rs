//! What every contract test shares: the same test on both databases, each in databases of its own.
//!
//! `FOLKMOOT_TEST_POSTGRES` holds the address of a PostgreSQL database whose user may create databases; `cargo xtask test`
//! starts one and sets it.

use std::path::Path;

use sqlx::{Connection, PgConnection};
use store::{Db, Store, Writer, migrate};

/// Runs a test on SQLite and on PostgreSQL, with empty databases of the newest schema.
///
/// `test` names the test: it becomes part of the name of its PostgreSQL database, so it must be unique.
pub async fn each_store(test: &str, run: impl AsyncFn(Store)) {
    let folder = tempfile::tempdir().unwrap();
    let store = on_sqlite(folder.path()).await;
    run(store.clone()).await;
    close(&store).await;
    on_a_new_postgres(test, async |url| {
        let store = on_postgres(url).await;
        run(store.clone()).await;
        close(&store).await;
    })
    .await;
}

/// Runs a test with an empty SQLite and an empty PostgreSQL beside each other.
pub async fn side_by_side(test: &str, run: impl AsyncFn(Store, Store)) {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = on_sqlite(folder.path()).await;
    on_a_new_postgres(test, async |url| {
        let postgres = on_postgres(url).await;
        run(sqlite.clone(), postgres.clone()).await;
        close(&postgres).await;
    })
    .await;
    close(&sqlite).await;
}

/// Makes a PostgreSQL database that sorts text as people do, which SQLite does not: what leaves the order to the
/// collation of the cluster is found out.
async fn on_a_new_postgres(test: &str, run: impl AsyncFn(&str)) {
    let server = server();
    let name = format!("folkmoot_{}_{}", std::process::id(), test.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let name: String = name.to_lowercase().chars().take(63).collect();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let icu = sqlx::query("SELECT 1 FROM pg_collation WHERE collname = 'en-x-icu'").fetch_optional(&mut connection);
    let like_people = if icu.await.unwrap().is_some() { "LOCALE_PROVIDER icu ICU_LOCALE 'en'" } else { "" };
    execute(&mut connection, format!("CREATE DATABASE {name} ENCODING 'UTF8' {like_people} TEMPLATE template0")).await;
    run(&with_database(&server, &name)).await;
    execute(&mut connection, format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn on_sqlite(folder: &Path) -> Store {
    let main = Db::open_sqlite(&folder.join("main.db"), 2).await.unwrap();
    let answers = Db::open_sqlite(&folder.join("answers.db"), 2).await.unwrap();
    migrated(main, answers).await
}

async fn on_postgres(url: &str) -> Store {
    let main = Db::open_postgres(url, "main", 4).await.unwrap();
    let answers = Db::open_postgres(url, "answers", 4).await.unwrap();
    migrated(main, answers).await
}

async fn migrated(main: Db, answers: Db) -> Store {
    migrate::main(&main).await.unwrap();
    migrate::answers(&answers).await.unwrap();
    let writer = Writer::start(answers.clone());
    Store { main, answers, writer }
}

async fn close(store: &Store) {
    store.main.close().await;
    store.answers.close().await;
}

async fn execute(connection: &mut PgConnection, sql: String) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(connection).await.unwrap();
}

/// The same server, another database.
fn with_database(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, String::new()), |(a, o)| (a, format!("?{o}")));
    let base = match address.find("://").and_then(|at| address[at + 3..].find('/').map(|slash| at + 3 + slash)) {
        Some(slash) => &address[..slash],
        None => address,
    };
    format!("{base}/{name}{options}")
}

#[expect(clippy::disallowed_methods, clippy::expect_used, reason = "a test has no settings file")]
fn server() -> String {
    std::env::var("FOLKMOOT_TEST_POSTGRES")
        .expect("FOLKMOOT_TEST_POSTGRES names the server for tests; cargo xtask test starts one and sets it")
}
