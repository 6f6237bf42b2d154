//! The linkage attack: somebody who holds both databases, the write-ahead logs and everything that the program wrote,
//! but no key, tries to match invitations with answers (P-01 of the test plan).
//!
//! The attacker is given every order that rows and bytes stand in, on both sides, and every value that two rows share. A
//! right guess is one invited person matched with their own answers. By chance one guess in a whole list is right; more
//! than a few would be a leak. A naive design is attacked by the same code and falls.

mod attack;
mod dump;
mod naive;

use domain::account::Role;
use jiff::SignedDuration;
use service::{invitation, survey::Template};

use crate::{
    harness::{Browser, World},
    stories,
};
use attack::{Attack, Dump};

/// How many people are invited, and answer.
const PEOPLE: usize = 40;
/// More right guesses than this in one list do not happen by chance: with one expected, nine or more come once in a
/// million lists (Poisson), and there are some thousand lists.
const CHANCE: usize = 8;

/// What person number `n` writes, so that the test knows whose answers are whose. Sorted by it, people stand in another
/// order than by their addresses: names must not give away what the program does not.
fn mark(n: usize) -> String {
    format!("marker-{:05}", (n + 3) * 7919 % 10_007)
}

fn address(n: usize) -> String {
    format!("p{:04}@example.org", (n + 5) * 4801 % 9973)
}

/// An order that says nothing of the numbers, always the same.
fn shuffled(seed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..PEOPLE).collect();
    order.sort_by_key(|n| (n + 1) * (seed * 2 + 7919) % 10_007 * 6_151 % 9_973);
    order
}

/// Invites everybody, and lets them answer in an order of its own; their numbers in the order of answering.
async fn play(world: &World) -> (domain::id::SurveyId, Vec<usize>) {
    let (id, slug) = world.open_survey("inverclyde", Template::Community, true).await;
    let caller = world.caller("maker@example.org", "inverclyde", Role::Officer).await;
    let editor = service::access::editor(&world.ctx, &caller, id).await.unwrap();
    let list: Vec<String> = shuffled(1).into_iter().map(address).collect();
    invitation::add(&world.ctx, &editor, &list.join("\n")).await.unwrap();
    let letters = world.letters().await;
    let order = shuffled(2);
    for (at, n) in order.iter().enumerate() {
        let letter = letters.iter().find(|letter| letter.to == address(*n)).unwrap();
        let mut browser = world.browser();
        browser.address.set_port(u16::try_from(40_000 + at).unwrap());
        answer(&mut browser, &slug, &letter.link(&format!("/s/{slug}")), &mark(*n)).await;
        world.ctx.clock.advance(SignedDuration::from_secs(61));
    }
    invitation::show(&world.ctx, &editor).await.unwrap();
    (id, order)
}

/// Answers through a personal link, as people do: every page, one of them with the mark.
async fn answer(browser: &mut Browser, slug: &str, link: &str, mark: &str) {
    let start = browser.get(link).await;
    let token = start.is(200).value("c");
    let mut page = browser.post(&format!("/s/{slug}/start"), &[("c", &token)]).await;
    for _ in 0..60 {
        let fields: Vec<(&str, &str)> = if page.path.ends_with("/travel_easier") {
            vec![("answers[travel_easier][]", mark), ("then", "next")]
        } else {
            vec![("then", if page.path.ends_with("/check") { "send" } else { "next" })]
        };
        page = browser.post(&page.path.clone(), &fields).await;
        if page.path.ends_with("/sent") {
            return;
        }
    }
    panic!("no end: {}", page.path);
}

/// Attacks what is stored; the best list of guesses, and how many of it are right.
fn best(dump: &Dump) -> (String, usize) {
    let people: Vec<String> = (0..PEOPLE).map(address).collect();
    let marks: Vec<String> = (0..PEOPLE).map(mark).collect();
    Attack { people: &people, marks: &marks }.best(dump)
}

stories! {
    /// While the survey is open, everything that is stored says nothing about who answered what.
    async fn an_open_survey_cannot_be_linked(world) {
        let (_, order) = play(&world).await;
        let dump = dump::of(&world).await;
        attack::must_see(&dump, &order.into_iter().map(mark).collect::<Vec<_>>());
        let (how, right) = best(&dump);
        assert!(right <= CHANCE, "{right} of {PEOPLE} were matched by {how}");
    }

    /// After closing, addresses, key and references are gone, and nothing that is left matches anything.
    async fn a_sealed_survey_cannot_be_linked(world) {
        let (id, order) = play(&world).await;
        let before = dump::of(&world).await;
        world.later(SignedDuration::from_hours(29 * 24)).await;
        world.later(SignedDuration::from_hours(1)).await;
        let survey = store::survey::survey_by_id(&mut world.ctx.store.main.read().await.unwrap(), id).await.unwrap().unwrap();
        assert!(survey.sealed_at.is_some());
        assert!(world.ctx.keys.link(survey.campaign).unwrap().is_none(), "the link key is destroyed");
        let after = dump::of(&world).await;
        attack::must_see(&after, &order.into_iter().map(mark).collect::<Vec<_>>());
        // The attacker kept a copy from before, when addresses were there, and has both keys folders' remains: none.
        let (how, right) = best(&before.and(after));
        assert!(right <= CHANCE, "{right} of {PEOPLE} were matched by {how}");
    }
}

/// The same attack on a design that looks harmless: answers in the order in which they came, and a note on the
/// invitation that it was used.
#[tokio::test]
async fn the_naive_design_is_broken() {
    let order = shuffled(2);
    let rows: Vec<(String, String)> = order.iter().map(|n| (address(*n), mark(*n))).collect();
    for dump in [naive::with_order(&rows).await, naive::with_time(&rows).await, naive::with_reference(&rows).await] {
        let (how, right) = best(&dump);
        assert!(right > PEOPLE * 9 / 10, "the attack is blind: {right} of {PEOPLE} by {how}");
    }
}
