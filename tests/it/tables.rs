//! Stories of the table builder: what everybody can make, and that nobody can be found in it.

use std::collections::BTreeMap;

use domain::account::Role;
use jiff::SignedDuration;
use serde_json::Value;
use service::rehearsal::{self, Rehearsal};

use crate::{
    harness::{
        Browser, World,
        desk::{many_answer, open},
    },
    stories,
};

/// A closed survey of Inverclyde with public results, answered by so many, the usual groups more than others.
pub async fn published(world: &World, officer: &mut Browser, people: u32, skew: f64) -> String {
    let (survey, word) = open(world, officer, "inverclyde", "community").await;
    let mut ctx = world.ctx.clone();
    let site = service::Site { demonstration: true, ..(*ctx.site).clone() };
    ctx.site = std::sync::Arc::new(site);
    rehearsal::rehearse(&ctx, &word, Rehearsal { responses: people, seed: 11, skew }).await.unwrap();
    officer.get(&format!("{survey}/close")).await.form("/close").send(officer).await.is(200);
    for _ in 0..5 {
        world.later(SignedDuration::from_mins(2)).await;
    }
    officer.post(&format!("{survey}/results"), &[("public", "yes")]).await.is(200);
    word
}

/// A document of the API.
pub async fn json(browser: &mut Browser, path: &str) -> Value {
    let page = browser.get(path).await;
    page.is(200);
    serde_json::from_slice(&page.bytes).unwrap()
}

/// The entries of a list of the API, over all its pages.
pub async fn entries(browser: &mut Browser, path: &str) -> Vec<Value> {
    let (mut all, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = json(browser, &path).await;
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        next = page["next"].as_str().map(str::to_owned);
    }
    all
}

/// What an attacker knows of a number of people: that it lies between these.
type Bounds = (i64, i64);

