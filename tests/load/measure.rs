//! Measuring: how many a second, and how long one takes.

use std::time::{Duration, Instant};

use crate::{client::Client, installation::Server};

/// The time of the machine.
#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
pub fn now() -> Instant {
    Instant::now()
}

/// How often something succeeds in a second, done by so many people at once; one failure is failure.
pub async fn rate(
    people: usize,
    lasts: Duration,
    work: impl AsyncFn(&mut Client) -> Result<bool, String>,
    server: &Server,
    survey: &str,
) -> Result<f64, String> {
    let mut clients = Vec::new();
    for _ in 0..people {
        let mut client = Client::connect(&server.address).await?;
        client.begin(survey).await?;
        clients.push(client);
    }
    let began = now();
    let end = began + lasts;
    let each = clients.into_iter().map(|mut client| {
        let work = &work;
        async move {
            let mut done = 0_u64;
            while now() < end {
                if !work(&mut client).await? {
                    return Err("the server refused".to_owned());
                }
                done += 1;
            }
            Ok::<u64, String>(done)
        }
    });
    let done: Result<Vec<u64>, String> = futures_util::future::join_all(each).await.into_iter().collect();
    Ok(done?.iter().sum::<u64>() as f64 / began.elapsed().as_secs_f64())
}

/// The median time of a page in microseconds, after a few to warm up.
pub async fn median(client: &mut Client, path: &str) -> Result<f64, String> {
    let mut times = Vec::new();
    for at in 0..220 {
        let began = now();
        let reply = client.get(path).await?;
        if reply.status != 200 {
            return Err(format!("{path}: {} {}", reply.status, reply.location));
        }
        if at >= 20 {
            times.push(began.elapsed());
        }
    }
    times.sort_unstable();
    Ok(times[times.len() / 2].as_secs_f64() * 1e6)
}

/// What a program holds in memory, in MiB.
pub fn held(process: u32) -> Result<f64, String> {
    status(process, "VmRSS:")
}

/// The most that it ever held, in MiB.
pub fn peak(process: u32) -> Result<f64, String> {
    status(process, "VmHWM:")
}

fn status(process: u32, name: &str) -> Result<f64, String> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).map_err(|error| error.to_string())?;
    let line = status.lines().find(|line| line.starts_with(name)).ok_or_else(|| format!("no {name}"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).ok_or("no number")?;
    Ok(kibibytes / 1024.0)
}
