//! The built program, started as an operator would start it, and killed as no operator would.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use store::Db;

#[path = "../it/harness/database.rs"]
mod database;

/// On which database it runs.
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A database of its own on the server for tests.
    Postgres(database::Postgres),
}

impl Database {
    /// A database of its own on the server for tests.
    pub async fn postgres() -> Self {
        Self::Postgres(database::Postgres::create().await)
    }
}

/// A running program.
pub struct Server {
    child: Child,
    address: String,
    control: String,
    place: Option<Place>,
}

/// What the program leaves behind when it is killed.
struct Place {
    folder: tempfile::TempDir,
    database: Database,
}

/// A browser that keeps cookies, follows nothing, and waits for nothing long.
pub fn client() -> reqwest::Client {
    // Whoever installed a provider before has our thanks as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("sec-fetch-site", reqwest::header::HeaderValue::from_static("same-origin"));
    reqwest::Client::builder()
        .default_headers(headers)
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(10))
        .build()
        .unwrap()
}

fn program() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "where the tests find the program is no setting of the product")]
    let named = std::env::var_os("FOLKMOOT_BIN").map(PathBuf::from);
    let built = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/debug/folkmoot");
    let path = named.unwrap_or_else(built);
    assert!(path.is_file(), "{} is not built: cargo build -p server --features test-mode", path.display());
    path
}

impl Server {
    /// Starts a demonstration.
    pub fn start(database: Database) -> Self {
        Self::launch(Place { folder: tempfile::tempdir().unwrap(), database })
    }

    /// Starts the program again on what the last one left behind.
    pub fn again(mut self) -> Self {
        let place = self.place.take().unwrap();
        drop(self);
        Self::launch(place)
    }

    fn launch(place: Place) -> Self {
        let mut command = Command::new(program());
        command
            .args(["serve", "--demonstration", "--listen", "127.0.0.1:0", "--data"])
            .arg(place.folder.path().join("data"))
            .env("FOLKMOOT_LOG", "error")
            .env("FOLKMOOT__SERVER__REQUESTS_PER_SECOND", "100000")
            .stdout(Stdio::piped());
        if let Database::Postgres(postgres) = &place.database {
            command.env("FOLKMOOT__DATABASE__URL", &postgres.url);
        }
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut after = |start: &str| {
            let line = lines.find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("it never said {start:?}"));
            line[start.len()..].to_owned()
        };
        let control = after("control on ");
        let address = after("listening on ");
        Self { child, address, control, place: Some(place) }
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Lets it acknowledge before it commits, or not.
    pub async fn fault(&self, early: bool) {
        let body = format!("{{\"early\":{early}}}");
        let post =
            client().post(format!("{}/fault", self.control)).header("content-type", "application/json").body(body);
        assert!(post.send().await.unwrap().status().is_success());
    }

    /// Kills it as the kernel does: no chance to write anything.
    pub fn kill(&self) {
        let killed = Command::new("kill").args(["-9", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
    }

    /// How many answers were sent in all, read from the database itself.
    pub async fn count_sent(&self) -> i64 {
        let place = self.place.as_ref().unwrap();
        let db = match &place.database {
            Database::Sqlite => Db::open_sqlite(&place.folder.path().join("data/answers.sqlite"), 1).await,
            Database::Postgres(postgres) => Db::open_postgres(&postgres.url, "answers", 1).await,
        };
        let db = db.unwrap();
        let mut tx = db.read().await.unwrap();
        let mut sent = 0;
        for campaign in store::response::open_campaigns(&mut tx).await.unwrap() {
            sent += store::response::count_sent(&mut tx, campaign).await.unwrap();
        }
        drop(tx);
        db.close().await;
        sent
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
