//! Pages of results from made-up releases: every question has its place, and a page costs milliseconds.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    disclosure::{Policy, RawTable, RecordKey, declared::declare, protect},
    survey::{Definition, Kind, Prepared, template},
    text::Language,
};
use jiff::{Timestamp, civil::date, tz::TimeZone};
use service::{
    disclosure::{Newest, Released, ReleasedTable, Results},
    partnership::Partnership,
    survey::{Access, Loaded, Survey},
};

use super::{Today, public, question::parts};
use crate::{visit::Visit, words::Words};

const ID: &str = "01a20b4c-e340-7d47-925b-e4cad18c2c13";

pub fn visit(language: Language) -> Visit {
    Visit {
        words: Words::of(language),
        languages: Language::ALL.to_vec(),
        path: "/s/a/results".to_owned(),
        demonstration: false,
        host: None,
        assets: crate::visit::Assets::default(),
        nonce: None,
        reference: String::new(),
    }
}

pub fn today(london: &TimeZone) -> Today<'_> {
    Today { date: date(2026, 11, 24), london }
}

pub fn partnership(kind: domain::partnership::Kind) -> Partnership {
    Partnership {
        id: ID.parse().unwrap(),
        gss: "S12000018".to_owned(),
        slug: "inverclyde".to_owned(),
        kind,
        name: "Inverclyde Alliance".to_owned(),
        area_name: "Inverclyde".to_owned(),
        profile: domain::partnership::Profile::default(),
        revision: 1,
    }
}

pub fn survey(template: &str) -> Survey {
    let at = |second| Some(Timestamp::from_second(second).unwrap());
    Survey {
        id: ID.parse().unwrap(),
        partnership: ID.parse().unwrap(),
        slug: "a".to_owned(),
        template: template.to_owned(),
        title: "A survey".to_owned(),
        access: Access::Open,
        campaign: ID.parse().unwrap(),
        rehearsal: ID.parse().unwrap(),
        revision: 1,
        version: Some(1),
        opens_at: at(1_793_000_000),
        closes_at: at(1_795_000_000),
        closed_at: None,
        sealed_at: at(1_795_000_000),
        results_public_at: at(1_795_000_000),
        made_at: Timestamp::from_second(1_792_000_000).unwrap(),
    }
}

/// A release of all tables of a questionnaire, every category of which `people` says how many are in.
pub fn newest(prepared: &Prepared, people: impl Fn(&str, usize) -> u64) -> Newest {
    let mut tables = BTreeMap::new();
    for declared in declare(prepared, &[], date(2026, 10, 26)) {
        let mut raw = RawTable::new(vec![declared.dimension.clone()]).unwrap();
        let mut record = 0_u64;
        for at in 0..declared.dimension.categories.len() {
            for _ in 0..people(&declared.name, at) {
                record += 1;
                let key = record.wrapping_mul(0x9E37_79B9_7F4A_7C15);
                raw.add(RecordKey::new(key.to_be_bytes()), &[Some(at)]).unwrap();
            }
        }
        let table = protect(&raw, &Policy::default());
        tables.insert(declared.name, ReleasedTable { table, up_to: date(2026, 11, 22) });
    }
    let made_at = Timestamp::from_second(1_795_000_000).unwrap();
    Newest {
        released: Released { about: 600, tables, left_out: Vec::new() },
        about: 600,
        rehearsed: false,
        made_at,
        closing: true,
    }
}

pub fn loaded(definition: Definition) -> Arc<Loaded> {
    let prepared = Prepared::new(definition.questionnaire.clone());
    Arc::new(Loaded { number: 1, definition, prepared })
}

fn results(definition: Definition, people: impl Fn(&str, usize) -> u64) -> Results {
    let version = loaded(definition);
    let newest = newest(&version.prepared, people);
    Results {
        survey: survey("officials"),
        partnership: partnership(domain::partnership::Kind::National),
        version,
        newest: Some(newest),
        from: date(2026, 10, 26),
        invited: None,
        earlier: service::disclosure::Earlier::default(),
    }
}

fn some(name: &str, at: usize) -> u64 {
    (name.len() as u64 * 31 + at as u64 * 57) % 160
}

#[test]
fn every_question_that_may_be_shown_has_its_chart() {
    for definition in [template::community(), template::officials()] {
        let results = results(definition, some);
        let newest = results.newest.as_ref().unwrap();
        let visit = visit(Language::English);
        let shown: usize = parts(&visit, &results, newest).iter().map(|part| part.questions.len()).sum();
        let asked = results.version.definition.questionnaire.items().filter(|(_, item)| {
            item.kind.asks() && item.characteristic.is_none() && !item.not_published && item.kind != Kind::Place
        });
        assert_eq!(shown, asked.count());
        for part in parts(&visit, &results, newest) {
            for question in part.questions {
                let chart = question.chart.unwrap();
                assert!(!chart.finding.is_empty() && !chart.finding.starts_with("results-"), "{}", question.id);
                assert!(chart.source.contains("22 November 2026"), "{}", chart.source);
            }
        }
    }
}

#[test]
fn pages_are_whole_in_both_languages() {
    let london = TimeZone::UTC;
    for language in Language::ALL {
        let page = public(&visit(language), &results(template::officials(), some), today(&london));
        for key in ["results-", "chart-", "who-", "{ $", "NaN", "inf%"] {
            // Identifiers and paths may hold such words, texts may not.
            let texts: Vec<&str> =
                page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
            assert!(texts.iter().all(|text| !text.contains(key)), "{key} in {language}");
        }
        assert_eq!(page.matches("<figure").count(), page.matches("</figure>").count());
        assert!(!page.contains("style="));
    }
}

#[test]
fn too_few_answers_are_said_and_not_drawn() {
    let london = TimeZone::UTC;
    let none = public(&visit(Language::English), &results(template::officials(), |_, _| 0), today(&london));
    assert!(!none.contains("<rect") && none.contains("fewer than 10"));
    let few = public(
        &visit(Language::English),
        &results(template::officials(), |_, at| [20, 10][at % 2] / (1 + at as u64)),
        today(&london),
    );
    let text: String = few.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    assert!(!text.contains("% answered"), "shares of fewer than 50");
}

#[test]
fn identifiers_are_unique() {
    let london = TimeZone::UTC;
    let page = public(&visit(Language::English), &results(template::officials(), some), today(&london));
    let mut seen = std::collections::BTreeSet::new();
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(seen.insert(id), "{id} twice");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "temporary")]
fn perf() {
    let london = TimeZone::UTC;
    let results = results(template::officials(), some);
    let visit = visit(Language::English);
    for _ in 0..5 {
        public(&visit, &results, today(&london));
    }
    let start = std::time::Instant::now();
    for _ in 0..100 {
        public(&visit, &results, today(&london));
    }
    println!("{:?} per page, {} bytes", start.elapsed() / 100, public(&visit, &results, today(&london)).len());
}
