//! Faults: the program is killed in the middle of its work, again and again, and nothing that it acknowledged is lost.
//!
//! The program under test is the built binary. Its twin acknowledges before it commits: the same test must catch it, or
//! the test is blind.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and a new database needs a name of its own"
)]

mod server;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use server::{Database, Server};

/// How often the program is killed.
const ROUNDS: usize = 20;
/// How many people answer at the same time.
const PEOPLE: usize = 24;
/// The survey of the demonstration.
const SURVEY: &str = "/s/how-is-it-to-live-here";

/// Somebody who answers, and what they were told is kept.
struct Person {
    client: reqwest::Client,
    /// The last number of years that was acknowledged.
    years: u32,
    /// The number that was under way when the program was killed.
    tried: u32,
    /// Whether their answers were acknowledged as sent.
    sent: bool,
}

impl Person {
    async fn begin(server: &Server) -> Option<Self> {
        let client = server::client();
        let started = client.post(server.url(&format!("{SURVEY}/start"))).form(&[("x", "")]).send().await.ok()?;
        (started.status() == 303).then_some(Self { client, years: 0, tried: 0, sent: false })
    }

    async fn post(&self, server: &Server, path: &str, fields: &[(&str, &str)]) -> bool {
        let posted = self.client.post(server.url(&format!("{SURVEY}{path}"))).form(fields).send().await;
        posted.is_ok_and(|answer| answer.status() == 303)
    }

    /// Saves the same page with one year more, until told to stop.
    async fn save_on_and_on(mut self, server: Arc<Server>, stop: Arc<AtomicBool>) -> Self {
        if !self.post(&server, "/q/neighbourhood", &[("answers[neighbourhood][]", "5"), ("then", "next")]).await {
            return self;
        }
        while !stop.load(Ordering::Relaxed) {
            self.tried = self.years + 1;
            let years = self.tried.to_string();
            if !self.post(&server, "/q/years_here", &[("answers[years_here][]", &years), ("then", "next")]).await {
                return self;
            }
            self.years = self.tried;
        }
        self
    }

    /// What is kept of the years, as the page shows it.
    async fn kept(&self, server: &Server) -> Option<u32> {
        let page = self.client.get(server.url(&format!("{SURVEY}/q/years_here"))).send().await.ok()?;
        let html = page.text().await.ok()?;
        let (_, rest) = html.split_once("name=\"answers[years_here][]\"")?;
        let (tag, _) = rest.split_once('>')?;
        let (_, value) = tag.split_once("value=\"")?;
        value.split_once('"')?.0.parse().ok()
    }

    /// Goes to the end and sends, twice.
    async fn send(mut self, server: Arc<Server>) -> Self {
        let mut path = "/q/years_here".to_owned();
        for _ in 0..40 {
            let posted =
                self.client.post(server.url(&format!("{SURVEY}{path}"))).form(&[("then", "next")]).send().await;
            let Ok(answer) = posted else { return self };
            let Some(next) = answer.headers().get("location").and_then(|to| to.to_str().ok()) else { return self };
            next.trim_start_matches(SURVEY).clone_into(&mut path);
            if path == "/check" {
                break;
            }
        }
        self.sent = self.post(&server, "/check", &[("then", "send")]).await;
        let _ = self.post(&server, "/check", &[("then", "send")]).await;
        self
    }
}

/// What was lost in one round: acknowledged saves that are not there.
async fn round(server: Server, early: bool) -> (Server, usize) {
    server.fault(early).await;
    let server = Arc::new(server);
    let stop = Arc::new(AtomicBool::new(false));
    let mut saving = Vec::new();
    for _ in 0..PEOPLE {
        if let Some(person) = Person::begin(&server).await {
            saving.push(tokio::spawn(person.save_on_and_on(server.clone(), stop.clone())));
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.kill();
    stop.store(true, Ordering::Relaxed);
    let mut people = Vec::new();
    for task in saving {
        people.push(task.await.unwrap());
    }
    let server = Arc::try_unwrap(server).unwrap_or_else(|_| panic!("somebody still holds the server"));
    let server = server.again();
    assert!(people.iter().any(|person| person.years > 2), "nobody saved anything: nothing was tested");
    let mut lost = 0;
    for person in people.iter().filter(|person| person.years > 0) {
        let kept = person.kept(&server).await.unwrap_or(0);
        assert!(kept <= person.tried, "{kept} is kept, but only {} was ever tried", person.tried);
        lost += usize::from(kept < person.years);
    }
    (server, lost)
}

/// Sends that are under way when the program is killed count once or not at all; those acknowledged count once.
async fn sends(server: Server) -> Server {
    let before = server.count_sent().await;
    let server = Arc::new(server);
    let mut sending = Vec::new();
    for _ in 0..PEOPLE {
        let person = Person::begin(&server).await.unwrap();
        assert!(person.post(&server, "/q/neighbourhood", &[("answers[neighbourhood][]", "4"), ("then", "next")]).await);
        sending.push(tokio::spawn(person.send(server.clone())));
    }
    tokio::time::sleep(Duration::from_millis(700)).await;
    server.kill();
    let mut people = Vec::new();
    for task in sending {
        people.push(task.await.unwrap());
    }
    let server = Arc::try_unwrap(server).unwrap_or_else(|_| panic!("somebody still holds the server"));
    let server = Arc::new(server.again());
    let mut acknowledged = 0;
    for person in people {
        acknowledged += i64::from(person.sent);
        // Whoever was cut off tries again.
        let person = if person.sent { person } else { person.send(server.clone()).await };
        assert!(person.sent, "a retry after the fault must arrive");
    }
    let after = server.count_sent().await;
    let all = i64::try_from(PEOPLE).unwrap();
    assert_eq!(after - before, all, "{acknowledged} were acknowledged before the kill; each of {all} counts once");
    Arc::try_unwrap(server).unwrap_or_else(|_| panic!("somebody still holds the server"))
}

async fn nothing_acknowledged_is_lost(database: Database) {
    let mut server = Server::start(database);
    for at in 0..ROUNDS {
        let lost;
        (server, lost) = round(server, false).await;
        assert_eq!(lost, 0, "acknowledged saves were lost in round {at}");
        server = sends(server).await;
    }
}

async fn the_control_is_caught(database: Database) {
    let mut server = Server::start(database);
    let mut caught = 0;
    for _ in 0..ROUNDS {
        let lost;
        (server, lost) = round(server, true).await;
        caught += lost;
        if caught > 0 {
            return;
        }
    }
    panic!("a program that acknowledges before it commits lost nothing in {ROUNDS} rounds: this test is blind");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_loses_nothing() {
    nothing_acknowledged_is_lost(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_loses_nothing() {
    nothing_acknowledged_is_lost(Database::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_control_loses() {
    the_control_is_caught(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_control_loses() {
    the_control_is_caught(Database::postgres().await).await;
}
