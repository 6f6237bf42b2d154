//! What is on the list, how pressing it is, and in which order.

use jiff::civil::date;
use uuid::Uuid;

use super::*;

const TODAY: Date = date(2026, 11, 24);
const REACHABLE: Contact = Contact { phone: true, mail: true, about: true };

fn survey(number: u128, phase: Phase) -> SurveyFacts {
    SurveyFacts {
        id: SurveyId::new(Uuid::from_u128(number)),
        title: format!("Survey {number}"),
        phase,
        opens: None,
        closes: None,
        stops: Vec::new(),
        changed: false,
        sealed: false,
        results_public: false,
        results_by: None,
        texts_waiting: 0,
        missing: Vec::new(),
    }
}

fn facts(surveys: Vec<SurveyFacts>) -> Facts {
    Facts {
        today: TODAY,
        surveys,
        work_given_up: 0,
        letters_given_up: 0,
        years_waiting: Vec::new(),
        invitations: Vec::new(),
        contact: REACHABLE,
    }
}

fn group(name: &str, more: Option<u64>) -> Group {
    Group { people: name.to_owned(), more }
}

fn stops(n: usize) -> Vec<Problem> {
    vec![Problem::new("opens", "time-missing"); n]
}

fn day(from_today: i32) -> Option<Date> {
    TODAY.checked_add(from_today.days()).ok()
}

/// The kinds of all tasks, each with how pressing it is.
fn found(facts: &Facts) -> Vec<(Kind, Urgency)> {
    tasks(facts).into_iter().map(|task| (task.kind, task.urgency)).collect()
}

#[test]
fn a_partnership_with_nothing_to_do_has_no_tasks() {
    let quiet = [
        SurveyFacts { closes: day(20), ..survey(1, Phase::Open) },
        SurveyFacts { opens: day(20), ..survey(2, Phase::Scheduled) },
        SurveyFacts { sealed: true, results_public: true, ..survey(3, Phase::Closed) },
        // Nothing can be published before the answers are sealed, and nobody is asked to.
        SurveyFacts { results_by: day(-3), ..survey(4, Phase::Closed) },
    ];
    assert_eq!(tasks(&facts(quiet.to_vec())), []);
}

#[test]
fn a_year_waits_for_a_second_person() {
    let year = crate::engagement::Year::of(TODAY);
    let found = tasks(&Facts { years_waiting: vec![year], ..facts(Vec::new()) });
    assert_eq!((found.len(), &found[0].kind, found[0].about.as_str()), (1, &Kind::PublishYear, &*year.to_string()));
}

#[test]
fn a_draft_presses_when_its_day_comes_near() {
    for (opens, problems, kind, urgency) in [
        (None, 2, Kind::FinishDraft { stops: stops(2) }, Urgency::Calm),
        (day(30), 2, Kind::FinishDraft { stops: stops(2) }, Urgency::Calm),
        (day(14), 2, Kind::FinishDraft { stops: stops(2) }, Urgency::Pressing),
        (day(0), 1, Kind::FinishDraft { stops: stops(1) }, Urgency::Pressing),
        (day(-1), 1, Kind::FinishDraft { stops: stops(1) }, Urgency::Late),
        (day(15), 0, Kind::Publish, Urgency::Calm),
        (day(-1), 0, Kind::Publish, Urgency::Late),
    ] {
        let draft = SurveyFacts { opens, stops: stops(problems), ..survey(1, Phase::Draft) };
        assert_eq!(found(&facts(vec![draft])), [(kind, urgency)], "{opens:?}");
    }
}

#[test]
fn opening_and_closing_are_told_a_week_before_and_are_never_late() {
    for (left, urgency) in
        [(8, None), (7, Some(Urgency::Calm)), (2, Some(Urgency::Pressing)), (0, Some(Urgency::Pressing))]
    {
        let open = SurveyFacts { closes: day(left), ..survey(1, Phase::Open) };
        let scheduled = SurveyFacts { opens: day(left), ..survey(1, Phase::Scheduled) };
        let expected = |kind| urgency.map(|urgency| vec![(kind, urgency)]).unwrap_or_default();
        assert_eq!(found(&facts(vec![open])), expected(Kind::Closes), "{left}");
        assert_eq!(found(&facts(vec![scheduled])), expected(Kind::Opens), "{left}");
    }
}

