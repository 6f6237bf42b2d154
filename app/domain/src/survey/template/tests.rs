//! Both templates can be published as they are, in both languages, and ask what they should.

use std::collections::BTreeSet;

use super::{equality::CATEGORIES, *};
use crate::survey::{
    Definition, Prepared, Severity, check,
    check::severity,
    publish::{canonical_json, publish},
    words::texts,
};

fn both() -> [(&'static str, Definition); 2] {
    [("officials", officials()), ("community", community())]
}

#[test]
fn templates_can_be_published_in_both_languages() {
    for (name, template) in both() {
        let stops: Vec<_> = check(&template).into_iter().filter(|p| severity(&p.kind) == Severity::Stops).collect();
        assert_eq!(stops, [], "{name}");
        let advised: BTreeSet<_> = check(&template).into_iter().map(|problem| problem.kind).collect();
        let known = BTreeSet::from(["notice-advised".into(), "rows-many".into()]);
        assert!(advised.is_subset(&known), "{name}: {advised:?}");
        assert_eq!(publish(&template, 1, 1, None).unwrap().number, 1);
    }
}

#[test]
fn templates_read_back_what_they_write() {
    for (name, template) in both() {
        let json = canonical_json(&template);
        let read: Definition = serde_json::from_str(&json).unwrap();
        assert_eq!(read, template, "{name}");
        assert_eq!(canonical_json(&read), json, "{name}");
    }
}

#[test]
fn words_are_plain() {
    for (name, template) in both() {
        for said in texts(&template) {
            let english = said.text.get(crate::text::Language::English).unwrap_or_default().to_lowercase();
            for word in ["please", "n't", "n’t", "it’s", "you’re", "successfully", "!"] {
                assert!(!english.contains(word), "{name} {}: {english}", said.place);
            }
        }
    }
}

#[test]
fn the_survey_of_officials_has_38_numbered_questions() {
    let questionnaire = officials().questionnaire;
    assert_eq!((questionnaire.count(), questionnaire.pages.len()), (38, 38));
    for (index, page) in questionnaire.pages.iter().enumerate() {
        let number = index + 1;
        assert_eq!(page.code, format!("q{number:02}"));
        assert_eq!(questionnaire.number(index), Some(number));
        for item in &page.items {
            assert!(item.code.as_str().starts_with(&format!("q{number:02}_")), "{}", item.code);
        }
    }
    let required: Vec<_> = questionnaire.items().filter(|(_, item)| item.required).collect();
    assert_eq!(required.len(), 1);
    assert_eq!(required[0].1.code.as_str(), "q01_partnership");
    assert!(required[0].1.not_published);
    assert_eq!(questionnaire.choices_of(required[0].1).len(), 32);
}

#[test]
fn the_survey_of_officials_covers_its_topics() {
    let questionnaire = officials().questionnaire;
    let trends: BTreeSet<usize> =
        questionnaire.items().filter(|(_, item)| item.trend).map(|(page, _)| page + 1).collect();
    let once = BTreeSet::from([1, 2, 5, 11, 14, 15, 20, 38]);
    assert_eq!(trends, (1..=38).filter(|number| !once.contains(number)).collect());
    for (code, label, scale, rows) in [
        ("q02_takes_part", "2b", "", 5),
        ("q06_energy_do", "6", "e10", 6),
        ("q07_energy_should", "7", "e10", 6),
        ("q08_difference", "8", "a5", 2),
        ("q09_feels_like", "9", "e10", 2),
        ("q10_satisfied", "10a", "i5", 0),
        ("q11_third", "11c", "", 0),
        ("q12_skill", "12", "s5", 12),
        ("q13_importance", "13", "i5", 12),
        ("q14_training", "14", "", 16),
        ("q16_sources", "16", "f5", 7),
        ("q17_evidence_views", "17", "a5", 4),
        ("q18_barriers", "18", "", 11),
        ("q19_geography", "19", "", 5),
        ("q21_board_use", "21", "f5", 7),
        ("q22_partnership_views", "22", "a5", 4),
        ("q23_challenge", "23a", "f5", 0),
        ("q24_equal_influence", "24a", "a5", 0),
        ("q25_influence", "25", "i5", 10),
        ("q28_plan_focus", "28a", "a5", 0),
        ("q29_methods", "29", "f5", 11),
        ("q33_voices", "33", "a5", 4),
        ("q35_least_heard", "35", "", 18),
        ("q36_requests", "36", "a5", 2),
        ("q37_frameworks", "37", "i5", 5),
    ] {
        let item = questionnaire.item(code).unwrap_or_else(|| panic!("no {code}"));
        assert_eq!(questionnaire.label(code).as_deref(), Some(label), "{code}");
        let on = match item.kind.choices() {
            Some(Choices::Scale(name)) => name.as_str(),
            _ => "",
        };
        assert_eq!(on, scale, "{code}");
        let own = if let Some(Choices::Own(own)) = item.kind.choices() { own.len() } else { 0 };
        assert_eq!(item.kind.rows().len().max(own), rows, "{code}");
    }
}

#[test]
fn officials_and_residents_judge_one_sentence_in_the_same_words() {
    let (officials, community) = (officials().questionnaire, community().questionnaire);
    let voices = officials.item("q33_voices").unwrap().kind.rows();
    let say = community.item("say").unwrap().kind.rows();
    assert_eq!(voices[0].words, say.iter().find(|row| row.code == "changes_decisions").unwrap().words);
    assert_eq!(officials.scales["a5"], community.scales["a5"]);
    assert_eq!(say.len(), 5);
}

#[test]
fn questions_about_people_are_optional_explained_and_last() {
    let questionnaire = community().questionnaire;
    let about: Vec<_> = questionnaire.items().filter(|(_, item)| item.characteristic.is_some()).collect();
    let names: Vec<_> = about.iter().filter_map(|(_, item)| item.characteristic.as_deref()).collect();
    let asked =
        ["locality", "age", "sex", "trans", "sexual_orientation", "ethnic_group", "religion", "disability", "caring"];
    assert_eq!(names, asked);
    assert!(about.iter().all(|(_, item)| !item.required && !item.why.is_empty()));
    assert_eq!(about[0].0 + about.len(), questionnaire.pages.len());
    assert_eq!(about[0].0, 10);
    assert!(Prepared::new(questionnaire).page_condition(6).is_some());
}

#[test]
fn every_category_is_one_of_the_census() {
    let mut reader = csv::Reader::from_reader(include_str!("../../../testdata/census_categories.csv").as_bytes());
    let census: BTreeSet<(String, String)> = reader.deserialize().map(Result::unwrap).collect();
    let mut used = BTreeSet::new();
    for category in CATEGORIES {
        for label in category.labels {
            let known = (category.characteristic.to_owned(), (*label).to_owned());
            assert!(census.contains(&known), "{known:?}");
            assert!(used.insert(known), "{label} is counted twice");
        }
    }
    assert_eq!(used, census, "some people of the census are counted nowhere");
}

#[test]
fn every_choice_counts_as_a_category_of_the_table() {
    let questionnaire = community().questionnaire;
    for (_, item) in questionnaire.items() {
        for choice in questionnaire.choices_of(item) {
            let Some(counts_as) = &choice.counts_as else { continue };
            let known = |category: &&equality::Category| {
                Some(category.characteristic) == item.characteristic.as_deref() && category.code == counts_as
            };
            assert!(CATEGORIES.iter().any(|category| known(&category)), "{} {}", item.code, choice.code);
        }
    }
}
