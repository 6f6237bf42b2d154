//! Stories of what every answer carries, whatever its status: headers, cookies, and pages that load nothing from elsewhere.

mod markup;

use std::sync::Arc;

use app::routes::{self, Method, Policy};
use axum::body::Body;
use domain::account::Role;
use http::{Request, header};
use server::http::flood::Flood;
use service::survey::Template;

use crate::{
    harness::{Page, World},
    permission::Stage,
    stories,
};

const FIXED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"),
    ("x-frame-options", "DENY"),
];

fn header_of<'a>(page: &'a Page, name: &str) -> &'a str {
    let all: Vec<_> = page.headers.get_all(name).iter().collect();
    assert_eq!(all.len(), 1, "{name} of {} {}: {all:?}", page.status, page.path);
    all[0].to_str().unwrap()
}

/// The whole set; the policy, taken apart.
#[track_caller]
fn carries_all(page: &Page) -> Vec<String> {
    let about = format!("{} {}", page.status, page.path);
    for (name, value) in FIXED {
        assert_eq!(header_of(page, name), value, "{about}");
    }
    assert!(page.headers.contains_key(header::CACHE_CONTROL), "{about}");
    if !page.bytes.is_empty() {
        let kind = header_of(page, "content-type");
        assert!(!kind.starts_with("text/") || kind.ends_with("; charset=utf-8"), "{about}: {kind}");
    }
    let policy = header_of(page, "content-security-policy");
    for bad in ["unsafe-inline", "unsafe-eval' ", "'unsafe-eval'", "http:", "https:", "data:", "*"] {
        assert!(!policy.contains(bad), "{about}: {policy}");
    }
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{about}: {policy}");
    policy.split(';').map(|part| part.trim().to_owned()).collect()
}

/// The nonce of a policy.
fn nonce(policy: &[String]) -> Option<String> {
    let script = policy.iter().find(|part| part.starts_with("script-src"))?;
    Some(script.split_once("'nonce-")?.1.split_once('\'').unwrap().0.to_owned())
}

/// What a cookie is set with.
fn cookie_of<'a>(page: &'a Page, name: &str) -> &'a str {
    let all = page.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let found: Vec<&str> = all.filter(|set| set.split('=').next() == Some(name)).collect();
    assert_eq!(found.len(), 1, "{name} at {}", page.path);
    found[0]
}

#[track_caller]
fn is_safe_cookie(set: &str) {
    let attributes: Vec<&str> = set.split(';').skip(1).map(str::trim).collect();
    assert!(attributes.contains(&"HttpOnly") && attributes.contains(&"SameSite=Lax"), "{set}");
    assert!(attributes.contains(&"Path=/") && !set.contains("Domain"), "{set}");
}

