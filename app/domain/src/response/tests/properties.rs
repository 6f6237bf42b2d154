//! What holds whatever is posted, answered or attempted.

use proptest::prelude::*;

use super::*;
use crate::response::{Journey, journey::Destination, parse_page, problems_of_page, routing::Routing};

/// Anything that somebody, or their browser, or somebody else's program could post.
fn any_posted() -> impl Strategy<Value = Posted> {
    let names =
        vec!["who", "how", "note", "grid", "grid.ask", "grid.act", "years", "name", "more", "home", "life", "x"];
    let values = prop_oneof![
        prop::sample::select(vec![
            "young",
            "adult",
            "bus",
            "walk",
            "cycle",
            "none",
            "prefer_not",
            "1",
            "2",
            "dont_know",
            "12",
            "12 years",
            "1,200",
            "0.5",
            "",
            " ",
            "7",
            "11",
            "pa15 1ly",
            "G1 1AA",
            "pa15",
            "locality:east",
            "locality:x",
            "zone:S01010891",
            "zone:",
            "one two three four five six",
            "a\r\nb\u{0}",
        ])
        .prop_map(str::to_owned),
        ".{0,40}",
    ];
    prop::collection::btree_map(
        prop::sample::select(names).prop_map(str::to_owned),
        prop::collection::vec(values, 0..4),
        0..12,
    )
}

proptest! {
    /// Whatever is posted in whatever order: only fields of the page change, problems are found again, what is stored
    /// is stable when it is sent again, and texts are kept.
    #[test]
    fn parsing_is_stable_and_loses_nothing(sent in prop::collection::vec((0..7_usize, any_posted()), 1..8)) {
        let prepared = prepared();
        let mut answers = Answers::default();
        for (page, posted) in sent {
            let before = answers.clone();
            let shown = Routing::derive(&prepared, &before);
            let (after, problems) = parse_page(&prepared, page, &posted, before.clone(), &places());
            if !shown.shows(page) {
                prop_assert_eq!(&after, &before);
                continue;
            }
            prop_assert_eq!(&problems_of_page(&prepared, page, &after), &problems);
            for field in prepared.fields() {
                let on_page = prepared.page_of(field.item) == page && shown.asks(field.item);
                prop_assert!(on_page || after.get(&field.name) == before.get(&field.name));
            }
            let again: Posted = after.iter().map(|(name, values)| (name.to_owned(), values.to_vec())).collect();
            prop_assert_eq!(parse_page(&prepared, page, &again, after.clone(), &places()), (after.clone(), problems));
            if page == GRID {
                let typed = posted.get("years").into_iter().flatten().map(|typed| crate::text::one_line(typed));
                let typed = typed.into_iter().find(|typed| !typed.is_empty()).unwrap_or_default();
                let kept = after.get("years").first().cloned().unwrap_or_default();
                prop_assert!(typed.starts_with(&kept) && typed.is_empty() == kept.is_empty(), "{} {}", typed, kept);
            }
            answers = after;
        }
    }

    /// Whatever was answered and attempted: one page after the other leads to the end without a loop.
    #[test]
    fn every_journey_ends(
        sent in prop::collection::vec((0..7_usize, any_posted()), 0..8),
        attempted in prop::collection::btree_set(0..7_usize, 0..7),
        who in prop::sample::select(vec!["young", "adult"]),
    ) {
        let prepared = prepared();
        let mut answers = Answers::default();
        for (page, posted) in sent {
            answers = parse_page(&prepared, page, &posted, answers, &places()).0;
        }
        let mut attempted = codes(&attempted.into_iter().collect::<Vec<_>>());
        let mut visited = Vec::new();
        loop {
            let journey = Journey::derive(&prepared, &answers, &attempted);
            for pair in journey.steps().windows(2) {
                prop_assert_eq!(journey.after(pair[0].page), Destination::Page(pair[1].page));
                prop_assert_eq!(journey.before(pair[1].page), Some(pair[0].page));
            }
            for step in journey.steps() {
                let progress = journey.progress(step.page);
                prop_assert!(progress.done <= progress.of && progress.question.is_none_or(|n| n == progress.done + 1));
            }
            let Destination::Page(page) = journey.resume() else { break };
            prop_assert_eq!(journey.visit(page), Ok(()));
            prop_assert!(!visited.contains(&page), "{} again after {:?}", page, visited);
            visited.push(page);
            attempted.insert(prepared.page(page).unwrap().code.clone());
            answers = parse_page(&prepared, page, &posted(&[("who", &[who])]), answers, &places()).0;
        }
        let journey = Journey::derive(&prepared, &answers, &attempted);
        let submitted = journey.submit().unwrap().answers;
        for (name, _) in submitted.iter() {
            prop_assert!(journey.asks(prepared.fields()[prepared.field_index(name).unwrap()].item));
        }
        let again = Journey::derive(&prepared, &submitted, &attempted);
        prop_assert_eq!(again.submit().unwrap().answers, submitted);
    }
}
