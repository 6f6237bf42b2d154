//! Stories of limits: what is too large or too slow is cut off, and everybody else is served meanwhile.

use std::{future::Future, net::SocketAddr};

use app::routes::{self, Method, Route};
use axum::{Router, body::Body, routing::get};
use domain::account::Role;
use http::{Request, header};
use server::http::listen;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_util::sync::CancellationToken;

use crate::{
    harness::{Browser, Page, World},
    permission::Stage,
    stories,
};

/// Routes whose handlers take no form: they never read what is sent with it.
const READ_NOTHING: [&str; 11] = [
    "/demonstration/{token}",
    "/s/{survey}/start",
    "/s/{survey}/forget",
    "/stop/{token}",
    "/sign-out",
    "/account/sessions/{session}/end",
    "/account/sessions/end-others",
    "/account/leave",
    "/desk/{host}/jobs/retry",
    "/desk/surveys/{survey}/close",
    "/desk/surveys/{survey}/delete",
];

/// A form of so many bytes, as plain fields.
async fn send_fields(browser: &mut Browser, path: &str, bytes: usize) -> Page {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(format!("x={}", "y".repeat(bytes - 2)))).await
}

/// A form with a file of so many bytes.
async fn send_file(browser: &mut Browser, path: &str, bytes: usize) -> Page {
    browser.upload(path, &[], ("file", "list.csv", &vec![b'y'; bytes])).await
}

async fn send(browser: &mut Browser, path: &str, bytes: usize) -> Page {
    let page = send_fields(browser, path, bytes).await;
    if page.status == 400 { send_file(browser, path, bytes).await } else { page }
}

stories! {
    /// Every route takes a body up to what its row says and no larger, and says so in words.
    async fn bodies_are_limited_on_every_route(world) {
        let stage = Stage::set(&world).await;
        let browser = stage.administrator(&world).await;
        let takes_forms = |row: &&Route| row.method == Method::Post && !READ_NOTHING.contains(&row.path);
        for row in routes::ALL.iter().filter(takes_forms) {
            let path = stage.address(row.path);
            let page = send(&mut browser.clone(), &path, row.body + 1).await;
            assert_eq!(page.status, 413, "{path}: {}", page.text());
            page.shows("What you sent is too large");
        }
        for row in [routes::SIGN_IN_PASSWORD, routes::ME_ASK, routes::SETTINGS_SAVE, routes::SURVEY_SAVE] {
            let page = send(&mut browser.clone(), &stage.address(row.path), row.body).await;
            assert_ne!(page.status, 413, "{}: {}", row.path, page.text());
        }
    }

    /// Two thousand fields are read, more are refused; broken ones are refused as a whole.
    async fn forms_that_no_browser_sends_are_refused(world) {
        let mut browser = world.browser();
        let form = |body: String| {
            let request = Request::post("/me")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
            (request, Body::from(body))
        };
        let bad = ["a=%", "a=%zz", "a=%ff%fe", "address=mo%00@example.org", &"a=1&".repeat(2001)];
        for body in bad {
            let (request, body) = form(body.to_owned());
            browser.send(request, body).await.is(400).shows("Your browser sent something that we could not read");
        }
        let (request, body) = form("a=1&".repeat(2000));
        browser.send(request, body).await.is(422);
        let json = Request::post("/me").header(header::CONTENT_TYPE, "application/json").header("sec-fetch-site", "same-origin");
        browser.send(json, Body::from("{}")).await.is(400);
        let none = Request::post("/me").header("sec-fetch-site", "same-origin");
        browser.send(none, Body::from("address=mo@example.org")).await.is(400);
        assert!(world.letters().await.is_empty());
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.post_only("/api/job_progress", &[]).await.is(404);
        officer.post_only("/api/job_progress", &[("job", "x")]).await.is(404);
    }
}

/// Runs a conversation with a server of its own that answers "hello" at `/`.
async fn talk<F: Future<Output = ()>>(most: usize, conversation: impl FnOnce(SocketAddr) -> F) {
    serve(Router::new().route("/", get(async || "hello")), most, conversation).await;
}

async fn serve<F: Future<Output = ()>>(router: Router, most: usize, conversation: impl FnOnce(SocketAddr) -> F) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let serving = tokio::spawn(listen::serve(listener, router, most, stop.clone()));
    conversation(address).await;
    stop.cancel();
    serving.await.unwrap();
}

