//! Stories of invitations to a survey: lists with mistakes, a letter each, reminders, and that nobody sees who answered.

use std::collections::BTreeSet;

use domain::account::Role;
use jiff::SignedDuration;

use crate::{
    harness::{
        Browser, Letter, World,
        desk::{answer, new_survey, open, publish, set_days},
    },
    stories,
};

/// A list as a spreadsheet writes it: a head, twenty good lines, and bad ones as lines 4, 9 and 23.
fn list() -> String {
    let mut lines = vec!["E-mail,Partnership".to_owned()];
    let named = ["inverclyde", "S12000047", "Perth and Kinross", "fife"];
    lines.extend((0..20).map(|at| format!("person{at}@example.org,{}", named[at % 4])));
    lines.insert(3, "nobody,inverclyde".to_owned());
    lines.insert(8, "lost@example.org,Atlantis".to_owned());
    lines.push("=cmd|' /C calc'!A0,fife".to_owned());
    lines.join("\r\n") + "\r\n"
}

async fn upload(browser: &mut Browser, survey: &str, list: &str) -> crate::harness::Page {
    browser.upload(&format!("{survey}/invitations"), &[("list", "")], ("file", "people.csv", list.as_bytes())).await
}

fn addresses(letters: &[Letter]) -> BTreeSet<String> {
    letters.iter().map(|letter| letter.to.clone()).collect()
}

