//! The characteristics whose groups are known: their words, answers and figures.
//!
//! Answers are those of the equality questions, figures those of Scotland's Census 2022 (tables `UV102b`, UV201, UV205,
//! UV303, UV404) and of the SIMD. Small groups are put together where they would be too few to say anything about in
//! most places, but never a group of one continent with "other".

use super::{Base, Group, Grouping, Way};
use crate::text::Text;

/// English and Gaelic.
type Words = (&'static str, &'static str);
/// Categories that add up to a group, or answers that belong to it.
type Codes = &'static [&'static str];

/// A group: code, label, phrase, answers, and the categories of its figures for each way.
struct Row(&'static str, Words, Words, Codes, &'static [Codes]);

fn text((english, gaelic): Words) -> Text {
    Text::both(english, gaelic)
}

fn owned(codes: Codes) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// A grouping of these rows; `ways` says of each way whom it counts and whether it leaves out who stated nothing.
fn of(characteristic: &str, title: Words, ways: &[(Base, bool)], rows: &[Row]) -> Grouping {
    let way = |(at, (base, stated_only)): (usize, &(Base, bool))| Way {
        base: Some(*base),
        stated_only: *stated_only,
        sums: rows.iter().map(|row| row.4.get(at).map(|codes| owned(codes)).unwrap_or_default()).collect(),
    };
    let group =
        |row: &Row| Group { code: row.0.to_owned(), label: text(row.1), phrase: text(row.2), counts_as: owned(row.3) };
    Grouping {
        characteristic: characteristic.to_owned(),
        title: text(title),
        groups: rows.iter().map(group).collect(),
        ways: ways.iter().enumerate().map(way).collect(),
    }
}

pub(super) fn grouping(characteristic: &str) -> Option<Grouping> {
    let everybody = [(Base::PeopleAllAges, false)];
    let twice = [(Base::PeopleAllAges, false); 2];
    Some(match characteristic {
        "age" => of("age", ("Age", "Aois"), &[(Base::People16AndOver, false)], &AGE),
        "sex" => {
            let ways = [(Base::People16AndOver, false), (Base::PeopleAllAges, false)];
            of("sex", ("Sex", "Gnè"), &ways, &SEX)
        }
        "disability" => of("disability", ("Health and disability", "Slàinte agus ciorram"), &everybody, &DISABILITY),
        "ethnic_group" => of("ethnic_group", ("Ethnic group", "Buidheann cinnidh"), &twice, &ETHNIC_GROUP),
        "religion" => of("religion", ("Religion", "Creideamh"), &[(Base::PeopleAllAges, true)], &RELIGION),
        "deprivation" => of("deprivation", ("Deprivation of the area", "Bochdainn na sgìre"), &everybody, &DEPRIVATION),
        "tenure" => of("tenure", ("Housing", "Taigheadas"), &[(Base::Households, false)], &TENURE),
        _ => return None,
    })
}

const AGE: [Row; 7] = [
    Row(
        "16_24",
        ("16 to 24", "16 gu 24"),
        ("people aged 16 to 24", "daoine aois 16 gu 24"),
        &["16_24"],
        &[&["16-17", "18-19", "20-24"]],
    ),
    Row(
        "25_34",
        ("25 to 34", "25 gu 34"),
        ("people aged 25 to 34", "daoine aois 25 gu 34"),
        &["25_34"],
        &[&["25-29", "30-34"]],
    ),
    Row(
        "35_44",
        ("35 to 44", "35 gu 44"),
        ("people aged 35 to 44", "daoine aois 35 gu 44"),
        &["35_44"],
        &[&["35-39", "40-44"]],
    ),
    Row(
        "45_54",
        ("45 to 54", "45 gu 54"),
        ("people aged 45 to 54", "daoine aois 45 gu 54"),
        &["45_54"],
        &[&["45-49", "50-54"]],
    ),
    Row(
        "55_64",
        ("55 to 64", "55 gu 64"),
        ("people aged 55 to 64", "daoine aois 55 gu 64"),
        &["55_64"],
        &[&["55-59", "60-64"]],
    ),
    Row(
        "65_74",
        ("65 to 74", "65 gu 74"),
        ("people aged 65 to 74", "daoine aois 65 gu 74"),
        &["65_74"],
        &[&["65-69", "70-74"]],
    ),
    Row(
        "75_over",
        ("75 and over", "75 agus nas sine"),
        ("people aged 75 and over", "daoine aois 75 agus nas sine"),
        &["75_over"],
        &[&["75-79", "80-84", "85+"]],
    ),
];

