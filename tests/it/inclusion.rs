//! Stories of the parts of the inclusion check: deprivation, places, and two characteristics together.

use domain::account::Role;
use service::testing;

use crate::{
    harness::{
        Page,
        desk::{many_answer, open},
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

stories! {
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
