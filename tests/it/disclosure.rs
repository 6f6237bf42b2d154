//! Stories of the ways in which an operator may protect numbers: what is shown, what pages say of it, and what they keep.

use domain::{account::Role, disclosure::Method};
use jiff::SignedDuration;

use crate::{
    harness::{
        Browser, Page, World,
        desk::{open, skewed_answer},
    },
    stories,
};

/// A survey with made-up answers, closed and public; its word in addresses.
async fn published(world: &World, officer: &mut Browser, while_open: impl AsyncFn(&mut Browser, &str)) -> String {
    service::place::found(&world.ctx).await.unwrap();
    let (survey, word) = open(world, officer, "inverclyde", "community").await;
    skewed_answer(world, &word, 300, 7, 0.5).await;
    while_open(officer, &survey).await;
    officer.get(&format!("{survey}/close")).await.form("/close").send(officer).await.is(200);
    for _ in 0..5 {
        world.later(SignedDuration::from_mins(2)).await;
    }
    officer.post(&format!("{survey}/results"), &[("public", "yes")]).await.is(200);
    word
}

/// The numbers of people that the API gives of a table.
async fn counts(browser: &mut Browser, word: &str, table: &str) -> Vec<u64> {
    let page: Page = browser.get(&format!("/api/v1/surveys/{word}/tables/{table}?format=csv")).await;
    page.is(200);
    let mut reader = csv::Reader::from_reader(page.html.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let people = heads.iter().position(|head| head == "people").unwrap_or_else(|| panic!("{heads:?}"));
    reader.records().filter_map(|row| row.unwrap()[people].parse().ok()).collect()
}

stories! {
    /// Noise keyed by who is in the cell: numbers are no multiples, never one or two, and pages say how they were changed.
    async fn noise_is_said_and_shown(world) {
        let world = world.protected_by(Method::CellKey);
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let word = published(&world, &mut officer, async |officer, survey| {
            officer.get(&format!("{survey}/results")).await.is(200).shows("changed at random by up to 3");
        }).await;
        let mut public = world.browser();
        let found = counts(&mut public, &word, "neighbourhood").await;
        assert!(found.iter().any(|count| count % 5 != 0) && found.iter().all(|count| ![1, 2].contains(count)), "{found:?}");
        public.get(&format!("/s/{word}/results")).await.is(200).shows("changed at random by up to 3");
        public.get(&format!("/gd/s/{word}/results")).await.is(200).shows("le suas gu 3");
        public.get(&format!("/s/{word}/who")).await.is(200).shows("counts changed by up to 3");
        assert!(!public.get(&format!("/s/{word}/results")).await.has("rounded to 5"));
    }

    /// Suppression: nothing while people answer, exact numbers at the end, none from 1 to 9, and nothing crossed.
    async fn suppression_shows_the_end_only(world) {
        let world = world.protected_by(Method::Suppression);
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let word = published(&world, &mut officer, async |officer, survey| {
            let page = officer.get(&format!("{survey}/results")).await;
            assert!(!page.is(200).has("<td"), "{}", page.text());
        }).await;
        let mut public = world.browser();
        let found = counts(&mut public, &word, "neighbourhood").await;
        assert!(!found.is_empty() && found.iter().all(|count| *count == 0 || *count >= 10), "{found:?}");
        public.get(&format!("/s/{word}/results")).await.is(200).shows("numbers below 10 are withheld");
        public.get(&format!("/s/{word}/who/together")).await.is(200);
        let tables = public.get(&format!("/api/v1/surveys/{word}/tables?limit=100")).await;
        assert!(!tables.is(200).has("~"), "{}", tables.text());
    }

    /// A survey that was shown in one way stays with it when the operator chooses another: two ways for the same people
    /// would tell more than one.
    async fn what_was_shown_stays_with_its_way(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        skewed_answer(&world, &word, 300, 7, 0.5).await;
        officer.get(&format!("{survey}/results")).await.shows("rounded to 5");
        let world = world.protected_by(Method::CellKey);
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.get(&format!("{survey}/close")).await.form("/close").send(&mut officer).await.is(200);
        for _ in 0..5 {
            world.later(SignedDuration::from_mins(2)).await;
        }
        officer.post(&format!("{survey}/results"), &[("public", "yes")]).await.is(200);
        let mut public = world.browser();
        public.get(&format!("/s/{word}/results")).await.is(200).shows("rounded to 5");
        let found = counts(&mut public, &word, "neighbourhood").await;
        assert!(!found.is_empty() && found.iter().all(|count| count % 5 == 0), "{found:?}");
    }
}