/// The numbers of a table by their categories.
fn numbers(table: &Value, error: i64) -> BTreeMap<Vec<Option<String>>, Bounds> {
    let at = |cell: &Value| {
        cell["at"].as_array().unwrap().iter().map(|at| at.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let bounds = |cell: &Value| match cell["people"].as_i64() {
        Some(people) => ((people - error).max(0), people + error),
        None => (0, 10_000),
    };
    table["cells"].as_array().unwrap().iter().map(|cell| (at(cell), bounds(cell))).collect()
}

/// What two-way tables give away when every number may be wrong by so many: numbers of one to nine people that are then
/// certain. The attacker narrows each cell by its lines, and subtracts it from every margin that it lies in.
fn given_away(tables: &[Value], error: i64) -> usize {
    let mut found = 0;
    for table in tables.iter().filter(|table| table["dimensions"].as_array().unwrap().len() == 2) {
        let known = numbers(table, error);
        for (at, (low, high)) in known.iter().filter(|(at, _)| at.iter().all(Option::is_some)) {
            let is_small = |low: i64, high: i64| low == high && (1..10).contains(&low);
            let mut bounds = (*low, *high);
            for dimension in 0..2 {
                let mut margin = at.clone();
                margin[dimension] = None;
                let whole = known[&margin];
                let others = known.iter().filter(|(other, _)| {
                    *other != at && other[1 - dimension] == at[1 - dimension] && other[dimension].is_some()
                });
                let rest = others.fold((0, 0), |sum, (_, one)| (sum.0 + one.0, sum.1 + one.1));
                bounds = (bounds.0.max(whole.0 - rest.1), bounds.1.min(whole.1 - rest.0));
                found += usize::from(is_small((whole.0 - high).max(0), whole.1 - low));
            }
            found += usize::from(is_small(bounds.0, bounds.1));
        }
    }
    found
}

stories! {
    /// A member of the public makes every table that is offered, subtracts whatever can be subtracted, and finds nobody.
    async fn nobody_is_found_by_subtracting_tables(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let word = published(&world, &mut officer, 240, 1.0).await;
        let mut public = world.browser();
        let listed = entries(&mut public, &format!("/api/v1/surveys/{word}/tables?limit=200")).await;
        assert!(listed.len() > 100, "{} tables", listed.len());
        let mut tables = Vec::new();
        for one in &listed {
            tables.push(json(&mut public, one["table"].as_str().unwrap()).await);
        }
        let mut bases: BTreeMap<String, i64> = BTreeMap::new();
        for table in &tables {
            let dimensions = table["dimensions"].as_array().unwrap();
            assert!(dimensions.len() <= 2);
            for cell in table["cells"].as_array().unwrap() {
                let people = cell["people"].as_i64();
                assert!(people.is_none_or(|people| people % 5 == 0), "{}: {cell}", table["id"]);
                // A group alone is a base: it is withheld or at least ten, and the same number in every table.
                let at: Vec<_> = cell["at"].as_array().unwrap().iter().map(Value::as_str).collect();
                if let ([Some(group), None], Some(people)) = (&at[..], people)
                    && *group != "not said"
                {
                    assert!(people >= 10, "{}: {cell}", table["id"]);
                    let base = format!("{}={group}", dimensions[0]["code"]);
                    assert_eq!(*bases.entry(base).or_insert(people), people, "{}: {cell}", table["id"]);
                }
            }
        }
        assert!(bases.len() > 10, "{bases:?}");
        assert_eq!(given_away(&tables, 4), 0);
        // The same attacker finds many where the numbers are taken for exact ones.
        assert!(given_away(&tables, 0) > 100, "the attacker is too weak to be a test");
    }

    /// A choice gives a table with its caption, signs, day and file; the same address gives the same table, also from
    /// another server; what is not released is said to be so, without a number.
    async fn the_same_question_gives_the_same_answer(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let word = published(&world, &mut officer, 240, 0.5).await;
        let mut public = world.browser();
        let begin = public.get(&format!("/s/{word}/tables")).await;
        begin.is(200).shows("Make a table").shows("Choose something");
        let listed = entries(&mut public, &format!("/api/v1/surveys/{word}/tables?limit=200")).await;
        let names: Vec<&str> = listed.iter().map(|one| one["id"].as_str().unwrap()).collect();
        let crossed = |name: &&&str| name.starts_with("about.age~") && !name.ends_with("~answered");
        let question = names.iter().filter(crossed).find(|name| !name.contains("~about")).unwrap();
        let columns = question.split_once('~').unwrap().1;
        let address = format!("/s/{word}/tables?rows=about.age&columns={}", columns.replace('#', "%23"));
        let page = public.get(&address).await;
        page.is(200).shows("number of people").shows("Everybody").shows("[c] is confidential").shows("Download CSV");
        assert!(page.text().contains("Answers up to"), "{}", page.text());
        // A server that has just started on the same database, where databases can be shared.
        let again = match world.postgres_url() {
            Some(_) => Browser::new(world.another_server().await.site).get(&address).await,
            None => world.browser().get(&address).await,
        };
        assert_eq!(again.text(), page.text());
        let gaelic = public.get(&format!("/gd{address}")).await;
        gaelic.is(200).shows("<html lang=\"gd\"").shows("Dèan clàr");
        let led = public.get(&format!("{address}&language=gd")).await;
        assert!(led.path.starts_with("/gd/s/"), "{}", led.path);
        let csv = public.get(&format!("{address}&format=csv")).await;
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        assert!(csv.html.lines().count() > 3, "{}", csv.html);
        // Turned round it is the same people.
        public.get(&format!("/s/{word}/tables?rows=about.sex&columns=about.age")).await.is(200);
        for (asked, why) in [
            ("rows=about.age&columns=about.age".to_owned(), "at most two things"),
            ("rows=about.wealth".to_owned(), "There is nothing of this name"),
            ("rows=about.age&columns=%27%3B--".to_owned(), "There is nothing of this name"),
            ("rows=about.age&area=nowhere".to_owned(), "There is nothing of this name"),
        ] {
            let page = public.get(&format!("/s/{word}/tables?{asked}")).await;
            page.is(404).shows("This table is not released").shows(why);
            assert!(!page.html.contains("<td"), "{asked}: a number");
        }
    }

    /// Before results are public there is no table, and of a draft there is nothing.
    async fn nothing_is_offered_before_results_are_public(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (_, word) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &word, 60).await;
        let page = world.browser().get(&format!("/s/{word}/tables?rows=about.age")).await;
        page.is(200);
        assert!(!page.html.contains("<td"), "{}", page.text());
        world.browser().get(&format!("/api/v1/surveys/{word}/tables")).await.is(404);
    }
}
