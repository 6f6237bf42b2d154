//! Stories of being recognised: only those who agree, without their answers, until a day that is said.

use domain::{account::Role, engagement::Year};
use jiff::SignedDuration;
use service::survey::Template;

use crate::{
    harness::{Browser, World},
    stories,
};

/// Somebody who has just sent answers to an open survey.
async fn sent(world: &World, word: &str) -> Browser {
    let mut browser = world.browser();
    let mut page = browser.post(&format!("/s/{word}/start"), &[]).await;
    for _ in 0..60 {
        if page.path.ends_with("/check") {
            page = browser.post(&page.path.clone(), &[("then", "send")]).await;
            assert!(page.path.ends_with("/sent"), "{}", page.path);
            return browser;
        }
        page = browser.post(&page.path.clone(), &[("then", "next")]).await;
    }
    panic!("no end: {}", page.path);
}

async fn again(browser: &mut Browser, word: &str, contact: &str, then: &str) -> crate::harness::Page {
    browser.post(&format!("/s/{word}/again"), &[("contact", contact), ("age", "16_24"), ("then", then)]).await
}

async fn people(world: &World, year: Year) -> i64 {
    let partnership = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
    let mut tx = world.ctx.store.main.read().await.unwrap();
    store::recognition::count_people(&mut tx, partnership.id, year).await.unwrap()
}

async fn rows(world: &World, year: Year) -> Vec<store::recognition::Recognised> {
    let partnership = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
    let mut tx = world.ctx.store.main.read().await.unwrap();
    store::recognition::recognised_in(&mut tx, partnership.id, year).await.unwrap()
}

stories! {
    /// Nobody is asked before the partnership wants it, and nobody is kept who did not agree. Whoever agrees twice, in
    /// two surveys, is one person in two engagements, however they type their number; and can be forgotten.
    async fn only_those_who_agree_are_recognised(world) {
        let year = Year::of(world.ctx.today());
        let (_, word) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut ann = sent(&world, &word).await;
        let path = format!("/s/{word}/sent");
        assert!(!ann.get(&path).await.has("Recognise me"));
        again(&mut ann, &word, "ann@example.org", "join").await.is(404);
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let desk = officer.get("/desk/inverclyde/again").await;
        desk.is(200).shows("People are not asked").shows("Nobody can be recognised yet");
        desk.form_with("/again", "Ask people whether they agree").send(&mut officer).await.is(200).shows("It is changed");
        ann.get(&path).await.shows("Will you let us recognise you the next time?").shows("30 June");
        ann.get(&format!("/gd{path}")).await.shows("An leig thu leinn");
        again(&mut ann, &word, "nobody", "join").await.is(422).shows("Enter an e-mail address").shows("nobody");
        assert_eq!(people(&world, year).await, 0);
        again(&mut ann, &word, " Ann@Example.org", "join").await.is(200).shows("We will recognise you");
        again(&mut ann, &word, "ann@example.org", "join").await.is(200);
        assert_eq!(rows(&world, year).await.len(), 1);
        let mut bea = sent(&world, &word).await;
        again(&mut bea, &word, "0131 496 0000", "join").await.is(200);
        let (_, other) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut bea_again = sent(&world, &other).await;
        again(&mut bea_again, &other, "+44 131 496 0000", "join").await.is(200);
        assert_eq!((people(&world, year).await, rows(&world, year).await.len()), (2, 3));
        // Whoever has sent nothing adds nothing.
        let mut stranger = world.browser();
        again(&mut stranger, &word, "cal@example.org", "join").await.is(404);
        stranger.post(&format!("/s/{word}/start"), &[]).await;
        again(&mut stranger, &word, "cal@example.org", "join").await.is(404);
        again(&mut bea, &word, "0131 496 0000", "forget").await.is(200).shows("You are forgotten");
        assert_eq!((people(&world, year).await, rows(&world, year).await.len()), (1, 1));
        officer.get("/desk/inverclyde/again").await.shows("Nobody can be recognised yet");
    }

    /// What is kept says neither who nor what: no address, nothing that stands in the databases of answers, no time.
    async fn a_pseudonym_meets_no_answer(world) {
        let year = Year::of(world.ctx.today());
        let (_, word) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.post("/desk/inverclyde/again", &[("to", "on")]).await.is(200);
        let mut ann = sent(&world, &word).await;
        again(&mut ann, &word, "ann.secret@example.org", "join").await.is(200);
        let kept = rows(&world, year).await.remove(0);
        let hex = service::keys::hex(&kept.pseudonym);
        let answers = world.ctx.store.answers.read().await;
        drop(answers);
        let mut found = (0, 0);
        for file in std::fs::read_dir(world.folder.path()).unwrap().flatten() {
            let Ok(bytes) = std::fs::read(file.path()) else { continue };
            let name = file.file_name().display().to_string();
            let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!holds(b"ann.secret@example.org"), "{name} holds the address");
            if name.starts_with("answers") {
                assert!(!holds(&kept.pseudonym) && !holds(hex.as_bytes()), "{name} holds the pseudonym");
                found.0 += 1;
            }
            if name.starts_with("main") && holds(&kept.pseudonym) {
                found.1 += 1;
            }
        }
        // The control, where the databases are files: the pseudonym is found where it is.
        assert!(found.0 == 0 || found.1 > 0, "{found:?}");
    }

    /// On its day the key goes and the pseudonyms with it; released figures stay, and the same address is another number.
    async fn a_year_ends_on_its_day(world) {
        let year = Year::of(world.ctx.today());
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.post("/desk/inverclyde/again", &[("to", "on")]).await.is(200);
        let (_, word) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut one = sent(&world, &word).await;
        for person in 0..12 {
            again(&mut one, &word, &format!("person{person}@example.org"), "join").await.is(200);
        }
        let page = officer.get("/desk/inverclyde/again").await;
        page.shows("people agreed to be recognised").shows("fewer than 50: no share");
        let partnership = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
        let key = || world.ctx.keys.recognition(partnership.id, year).unwrap();
        let before = key().unwrap().mac(&[b"recognise", b"mail:person1@example.org"]);
        assert!(rows(&world, year).await.iter().any(|row| row.pseudonym == before), "the control: it can be worked out");
        let days = domain::time::days_between(world.ctx.today(), service::recognition::ends_on(year));
        world.later(SignedDuration::from_hours(24 * (days - 2))).await;
        assert!(key().is_some() && people(&world, year).await == 12);
        for _ in 0..4 {
            world.later(SignedDuration::from_hours(25)).await;
        }
        assert!(key().is_none());
        assert!(rows(&world, year).await.is_empty());
        let shown = service::recognition::of_year(&world.ctx, partnership.id, year).await.unwrap();
        assert!(shown.ended && shown.figures.is_some());
        let now = world.ctx.keys.make_recognition(partnership.id, year).unwrap();
        assert_ne!(now.mac(&[b"recognise", b"mail:person1@example.org"]), before);
    }
}
