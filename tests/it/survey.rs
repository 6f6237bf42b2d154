//! Stories of officers and their surveys: the draft, its mistakes, publishing, versions, two people at once, the end.

use domain::account::Role;
use jiff::SignedDuration;
use object_store::{ObjectStoreExt, path::Path};

use crate::{
    harness::{
        Browser, World,
        desk::{new_survey, open, publish, set_days},
    },
    stories,
};

async fn scotland(world: &World) -> Browser {
    world.staff("sorley@example.org", "scotland", Role::Officer).await
}

/// Changes the words of a question.
async fn reword(browser: &mut Browser, survey: &str, item: &str, words: &str) {
    let form = browser.get(&format!("{survey}/questions/{item}")).await.form("/questions");
    form.with("words", words).send(browser).await.is(200).shows("Saved");
}

stories! {
    /// From the template to the day of opening: what is left to do is said, mistakes keep what was typed, nothing is
    /// published before it is ready.
    async fn a_draft_becomes_a_survey(world) {
        let mut officer = scotland(&world).await;
        let page = officer.get("/desk/scotland/surveys/new").await;
        page.form("/surveys/new").with("template", "").send(&mut officer).await.is(422).shows("There is a problem");
        let survey = new_survey(&mut officer, "scotland", "officials").await;
        let page = officer.get(&survey).await;
        page.shows("things are left to do before you can publish it").shows("Draft");
        publish(&mut officer, &survey).await.is(422).shows("It was not published: 2 things stop it");

        let question = format!("{survey}/questions/q03_time_in_job");
        let form = officer.get(&question).await.form("/questions");
        let empty = form.clone().with("words", "").with("help", "In <years> & months").send(&mut officer).await;
        empty.is(200).shows("4 things stop it from being published").shows("English: 1 text is missing");
        let page = officer.get(&question).await;
        page.shows("In &lt;years&gt; &amp; months");
        let form = page.form("/questions");
        form.with("words", "How long have you done this work?").with("help", "").send(&mut officer).await.is(200).shows("Saved");
        officer.get(&format!("{survey}/preview/q03")).await.is(200).shows("How long have you done this work?");
        officer.get(&format!("{survey}/preview/start")).await.is(200);
        officer.get(&format!("{survey}/preview/nowhere")).await.is(404);

        let form = officer.get(&format!("{survey}/notice")).await.form("/notice");
        let wrong = form.clone().with("opens", "2026-12-24").with("closes", "2026-12-01").with("months", "many");
        let wrong = wrong.send(&mut officer).await;
        wrong.is(422).shows("There is a problem").shows("value=\"many\"").shows("value=\"2026-12-01\"");
        set_days(&world, &mut officer, &survey).await;
        officer.get(&survey).await.shows("Everything is ready: you can publish it");
        publish(&mut officer, &survey).await.is(200).shows("It is published");
        officer.get(&format!("{survey}/history")).await.is(200).shows("Ann Example");
    }

    /// A published version is frozen: changes are a draft that nobody sees until it is published as the next version;
    /// whoever began with the first keeps it.
    async fn a_version_is_frozen(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        let mut early = world.browser();
        early.post(&format!("/s/{word}/start"), &[]).await.is(200);
        let page = format!("/s/{word}/q/neighbourhood");
        early.post(&page, &[("answers[neighbourhood][]", "4"), ("then", "next")]).await.is(200);

        reword(&mut officer, &survey, "neighbourhood", "How good is it to live in your street?").await;
        officer.get(&survey).await.shows("The draft has changes that are not published").shows("People see version 1");
        assert!(!early.get(&page).await.has("in your street"), "a draft is not shown to the public");
        publish(&mut officer, &survey).await.is(200);
        assert!(!officer.get(&survey).await.has("The draft has changes"));

        assert!(!early.get(&page).await.has("in your street"), "answers keep the version they were begun with");
        let mut late = world.browser();
        late.post(&format!("/s/{word}/start"), &[]).await.is(200);
        late.get(&page).await.shows("How good is it to live in your street?");
    }

    /// Two people change the same question: the second is told, keeps what they typed, and nothing is lost.
    async fn two_officers_edit_at_the_same_time(world) {
        let mut first = scotland(&world).await;
        let mut second = world.staff("senga@example.org", "scotland", Role::Officer).await;
        let survey = new_survey(&mut first, "scotland", "officials").await;
        let question = format!("{survey}/questions/q03_time_in_job");
        let (ones, others) = (first.get(&question).await.form("/questions"), second.get(&question).await.form("/questions"));
        ones.with("words", "Words of the first").send(&mut first).await.is(200).shows("Saved");
        let told = others.with("words", "Words of the second").send(&mut second).await;
        told.is(409).shows("Words of the second");
        first.get(&question).await.shows("Words of the first");
        // What is shown can be sent again as it stands, once they have seen what the other did.
        told.form("/questions").send(&mut second).await.is(200).shows("Saved");
        first.get(&question).await.shows("Words of the second");

        let notice = format!("{survey}/notice");
        let (ones, others) = (first.get(&notice).await.form("/notice"), second.get(&notice).await.form("/notice"));
        ones.with("months", "12").send(&mut first).await.is(200).shows("Saved");
        let told = others.with("months", "24").send(&mut second).await;
        told.is(409).shows("value=\"24\"");
        told.form("/notice").send(&mut second).await.is(200);
        assert_eq!(first.get(&notice).await.form("/notice").value("months"), "24");

        let seen = first.get(&survey).await.form("/publish");
        reword(&mut second, &survey, "q03_time_in_job", "Words of the third").await;
        seen.send(&mut first).await.is(409);
    }

    /// Each form sent twice, as impatient fingers do, does what it does once, and answers kindly.
    async fn forms_that_are_sent_twice(world) {
        let mut officer = scotland(&world).await;
        let survey = new_survey(&mut officer, "scotland", "officials").await;
        set_days(&world, &mut officer, &survey).await;
        let question = officer.get(&format!("{survey}/questions/q03_time_in_job")).await;
        let saved = question.form("/questions").with("words", "Once").send(&mut officer).await;
        saved.is(200);
        let publishing = officer.get(&survey).await.form("/publish");
        publishing.send(&mut officer).await.is(200).shows("It is published");
        publishing.send(&mut officer).await.is(200).shows("It is published");
        officer.get(&format!("{survey}/history")).await.shows("version 1");
        assert!(!officer.get(&format!("{survey}/history")).await.has("version 2"), "it was published once");
        let undo = officer.get(&format!("{survey}/questions")).await.form("/undo");
        undo.send(&mut officer).await.is(200).shows("The last change is undone");
        undo.send(&mut officer).await.is(200).shows("Somebody else changed the questions just before you");
        let closing = officer.get(&format!("{survey}/close")).await.form("/close");
        closing.send(&mut officer).await.is(200).shows("It is closed");
        closing.send(&mut officer).await.is(200).shows("It is closed");
    }

    /// A draft is deleted only after a question; a published survey never.
    async fn deleting_asks_first(world) {
        let mut officer = scotland(&world).await;
        let survey = new_survey(&mut officer, "scotland", "officials").await;
        let asked = officer.get(&format!("{survey}/delete")).await;
        asked.is(200).shows("Delete this draft?").shows("This cannot be undone");
        officer.get(&survey).await.is(200);
        asked.form("/delete").send(&mut officer).await.is(200).is_at("/desk/scotland/surveys?done=deleted");
        officer.get(&survey).await.is(404);
        let (survey, _) = open(&world, &mut officer, "scotland", "officials").await;
        officer.get(&format!("{survey}/delete")).await.is_at(&survey);
        officer.post(&format!("{survey}/delete"), &[]).await.is(403).shows("This was published");
        officer.get(&survey).await.is(200);
        let item = format!("{survey}/questions/q03_time_in_job");
        let asked = officer.get(&format!("{item}?delete=yes")).await;
        asked.is(200);
        officer.get(&item).await.is(200);
        asked.form("/questions").send(&mut officer).await.is(200).shows("Deleted");
        officer.get(&item).await.is(404);
    }

    /// A research file of rehearsed answers does not hold its draft back: it goes with it.
    async fn a_deleted_draft_takes_its_research_files(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let survey = new_survey(&mut officer, "inverclyde", "community").await;
        officer.get(&survey).await.form("/rehearse").with("answers", "120").send(&mut officer).await.is(200);
        let asked = officer.get(&format!("{survey}/exports")).await.form("/exports").with("purpose", "For the annual report");
        asked.send(&mut officer).await.is(200).shows("Being made");
        world.work().await;
        let page = officer.get(&format!("{survey}/exports")).await;
        let file = page.html.split("href=\"/exports/").nth(1).unwrap().split('"').next().unwrap();
        let kept = Path::from(format!("research/{file}.zip"));
        let file = format!("/exports/{file}");
        officer.get(&file).await.is(200);
        world.ctx.files.head(&kept).await.unwrap();
        let asked = officer.get(&format!("{survey}/delete")).await.form("/delete");
        asked.send(&mut officer).await.is(200).is_at("/desk/inverclyde/surveys?done=deleted");
        officer.get(&file).await.is(404);
        world.ctx.files.head(&kept).await.unwrap_err();
        officer.get(&survey).await.is(404);
    }

    /// What was rehearsed is marked as such, and goes with the first publishing.
    async fn rehearsed_answers_go_on_publishing(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let survey = new_survey(&mut officer, "inverclyde", "community").await;
        let page = officer.get(&survey).await;
        page.form("/rehearse").with("answers", "many").send(&mut officer).await.is(422).shows("There is a problem");
        page.form("/rehearse").with("answers", "5001").send(&mut officer).await.is(422);
        let shown = page.form("/rehearse").with("answers", "120").send(&mut officer).await;
        shown.is(200).is_at(&format!("{survey}/results")).shows("These answers are rehearsed, not real").shows("120");
        set_days(&world, &mut officer, &survey).await;
        publish(&mut officer, &survey).await.is(200);
        world.work().await;
        officer.get(&format!("{survey}/results")).await.shows("Nothing to show yet");
        officer.post(&format!("{survey}/rehearse"), &[("answers", "100")]).await.is(403);
        let mut tx = world.ctx.store.answers.read().await.unwrap();
        let id = survey.rsplit('/').next().unwrap().parse().unwrap();
        let found = store::survey::survey_by_id(&mut world.ctx.store.main.read().await.unwrap(), id).await.unwrap().unwrap();
        assert_eq!(store::response::count_sent(&mut tx, found.rehearsal).await.unwrap(), 0);
        assert_eq!(store::response::count_sent(&mut tx, found.campaign).await.unwrap(), 0);
    }

    /// Closing asks first. What arrives late is answered with words, and whoever is there sees that it is over.
    async fn closing_asks_first_and_late_answers_are_told(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        let mut late = world.browser();
        let page = late.post(&format!("/s/{word}/start"), &[]).await;
        let asked = officer.get(&format!("{survey}/close")).await;
        asked.is(200).shows("Close this survey now?").shows("it cannot be opened again");
        late.post(&page.path, &[("answers[neighbourhood][]", "5")]).await.is(200);
        asked.form("/close").send(&mut officer).await.is(200).shows("It is closed");
        for path in [page.path.clone(), format!("/s/{word}/check")] {
            let told = late.post(&path, &[("answers[neighbourhood][]", "4"), ("then", "send")]).await;
            assert!(told.status == 200 || told.status == 403, "{path}: {} {}", told.status, told.text());
            told.shows("closed");
        }
        late.get(&format!("/s/{word}")).await.is(200).shows("closed");
        world.browser().post(&format!("/s/{word}/start"), &[]).await.shows("closed");
        world.later(SignedDuration::from_mins(3)).await;
        let told = late.post(&page.path, &[("answers[neighbourhood][]", "3")]).await;
        assert!(told.status.as_u16() < 500 && told.has("closed"), "{} {}", told.status, told.text());
        officer.get(&format!("{survey}/questions")).await.is(200);
        officer.post(&format!("{survey}/publish"), &[("seen", "1")]).await.is(403);
        officer.get(&format!("{survey}/close")).await.is_at(&survey);
    }

    /// Shared to read, a body sees what is released and changes nothing; shared to edit, its officers may change; shared
    /// no more, neither. Researchers may only read in any case.
    async fn sharing_gives_what_it_says_and_no_more(world) {
        let mut owner = scotland(&world).await;
        let mut officer = world.staff("fiona@example.org", "fife", Role::Officer).await;
        let mut researcher = world.staff("rhona@example.org", "fife", Role::Researcher).await;
        let survey = new_survey(&mut owner, "scotland", "officials").await;
        let page = owner.get(&format!("{survey}/sharing")).await;
        page.form("/sharing").send(&mut owner).await.is(422).shows("There is a problem");
        let fife = service::partnership::by_slug(&world.ctx, "fife").await.unwrap();
        let bodies = service::partnership::bodies(&world.ctx, fife.id).await.unwrap();
        let council = bodies.into_iter().find(|body| body.kind == domain::partnership::BodyKind::Council).unwrap();
        for (may, edits) in [("read", false), ("edit", true)] {
            let form = owner.get(&format!("{survey}/sharing")).await.form("/sharing");
            let form = match may {
                "read" => form,
                // A body that has a part already gets another by being shared with again.
                _ => form.with("edit", "share"),
            };
            let form = form.with("body", &council.id.to_string()).with("may", may);
            form.with("basis", "Agreement of 3 March 2026").send(&mut owner).await.is(200).shows("It is shared");
            for browser in [&mut officer, &mut researcher] {
                for path in ["results", "who", "exports"] {
                    browser.get(&format!("{survey}/{path}")).await.is(200);
                }
            }
            let status = if edits { 200 } else { 404 };
            for path in ["", "/questions", "/notice", "/invitations", "/sharing", "/history", "/close", "/delete"] {
                officer.get(&format!("{survey}{path}")).await.is(status);
                let refused = researcher.get(&format!("{survey}{path}")).await;
                assert!(matches!(refused.status.as_u16(), 403 | 404), "{path}: {}", refused.status);
            }
            officer.get("/desk").await.is(200).shows("Community planning: how it works where you are");
        }
        reword(&mut officer, &survey, "q03_time_in_job", "Words from Fife").await;
        let stop = owner.get(&format!("{survey}/sharing")).await.form_with("/sharing", "unshare");
        stop.send(&mut owner).await.is(200).shows("It is no longer shared");
        for browser in [&mut officer, &mut researcher] {
            browser.get(&format!("{survey}/results")).await.is(404);
        }
        let late = officer.post(&format!("{survey}/questions"), &[("edit", "page-delete"), ("page", "q01"), ("seen", "2")]).await;
        late.is(404);
    }
}
