//! What edits do to a draft.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::survey::{ChoiceRole, Prepared, check, item_code::item_code, template};

fn draft() -> Definition {
    template::community()
}

fn codes(definition: &Definition) -> Vec<Vec<&str>> {
    let pages = definition.questionnaire.pages.iter().take(3);
    pages.map(|page| page.items.iter().map(|item| item.code.as_str()).collect()).collect()
}

fn after(definition: &Definition, edit: Edit) -> Definition {
    apply(definition, edit).unwrap()
}

fn kind_of(result: Result<Definition, Problem>) -> String {
    let problem = result.unwrap_err();
    let names: Vec<_> = problem.about.iter().map(|(name, _)| name.as_ref()).collect();
    assert!(KINDS.contains(&(&*problem.kind, &names)), "{problem:?}");
    problem.kind.into_owned()
}

#[test]
fn pages_are_added_copied_moved_and_deleted() {
    let draft = draft();
    let before = codes(&draft);
    assert_eq!(before, [["neighbourhood"], ["years_here"], ["travel"]]);
    let added = after(&draft, Edit::AddPage(0));
    assert_eq!(codes(&added), [vec![], vec!["neighbourhood"], vec!["years_here"]]);
    assert_eq!(added.questionnaire.pages[0].code, "page_2");
    let copied = after(&draft, Edit::CopyPage(0));
    assert_eq!(codes(&copied), [["neighbourhood"], ["neighbourhood_2"], ["years_here"]]);
    assert_eq!(copied.questionnaire.pages[1].section, draft.questionnaire.pages[0].section);
    let again = after(&copied, Edit::CopyPage(1));
    assert_eq!(codes(&again)[2], ["neighbourhood_3"]);
    let up = after(&draft, Edit::MovePageUp(1));
    assert_eq!(codes(&up), [["years_here"], ["neighbourhood"], ["travel"]]);
    assert_eq!(after(&up, Edit::MovePageDown(0)), draft);
    assert_eq!(after(&draft, Edit::MovePageUp(0)), draft, "the first page stays first");
    let last = draft.questionnaire.pages.len() - 1;
    assert_eq!(after(&draft, Edit::MovePageDown(last)), draft, "the last page stays last");
    assert_eq!(codes(&after(&draft, Edit::DeletePage(1))), [["neighbourhood"], ["travel"], ["travel_easier"]]);
    assert_eq!(kind_of(apply(&draft, Edit::DeletePage(99))), "no-such-page");
}

#[test]
fn items_are_added_copied_moved_and_deleted() {
    let draft = draft();
    let years = item_code!("years_here");
    let added = after(&draft, Edit::AddItem(0));
    assert_eq!(codes(&added)[0], ["neighbourhood", "question_2"]);
    let copied = after(&draft, Edit::CopyItem(years.clone()));
    assert_eq!(codes(&copied)[1], ["years_here", "years_here_2"]);
    let up = after(&draft, Edit::MoveItemUp(years.clone()));
    assert_eq!(codes(&up), [vec!["neighbourhood", "years_here"], vec![], vec!["travel"]]);
    let first = after(&up, Edit::MoveItemUp(years.clone()));
    assert_eq!(codes(&first)[0], ["years_here", "neighbourhood"]);
    assert_eq!(after(&first, Edit::MoveItemUp(years.clone())), first);
    let down = after(&draft, Edit::MoveItemDown(years.clone()));
    assert_eq!(codes(&down), [vec!["neighbourhood"], vec![], vec!["years_here", "travel"]]);
    assert_eq!(codes(&after(&down, Edit::MoveItemDown(years.clone())))[2], ["travel", "years_here"]);
    assert_eq!(codes(&after(&draft, Edit::DeleteItem(years.clone())))[1], Vec::<&str>::new());
    assert_eq!(kind_of(apply(&draft, Edit::DeleteItem(item_code!("nothing")))), "no-such-item");
}

#[test]
fn choices_are_added_before_the_ways_of_not_answering() {
    let draft = draft();
    let code = item_code!("neighbourhood");
    let added = after(&draft, Edit::AddChoice(code.clone()));
    let choices = |definition: &Definition| -> Vec<String> {
        let questionnaire = &definition.questionnaire;
        let item = questionnaire.item("neighbourhood").unwrap();
        questionnaire.choices_of(item).iter().map(|choice| choice.code.clone()).collect()
    };
    assert_eq!(choices(&added), ["5", "4", "3", "2", "1", "choice_2", "dont_know", "prefer_not"]);
    assert_eq!(after(&added, Edit::RemoveChoice(code.clone(), 5)), draft);
    assert_eq!(kind_of(apply(&draft, Edit::RemoveChoice(code, 7))), "no-such-choice");
    assert_eq!(kind_of(apply(&draft, Edit::AddChoice(item_code!("say")))), "no-own-choices");
}

#[test]
fn texts_are_translated_where_they_are() {
    let draft = draft();
    let translate = |place: &str, words: &str| {
        apply(&draft, Edit::Translate { place: place.to_owned(), language: Language::Gaelic, words: words.to_owned() })
    };
    let said = translate("pages.0.items.neighbourhood.choices.0.words", " Math dha-rìribh ").unwrap();
    let item = said.questionnaire.item("neighbourhood").unwrap();
    let words = &said.questionnaire.choices_of(item)[0].words;
    assert_eq!(words, &Text::both("Very satisfied", "Math dha-rìribh"));
    assert_eq!(translate("title", "").unwrap().questionnaire.title.get(Language::Gaelic), None);
    assert_eq!(kind_of(translate("pages.99.title", "x")), "no-such-text");
}