#[test]
fn results_are_late_when_they_were_promised_for_an_earlier_day() {
    for (results_by, closed, urgency) in [
        (day(-1), -40, Urgency::Late),
        (day(0), -40, Urgency::Pressing),
        (day(7), -40, Urgency::Pressing),
        (day(8), -40, Urgency::Calm),
        (None, -28, Urgency::Calm),
        (None, -29, Urgency::Pressing),
    ] {
        let closed = SurveyFacts { sealed: true, results_by, closes: day(closed), ..survey(1, Phase::Closed) };
        assert_eq!(found(&facts(vec![closed])), [(Kind::PublishResults, urgency)], "{results_by:?}");
    }
}

#[test]
fn only_the_groups_that_are_missing_most_are_named_and_only_while_people_can_answer() {
    let missing = vec![group("16 to 24", Some(44)), group("25 to 34", None), group("75 or over", Some(3))];
    let open = SurveyFacts { closes: day(24), missing: missing.clone(), ..survey(1, Phase::Open) };
    let closed = SurveyFacts { missing: missing.clone(), ..survey(2, Phase::Closed) };
    let found = tasks(&facts(vec![open, closed]));
    let named: Vec<&Kind> = found.iter().map(|task| &task.kind).collect();
    assert_eq!(named, [&Kind::Reach(missing[0].clone()), &Kind::Reach(missing[1].clone())]);
    assert!(found.iter().all(|task| task.due == day(24) && task.about == "Survey 1"));
}

#[test]
fn invitations_are_told_of_before_they_end_and_not_after() {
    for (left, there) in [(3, false), (2, true), (0, true), (-1, false)] {
        let ends = day(left).unwrap();
        let facts = Facts { invitations: vec![("Ann".to_owned(), ends)], ..facts(Vec::new()) };
        let told = tasks(&facts).iter().any(|task| task.kind == Kind::InvitationEnds && task.about == "Ann");
        assert_eq!(told, there, "{left}");
    }
}

#[test]
fn missing_contact_presses_once_people_are_asked() {
    let none = Contact { phone: false, mail: false, about: true };
    let some = Contact { phone: true, mail: false, about: true };
    let open = || vec![SurveyFacts { closes: day(20), ..survey(1, Phase::Open) }];
    for (surveys, contact, urgency) in
        [(Vec::new(), none, Urgency::Calm), (open(), none, Urgency::Pressing), (open(), some, Urgency::Calm)]
    {
        let facts = Facts { contact, ..facts(surveys) };
        assert_eq!(found(&facts), [(Kind::Contact(contact), urgency)]);
    }
}

#[test]
fn the_most_pressing_come_first_then_the_earliest_then_what_has_no_day() {
    let surveys = vec![
        SurveyFacts { stops: stops(1), ..survey(1, Phase::Draft) },
        SurveyFacts { closes: day(24), missing: vec![group("16 to 24", Some(44))], ..survey(2, Phase::Open) },
        SurveyFacts { sealed: true, results_by: day(-2), ..survey(3, Phase::Closed) },
        SurveyFacts { opens: day(1), changed: true, ..survey(4, Phase::Scheduled) },
        SurveyFacts { closes: day(5), texts_waiting: 2, ..survey(5, Phase::Open) },
        survey(6, Phase::Published),
    ];
    let facts = Facts { work_given_up: 1, letters_given_up: 3, ..facts(surveys) };
    let order: Vec<Kind> = tasks(&facts).into_iter().map(|task| task.kind).collect();
    assert_eq!(
        order,
        [
            Kind::PublishResults,
            Kind::WorkGivenUp { pieces: 1 },
            Kind::LettersGivenUp { letters: 3 },
            Kind::Opens,
            Kind::Reach(group("16 to 24", Some(44))),
            Kind::SetOpening,
            Kind::ReleaseText { texts: 2 },
            Kind::Closes,
            Kind::FinishDraft { stops: stops(1) },
            Kind::PublishChanges,
        ]
    );
}
