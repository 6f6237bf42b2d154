//! A PostgreSQL database for one story.

use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use uuid::Uuid;

/// A database that is removed when its story is over.
pub struct Postgres {
    /// Its address.
    pub url: String,
    server: String,
    name: String,
}

impl Postgres {
    /// A new database on the server of `FOLKMOOT_TEST_POSTGRES`.
    pub async fn create() -> Self {
        let server = std::env::var("FOLKMOOT_TEST_POSTGRES")
            .expect("FOLKMOOT_TEST_POSTGRES names the server for tests; cargo xtask test starts one and sets it");
        let name = format!("story_{}", Uuid::new_v4().simple());
        let mut connection = connect(&server).await;
        let create = format!("CREATE DATABASE {name}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&mut connection).await.unwrap();
        let (base, query) = server.split_once('?').map_or((server.as_str(), None), |(base, query)| (base, Some(query)));
        let end = base.rfind('/').filter(|at| *at > "postgres://".len()).unwrap_or(base.len());
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let url = format!("{}/{name}{query}", &base[..end]);
        Self { url, server: server.clone(), name }
    }
}

async fn connect(url: &str) -> PgConnection {
    let options: PgConnectOptions = url.parse().unwrap();
    PgConnection::connect_with(&options).await.unwrap()
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // A thread with a runtime of its own: the story's may be gone.
        let removing = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let mut connection = connect(&server).await;
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                // What cannot be removed now goes with the server.
                let _ = sqlx::raw_sql(sqlx::AssertSqlSafe(drop)).execute(&mut connection).await;
            });
        });
        let _ = removing.join();
    }
}
