//! Stories of who may do what: every row of the permission table with every kind of caller, and changes from elsewhere.

mod caller;

use app::routes::{self, Method, Policy, Route, Who};
use axum::body::Body;
use caller::Kind;
pub use caller::Stage;
use http::{Request, header};

use crate::{
    harness::{Browser, ORIGIN, Page, World},
    stories,
};

/// What a caller must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gets {
    /// The handler: whatever it says, it is no refusal of who calls.
    Through,
    /// The way to the sign-in page and back.
    SignIn,
    /// The next step of signing in.
    Enrol,
    /// A page with this status.
    Refused(u16),
}

/// What the policy says, written down a second time: whoever adds a route whose owner this does not know is told here.
fn policy(row: Route, who: Kind) -> Gets {
    let role = match (row.who, who) {
        (Who::Anyone, _) | (Who::Begun, Kind::Unenrolled) => return Gets::Through,
        (_, Kind::Nobody) if row.method == Method::Post || row.policy == Policy::Data => return Gets::Refused(401),
        (_, Kind::Nobody) => return Gets::SignIn,
        (_, Kind::Unenrolled) => return Gets::Enrol,
        (Who::Begun | Who::Member, _) => return Gets::Through,
        (Who::Officer, Kind::Officer | Kind::Elsewhere | Kind::Scotland | Kind::Administrator) => true,
        (Who::Reader, kind) => kind != Kind::Member,
        (Who::Administrator, kind) => kind == Kind::Administrator,
        (Who::Officer, _) => false,
    };
    let theirs = match row.path {
        "/desk" | "/admin" | "/admin/bodies" | "/admin/bodies/place" | "/admin/invite" | "/admin/accounts" => true,
        // A file is only for whoever asked for it.
        "/exports/{export}" => who == Kind::Officer,
        "/api/job_progress" => matches!(who, Kind::Officer | Kind::Administrator),
        path if path.starts_with("/desk/{host}") || path.starts_with("/desk/surveys/{survey}") => {
            matches!(who, Kind::Officer | Kind::Administrator)
        }
        other => panic!("say here whose {other} is"),
    };
    match (role, theirs) {
        (true, true) => Gets::Through,
        // Whoever has the role but works elsewhere is not told that there is such a thing.
        (true, false) => Gets::Refused(404),
        (false, _) => Gets::Refused(403),
    }
}

#[track_caller]
fn is_right(row: Route, who: Kind, page: &Page) {
    let status = page.status.as_u16();
    let to = page.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap());
    let about = format!("{:?} {} as {who:?}: {status} {to}\n{}", row.method, row.path, page.text());
    assert!(status < 500, "{about}");
    match policy(row, who) {
        Gets::SignIn => assert!(status == 303 && to.starts_with("/sign-in?next=/"), "{about}"),
        Gets::Enrol => assert!(status == 303 && to == "/account/enrol", "{about}"),
        Gets::Refused(expected) => assert_eq!(status, expected, "{about}"),
        Gets::Through => {
            assert!(!to.starts_with("/sign-in?next="), "{about}");
            assert!(!page.has("Your account may not do this"), "{about}");
            assert!(status != 405, "{about}");
            if row.method == Method::Get && Stage::is_set_for(row.path) {
                assert!(matches!(status, 200 | 303), "{about}");
            }
        }
    }
}

/// Sends an empty form, as plain fields or, where a handler wants files, in parts.
async fn post_empty(browser: &mut Browser, path: &str) -> Page {
    let page = browser.post_only(path, &[]).await;
    if page.status != 400 {
        return page;
    }
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from("--x--\r\n")).await
}

async fn ask(stage: &Stage, row: Route, browser: &mut Browser) -> Page {
    let path = stage.address(row.path);
    match row.method {
        Method::Get => browser.send(Request::get(&path), Body::empty()).await,
        Method::Post if row.path == "/api/job_progress" => browser.post_only(&path, &[("job", &stage.job)]).await,
        Method::Post => post_empty(browser, &path).await,
    }
}

stories! {
    /// Every row with every kind of caller: what the policy does not allow is refused, and nothing breaks.
    async fn the_table_holds_for_everybody(world) {
        let stage = Stage::set(&world).await;
        for who in Kind::ALL.into_iter().filter(|who| *who != Kind::Officer && *who != Kind::Administrator) {
            let mut browser = caller::arrives(&world, who).await;
            for row in routes::ALL.iter().copied() {
                let page = ask(&stage, row, &mut browser.clone()).await;
                is_right(row, who, &page);
                if matches!(row.path, "/sign-out" | "/account/leave") {
                    browser = caller::arrives(&world, who).await;
                }
            }
        }
    }

    /// Whoever may use a route comes to its handler: without this, a table that refuses everybody would pass.
    async fn whoever_may_comes_through(world) {
        let reading = Stage::set(&world).await;
        for who in [Kind::Officer, Kind::Administrator] {
            for row in routes::ALL.iter().copied() {
                let mut browser = caller::arrives(&world, who).await;
                let changes = row.method == Method::Post && row.path.contains("{survey}");
                let fresh = if changes { Some(reading.with_another_survey(&world).await) } else { None };
                let page = ask(fresh.as_ref().unwrap_or(&reading), row, &mut browser).await;
                is_right(row, who, &page);
            }
        }
    }

    /// A change that a page of another site sends is refused on every route, whoever is signed in.
    async fn changes_come_from_our_own_pages(world) {
        let stage = Stage::set(&world).await;
        let mut browser = world.administrator("root@example.org").await;
        let elsewhere: &[&[(&str, &str)]] = &[
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", ORIGIN)],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://folkmoot.test.evil.example")],
            &[("origin", "http://folkmoot.test@evil.example")],
            &[("referer", "https://evil.example/folkmoot.test/")],
            &[],
        ];
        for row in routes::ALL.iter().filter(|row| row.method == Method::Post) {
            for headers in elsewhere {
                let request = Request::post(stage.address(row.path))
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
                let page = browser.send(request, Body::empty()).await;
                assert_eq!(page.status, 403, "{} with {headers:?}:\n{}", row.path, page.text());
                page.shows("This came from another site");
            }
        }
        browser.get("/admin").await.is(200);
        // The same from our own pages, as browsers say it in three ways.
        for header in [("sec-fetch-site", "same-origin"), ("origin", ORIGIN), ("referer", &format!("{ORIGIN}/admin"))] {
            let request = Request::post("/admin/bodies").header(header.0, header.1);
            let page = browser.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"), Body::empty());
            page.await.is(422);
        }
    }

    /// A route has the methods that the table names and no others; a look never changes anything.
    async fn other_methods_are_refused(world) {
        let stage = Stage::set(&world).await;
        let mut browser = world.administrator("root@example.org").await;
        for row in routes::ALL.iter().copied() {
            let path = stage.address(row.path);
            let has = |method| routes::ALL.iter().any(|other| other.path == row.path && other.method == method);
            if !has(Method::Get) {
                let page = browser.send(Request::get(&path), Body::empty()).await;
                assert_eq!(page.status, 405, "GET {path}:\n{}", page.text());
            }
            if !has(Method::Post) {
                let page = browser.post_only(&path, &[]).await;
                assert_eq!(page.status, 405, "POST {path}:\n{}", page.text());
            }
            for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
                let request = Request::builder().method(method).uri(&path).header("sec-fetch-site", "same-origin");
                let page = browser.send(request, Body::empty()).await;
                assert_eq!(page.status, 405, "{method} {path}:\n{}", page.text());
            }
        }
    }
}
