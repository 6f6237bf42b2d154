//! Stories of the parts of the inclusion check: deprivation, places, and two characteristics together.

use domain::account::Role;
use service::testing;

use crate::{
    harness::{
        Browser, Page, World,
        desk::{many_answer, new_survey, open, publish, set_days, skewed_answer},
        html::tags,
    },
    stories,
    tables::published,
};

const PARTS: [(&str, &str); 5] = [
    ("deprivation", "Fifth by fifth"),
    ("places", "Funnel"),
    ("together", "Two by two"),
    ("unanswered", "Which questions were left out most"),
    ("weighed", "Question by question"),
];

/// Every whole number that stands in a cell under this head of a table, as it is written in a card.
fn column(page: &Page, head: &str) -> Vec<u64> {
    let label = format!("data-head=\"{head}\"");
    let cells =
        page.html.split("<td").skip(1).filter(|cell| cell.split('>').next().is_some_and(|tag| tag.contains(&label)));
    let words = cells.filter_map(|cell| Some(cell.split_once('>')?.1.split('<').next()?.replace(',', "")));
    words.filter_map(|word| word.trim().parse().ok()).collect()
}

/// A survey of a community for those who are invited only: its page on the desk and its word.
async fn invited_survey(world: &World, officer: &mut Browser, invited: usize) -> (String, String) {
    let survey = new_survey(officer, "inverclyde", "community").await;
    set_days(world, officer, &survey).await;
    let form = officer.get(&format!("{survey}/notice")).await.form("/notice").with("access", "invited");
    form.send(officer).await.is(200).shows("Saved");
    let lines: Vec<String> = (0..invited).map(|at| format!("person{at}@example.org,inverclyde")).collect();
    let list = lines.join("\n");
    let page = format!("{survey}/invitations");
    officer.upload(&page, &[("list", "")], ("file", "people.csv", list.as_bytes())).await.is(200);
    publish(officer, &survey).await.is(200).shows("It is published");
    let page = officer.get(&survey).await;
    let (_, rest) = page.html.split_once("folkmoot.test/s/").unwrap();
    (survey, rest.split_once('"').unwrap().0.to_owned())
}

