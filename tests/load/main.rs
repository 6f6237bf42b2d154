//! Load: what the product costs on this machine, with the load generator beside it.
//!
//! `load --server PROGRAM --folder FOLDER` prints one JSON object a line (what, value, unit, bar, ok); everything else
//! goes to standard error. It fills installations of its own below the folder and removes them.

mod client;
mod installation;
mod measure;
mod research;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use client::{Client, Reply};
use installation::{Installation, Server};

/// Connections that ask for pages at the same time.
const READERS: usize = 32;
/// People who save at the same time.
const WRITERS: usize = 96;
/// How long each measurement lasts.
const LASTS: Duration = Duration::from_secs(8);

/// A measurement with its bar.
struct Line<'a> {
    what: &'a str,
    value: f64,
    unit: &'a str,
    bar: &'a str,
    ok: bool,
}

fn tell(line: &Line<'_>) {
    let Line { what, value, unit, bar, ok } = line;
    let json = format!(r#"{{"what":"{what}","value":{value:.3},"unit":"{unit}","bar":"{bar}","ok":{ok}}}"#);
    let _ = writeln!(std::io::stdout(), "{json}");
}

fn note(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

fn main() -> ExitCode {
    let Some((server, folder)) = arguments() else {
        note("load --server PROGRAM --folder FOLDER");
        return ExitCode::FAILURE;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let Ok(runtime) = runtime else { return ExitCode::FAILURE };
    match runtime.block_on(run(&server, &folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            note(&why);
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Option<(PathBuf, PathBuf)> {
    let all: Vec<String> = std::env::args().skip(1).collect();
    let after = |name: &str| all.iter().position(|argument| argument == name).and_then(|at| all.get(at + 1));
    Some((after("--server")?.into(), after("--folder")?.into()))
}

async fn run(program: &Path, folder: &Path) -> Result<(), String> {
    note("filling an installation");
    let small = Installation::fill(&folder.join("small"), 1_000).await?;
    small.leave().await;
    starting(program, &folder.join("small")).await?;
    let server = Server::start(program, &folder.join("small"))?;
    weight(&server).await?;
    pages(&server).await?;
    saves(&server).await?;
    let few = paths(&server).await?;
    server.stop();
    note("filling an installation with a million responses: some minutes");
    let large = Installation::fill(&folder.join("large"), 1_000_000).await?;
    large.leave().await;
    let server = Server::start(program, &folder.join("large"))?;
    let many = paths(&server).await?;
    server.stop();
    growth(&few, &many);
    research::research(program, &folder.join("large")).await?;
    for name in ["small", "large"] {
        let _ = std::fs::remove_dir_all(folder.join(name));
    }
    Ok(())
}

/// How long the program takes to be ready, and what it holds in memory when nobody comes.
async fn starting(program: &Path, folder: &Path) -> Result<(), String> {
    let began = measure::now();
    let server = Server::start(program, folder)?;
    let mut client = Client::connect(&server.address).await?;
    while client.get("/health/ready").await?.status != 200 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    tell(&Line { what: "Ready after the start", value: seconds, unit: "s", bar: "under 2 s", ok: seconds < 2.0 });
    tokio::time::sleep(Duration::from_secs(5)).await;
    let mebibytes = server.memory()?;
    tell(&Line { what: "Memory when idle", value: mebibytes, unit: "MiB", bar: "under 80 MiB", ok: mebibytes < 80.0 });
    server.stop();
    Ok(())
}

/// Everything that a page of questions loads, compressed.
async fn weight(server: &Server) -> Result<(), String> {
    let mut client = Client::connect(&server.address).await?;
    client.begin(installation::TWENTY).await?;
    let path = format!("/s/{}/q/all", installation::TWENTY);
    let (page, whole) = (client.get_small(&path).await?, client.get(&path).await?);
    if !is_whole(&whole) || addresses(&whole).is_empty() {
        return Err(format!("{path}: {} {}", whole.status, whole.location));
    }
    let mut bytes = page.size;
    for address in addresses(&whole) {
        bytes += client.get_small(&address).await?.size;
    }
    let kilobytes = bytes as f64 / 1000.0;
    let what = "A page with 20 questions with everything it loads, compressed";
    tell(&Line { what, value: kilobytes, unit: "kB", bar: "under 30 kB", ok: kilobytes < 30.0 });
    Ok(())
}

/// Whether it is the page with all 20 questions, and not a redirect or a message.
fn is_whole(reply: &Reply) -> bool {
    reply.status == 200 && String::from_utf8_lossy(&reply.body).contains("answers[q20][]")
}

/// Whether the page was saved: a page that is wrong, or comes too early, leads elsewhere.
fn is_saved(reply: &Reply) -> bool {
    reply.status == 303 && reply.location.ends_with("/check")
}

/// The addresses of files in a page.
fn addresses(page: &Reply) -> Vec<String> {
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let mut found: Vec<String> = html
        .split(['"'])
        .filter(|part| part.starts_with("/assets/") || part.starts_with("/theme/"))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// A page with 20 questions, with somebody's answers in it.
async fn pages(server: &Server) -> Result<(), String> {
    let path = format!("/s/{}/q/all", installation::TWENTY);
    let per_second = measure::rate(
        READERS,
        LASTS,
        async |client: &mut Client| client.get(&path).await.map(|reply| is_whole(&reply)),
        server,
        installation::TWENTY,
    )
    .await?;
    let what = "A page with 20 questions";
    tell(&Line { what, value: per_second, unit: "pages/s", bar: "1,500 or more", ok: per_second >= 1500.0 });
    Ok(())
}

/// A page of answers saved durably: each by a person of their own.
async fn saves(server: &Server) -> Result<(), String> {
    let path = format!("/s/{}/q/all", installation::TWENTY);
    let body: String =
        (1..=20).map(|n| format!("answers%5Bq{n}%5D%5B%5D=a{}&", n % 4)).chain(["then=next".to_owned()]).collect();
    let save = async |client: &mut Client| client.post(&path, &body).await.map(|reply| is_saved(&reply));
    let per_second = measure::rate(WRITERS, LASTS, save, server, installation::TWENTY).await?;
    let what = "A page of 20 answers saved durably (SQLite, FULL)";
    tell(&Line { what, value: per_second, unit: "saves/s", bar: "800 or more", ok: per_second >= 800.0 });
    Ok(())
}

/// The median time of pages that show what was answered, in microseconds.
async fn paths(server: &Server) -> Result<Vec<(String, f64)>, String> {
    let mut client = Client::connect(&server.address).await?;
    client.begin(installation::COMMUNITY).await?;
    let survey = installation::COMMUNITY;
    let mut public = vec!["/inverclyde".to_owned(), format!("/s/{survey}"), format!("/s/{survey}/q/neighbourhood")];
    let mut times = Vec::new();
    for path in public.drain(..) {
        times.push((path.clone(), measure::median(&mut client, &path).await?));
    }
    let mut officer = Client::connect(&server.address).await?;
    officer.sign_in(&server.officer).await?;
    let id = officer.survey_id().await?;
    for page in ["", "/results", "/who"] {
        let path = format!("/desk/surveys/{id}{page}");
        times.push((format!("/desk/surveys/…{page}"), measure::median(&mut officer, &path).await?));
    }
    Ok(times)
}

fn growth(few: &[(String, f64)], many: &[(String, f64)]) {
    let mut worst = ("", 0.0_f64);
    for ((path, before), (_, after)) in few.iter().zip(many) {
        let ratio = after / before;
        note(&format!("{path}: {before:.0} µs with 1,000 responses, {after:.0} µs with 1,000,000"));
        if ratio > worst.1 {
            worst = (path, ratio);
        }
    }
    let percent = (worst.1 - 1.0) * 100.0;
    let what = format!("Slowest to grow from 1,000 to 1,000,000 responses: {}", worst.0);
    tell(&Line { what: &what, value: percent, unit: "% more time", bar: "within 20 %", ok: percent <= 20.0 });
}
