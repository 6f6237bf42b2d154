//! Where somebody is and may go, what is sent, and why values are missing.

use super::*;
use crate::response::{
    Journey, MissingCode, Value,
    journey::{Destination, StepState},
    missing::missing_of,
    place, value,
};

#[test]
fn a_journey_leads_from_page_to_page() {
    let prepared = prepared();
    for (situation, answers, attempted, resume, shown) in [
        ("nothing yet", Answers::default(), &[][..], Destination::Page(WHO), &[WHO, NOTE, GRID, HOME][..]),
        (
            "a required page was sent empty",
            Answers::default(),
            &[WHO],
            Destination::Page(WHO),
            &[WHO, NOTE, GRID, HOME],
        ),
        ("a young person", young(), &[WHO], Destination::Page(HOW), &[WHO, HOW, NOTE, GRID, HOME]),
        ("an adult", adult(), &[WHO], Destination::Page(NOTE), &[WHO, NOTE, GRID, HOME]),
        (
            "a page is wrong",
            adult().with("years", &["x"]),
            &[WHO, NOTE, GRID],
            Destination::Page(GRID),
            &[WHO, NOTE, GRID, HOME],
        ),
        (
            "whoever takes the bus is asked more",
            young().with("how", &["bus"]),
            &[WHO, HOW, NOTE, GRID],
            Destination::Page(MORE),
            &[WHO, HOW, NOTE, GRID, MORE, HOME],
        ),
        (
            "all is left out but the first",
            adult(),
            &[WHO, NOTE, GRID, HOME],
            Destination::Check,
            &[WHO, NOTE, GRID, HOME],
        ),
        (
            "the branch was changed, a page is new",
            young(),
            &[WHO, NOTE, GRID, HOME],
            Destination::Page(HOW),
            &[WHO, HOW, NOTE, GRID, HOME],
        ),
        (
            "the bus of a young person does not lead an adult",
            adult().with("how", &["bus"]),
            &[WHO, HOW, NOTE, GRID, HOME],
            Destination::Check,
            &[WHO, NOTE, GRID, HOME],
        ),
    ] {
        let attempted = codes(attempted);
        let journey = Journey::derive(&prepared, &answers, &attempted);
        assert_eq!(journey.resume(), resume, "{situation}");
        assert_eq!(journey.is_ready(), resume == Destination::Check, "{situation}");
        let steps: Vec<_> = journey.steps().iter().map(|step| step.page).collect();
        assert_eq!(steps, shown, "{situation}");
    }
}

#[test]
fn where_somebody_may_go() {
    let prepared = prepared();
    let (answers, attempted) = (young(), codes(&[WHO, HOW]));
    let journey = Journey::derive(&prepared, &answers, &attempted);
    for (page, allowed) in
        [(WHO, true), (HOW, true), (NOTE, true), (GRID, false), (MORE, false), (HOME, false), (99, false)]
    {
        let expected = if allowed { Ok(()) } else { Err(Destination::Page(NOTE)) };
        assert_eq!(journey.visit(page), expected, "page {page}");
    }
    assert_eq!(journey.after(WHO), Destination::Page(HOW));
    assert_eq!(journey.after(MORE), Destination::Page(HOME), "after a page that is not shown");
    assert_eq!(journey.after(HOME), Destination::Check);
    assert_eq!((journey.before(WHO), journey.before(GRID), journey.before(MORE)), (None, Some(NOTE), Some(GRID)));
    assert_eq!(journey.last(), Some(HOME));
    let progress = |page| {
        let progress = journey.progress(page);
        (progress.question, progress.of, progress.done)
    };
    assert_eq!(progress(WHO), (Some(1), 4, 0));
    assert_eq!(progress(NOTE), (None, 4, 2), "a note is no question");
    assert_eq!(progress(HOME), (Some(4), 4, 3));
    let done = Journey::derive(&prepared, &answers, &attempted);
    assert_eq!(done.step(HOW).unwrap().state, StepState::Done);
    assert_eq!(done.step(MORE), None);
}