stories! {
    /// Where people were invited and enough of them answered, the check says how evenly they did, with the floor of the
    /// indicator; where few did, that it says nothing; and where anybody could answer, not a word of it.
    async fn how_evenly_the_invited_answered_is_said_where_it_can_be(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        testing::make_places(&world.ctx).await.unwrap();
        let (survey, word) = invited_survey(&world, &mut officer, 1200).await;
        skewed_answer(&world, &word, 900, 7, 1.0).await;
        let who = officer.get(&format!("{survey}/who")).await;
        who.is(200).shows("How evenly the invited answered").shows("1,200 were invited").shows("Floor");
        let under = who.text().split("Answered less (their part)").nth(1).unwrap().contains('\u{2212}');
        assert!(under, "a skewed response names who answered less");
        let column = |head: &str| -> Vec<f64> {
            let label = format!("data-head=\"{head}\"");
            let cells = who.html.split("<td").skip(1).filter(|cell| cell.contains(&label));
            let words = cells.filter_map(|cell| cell.split_once('>')?.1.split('<').next()?.trim().parse().ok());
            words.collect()
        };
        let (found, floor) = (column("R"), column("Floor"));
        assert!(!found.is_empty() && found.len() == floor.len(), "{found:?} {floor:?}");
        assert!(found.iter().zip(&floor).all(|(r, floor)| *floor <= *r && *r <= 1.0), "{found:?} {floor:?}");
        assert!(found.is_sorted(), "the most uneven comes first: {found:?}");

        let (survey, word) = invited_survey(&world, &mut officer, 4700).await;
        skewed_answer(&world, &word, 900, 7, 0.0).await;
        let who = officer.get(&format!("{survey}/who")).await;
        who.is(200).shows("fewer than a fifth of the invited answered");
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        skewed_answer(&world, &word, 900, 7, 0.0).await;
        let who = officer.get(&format!("{survey}/who")).await;
        assert!(!who.is(200).has("How evenly the invited answered"));
    }

    /// Of a skewed survey staff and, once results are public, everybody read by deprivation, by place and by two
    /// characteristics who took part; the same numbers, and only released ones.
    async fn everybody_reads_how_taking_part_is_spread(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        testing::make_places(&world.ctx).await.unwrap();
        let word = published(&world, &mut officer, 900, 1.0).await;
        let list = officer.get("/desk/inverclyde/surveys").await;
        let survey = tags(&list.html)
            .into_iter()
            .filter_map(|tag| tag.value("href").map(str::to_owned))
            .find(|link| link.starts_with("/desk/surveys/"))
            .unwrap();
        let survey = survey.split('?').next().unwrap().trim_end_matches('/').to_owned();
        let who = officer.get(&format!("{survey}/who")).await;
        for (part, section) in PARTS {
            assert!(who.html.contains(&format!("href=\"{survey}/who/{part}\"")), "no way to {part}");
            let desk = officer.get(&format!("{survey}/who/{part}")).await;
            desk.is(200).shows(section);
            let public = world.browser().get(&format!("/s/{word}/who/{part}")).await;
            public.is(200).shows(section);
            let gaelic = world.browser().get(&format!("/gd/s/{word}/who/{part}")).await;
            gaelic.is(200).shows("<html lang=\"gd\"");
            let answers = column(&public, "Answers");
            let has_counts = part != "weighed";
            assert_eq!(!answers.is_empty(), has_counts, "{part}: {answers:?}");
            assert!(answers.iter().all(|count| count % 5 == 0), "{part}: {answers:?}");
            assert_eq!(answers, column(&desk, "Answers"), "{part}");
            assert!(!public.html.contains("NaN") && public.html.len() < 200_000, "{part}: {}", public.html.len());
        }
        let public = world.browser().get(&format!("/s/{word}/who/deprivation")).await;
        public.shows("The more deprived an area, the fewer of its people took part").shows("Slope index of inequality");
    }

    /// An officer compares those who answered with everybody instead of adults, and it stands in the sources; what is not
    /// offered is refused; a reader is not asked. Officials are compared with those of them who were invited.
    async fn an_officer_chooses_with_whom_people_are_compared(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        testing::make_places(&world.ctx).await.unwrap();
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        skewed_answer(&world, &word, 600, 7, 0.0).await;
        let who = officer.get(&format!("{survey}/who")).await;
        who.is(200).shows("With whom they are compared").shows("residents 16 and over");
        let adults = |page: &Page| page.text().matches("residents 16 and over").count();
        assert_eq!(who.html.matches("id=\"against\"").count(), 1, "a name for one thing only");
        let (form, before) = (who.form("/who"), adults(&who));
        form.clone().with("against", "invited").send(&mut officer).await.is(422);
        form.with("against", "all_ages").send(&mut officer).await.is(200);
        let who = officer.get(&format!("{survey}/who")).await;
        who.shows("Now: everybody who lives here, children as well");
        // Ages are counted from 16 in any case; sexes and places are not.
        assert!(adults(&who) >= 1 && adults(&who) < before, "{before} and {}", adults(&who));
        officer.get(&format!("{survey}/history")).await.shows("are compared: everybody, children as well");
        officer.get(&format!("{survey}/who")).await.form("/who").with("against", "households").send(&mut officer).await.is(200);
        let none = officer.get(&format!("{survey}/who")).await;
        none.is(200).shows("Now: households");
        assert!(!none.has("residents of all ages"), "people are no households");

        let mut lead = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let survey = new_survey(&mut lead, "scotland", "officials").await;
        set_days(&world, &mut lead, &survey).await;
        let form = lead.get(&format!("{survey}/notice")).await.form("/notice").with("access", "invited");
        form.send(&mut lead).await.is(200);
        let lines: Vec<String> =
            (0..400).map(|at| format!("p{at}@example.org,{}", ["fife", "moray"][at % 2])).collect();
        let list = lines.join("\n");
        lead.upload(&format!("{survey}/invitations"), &[("list", "")], ("file", "p.csv", list.as_bytes())).await.is(200);
        publish(&mut lead, &survey).await.is(200);
        let page = lead.get(&survey).await;
        let (_, rest) = page.html.split_once("folkmoot.test/s/").unwrap();
        skewed_answer(&world, rest.split_once('"').unwrap().0, 300, 7, 0.0).await;
        let form = lead.get(&format!("{survey}/who")).await.is(200).form("/who");
        form.with("against", "invited").send(&mut lead).await.is(200);
        let who = lead.get(&format!("{survey}/who")).await;
        who.is(200).shows("Now: those who were invited").shows("People invited to this survey");
        assert!(!who.html.contains("NaN"));
    }

    /// Before results are public nobody reads a number; with few answers the parts say that nothing can be said.
    async fn parts_say_nothing_too_early(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        testing::make_places(&world.ctx).await.unwrap();
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &word, 9).await;
        for (part, _) in PARTS {
            let public = world.browser().get(&format!("/s/{word}/who/{part}")).await;
            public.is(200);
            assert!(!public.html.contains("<td"), "{part}");
            let desk = officer.get(&format!("{survey}/who/{part}")).await;
            desk.is(200).shows("Nothing can be said yet");
            assert!(column(&desk, "Answers").is_empty(), "{part}");
        }
    }
}