/// The bands of `UV102b` from 16 on, of one sex.
macro_rules! adult {
    ($sex:literal) => {
        &[
            concat!($sex, ":16-17"),
            concat!($sex, ":18-19"),
            concat!($sex, ":20-24"),
            concat!($sex, ":25-29"),
            concat!($sex, ":30-34"),
            concat!($sex, ":35-39"),
            concat!($sex, ":40-44"),
            concat!($sex, ":45-49"),
            concat!($sex, ":50-54"),
            concat!($sex, ":55-59"),
            concat!($sex, ":60-64"),
            concat!($sex, ":65-69"),
            concat!($sex, ":70-74"),
            concat!($sex, ":75-79"),
            concat!($sex, ":80-84"),
            concat!($sex, ":85+"),
        ]
    };
}

const SEX: [Row; 2] = [
    Row("female", ("Female", "Boireann"), ("women", "boireannaich"), &["female"], &[adult!("female"), &["female"]]),
    Row("male", ("Male", "Fireann"), ("men", "fireannaich"), &["male"], &[adult!("male"), &["male"]]),
];

const DISABILITY: [Row; 3] = [
    Row(
        "limited_a_lot",
        ("Limited a lot", "Cuingichte gu mòr"),
        ("people limited a lot by their health", "daoine a tha cuingichte gu mòr le an slàinte"),
        &["limited_a_lot"],
        &[&["limited_a_lot"]],
    ),
    Row(
        "limited_a_little",
        ("Limited a little", "Cuingichte beagan"),
        ("people limited a little by their health", "daoine a tha cuingichte beagan le an slàinte"),
        &["limited_a_little"],
        &[&["limited_a_little"]],
    ),
    Row(
        "not_limited",
        ("Not limited", "Gun chuingeachadh"),
        ("people not limited by their health", "daoine nach eil cuingichte le an slàinte"),
        &["not_limited"],
        &[&["not_limited"]],
    ),
];

const OTHER_WHITE: Codes = &["white_irish", "gypsy_traveller", "white_polish", "other_white"];
const ASIAN: Codes = &["pakistani", "indian", "bangladeshi", "chinese", "other_asian"];
const AFRICAN_CARIBBEAN_BLACK: Codes = &["african", "other_african", "caribbean", "black", "other_caribbean_black"];
const MIXED_OTHER: Codes = &["mixed", "arab", "other_ethnic"];

/// Published subtotals first, because the cells of a census table are perturbed one by one; then sums of the cells.
const ETHNIC_GROUP: [Row; 6] = [
    Row(
        "white_scottish",
        ("White Scottish", "Geal Albannach"),
        ("White Scottish people", "daoine geala Albannach"),
        &["white_scottish"],
        &[&["white_scottish"], &["white_scottish"]],
    ),
    Row(
        "white_british",
        ("Other White British", "Geal Breatannach eile"),
        ("other White British people", "daoine geala Breatannach eile"),
        &["white_british"],
        &[&["white_british"], &["white_british"]],
    ),
    Row(
        "other_white",
        ("Other White", "Geal eile"),
        ("people of other White groups", "daoine de bhuidhnean geala eile"),
        OTHER_WHITE,
        &[OTHER_WHITE, OTHER_WHITE],
    ),
    Row("asian", ("Asian", "Àisianach"), ("Asian people", "daoine Àisianach"), ASIAN, &[&["total_asian"], ASIAN]),
    Row(
        "african_caribbean_black",
        ("African, Caribbean or Black", "Afraganach, Caraibeach no Dubh"),
        ("African, Caribbean or Black people", "daoine Afraganach, Caraibeach no Dubha"),
        AFRICAN_CARIBBEAN_BLACK,
        &[&["total_african", "total_caribbean_black"], AFRICAN_CARIBBEAN_BLACK],
    ),
    Row(
        "mixed_other",
        ("Mixed or other", "Measgaichte no eile"),
        ("people of mixed or other ethnic groups", "daoine de bhuidhnean cinnidh measgaichte no eile"),
        MIXED_OTHER,
        &[&["mixed", "total_other"], MIXED_OTHER],
    ),
];