#[test]
fn a_form_that_is_sent_back_unchanged_changes_nothing() {
    for definition in [template::community(), template::officials()] {
        for language in Language::ALL {
            for (_, item) in definition.questionnaire.items() {
                let form = ItemForm::of(item, language);
                assert_eq!(form.item(item).as_ref(), Ok(item), "{} in {language}", item.code);
            }
        }
    }
}

#[test]
fn a_form_is_read_from_plain_fields() {
    let fields: BTreeMap<String, String> = [
        ("code", "protect"),
        ("words", "What should be protected first?"),
        ("help", "Choose up to three."),
        ("kind", "multiple"),
        ("at_most", "3"),
        ("answer.1", "Home care"),
        ("code.1", "care"),
        ("answer.10", "Parks and play areas"),
        ("answer.2", "Evening & Sunday buses"),
        ("answer.3", ""),
        ("say", "on"),
        ("show", " ${neighbourhood} =  '5' "),
        ("not.a.field", "x"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let form = ItemForm::read(&fields, Language::English);
    let draft = after(&draft(), Edit::AddItem(0));
    let replaced = after(&draft, Edit::ReplaceItem { item: item_code!("question_2"), form: Box::new(form) });
    let item = replaced.questionnaire.item("protect").unwrap();
    let choices: Vec<_> = replaced.questionnaire.choices_of(item).iter().map(|c| (c.code.as_str(), c.role)).collect();
    let ordinary = ChoiceRole::Ordinary;
    assert_eq!(
        choices,
        [
            ("care", ordinary),
            ("evening_sunday_buses", ordinary),
            ("parks_and_play_areas", ordinary),
            ("prefer_not", ChoiceRole::PreferNotToSay)
        ]
    );
    assert_eq!(item.show_if.as_deref(), Some("${neighbourhood} = '5'"));
    assert!(matches!(item.kind, Kind::Multiple { at_most: Some(3), .. }));
}

#[test]
fn a_form_that_is_wrong_is_refused() {
    let draft = draft();
    let item = draft.questionnaire.item("years_here").unwrap();
    let form = |change: fn(&mut ItemForm)| {
        let mut form = ItemForm::of(item, Language::English);
        change(&mut form);
        kind_of(apply(&draft, Edit::ReplaceItem { item: item_code!("years_here"), form: Box::new(form) }))
    };
    assert_eq!(form(|form| form.code = "Years here".to_owned()), "item-code");
    assert_eq!(form(|form| form.code = "travel".to_owned()), "item-code-twice");
    assert_eq!(form(|form| form.to = "many".to_owned()), "whole-number");
    let page = |code: &str| {
        let form = PageForm { code: code.to_owned(), ..PageForm::default() };
        kind_of(apply(&draft, Edit::ReplacePage { page: 0, form }))
    };
    assert_eq!(page("travel"), "page-code-twice");
    assert_eq!(page("a page"), "page-code");
}

fn edits() -> impl Strategy<Value = Edit> {
    let code = prop::sample::select(vec![
        item_code!("neighbourhood"),
        item_code!("travel"),
        item_code!("say"),
        item_code!("took_part"),
        item_code!("question_2"),
        item_code!("travel_2"),
    ]);
    let page = 0..25_usize;
    prop_oneof![
        page.clone().prop_map(Edit::AddPage),
        page.clone().prop_map(Edit::CopyPage),
        page.clone().prop_map(Edit::MovePageUp),
        page.clone().prop_map(Edit::MovePageDown),
        page.clone().prop_map(Edit::DeletePage),
        page.clone().prop_map(Edit::AddItem),
        code.clone().prop_map(Edit::CopyItem),
        code.clone().prop_map(Edit::MoveItemUp),
        code.clone().prop_map(Edit::MoveItemDown),
        code.clone().prop_map(Edit::DeleteItem),
        code.clone().prop_map(Edit::AddChoice),
        (code, page).prop_map(|(code, at)| Edit::RemoveChoice(code, at)),
    ]
}

proptest! {
    /// Whatever somebody does, codes stay unique, and the draft can be checked and tried.
    #[test]
    fn any_edits_leave_a_draft_that_can_be_used(edits in prop::collection::vec(edits(), 0..30)) {
        let mut draft = draft();
        for edit in edits {
            if let Ok(edited) = apply(&draft, edit) {
                draft = edited;
            }
        }
        let twice = ["item-code-twice", "page-code-twice", "choice-code-twice"];
        prop_assert!(!check(&draft).iter().any(|problem| twice.contains(&problem.kind.as_ref())));
        let _ = Prepared::new(draft.questionnaire);
    }

    #[test]
    fn any_form_is_read_or_refused(
        kind in prop::sample::select(KindName::ALL.to_vec()),
        number in "[0-9a-z., -]{0,12}",
        words in ".{0,40}",
        code in "[a-zA-Z_0-9]{0,40}",
    ) {
        let fields: BTreeMap<String, String> = [
            ("kind", kind.1), ("code", "fine"), ("words", &words), ("from", &number), ("to", "10"), ("at_most", &number),
            ("answer.1", &words), ("answer.2", &words), ("code.2", &code), ("row.1", &words), ("row_code.1", &code),
            ("row.4294967295", &words), ("answer.99999999999", "x"), ("scale", ""), ("dont_know", ""), ("show", &words),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let form = ItemForm::read(&fields, Language::Gaelic);
        let draft = draft();
        if let Ok(item) = form.item(draft.questionnaire.item("travel").unwrap()) {
            let again = ItemForm::of(&item, Language::Gaelic).item(&item);
            prop_assert_eq!(again, Ok(item));
        }
    }
}