stories! {
    /// Every status that the site can answer with carries the whole set, and says in words what is wrong.
    async fn every_status_carries_the_whole_set(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let mut nobody = world.browser();
        let form = "application/x-www-form-urlencoded";
        let own = |path: &str| Request::post(path).header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, form);
        let long = format!("address={}", "x".repeat(70_000));
        let pages = [
            (200, nobody.send(Request::get("/"), Body::empty()).await),
            (200, nobody.send(Request::head("/"), Body::empty()).await),
            (200, officer.send(Request::get("/desk/inverclyde"), Body::empty()).await),
            (200, nobody.send(Request::get("/health/live"), Body::empty()).await),
            (303, nobody.post_only(&format!("/s/{slug}/start"), &[]).await),
            (303, nobody.send(Request::get("/desk/inverclyde"), Body::empty()).await),
            (400, nobody.send(own("/sign-in"), Body::from("address=%zz")).await),
            (401, nobody.post_only("/desk/inverclyde/settings", &[]).await),
            (403, nobody.send(Request::post("/sign-in").header("sec-fetch-site", "cross-site"), Body::empty()).await),
            (403, officer.get("/admin").await),
            (404, nobody.get("/no/such/page").await),
            (404, nobody.get("/assets/none.css").await),
            (404, nobody.get("/theme/none.css").await),
            (404, officer.get("/desk/fife").await),
            (405, nobody.send(Request::get(format!("/s/{slug}/start")), Body::empty()).await),
            (405, nobody.send(Request::delete("/"), Body::empty()).await),
            (410, nobody.get("/sign-in/reset/AAAA").await),
            (413, nobody.send(own("/sign-in"), Body::from(long)).await),
            (422, nobody.post_only("/sign-in", &[("address", "x"), ("password", "y")]).await),
        ];
        for (status, page) in pages {
            page.is(status);
            carries_all(&page);
            if status >= 400 {
                assert!(page.has("<h1>"), "{} {}: {}", page.status, page.path, page.html);
            }
        }
    }

    /// A flood is held back, and a failure of ours shows a reference: with all headers as well.
    async fn floods_and_failures_carry_the_whole_set(world) {
        let mut hasty = world.browser_of(|shared| shared.flood = Arc::new(Flood::new(1)));
        let mut last = hasty.get("/help").await;
        for _ in 0..20 {
            last = hasty.get("/help").await;
        }
        last.is(429).shows("This was tried too often");
        assert_eq!(header_of(&last, "retry-after"), "60");
        carries_all(&last);
        let mut other = hasty.clone();
        other.address = "198.51.100.9:4711".parse().unwrap();
        other.get("/help").await.is(200);

        let mut browser = world.browser();
        browser.get("/health/live").await.is(200);
        browser.get("/health/ready").await.is(200).shows("ready");
        world.ctx.store.main.close().await;
        let broken = browser.get("/").await;
        broken.is(500).shows("Tell us this reference");
        carries_all(&broken);
        let gaelic = browser.get("/gd").await;
        gaelic.is(500).shows("<html lang=\"gd\"");
        let reference = |page: &Page| {
            let (_, rest) = page.html.split_once("stat__number num\">").unwrap();
            rest.split_once('<').unwrap().0.to_owned()
        };
        assert_ne!(reference(&broken), reference(&gaelic), "every request has a reference of its own");
        assert!(reference(&broken).chars().filter(char::is_ascii_alphanumeric).count() >= 8);
        for word in ["sqlx", "pool", "closed", "SELECT", "store"] {
            assert!(!broken.text().contains(word), "an inner word is told: {}", broken.text());
        }
        browser.get("/health/live").await.is(200);
        browser.get("/health/ready").await.is(503).shows("not ready");
    }

    /// All pages of the table: the policy of their row, no script or style of their own, nothing from elsewhere.
    async fn pages_load_nothing_from_elsewhere(world) {
        let stage = Stage::set(&world).await;
        let mut officer = stage.officer(&world).await;
        let mut administrator = stage.administrator(&world).await;
        let mut seen = 0;
        for row in routes::ALL.iter().filter(|row| row.method == Method::Get) {
            for browser in [&mut officer, &mut administrator] {
                let page = browser.send(Request::get(stage.address(row.path)), Body::empty()).await;
                let policy = carries_all(&page);
                let given = nonce(&policy);
                assert_eq!(given.is_some(), row.policy == Policy::Islands, "{}: {policy:?}", row.path);
                if row.policy == Policy::Data {
                    assert!(policy.contains(&"sandbox".to_owned()), "{}: {policy:?}", row.path);
                    continue;
                }
                for part in ["style-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'"] {
                    assert!(policy.contains(&part.to_owned()), "{}: {policy:?}", row.path);
                }
                if given.is_none() {
                    assert!(policy.contains(&"script-src 'none'".to_owned()), "{}: {policy:?}", row.path);
                }
                markup::is_clean(&page, given.as_deref());
                seen += usize::from(page.status == 200);
            }
        }
        assert!(seen > 60, "only {seen} pages were shown");
    }

    /// A nonce is used once.
    async fn a_nonce_is_used_once(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let mut known = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let page = officer.get("/desk/inverclyde").await;
            let nonce = nonce(&carries_all(&page)).unwrap();
            assert!(nonce.len() >= 32, "{nonce} has fewer than 128 bits");
            assert!(known.insert(nonce), "the same nonce twice");
        }
    }

    /// Cookies are closed to scripts and to other sites; over TLS they are bound to this host.
    async fn cookies_are_closed(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let answers = format!("folkmoot-answers-{slug}");
        let mut plain = world.browser();
        let mut safe = world.browser_of(|shared| shared.secure = true);
        for (browser, prefix, secure) in [(&mut plain, "", false), (&mut safe, "__Host-", true)] {
            let asked = browser.post_only("/me", &[("address", "mo@example.org")]).await;
            let link = world.link("/me/link/").await;
            let begun = browser.post_only(&link, &[]).await;
            let started = browser.post_only(&format!("/s/{slug}/start"), &[]).await;
            let sets = [
                cookie_of(&asked, &format!("{prefix}folkmoot-browser")).to_owned(),
                cookie_of(&begun, &format!("{prefix}folkmoot")).to_owned(),
                cookie_of(&started, &format!("{prefix}{answers}")).to_owned(),
            ];
            for set in sets {
                is_safe_cookie(&set);
                assert_eq!(set.contains("; Secure"), secure, "{set}");
            }
            let page = browser.get("/account").await;
            page.is(200);
            assert_eq!(page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), secure);
            assert!(browser.get("/health/live").await.headers.get(header::SET_COOKIE).is_none());
        }
        // Looking around sets none at all.
        let mut looking = world.browser();
        for path in ["/", "/inverclyde", "/help", "/sign-in", "/me", &format!("/s/{slug}")] {
            looking.get(path).await.is(200);
        }
        assert!(looking.cookies.is_empty(), "{:?}", looking.cookies);
    }

    /// An address that names nothing is a page that says so, in the language of the address, whatever stands in it.
    async fn unknown_addresses_are_pages(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        for path in [
            "/nowhere",
            "/metrics",
            "/admin/nowhere",
            "/nowhere/results",
            "/s/nowhere",
            "/s/nowhere/q/1",
            "/desk/nowhere",
            "/desk/nowhere/surveys",
            "/desk/surveys/nowhere",
            "/desk/surveys/nowhere/questions",
            "/desk/surveys/00000000-0000-4000-8000-000000000000",
            "/desk/inverclyde/outbox/nowhere",
            "/exports/nowhere",
            "/exports/00000000-0000-4000-8000-000000000000",
            "/theme/zzz-zzz.css",
            "/logo/..%2f..%2fmain.sqlite",
            "/assets/..%2f..%2fCargo.toml",
            "/s/%ff%fe",
            "/%00",
        ] {
            let page = officer.get(path).await;
            page.is(404).shows("There is no such page").shows("<html lang=\"en\"");
            carries_all(&page);
        }
        officer.get("/gd/nowhere").await.is(404).shows("<html lang=\"gd\"");
        officer.get("/metrics").await.is(404);
    }
}

/// Numbers for those who watch the program are on a listener of their own.
#[tokio::test]
async fn numbers_are_on_a_listener_of_their_own() {
    let world = World::sqlite().await;
    let named: Vec<&str> = routes::ALL.iter().map(|row| row.path).filter(|path| path.contains("metrics")).collect();
    assert!(named.is_empty(), "{named:?}");
    let page = world.browser().get("/metrics").await;
    page.is(404);
    assert!(!page.has("folkmoot_requests_total"));
}
