//! Stories of the API: what programs get, and what they do not.

use std::{collections::BTreeSet, sync::Arc};

use app::routes;
use axum::body::Body;
use domain::account::Role;
use http::{Request, header};
use server::http::flood::Flood;

use crate::{
    harness::{
        Browser, Page,
        desk::{many_answer, new_survey, open},
    },
    stories,
    tables::{entries, json, published},
};

async fn ask(browser: &mut Browser, path: &str, headers: &[(header::HeaderName, &str)]) -> Page {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(name, *value));
    browser.send(request, Body::empty()).await
}

/// An answer that is a problem of this status.
#[track_caller]
fn problem(page: &Page, status: u16) -> serde_json::Value {
    page.is(status);
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/problem+json", "{}", page.path);
    let problem: serde_json::Value = serde_json::from_slice(&page.bytes).unwrap();
    assert_eq!(problem["status"], status);
    for member in ["type", "title", "detail"] {
        assert!(problem[member].as_str().is_some_and(|words| !words.is_empty()), "{member} of {}", page.path);
    }
    problem
}

stories! {
    /// The document lists exactly the addresses of the permission table, and the page about it shows all of them.
    async fn the_document_is_true(world) {
        let mut program = world.browser();
        let document = json(&mut program, "/api/v1/openapi.json").await;
        assert_eq!(document["openapi"], "3.1.0");
        let listed: BTreeSet<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
        let routes = routes::ALL.iter().map(|row| row.path).filter(|path| path.starts_with("/api/v1"));
        assert_eq!(listed, routes.map(str::to_owned).collect());
        let page = program.get("/api/v1").await;
        page.is(200);
        for path in &listed {
            page.shows(path);
        }
        program.get("/gd/api/v1").await.is(200).shows("Dàta do phrògraman");
    }

    /// What has not changed is not sent again; lists come page by page; files come as CSV.
    async fn programs_keep_what_they_have(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut program = world.browser();
        let first = program.get("/api/v1/partnerships?limit=10").await;
        first.is(200);
        assert_eq!(first.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
        let again = ask(&mut program, "/api/v1/partnerships?limit=10", &[(header::IF_NONE_MATCH, &tag)]).await;
        again.is(304);
        assert!(again.bytes.is_empty());
        assert_eq!(again.headers[header::ETAG], tag.as_str());
        let other = ask(&mut program, "/api/v1/partnerships?limit=11", &[(header::IF_NONE_MATCH, &tag)]).await;
        other.is(200);
        let link = first.headers[header::LINK].to_str().unwrap();
        assert!(link.ends_with(">; rel=\"next\""), "{link}");
        let ids = entries(&mut program, "/api/v1/partnerships?limit=10").await;
        let ids: BTreeSet<String> = ids.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 33, "every one once");
        let all = entries(&mut program, "/api/v1/partnerships?limit=200").await;
        assert_eq!(all.len(), 33);
        for (path, headers) in [
            ("/api/v1/areas?format=csv", &[][..]),
            ("/api/v1/areas", &[(header::ACCEPT, "text/csv")][..]),
            ("/api/v1/partnerships/inverclyde/populations?format=csv", &[][..]),
        ] {
            let csv = ask(&mut program, path, headers).await;
            csv.is(200);
            assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
            assert!(csv.html.starts_with("code,name") || csv.html.starts_with("characteristic,group"), "{}", csv.html);
        }
        let figures = entries(&mut program, "/api/v1/partnerships/inverclyde/populations").await;
        assert!(figures.iter().any(|one| one["source"]["licence"].as_str().is_some_and(|words| !words.is_empty())));
    }

    /// Every error is a problem that names what is wrong.
    async fn errors_are_problems(world) {
        let mut program = world.browser();
        for (path, name) in [
            ("/api/v1/partnerships?limit=0", "limit"),
            ("/api/v1/partnerships?limit=many", "limit"),
            ("/api/v1/partnerships?limit=201", "limit"),
            ("/api/v1/partnerships?after=atlantis", "after"),
            ("/api/v1/partnerships?colour=blue", "colour"),
            ("/api/v1/partnerships?limit=5&limit=6", "limit"),
            ("/api/v1/areas?format=xml", "format"),
            ("/api/v1/areas?language=fr", "language"),
            ("/api/v1/surveys?partnership=atlantis", "partnership"),
        ] {
            let page = program.get(path).await;
            assert_eq!(problem(&page, 400)["parameter"], name, "{path}");
        }
        for path in [
            "/api/v1/nothing",
            "/api/v1/partnerships/atlantis",
            "/api/v1/partnerships/%00",
            "/api/v1/surveys/atlantis",
            "/api/v1/surveys/atlantis/tables",
            "/api/v1/surveys/atlantis/tables/about.age",
            "/api/v1/surveys/atlantis/who",
        ] {
            let page = program.get(path).await;
            problem(&page, 404);
        }
        for method in ["POST", "PUT", "DELETE"] {
            let request = Request::builder().method(method).uri("/api/v1/partnerships");
            let page = program.send(request, Body::empty()).await;
            problem(&page, 405);
            assert_eq!(page.headers[header::ALLOW], "GET, HEAD", "{method}");
        }
        let mut hasty = world.browser_of(|shared| shared.flood = Arc::new(Flood::new(1)));
        let mut page = hasty.get("/api/v1/areas").await;
        for _ in 0..100 {
            if page.status == 200 {
                page = hasty.get("/api/v1/areas").await;
            }
        }
        problem(&page, 429);
        assert!(page.headers.contains_key(header::RETRY_AFTER));
    }

    /// A draft is nowhere, an open survey has no numbers, and public results are those of the page.
    async fn only_what_is_public_is_told(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let mut program = world.browser();
        new_survey(&mut officer, "inverclyde", "community").await;
        let (_, running) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &running, 60).await;
        let word = published(&world, &mut officer, 120, 0.0).await;
        let surveys = entries(&mut program, "/api/v1/surveys").await;
        let ids: BTreeSet<&str> = surveys.iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(ids, BTreeSet::from([running.as_str(), word.as_str()]));
        let one = json(&mut program, &format!("/api/v1/surveys/{running}")).await;
        assert_eq!((one["phase"].as_str(), one["results"].as_bool()), (Some("open"), Some(false)));
        assert!(one["tables"].is_null());
        for path in ["tables", "who", "tables/about.age"] {
            let page = program.get(&format!("/api/v1/surveys/{running}/{path}")).await;
            problem(&page, 404);
        }
        let who = entries(&mut program, &format!("/api/v1/surveys/{word}/who")).await;
        assert!(!who.is_empty());
        let answered = who.iter().flat_map(|one| one["groups"].as_array().unwrap());
        let numbers: Vec<i64> = answered.filter_map(|group| group["answered"].as_i64()).collect();
        assert!(!numbers.is_empty() && numbers.iter().all(|people| people % 5 == 0 && *people >= 10), "{numbers:?}");
        let table = program.get(&format!("/api/v1/surveys/{word}/tables/about.age")).await;
        table.is(200);
        let csv = program.get(&format!("/api/v1/surveys/{word}/tables/about.age?format=csv")).await;
        csv.is(200);
        assert!(csv.html.starts_with("table,first,"), "{}", csv.html);
        let page = program.get(&format!("/api/v1/surveys/{word}/tables/about.age~about.age")).await;
        problem(&page, 404);
    }
}
