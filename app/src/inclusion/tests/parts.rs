//! The parts of the check: what they say follows the intervals, nothing withheld is shown, and what cannot be said is
//! said to be so.

use domain::{
    disclosure::{Limits, SafeTable},
    place::DEPRIVATION,
};
use proptest::prelude::*;
use service::{
    inclusion::{Pair, Places, Together, pair, places_of},
    place::Joint,
};

use super::*;

const FIFTHS: [Row; 5] =
    [("1", 140, 34_653), ("2", 70, 11_264), ("3", 80, 9_477), ("4", 110, 10_772), ("5", 140, 12_250)];
const LOCALITIES: [Row; 6] = [
    ("port_glasgow", 85, 12_198),
    ("greenock_east", 100, 13_346),
    ("greenock_south", 30, 12_693),
    ("gourock", 300, 18_441),
    ("inverkip", 55, 5_066),
    ("kilmacolm", 65, 4_634),
];

/// A table of two characteristics in which everybody said both: how many in each combination.
fn crossed(codes: [&str; 2], rows: &[Row], columns: &[Row], count: impl Fn(usize, usize) -> u64) -> SafeTable {
    let dimension = |code: &str, rows: &[Row]| {
        let named = rows.iter().map(|(code, ..)| (*code).to_owned());
        let categories = named.chain(std::iter::once(domain::disclosure::NOT_SAID.to_owned())).collect();
        Dimension { code: code.to_owned(), categories, kind: DimensionKind::Group }
    };
    let mut raw = RawTable::new(vec![dimension(codes[0], rows), dimension(codes[1], columns)]).unwrap();
    let mut record = 0_u64;
    for row in 0..rows.len() {
        for column in 0..columns.len() {
            for _ in 0..count(row, column) {
                record += 1;
                let key = record.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                raw.add(RecordKey::new(key.to_be_bytes()), &[Some(row), Some(column)]).unwrap();
            }
        }
    }
    protect(&raw, &Policy::default())
}

fn joint(check: &Check) -> Joint {
    let [one, other] = [0, 1].map(|at| &check.compared[at].comparison.groups);
    let whole: u64 = other.iter().map(|group| group.population).sum();
    let people = one.iter().flat_map(|first| {
        other.iter().map(move |second| {
            let both = first.population * second.population / whole;
            ((first.code.clone(), second.code.clone()), both)
        })
    });
    let source = check.compared[0].population.counted.as_ref().unwrap().source.clone();
    Joint { people: people.collect(), source, base: Text::both("adults", "inbhich"), all_ages: false }
}

fn pair_of(check: &Check, count: impl Fn(usize, usize) -> u64) -> Pair {
    let [one, other] = [0, 1].map(|at| &check.compared[at]);
    let rows = |compared: &Compared| -> Vec<Row> {
        let code = |code: &str| -> &'static str { Box::leak(code.to_owned().into_boxed_str()) };
        compared.comparison.groups.iter().map(|group| (code(&group.code), 0, group.population)).collect()
    };
    let table = crossed([&one.comparison.code, &other.comparison.code], &rows(one), &rows(other), count);
    let released = ReleasedTable { table, up_to: date(2026, 11, 22) };
    pair([one, other], &released, joint(check)).unwrap()
}

fn said(check: &Check, part: Content<'_>) -> (String, String) {
    let visit = visit(Language::English);
    let said = Reading::new(&visit, check, Phase::Closed).say(part, false);
    (said.finding, said.lead)
}