const ANY_OTHER_RELIGION: Codes = &["buddhist", "hindu", "jewish", "sikh", "pagan", "other_religion"];

const RELIGION: [Row; 6] = [
    Row(
        "no_religion",
        ("None", "Chan eil gin"),
        ("people of no religion", "daoine gun chreideamh"),
        &["no_religion"],
        &[&["no_religion"]],
    ),
    Row(
        "church_of_scotland",
        ("Church of Scotland", "Eaglais na h-Alba"),
        ("people of the Church of Scotland", "daoine ann an Eaglais na h-Alba"),
        &["church_of_scotland"],
        &[&["church_of_scotland"]],
    ),
    Row(
        "roman_catholic",
        ("Roman Catholic", "Caitligeach"),
        ("Roman Catholics", "Caitligich"),
        &["roman_catholic"],
        &[&["roman_catholic"]],
    ),
    Row(
        "other_christian",
        ("Other Christian", "Crìosdail eile"),
        ("other Christians", "Crìosdaidhean eile"),
        &["other_christian"],
        &[&["other_christian"]],
    ),
    Row("muslim", ("Muslim", "Muslamach"), ("Muslims", "Muslamaich"), &["muslim"], &[&["muslim"]]),
    Row(
        "any_other",
        ("Any other", "Creideamh eile"),
        ("people of any other religion", "daoine de chreideamh sam bith eile"),
        ANY_OTHER_RELIGION,
        &[ANY_OTHER_RELIGION],
    ),
];

const DEPRIVATION: [Row; 5] = [
    Row(
        "1",
        ("1 (most deprived)", "1 (as bochda)"),
        ("people in the most deprived fifth", "daoine anns a’ chòigeamh as bochda"),
        &["1"],
        &[&["1"]],
    ),
    Row(
        "2",
        ("2", "2"),
        ("people in the second most deprived fifth", "daoine anns an dàrna còigeamh as bochda"),
        &["2"],
        &[&["2"]],
    ),
    Row("3", ("3", "3"), ("people in the middle fifth", "daoine anns a’ chòigeamh mheadhanach"), &["3"], &[&["3"]]),
    Row(
        "4",
        ("4", "4"),
        ("people in the second least deprived fifth", "daoine anns an dàrna còigeamh as lugha bochdainn"),
        &["4"],
        &[&["4"]],
    ),
    Row(
        "5",
        ("5 (least deprived)", "5 (as lugha bochdainn)"),
        ("people in the least deprived fifth", "daoine anns a’ chòigeamh as lugha bochdainn"),
        &["5"],
        &[&["5"]],
    ),
];

const TENURE: [Row; 4] = [
    Row(
        "owned",
        ("Owned", "Le sealbhadair"),
        ("households that own their home", "teaghlaichean leis an taigh aca fhèin"),
        &["owned", "owned_outright", "mortgage", "shared_ownership", "shared_equity"],
        &[&["total_owned"]],
    ),
    Row(
        "social_rented",
        ("Social rented", "Màl sòisealta"),
        (
            "households that rent from the council or a housing association",
            "teaghlaichean air mhàl bhon chomhairle no bho chomann taigheadais",
        ),
        &["social_rented"],
        &[&["social_rented"]],
    ),
    Row(
        "private_rented",
        ("Private rented", "Màl prìobhaideach"),
        ("households that rent privately", "teaghlaichean air mhàl prìobhaideach"),
        &["private_rented", "private_landlord", "private_other"],
        &[&["total_private_rented"]],
    ),
    Row(
        "rent_free",
        ("Rent free", "Gun mhàl"),
        ("households that live rent free", "teaghlaichean a tha a’ fuireach gun mhàl"),
        &["rent_free"],
        &[&["rent_free"]],
    ),
];