/// Says something and hears all that comes back until the other side ends it.
async fn say(address: SocketAddr, words: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(words).await.unwrap();
    heard(&mut stream).await
}

async fn heard(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A connection that is reset is as closed as one that is ended.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whoever says nothing is cut off; this ends because the server ends it.
#[tokio::test]
async fn whoever_says_nothing_is_cut_off() {
    talk(64, async |address| assert_eq!(say(address, b"").await, "")).await;
}

/// So is whoever says half a head.
#[tokio::test]
async fn half_a_head_is_cut_off() {
    talk(64, async |address| {
        let answer = say(address, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
        assert!(!answer.contains("hello"), "{answer}");
    })
    .await;
}

/// So is whoever says half a body: the site waits for no request longer than half a minute.
#[tokio::test]
async fn half_a_body_is_cut_off() {
    let world = World::sqlite().await;
    let head = "POST /me HTTP/1.1\r\nHost: folkmoot.test\r\nSec-Fetch-Site: same-origin\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\naddress=mo";
    serve(world.site.clone(), 64, async |address| {
        let answer = say(address, head.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 504 "), "{answer}");
        assert!(answer.contains("This took too long and was stopped"), "{answer}");
    })
    .await;
    assert!(world.letters().await.is_empty());
}

/// Whoever asks for much and takes nothing does not keep their place.
#[tokio::test]
async fn whoever_takes_nothing_is_cut_off() {
    let much = || get(async || vec![b'x'; 64 * 1024 * 1024]);
    serve(Router::new().route("/", get(async || "hello")).route("/much", much()), 1, async |address| {
        let mut greedy = TcpStream::connect(address).await.unwrap();
        greedy.write_all(b"GET /much HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut first = [0; 15];
        greedy.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        // There is one place, and it is free only once the greedy one is gone.
        let answer = say(address, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(answer.ends_with("hello"), "{answer}");
    })
    .await;
}

/// Whoever says all is answered, and cut off when nothing more comes.
#[tokio::test]
async fn an_idle_connection_is_closed() {
    talk(64, async |address| {
        let answer = say(address, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("hello"), "{answer}");
    })
    .await;
}

/// Silent connections take every place only until they are cut off: whoever comes after them is served.
#[tokio::test]
async fn silent_connections_do_not_keep_others_out() {
    talk(8, async |address| {
        let mut silent = Vec::new();
        for _ in 0..20 {
            silent.push(TcpStream::connect(address).await.unwrap());
        }
        let answer = say(address, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(answer.ends_with("hello"), "{answer}");
    })
    .await;
}

/// The head of a request has a largest size.
#[tokio::test]
async fn heads_are_limited() {
    talk(8, async |address| {
        for (bytes, status) in [(8_000, " 200 "), (64_000, " 431 ")] {
            let head =
                format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: {}\r\n\r\n", "c".repeat(bytes));
            let answer = say(address, head.as_bytes()).await;
            assert!(answer.lines().next().unwrap_or_default().contains(status), "{bytes}: {answer}");
        }
        let many = format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{}\r\n", "A: b\r\n".repeat(1000));
        let answer = say(address, many.as_bytes()).await;
        assert!(!answer.contains("hello"), "{answer}");
    })
    .await;
}

/// When the program stops, what has begun is finished and nothing new is taken.
#[tokio::test]
async fn what_has_begun_is_finished() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (begun, mut has_begun) = tokio::sync::mpsc::channel::<()>(1);
    let go_on = std::sync::Arc::new(tokio::sync::Notify::new());
    let waits = go_on.clone();
    let answer = move || {
        let (begun, waits) = (begun.clone(), waits.clone());
        async move {
            begun.send(()).await.unwrap();
            waits.notified().await;
            "hello"
        }
    };
    let stop = CancellationToken::new();
    let serving = tokio::spawn(listen::serve(listener, Router::new().route("/", get(answer)), 8, stop.clone()));
    let asking = tokio::spawn(say(address, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    has_begun.recv().await.unwrap();
    stop.cancel();
    go_on.notify_one();
    assert!(asking.await.unwrap().ends_with("hello"));
    serving.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
