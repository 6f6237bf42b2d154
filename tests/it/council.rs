//! All 32 councils end to end: every figure of who lives there, in the API and on the inclusion pages, is a sum of lines
//! of the published tables, added up here a second time; and one locality made of data zones.
//!
//! The tables lie beside the repository; where they do not, these stories say nothing.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use domain::account::Role;
use serde_json::Value;
use service::{
    place,
    rehearsal::{self, Rehearsal},
    survey::Template,
};

use crate::{
    harness::{World, desk::skewed_answer},
    stories,
};

fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    folder.is_dir().then_some(folder)
}

/// The lines of a table, by the names of its columns.
fn lines(folder: &Path, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| heads.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// Numbers by council and category, of one table.
type Counts = BTreeMap<(String, String), u64>;

fn counts(folder: &Path, file: &str, category: &str, count: &str) -> Counts {
    let line = |line: BTreeMap<String, String>| {
        ((line["area_code"].clone(), line[category].clone()), line[count].parse().unwrap())
    };
    lines(folder, file).into_iter().map(line).collect()
}

/// Which lines of which table add up to each group: read off the tables and written down a second time.
const GROUPS: &[(&str, &str, &[&str])] = &[
    ("age", "16_24", &["16-17", "18-19", "20-24"]),
    ("age", "25_34", &["25-29", "30-34"]),
    ("age", "35_44", &["35-39", "40-44"]),
    ("age", "45_54", &["45-49", "50-54"]),
    ("age", "55_64", &["55-59", "60-64"]),
    ("age", "65_74", &["65-69", "70-74"]),
    ("age", "75_over", &["75-79", "80-84", "85+"]),
    ("disability", "limited_a_lot", &["Day-to-day activities limited a lot"]),
    ("disability", "limited_a_little", &["Day-to-day activities limited a little"]),
    ("disability", "not_limited", &["Day-to-day activities not limited"]),
    ("ethnic_group", "white_scottish", &["White: White Scottish"]),
    ("ethnic_group", "white_british", &["White: Other White British"]),
    (
        "ethnic_group",
        "other_white",
        &["White: White Irish", "White: Gypsy/ Traveller", "White: White Polish", "Other White"],
    ),
    ("ethnic_group", "asian", &["Asian, Asian Scottish or Asian British: Total"]),
    ("ethnic_group", "african_caribbean_black", &["African: Total", "Caribbean or Black: Total"]),
    ("ethnic_group", "mixed_other", &["Mixed or multiple ethnic group", "Other ethnic groups: Total"]),
    ("religion", "no_religion", &["No religion"]),
    ("religion", "church_of_scotland", &["Church of Scotland"]),
    ("religion", "roman_catholic", &["Roman Catholic"]),
    ("religion", "other_christian", &["Other Christian"]),
    ("religion", "muslim", &["Muslim"]),
    ("religion", "any_other", &["Buddhist", "Hindu", "Jewish", "Sikh", "Pagan", "Other religion"]),
    ("deprivation", "1", &["1"]),
    ("deprivation", "2", &["2"]),
    ("deprivation", "3", &["3"]),
    ("deprivation", "4", &["4"]),
    ("deprivation", "5", &["5"]),
];

/// Bands of the table of ages from 16 on.
const ADULTS: [&str; 16] = [
    "16-17", "18-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69",
    "70-74", "75-79", "80-84", "85+",
];

/// Who lives where by the published tables: council, characteristic, group.
struct Published {
    tables: BTreeMap<&'static str, Counts>,
    sexes: [Counts; 2],
}

impl Published {
    fn read(folder: &Path) -> Self {
        let table =
            |file: &str, category, count| counts(folder, &format!("census2022_council_{file}.csv"), category, count);
        let tables = [
            ("age", table("age_sex", "age_band", "all_people")),
            ("disability", table("disability", "category", "count")),
            ("ethnic_group", table("ethnic_group", "category", "count")),
            ("religion", table("religion", "category", "count")),
            ("deprivation", table("simd_quintile", "simd2020v2_quintile", "people_2022")),
        ];
        let sexes = ["female", "male"].map(|sex| table("age_sex", "age_band", sex));
        Self { tables: tables.into(), sexes }
    }

    /// The people of a group; none for one that is not among the tables here.
    fn people(&self, council: &str, characteristic: &str, group: &str) -> Option<u64> {
        let sum = |counts: &Counts, of: &[&str]| {
            of.iter()
                .map(|category| counts.get(&(council.to_owned(), (*category).to_owned())).copied().unwrap_or(0))
                .sum()
        };
        if characteristic == "sex" {
            return Some(sum(&self.sexes[usize::from(group == "male")], &ADULTS));
        }
        let (.., categories) = GROUPS.iter().find(|(of, code, _)| (*of, *code) == (characteristic, group))?;
        Some(sum(&self.tables[characteristic], categories))
    }
}

/// The lines of all tables on a page: caption, and the words of each line's cells, its head first.
fn tables(html: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let words = |part: &str| {
        let mut inside = true;
        let plain: String = part
            .chars()
            .filter(|letter| {
                inside = match letter {
                    '<' => false,
                    '>' => {
                        inside = true;
                        return false;
                    }
                    _ => inside,
                };
                inside
            })
            .collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = |row: &str| {
        let cell = |part: &str| words(part.split_once('>').map_or("", |(_, rest)| rest.split("</t").next().unwrap()));
        row.replace("<th ", "<td ").split("<td ").skip(1).map(cell).collect::<Vec<_>>()
    };
    let table = |part: &str| {
        let caption =
            words(part.split("<caption").nth(1).unwrap().split_once('>').unwrap().1.split("</caption").next().unwrap());
        let body = part.split("<tbody").nth(1).unwrap_or_default();
        (caption, body.split("<tr ").skip(1).map(cells).collect())
    };
    html.split("<table").skip(1).map(|part| table(part.split("</table>").next().unwrap())).collect()
}

/// The share of a whole as the pages write it.
fn share(part: u64, whole: u64) -> String {
    let percent = part as f64 / whole as f64 * 100.0;
    if percent < 0.5 && percent > 0.0 { "less than 1%".to_owned() } else { format!("{percent:.0}%") }
}

/// No figure on a page is what a program writes for something that is no number.
fn is_sound(html: &str, about: &str) {
    let text = html.to_lowercase();
    for broken in [">nan", " nan", "nan%", "infinity", ">inf<", "undefined", "null%"] {
        assert!(!text.contains(broken), "{about} shows {broken}");
    }
}

stories! {
    /// In every council: what the API and the pages say about who lives there are sums of published lines; the four
    /// parts of the inclusion check open on made-up answers, and none shows what is no number.
    async fn every_figure_of_every_council_is_published_somewhere(world) {
        let Some(folder) = shared() else { return };
        let published = Published::read(&folder);
        place::found(&world.ctx).await.unwrap();
        let mut browser = world.browser();
        let (mut councils, mut figures, mut lines) = (0, 0, 0);
        for council in service::partnership::all(&world.ctx).await.unwrap() {
            if council.slug == "scotland" {
                continue;
            }
            councils += 1;
            let path = format!("/api/v1/partnerships/{}/populations", council.slug);
            let found: Value = serde_json::from_str(&browser.get(&path).await.html).unwrap();
            let mut people: BTreeMap<String, Vec<u64>> = BTreeMap::new();
            for population in found["items"].as_array().unwrap() {
                let characteristic = population["characteristic"].as_str().unwrap();
                for group in population["groups"].as_array().unwrap() {
                    let code = group["code"].as_str().unwrap();
                    let Some(expected) = published.people(&council.gss, characteristic, code) else { continue };
                    assert_eq!(group["people"].as_u64(), Some(expected), "{} {characteristic} {code}", council.slug);
                    people.entry(population["title"].as_str().unwrap().to_owned()).or_default().push(expected);
                    figures += 1;
                }
            }
            lines += inclusion_pages(&world, &council.slug, &people).await;
        }
        assert_eq!((councils, figures), (32, 32 * 29));
        assert!(lines > 32 * 25, "{lines} lines were compared");
    }

    /// The people of a locality are those of its data zones, added up from the published table of zones.
    async fn a_locality_is_the_sum_of_its_data_zones(world) {
        let Some(folder) = shared() else { return };
        place::found(&world.ctx).await.unwrap();
        service::testing::make_places(&world.ctx).await.unwrap();
        let partnership = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
        let mut tx = world.ctx.store.main.read().await.unwrap();
        let of_zones = store::place::zones_of_localities(&mut tx, partnership.id).await.unwrap();
        drop(tx);
        let adults = |line: &BTreeMap<String, String>| -> u64 {
            ADULTS.iter().map(|band| line[&format!("age_{band}")].parse::<u64>().unwrap()).sum()
        };
        let published: BTreeMap<String, u64> = lines(&folder, "census2022_dz_age_sex.csv")
            .iter()
            .map(|line| (line["data_zone_2011"].clone(), adults(line)))
            .collect();
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for (zone, locality) in of_zones {
            *sums.entry(locality).or_default() += published[&zone.to_string()];
        }
        let populations = place::populations(&world.ctx, &partnership).await.unwrap();
        let localities = populations.iter().find(|one| one.characteristic == "locality").unwrap();
        let shown: BTreeMap<String, u64> =
            localities.groups.iter().map(|group| (group.code.clone(), group.people.unwrap())).collect();
        assert_eq!((shown.len(), &shown), (6, &sums));
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let page = officer.get("/desk/inverclyde/places").await;
        for people in sums.values() {
            page.shows(&app::words::grouped(*people));
        }
        let (survey, word) = world.open_survey("inverclyde", Template::Community, false).await;
        skewed_answer(&world, &word, 600, 3, 0.5).await;
        let places = officer.get(&format!("/desk/surveys/{survey}/who/places")).await;
        places.is(200);
        let residents = tables(&places.html).into_iter().flat_map(|(_, rows)| rows).filter(|row| {
            row.iter().any(|cell| sums.values().any(|people| *cell == app::words::grouped(*people)))
        });
        assert!(residents.count() >= 6, "the places of the page have the people of the table: {}", places.text());
        is_sound(&places.html, "places");
    }
}

/// Looks at the inclusion pages of a survey in a council; how many lines were compared with the published people.
async fn inclusion_pages(world: &World, slug: &str, people: &BTreeMap<String, Vec<u64>>) -> usize {
    let (survey, word) = world.open_survey(slug, Template::Community, false).await;
    let mut ctx = world.ctx.clone();
    let demonstration = service::Site { demonstration: true, ..(*ctx.site).clone() };
    ctx.site = std::sync::Arc::new(demonstration);
    rehearsal::rehearse(&ctx, &word, Rehearsal { responses: 150, seed: 5, skew: 0.6 }).await.unwrap();
    let mut officer = world.staff("olive@example.org", slug, Role::Officer).await;
    for part in ["deprivation", "places", "together", "unanswered", "weighed"] {
        let path = format!("/desk/surveys/{survey}/who/{part}");
        let page = officer.get(&path).await;
        page.is(200);
        is_sound(&page.html, &format!("{slug} {part}"));
    }
    let page = officer.get(&format!("/desk/surveys/{survey}/who")).await;
    page.is(200);
    is_sound(&page.html, slug);
    let mut compared = 0;
    for (title, rows) in tables(&page.html) {
        let Some(expected) = people.get(&title).filter(|expected| expected.len() == rows.len()) else { continue };
        let whole: u64 = expected.iter().sum();
        for (row, people) in rows.iter().zip(expected) {
            assert!(row.contains(&share(*people, whole)), "{slug}, {title}: {row:?} has not {}", share(*people, whole));
            compared += 1;
        }
    }
    compared
}
