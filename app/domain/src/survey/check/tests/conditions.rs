//! What is found about conditions: that they look back, and that somebody can meet them.

use super::*;

#[test]
fn conditions_look_back() {
    assert_finds(&[
        (
            "it does not parse",
            |d| pages(d)[1].show_if = Some("${how} == 'bus'".into()),
            &[("pages.1.show_if", "logic-unexpected")],
        ),
        (
            "a choice that is not there",
            |d| pages(d)[1].show_if = Some("${how} = 'train'".into()),
            &[("pages.1.show_if", "logic-unknown-choice")],
        ),
        (
            "a question that is not there",
            |d| pages(d)[1].show_if = Some("${train} = 'x'".into()),
            &[("pages.1.show_if", "logic-unknown-item")],
        ),
        (
            "a question that comes later",
            |d| pages(d)[1].show_if = Some("${religion} = 'none'".into()),
            &[("pages.1.show_if", "condition-later")],
        ),
        (
            "a question on the page itself",
            |d| pages(d)[1].show_if = Some("${years} > 1".into()),
            &[("pages.1.show_if", "condition-itself")],
        ),
        (
            "the question itself",
            |d| pages(d)[1].items[2].show_if = Some("${years} > 1".into()),
            &[("pages.1.items.years.show_if", "condition-itself")],
        ),
        (
            "a question beside it",
            |d| pages(d)[1].items[2].show_if = Some("selected(${many}, 'a')".into()),
            &[("pages.1.items.years.show_if", "condition-same-page")],
        ),
        (
            "two questions that wait for each other",
            |d| {
                pages(d)[0].show_if = Some("${religion} = 'none'".into());
                pages(d)[2].show_if = Some("${how} = 'bus'".into());
            },
            &[("pages.0.show_if", "condition-loop")],
        ),
    ]);
}

#[test]
fn conditions_that_nobody_can_meet() {
    let never = |page: &str, religion: &str| {
        let mut definition = sound();
        definition.questionnaire.pages[1].show_if = Some(page.to_owned());
        definition.questionnaire.pages[2].show_if = Some(religion.to_owned());
        let problems = check(&definition);
        assert!(problems.iter().all(|problem| problem.kind == "condition-never"), "{problems:?}");
        !problems.is_empty()
    };
    let bus = "${how} = 'bus'";
    for (page, religion, expected) in [
        (bus, "true()", false),
        (bus, "false()", true),
        (bus, "${how} = 'car'", false),
        (bus, "${how} = 'car' and ${how} = 'bus'", true),
        (bus, "${how} = 'car' or ${how} = 'bus'", false),
        (bus, "${how} = 'car' and ${how} = ''", true),
        (bus, "${how} = 'car' and not(${how} != 'bus')", true),
        (bus, "${how} != 'car' and ${how} != 'bus'", false),
        (bus, "${how} != 'car' and ${how} != 'bus' and ${how} != ''", true),
        (bus, "${years} > 5 and ${years} < 6", true),
        (bus, "${years} >= 5 and ${years} < 6", false),
        (bus, "${years} > 4.5 and ${years} < 5.5", false),
        (bus, "${years} > 10", true),
        (bus, "${years} != ''", false),
        (bus, "selected(${many}, 'a') and ${many} = ''", true),
        (bus, "selected(${many}, 'a') and not(selected(${many}, 'a'))", true),
        (bus, "selected(${many}, 'a') and selected(${many}, 'b')", false),
        (bus, "count-selected(${many}) > 3", true),
        (bus, "${grid.ask} > 1 and ${grid.act} < 2", false),
        (bus, "${grid.ask} > 2", true),
        // An answer about the bus is needed, and only those who take the bus are asked.
        (bus, "${years} > 1 and ${how} = 'car'", true),
        (bus, "${years} = '' and ${how} = 'car'", false),
        ("${how} = 'bus' and ${how} = 'car'", "${years} > 1", true),
    ] {
        assert_eq!(never(page, religion), expected, "{religion}");
    }
}
