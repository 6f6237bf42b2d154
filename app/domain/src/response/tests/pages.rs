//! What is kept of a page that was sent, and what is wrong with it.

use super::*;
use crate::{
    problem::Problem,
    response::{
        Body, body,
        page::{KINDS, postcodes_on},
        parse_page, problems_of_page,
    },
};

/// A problem in short: where, what, and what its sentence names.
fn short(problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let names: Vec<_> = problem.about.iter().map(|(name, _)| name.as_ref()).collect();
        assert!(KINDS.contains(&(&*problem.kind, &names)), "{problem:?}");
        let about = problem.about.iter().map(|(_, value)| value.as_str());
        [problem.place.as_str(), &problem.kind].into_iter().chain(about).collect::<Vec<_>>().join(" ")
    };
    problems.iter().map(line).collect()
}

type Situation<'a> =
    (&'a str, usize, Answers, &'a [(&'a str, &'a [&'a str])], &'a [(&'a str, &'a [&'a str])], &'a [&'a str]);

/// Situation, page, answers before, what is posted; what the fields hold afterwards, and what is wrong.
fn assert_parses(situations: &[Situation<'_>]) {
    let prepared = prepared();
    for (situation, page, before, sent, holds, wrong) in situations {
        let (after, problems) = parse_page(&prepared, *page, &posted(sent), before.clone(), &places());
        for (name, values) in *holds {
            assert_eq!(after.get(name), *values, "{situation}: {name}");
        }
        assert_eq!(short(&problems), *wrong, "{situation}");
        assert_eq!(problems_of_page(&prepared, *page, &after), problems, "{situation}: after a reload");
    }
}

#[test]
fn choices_are_parsed() {
    assert_parses(&[
        ("a choice", WHO, Answers::default(), &[("who", &["young"])], &[("who", &["young"])], &[]),
        ("nothing, though it is required", WHO, young(), &[], &[("who", &[])], &["who required"]),
        ("a choice that is not there", WHO, young(), &[("who", &["old"])], &[("who", &[])], &["who required"]),
        ("two choices of one", WHO, young(), &[("who", &["old", "adult", "young"])], &[("who", &["adult"])], &[]),
        (
            "several, in the order of the list, each once",
            HOW,
            young(),
            &[("how", &["walk", "bus", "walk", "fly"])],
            &[("how", &["bus", "walk"])],
            &[],
        ),
        ("none of these", HOW, young(), &[("how", &["none"])], &[("how", &["none"])], &[]),
        (
            "none of these, and one of these",
            HOW,
            young(),
            &[("how", &["none", "bus"])],
            &[("how", &["bus", "none"])],
            &["how exclusive none"],
        ),
        (
            "more than two",
            HOW,
            young(),
            &[("how", &["bus", "walk", "cycle"])],
            &[("how", &["bus", "walk", "cycle"])],
            &["how too-many-choices 2 3"],
        ),
        (
            "one line of two, and a field of no line",
            GRID,
            young(),
            &[("grid.ask", &["2"]), ("grid", &["2"]), ("grid.say", &["2"])],
            &[("grid.ask", &["2"]), ("grid.act", &[]), ("grid", &[]), ("grid.say", &[])],
            &[],
        ),
        ("a point", HOME, young(), &[("life", &["10"])], &[("life", &["10"])], &[]),
        ("a point beyond", HOME, young(), &[("life", &["11"])], &[("life", &[])], &[]),
        ("a point, differently", HOME, young(), &[("life", &["+7"])], &[("life", &[])], &[]),
        ("no point", HOME, young(), &[("life", &["prefer_not"])], &[("life", &["prefer_not"])], &[]),
    ]);
}

#[test]
fn what_people_type_is_kept() {
    assert_parses(&[
        ("a number", GRID, young(), &[("years", &[" 12 "])], &[("years", &["12"])], &[]),
        ("a number with its unit", GRID, young(), &[("years", &["12 Years"])], &[("years", &["12"])], &[]),
        (
            "a number with its unit, in Gaelic",
            GRID,
            young(),
            &[("years", &["12 bliadhna"])],
            &[("years", &["12"])],
            &[],
        ),
        ("a word", GRID, young(), &[("years", &["twelve"])], &[("years", &["twelve"])], &["years whole-number 12"]),
        ("half a year", GRID, young(), &[("years", &["0.5"])], &[("years", &["0.5"])], &["years whole-number 12"]),
        ("too old", GRID, young(), &[("years", &["1,200"])], &[("years", &["1,200"])], &["years number-range 0 110"]),
        ("nothing", GRID, young().with("years", &["12"]), &[("years", &["  "])], &[("years", &[])], &[]),
        ("a name", GRID, adult(), &[("name", &[" Mòrag\u{0}\u{202e} "])], &[("name", &["Mòrag"])], &[]),
        (
            "a name of two lines that is too long by six",
            GRID,
            adult(),
            &[("name", &["Mòrag\nNic à"])],
            &[("name", &["Mòrag Nic à"])],
            &["name too-long 5 6"],
        ),
        ("a name of somebody who is not asked", GRID, young(), &[("name", &["Anne"])], &[("name", &[])], &[]),
        (
            "several lines",
            MORE,
            young().with("how", &["bus"]),
            &[("more", &["one\r\ntwo\r\n"])],
            &[("more", &["one\ntwo"])],
            &[],
        ),
        ("half a postcode", HOME, young(), &[("home", &["pa15"])], &[("home", &["pa15"])], &["home postcode PA15 1LY"]),
        (
            "no postcode of ours",
            HOME,
            young(),
            &[("home", &["G1 1AA"])],
            &[("home", &["G1 1AA"])],
            &["home postcode-unknown"],
        ),
        ("a postcode of ours", HOME, young(), &[("home", &["pa151ly"])], &[("home", &["zone:S01010891"])], &[]),
        (
            "no postcode of ours, but a locality",
            HOME,
            young(),
            &[("home", &["locality:east", "G1 1AA"])],
            &[("home", &["locality:east", "G1 1AA"])],
            &[],
        ),
    ]);
}

#[test]
fn other_pages_and_unknown_fields_are_left_alone() {
    let prepared = prepared();
    let before = adult().with("years", &["12"]).with("gone", &["x"]);
    let sent = posted(&[("who", &["adult"]), ("years", &["99"]), ("evil", &["1"]), ("how", &["bus"]), ("", &["x"])]);
    let (after, problems) = parse_page(&prepared, WHO, &sent, before.clone(), &places());
    assert_eq!((after, problems), (before.clone(), vec![]));
    for hidden in [HOW, MORE, 99, usize::MAX] {
        let (after, problems) = parse_page(&prepared, hidden, &sent, before.clone(), &places());
        assert_eq!(after, before);
        assert_eq!(short(&problems), [" page-not-asked"]);
    }
}

#[test]
fn hostile_pages_are_bounded() {
    let prepared = prepared();
    let huge = "x".repeat(3_000_000);
    let many: Vec<&str> = std::iter::repeat_n("bus", 100_000).collect();
    let before = young().with("how", &["bus"]);
    let sent = posted(&[("more", &[&huge]), ("how", &many)]);
    let (after, problems) = parse_page(&prepared, MORE, &sent, before.clone(), &places());
    assert_eq!(short(&problems), ["more too-long 20 1020"]);
    assert!(after.size() < 2_000);
    let (after, problems) = parse_page(&prepared, HOW, &sent, before, &places());
    assert_eq!((after.get("how"), problems), (&["bus".to_owned()][..], vec![]));
}

#[test]
fn more_than_can_be_kept_leaves_the_page_as_it_was() {
    let text = |n: usize| {
        let code = format!("t{n}").parse().unwrap();
        Page::one(Item { code, ..item(item_code!("t"), Kind::LongText { at_most: 10_000 }) })
    };
    let prepared = Prepared::new(Questionnaire { pages: (0..20).map(text).collect(), ..Questionnaire::default() });
    let mut answers = Answers::default();
    let huge = "à".repeat(21_000);
    let refused = (0..20).find(|page| {
        let name = format!("t{page}");
        let before = std::mem::take(&mut answers);
        let (after, problems) = parse_page(&prepared, *page, &posted(&[(&name, &[&huge])]), before, &places());
        answers = after;
        assert!(answers.size() <= crate::survey::limit::ANSWERS);
        problems[0].kind == "answers-too-large"
    });
    assert_eq!((refused, answers.len()), (Some(7), 7));
    let mut body = Body::new(1, crate::text::Language::English, body::Channel::Online);
    body.answers = answers;
    assert!(body.write().is_ok());
}

#[test]
fn postcodes_to_look_up_are_found_before_parsing() {
    let sent = posted(&[("home", &["locality:east", "pa151ly", "pa15"]), ("name", &["G1 1AA"])]);
    assert_eq!(postcodes_on(&prepared(), HOME, &sent), ["PA15 1LY"]);
    assert!(postcodes_on(&prepared(), GRID, &sent).is_empty());
}