stories! {
    /// Twenty of twenty-three lines are kept, the three bad ones are named by their numbers; the same file again invites
    /// nobody twice, and everybody gets one letter when the survey opens.
    async fn a_list_with_mistakes_invites_the_others(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let survey = new_survey(&mut officer, "scotland", "officials").await;
        officer.get(&format!("{survey}/invitations")).await.is(200).shows("Nobody is invited yet");
        upload(&mut officer, &survey, "\r\n").await.is(422).shows("There is a problem");
        let added = upload(&mut officer, &survey, &list()).await;
        added.is(200).shows("20");
        let text = added.text();
        for line in ["4", "9", "24"] {
            assert!(text.contains(&format!("Line {line}")), "line {line} is not named: {text}");
        }
        assert!(!text.contains("Line 5 ") && !text.contains("Line 23"), "a good line is named: {text}");
        added.shows("lost@example.org,Atlantis");
        let again = upload(&mut officer, &survey, &list()).await;
        again.is(200);
        officer.get(&format!("{survey}/invitations")).await.shows("20").shows("letters will be written when the survey opens");
        assert!(world.letters().await.is_empty(), "nobody is written to before it is open");

        set_days(&world, &mut officer, &survey).await;
        publish(&mut officer, &survey).await.is(200);
        let letters = world.letters().await;
        assert_eq!(letters.len(), 20);
        assert_eq!(addresses(&letters).len(), 20);
        let links: BTreeSet<String> = letters.iter().map(|letter| letter.link("/s/")).collect();
        assert_eq!(links.len(), 20, "everybody has a link of their own");
        world.later(SignedDuration::from_hours(1)).await;
        upload(&mut officer, &survey, &list()).await.is(200);
        assert!(world.letters().await.is_empty(), "one letter for each person");
        upload(&mut officer, &survey, "late@example.org;Moray\n").await.is(200);
        assert_eq!(addresses(&world.letters().await), BTreeSet::from(["late@example.org".to_owned()]));
    }

    /// Reminders go to those who have not answered and asked for no peace, once for each wave however often the button is
    /// pressed; no page and no letter of the outbox says who that is.
    async fn reminders_go_to_those_who_have_not_answered(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "scotland", "officials").await;
        upload(&mut officer, &survey, &list()).await.is(200);
        let letters = world.letters().await;
        let (answering, others) = letters.split_at(5);
        let place: &[(&str, &str)] = &[("answers[q01_partnership][]", "S12000018")];
        for letter in answering {
            answer(&world, &letter.link("/s/"), &word, place, &[]).await.is(200).shows("Your answers are in");
        }
        let stop = others[0].link("/stop/");
        world.browser().get(&stop).await.is(200);
        world.browser().post(&stop, &[]).await.is(200);

        let page = officer.get(&format!("{survey}/invitations")).await;
        page.shows("About 10 people who are invited have not answered").shows("Nobody can see who has answered");
        let button = page.form("/remind");
        button.send(&mut officer).await.is(200).shows("Reminders are on their way");
        button.send(&mut officer).await.is(200).shows("Reminders are on their way");
        let reminded = world.letters().await;
        assert_eq!(reminded.len(), 14, "each once: {:?}", addresses(&reminded));
        assert_eq!(addresses(&reminded), addresses(&others[1..]));
        assert!(reminded.iter().all(|letter| others.iter().any(|other| other.link("/s/") == letter.link("/s/"))));
        // A second wave is another letter to the same people, less whoever answered since.
        let link = reminded[0].link("/s/");
        answer(&world, &link, &word, place, &[]).await.is(200);
        officer.get(&format!("{survey}/invitations")).await.form("/remind").send(&mut officer).await.is(200);
        assert_eq!(addresses(&world.letters().await), addresses(&reminded[1..]));

        for path in ["", "/invitations", "/history", "/results", "/who", "/exports"] {
            let page = officer.get(&format!("{survey}{path}")).await;
            page.is(200);
            for letter in &letters {
                assert!(!page.has(&letter.to), "{path} names {}", letter.to);
            }
            assert!(!page.has(">14<") && !page.has("14 letters"), "{path} says how many were reminded");
        }
    }

    /// The outbox shows first letters, so that officers can see that they went, and of reminders nothing that tells who
    /// got one.
    async fn the_outbox_shows_no_recipients_of_reminders(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let (survey, _) = open(&world, &mut officer, "scotland", "officials").await;
        officer.get("/desk/scotland/outbox").await.is(200).shows("No mail server is set up");
        upload(&mut officer, &survey, &list()).await.is(200);
        world.work_into_folder().await;
        let before = officer.get("/desk/scotland/outbox").await;
        assert!(before.text().contains("20 were handed over"), "{}", before.text());
        before.is(200).shows("Letters in the folder, newest first");
        let letter = before.html.split("/desk/scotland/outbox/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let opened = officer.get(&format!("/desk/scotland/outbox/{letter}")).await;
        opened.is(200);
        for page in [&before, &opened] {
            assert!(!page.has("@example.org"), "a letter says to whom it goes: {}", page.text());
        }

        officer.get(&format!("{survey}/invitations")).await.form("/remind").send(&mut officer).await.is(200);
        let waiting = officer.get("/desk/scotland/outbox").await;
        assert_eq!(waiting.text(), before.text(), "the outbox tells of reminders that wait");
        world.work_into_folder().await;
        let after = officer.get("/desk/scotland/outbox").await;
        assert_eq!(after.text(), before.text(), "the outbox tells of reminders");
        let kept = std::fs::read_dir(world.folder.path().join("letters/reminders")).unwrap().count();
        assert_eq!(kept, 20, "they were written all the same");

        // A colleague of a partnership whose people were invited sees none of it.
        let mut other = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        other.get("/desk/scotland/outbox").await.is(404);
        let own = format!("/desk/inverclyde/outbox/{letter}");
        other.get(&own).await.is(404);
        for path in ["../reminders/x.eml", "..%2freminders%2fx.eml", "x.eml"] {
            officer.get(&format!("/desk/scotland/outbox/{path}")).await.is(404);
        }
    }

    /// A link is for one set of answers; only the invited can answer, and a link of another survey opens nothing.
    async fn a_link_is_for_one_set_of_answers(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "scotland", "officials").await;
        upload(&mut officer, &survey, "ann@example.org,fife\n").await.is(200);
        let letter = world.letters().await.pop().unwrap();
        let place: &[(&str, &str)] = &[("answers[q01_partnership][]", "S12000047")];
        let sent = answer(&world, &letter.link("/s/"), &word, place, &[]).await;
        sent.shows("Your answers are in");
        let again = answer(&world, &letter.link("/s/"), &word, &[], &[]).await;
        assert_eq!(again.text(), sent.text(), "the link leads to what was sent");
        let mut stranger = world.browser();
        stranger.get(&format!("/s/{word}")).await.is(200);
        let refused = stranger.post(&format!("/s/{word}/start"), &[]).await;
        assert!(!refused.path.contains("/q/"), "{} {}", refused.path, refused.text());
        for token in ["", "AAAA-AAAA-AAAA-AAAA", "../../x", "' OR 1=1 --"] {
            let refused = stranger.post(&format!("/s/{word}/start"), &[("c", token)]).await;
            assert!(!refused.path.contains("/q/") && refused.status.as_u16() < 500, "{token}: {}", refused.status);
        }
        officer.get(&format!("{survey}/invitations")).await.form("/remind").send(&mut officer).await;
        assert!(world.letters().await.is_empty());
    }

    /// How many could answer is typed once for each partnership; what is no number is refused beside its field.
    async fn the_frame_is_typed_by_partnership(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let survey = new_survey(&mut officer, "scotland", "officials").await;
        let fife = service::partnership::by_slug(&world.ctx, "fife").await.unwrap();
        let field = format!("eligible-{}", fife.id);
        let form = officer.get(&format!("{survey}/invitations")).await.form("/frame");
        let wrong = form.clone().with(&field, "about forty").send(&mut officer).await;
        wrong.is(422).shows("There is a problem").shows("value=\"about forty\"");
        form.with(&field, "40").send(&mut officer).await.is(200).shows("Saved");
        let page = officer.get(&format!("{survey}/invitations")).await;
        assert_eq!(page.form("/frame").value(&field), "40");
        officer.get(&survey).await.is(200);
    }
}