#[test]
fn only_what_was_asked_is_sent() {
    let prepared = prepared();
    let answers = adult()
        .with("how", &["bus"])
        .with("more", &["about the bus"])
        .with("years", &["1 0"])
        .with("gone", &["x"])
        .with("home", &["locality:east", "G1 1AA"])
        .with("grid.act", &["dont_know"])
        .with("name", &["Anne"]);
    let attempted = codes(&[WHO, NOTE, GRID, HOME]);
    let wrong = Journey::derive(&prepared, &answers, &attempted);
    assert_eq!(wrong.submit(), Err(Destination::Page(GRID)));
    let answers = answers.with("years", &["0,012.0"]).with("years", &["12.0"]);
    let sent = Journey::derive(&prepared, &answers, &attempted).submit().unwrap().answers;
    let expected = adult()
        .with("years", &["12"])
        .with("home", &["locality:east"])
        .with("grid.act", &["dont_know"])
        .with("name", &["Anne"]);
    assert_eq!(sent, expected);
}

#[test]
fn a_survey_of_nothing_is_never_ready() {
    let prepared = Prepared::new(Questionnaire::default());
    let answers = Answers::default();
    let journey = Journey::derive(&prepared, &answers, &BTreeSet::new());
    assert!(!journey.is_ready());
    assert_eq!(journey.submit(), Err(Destination::Check));
    assert_eq!(journey.visit(0), Err(Destination::Check));
}

#[test]
fn why_a_value_is_missing() {
    use MissingCode::{DontKnow, NotAnswered, NotAsked, NotReached, PreferNotToSay};
    let prepared = prepared();
    let answers = young()
        .with("how", &["prefer_not"])
        .with("grid.act", &["dont_know"])
        .with("grid.ask", &["2"])
        .with("years", &["twelve"])
        .with("name", &["Anne"]);
    let attempted = codes(&[WHO, HOW, NOTE, GRID]);
    let journey = Journey::derive(&prepared, &answers, &attempted);
    for (field, missing) in [
        ("who", None),
        ("how", Some(PreferNotToSay)),
        ("grid.ask", None),
        ("grid.act", Some(DontKnow)),
        ("years", Some(NotAnswered)),
        ("name", Some(NotAsked)),
        ("more", Some(NotAsked)),
        ("home", Some(NotReached)),
        ("life", Some(NotReached)),
    ] {
        assert_eq!(missing_of(prepared.field_index(field).unwrap(), &journey), missing, "{field}");
    }
    let declined = Answers::default().with("life", &["prefer_not"]);
    let journey = Journey::derive(&prepared, &declined, &attempted);
    assert_eq!(missing_of(prepared.field_index("life").unwrap(), &journey), Some(PreferNotToSay));
    assert_eq!(missing_of(999, &journey), None);
    for code in MissingCode::ALL {
        assert_eq!(MissingCode::from_number(code.number().into()), Some(code));
    }
}

#[test]
fn values_are_typed() {
    let prepared = prepared();
    let answers = adult()
        .with("how", &["bus", "walk"])
        .with("years", &["1,200"])
        .with("life", &["7"])
        .with("name", &["Anne"])
        .with("home", &["zone:S01010891"])
        .with("grid.ask", &["9"]);
    let of = |name: &str| value(&prepared, prepared.field_index(name).unwrap(), &answers);
    assert_eq!(of("who"), Value::Chosen("adult"));
    assert_eq!(of("how"), Value::Several(&["bus".to_owned(), "walk".to_owned()]));
    assert_eq!(of("years"), Value::Number(1200));
    assert_eq!(of("life"), Value::Number(7));
    assert_eq!(of("name"), Value::Words("Anne"));
    assert_eq!(of("home"), Value::Place(place::Whereabouts::Zone("S01010891")));
    assert_eq!(of("grid.ask"), Value::Wrong("9"));
    assert_eq!(of("grid.act"), Value::Missing);
}