/// The words of a page without its marks.
fn words(page: &str) -> String {
    page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_slope_is_said_in_words_and_follows_chance() {
    let none = Together::default();
    let turned: Vec<Row> = FIFTHS.iter().zip(FIFTHS.iter().rev()).map(|(a, b)| (a.0, b.1, b.2)).collect();
    let even: Vec<Row> = FIFTHS.iter().map(|(code, _, people)| (*code, people / 100, *people)).collect();
    for (rows, finding) in [
        (&FIFTHS[..], "The more deprived an area, the fewer of its people took part"),
        (&turned, "The more deprived an area, the more of its people took part"),
        (&even, "Taking part neither clearly rises nor clearly falls with deprivation"),
    ] {
        let check = check(&[(DEPRIVATION, rows)], 0);
        assert_eq!(said(&check, Content::Deprivation(&none)).0, finding);
    }
    let check = check(&[(DEPRIVATION, &FIFTHS)], 0);
    let page = words(&public(&visit(Language::English), &check, Content::Deprivation(&none)));
    for said in ["4.0 of each 1,000", "fewer took part than at the least deprived end", "Concentration index 0.23"] {
        assert!(page.contains(said) || page.contains(&said.replace(" of each 1,000", "")), "{said}: {page}");
    }
}

#[test]
fn no_slope_without_all_five() {
    let none = Together::default();
    let mut withheld = FIFTHS;
    withheld[4].1 = 4;
    let check_withheld = check(&[(DEPRIVATION, &withheld)], 0);
    let (finding, lead) = said(&check_withheld, Content::Deprivation(&none));
    assert!(finding.starts_with("Nothing can be said yet") && lead.contains("is withheld"), "{finding} {lead}");
    let page = public(&visit(Language::English), &check_withheld, Content::Deprivation(&none));
    assert!(page.contains("withheld (fewer than 10)") && !words(&page).contains("Concentration index"));
    let mut empty = FIFTHS;
    empty[2] = ("3", 0, 0);
    let (_, lead) = said(&check(&[(DEPRIVATION, &empty)], 0), Content::Deprivation(&none));
    assert!(lead.contains("nobody lives"), "{lead}");
    let (finding, _) = said(&check(&[("age", &AGES)], 0), Content::Deprivation(&none));
    assert!(finding.starts_with("Nothing can be said yet"));
}

#[test]
fn places_that_stand_out_are_named_and_never_ranked() {
    let mut check = check(&[("locality", &LOCALITIES)], 0);
    check.compared[0].population.of_places = true;
    let places = [places_of(&check.compared[0], BTreeMap::new(), false)];
    let (finding, _) = said(&check, Content::Places(&places));
    assert!(finding.contains("Fewer people took part in") && finding.contains("label greenock_south"), "{finding}");
    assert!(finding.contains("more in"), "{finding}");
    let page = public(&visit(Language::English), &check, Content::Places(&places));
    let place = |label: &str| page.find(&format!("label {label}</span>")).unwrap();
    assert!(place("port_glasgow") < place("greenock_east") && place("greenock_east") < place("kilmacolm"));
    assert!(page.contains("Funnel") && !page.contains("On the map"));
    // With boundaries there is a map, whose list says the same.
    let square = |at: i32| vec![vec![[at, 0], [at + 9, 0], [at + 9, 9], [at, 9]]];
    let shapes =
        LOCALITIES.iter().zip([0, 10, 20, 30, 40, 50]).map(|((code, ..), at)| ((*code).to_owned(), square(at)));
    let drawn = [places_of(&check.compared[0], shapes.collect(), false)];
    let page = public(&visit(Language::English), &check, Content::Places(&drawn));
    assert!(page.contains("On the map") && page.contains("wheel__drawing"));
}

#[test]
fn all_of_scotland_has_tiles() {
    let rows: Vec<Row> =
        [("S12000018", 120, 60_000), ("S12000047", 300, 90_000), ("S12000049", 90, 90_000), ("S12000050", 80, 70_000)]
            .into();
    let mut check = check(&[("locality", &rows)], 0);
    check.compared[0].population.of_places = true;
    let places = [places_of(&check.compared[0], BTreeMap::new(), true)];
    let page = public(&visit(Language::English), &check, Content::Places(&places));
    assert!(page.contains("tile tile--ivc tile--q") && page.contains("Inverclyde: 2.0") && !page.contains("Funnel"));
}

#[test]
fn few_people_colour_no_map_and_withheld_places_have_no_number() {
    let rows: [Row; 6] = [
        ("one", 90, 9_000),
        ("two", 80, 9_000),
        ("three", 70, 9_000),
        ("four", 60, 8_000),
        ("five", 4, 900),
        ("six", 30, 400),
    ];
    let mut check = check(&[("locality", &rows)], 0);
    check.compared[0].population.of_places = true;
    let square = |at: i32| vec![vec![[at, 0], [at + 9, 0], [at + 9, 9], [at, 9]]];
    let shapes = rows.iter().zip([0, 10, 20, 30, 40, 50]).map(|((code, ..), at)| ((*code).to_owned(), square(at)));
    let places = [places_of(&check.compared[0], shapes.collect(), false)];
    let page = public(&visit(Language::English), &check, Content::Places(&places));
    let withheld = check.compared[0].comparison.groups.iter().filter(|group| group.figures.is_none()).count();
    assert!(withheld >= 2, "another place is withheld with the small one");
    assert!(page.matches("<path class=\"hidden\"").count() >= withheld, "{page}");
    assert_eq!(page.matches("<b>[c]</b>").count(), withheld);
}

#[test]
fn gaps_of_two_groups_add_up_or_stand_out() {
    let all: [(&str, &[Row]); 2] = [("age", &AGES), ("sex", &SEXES)];
    let check = check(&all, 0);
    let adds_up = pair_of(&check, |row, column| [20, 40, 160, 160][row] * [2, 1][column]);
    let together = Together { pairs: vec![adds_up], not_counted: Vec::new() };
    let (finding, _) = said(&check, Content::Together(&together));
    assert_eq!(finding, "Nobody is missing more than the gaps of their groups together explain");
    let out = pair_of(&check, |row, column| if (row, column) == (2, 1) { 20 } else { 160 });
    let together = Together { pairs: vec![out], not_counted: vec![["age".to_owned(), "sex".to_owned()]] };
    let (finding, _) = said(&check, Content::Together(&together));
    assert!(finding.contains("less, or more, than both gaps explain"), "{finding}");
    let page = words(&public(&visit(Language::English), &check, Content::Together(&together)));
    assert!(page.contains("People 35_54, among people male: fewer took part than both gaps explain"), "{page}");
    assert!(page.contains("What cannot be compared together") && page.contains("Title age and title sex"));
}

#[test]
fn withheld_combinations_are_counted_and_not_shown() {
    let check = check(&[("age", &AGES), ("sex", &SEXES)], 0);
    let pair = pair_of(&check, |row, _| if row == 0 { 3 } else { 90 });
    assert!(pair.withheld() >= 1);
    let together = Together { pairs: vec![pair], not_counted: Vec::new() };
    let page = words(&public(&visit(Language::English), &check, Content::Together(&together)));
    assert!(page.contains("combinations are withheld and left out") && !page.contains("label 16_24, label male"));
}

#[test]
fn every_part_is_whole_in_both_languages() {
    let mut check = check(&[(DEPRIVATION, &FIFTHS), ("locality", &LOCALITIES)], 50);
    for compared in &mut check.compared {
        compared.population.of_places = true;
    }
    let together = Together {
        pairs: vec![pair_of(&check, |row, column| 12 + (row * 5 + column * 3) as u64)],
        not_counted: Vec::new(),
    };
    let places = [places_of(&check.compared[1], BTreeMap::new(), false)];
    for language in Language::ALL {
        for part in [Content::Deprivation(&together), Content::Places(&places), Content::Together(&together)] {
            let page = public(&visit(language), &check, part);
            for key in ["results-", "chart-", "who-", "{ $", "NaN", "inf"] {
                let mut texts = page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
                assert!(texts.all(|text| !text.contains(key)), "{key} in {language}");
            }
            assert!(!page.contains("style=") && page.len() < 120_000, "{}", page.len());
            assert_eq!(page.matches("<h1").count(), 1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is released, no page shows a number that is none, or the count of a group that is withheld.
    #[test]
    fn no_release_breaks_a_page(
        fifths in prop::array::uniform5((0_u64..60, prop::sample::select(vec![0_u64, 1, 40, 900, 30_000]))),
        cells in prop::array::uniform5(0_u64..40),
    ) {
        let codes = ["1", "2", "3", "4", "5"];
        let rows: Vec<Row> = codes.iter().zip(fifths).map(|(code, (took, lives))| (*code, took, lives)).collect();
        let mut check = check(&[(DEPRIVATION, &rows), ("locality", &rows)], 3);
        for compared in &mut check.compared {
            compared.population.of_places = true;
        }
        let people: u64 = rows.iter().map(|(.., people)| people).sum();
        let pairs = if people > 0 { vec![pair_of(&check, |row, column| cells[(row + column) % 5])] } else { Vec::new() };
        let together = Together { pairs, not_counted: Vec::new() };
        let places: [Places<'_>; 1] = [places_of(&check.compared[1], BTreeMap::new(), false)];
        for part in [Content::Deprivation(&together), Content::Places(&places), Content::Together(&together)] {
            let page = words(&public(&visit(Language::English), &check, part));
            prop_assert!(!page.contains("NaN") && !page.split_whitespace().any(|word| word == "inf" || word == "-inf"));
        }
        for both in together.pairs.iter().flat_map(|pair| &pair.combinations) {
            let published = both.participants.published().unwrap_or(0);
            prop_assert!(published.is_multiple_of(Limits::LEAST.rounding_base));
        }
    }
}
