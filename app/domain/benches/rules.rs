//! What the rules cost that run on every page, and those that run over all answers.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to measure")]

use std::{cell::Cell, collections::BTreeSet, hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use domain::{
    disclosure::{
        Column, Dimension, Kind, LEAST_K, Method, Policy, RawTable, RecordKey, anonymise, protect,
        suppress::{Counts, suppress},
    },
    inclusion::{Characteristic, Tolerance, compare_all},
    rehearsal::{Crowd, answer},
    response::{Answers, Journey},
    survey::{Prepared, check, template},
};

/// Everybody's answers to the survey of officials, in the same order every time.
fn answers(prepared: &Prepared, people: u64) -> Vec<Answers> {
    (0..people).map(|number| answer(prepared, &Crowd::default(), 1, number)).collect()
}

/// What happens between a saved page and the next one.
fn journeys(criterion: &mut Criterion) {
    let prepared = Prepared::new(template::officials().questionnaire);
    let answers = answers(&prepared, 1).remove(0);
    let pages: BTreeSet<String> = prepared.questionnaire().pages.iter().map(|page| page.code.clone()).collect();
    criterion.bench_function("The way of one respondent through 38 questions", |bencher| {
        bencher.iter(|| Journey::derive(black_box(&prepared), black_box(&answers), &pages).resume());
    });
    let definition = template::officials();
    criterion.bench_function("A check of a 38-question survey before publishing", |bencher| {
        bencher.iter(|| check(black_box(&definition)));
    });
}

/// A table of 10,000 people by age and deprivation.
fn table() -> RawTable {
    let dimension = |code: &str, of: usize| Dimension {
        code: code.to_owned(),
        categories: (0..of).map(|category| format!("{code}_{category}")).collect(),
        kind: Kind::Group,
    };
    let mut table = RawTable::new(vec![dimension("age", 8), dimension("simd", 5)]).unwrap();
    for person in 0..10_000_u64 {
        let at = |of: u64| usize::try_from(person.wrapping_mul(2_654_435_761) / 7 % of).ok();
        table.add(RecordKey::new(person.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()), &[at(8), at(5)]).unwrap();
    }
    table
}

/// From exact counts to what may be shown, and to what is said about it.
fn releases(criterion: &mut Criterion) {
    let raw = table();
    let policy = Policy::default();
    criterion.bench_function("A table of 40 cells protected", |bencher| {
        bencher.iter(|| protect(black_box(&raw), &policy));
    });
    let mut one_way = RawTable::new(vec![raw.dimensions()[0].clone()]).unwrap();
    for person in 0..10_000_u64 {
        let key = RecordKey::new(person.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
        one_way.add(key, &[usize::try_from(person % 8).ok()]).unwrap();
    }
    let shown = protect(&one_way, &policy);
    let people = [9_000, 10_000, 11_000, 12_000, 13_000, 11_000, 8_000, 6_000];
    let six = vec![Characteristic::of_table(&shown, &people).unwrap(); 6];
    criterion.bench_function("The inclusion check of six characteristics", |bencher| {
        bencher.iter(|| compare_all(black_box(&six), &Tolerance::default()));
    });
}

/// What an operator's other methods cost, and the least pattern of a table as large as a committee reads.
fn methods(criterion: &mut Criterion) {
    let raw = table();
    for (name, method) in [("cell keys", Method::CellKey), ("suppression", Method::Suppression)] {
        let policy = Policy::default().by(method);
        criterion.bench_function(&format!("A table of 40 cells protected by {name}"), |bencher| {
            bencher.iter(|| protect(black_box(&raw), &policy));
        });
    }
    let inner: Vec<u64> = (0..72_u64).map(|at| (at * at * 37 + at * 11) % 61 + at % 3).collect();
    let counts = Counts::new(&[12, 6], &inner).unwrap();
    let mut group = criterion.benchmark_group("Suppression");
    group.sample_size(10);
    group.bench_function("12 by 6, at most two seconds", |bencher| {
        bencher.iter(|| {
            // Patience that ends by being asked: every look at the clock costs a hundredth of it.
            let asked = Cell::new(200_u32);
            let left = || {
                asked.set(asked.get().saturating_sub(1));
                Duration::from_millis(10) * asked.get()
            };
            suppress(black_box(&counts), 10, &left)
        });
    });
    group.bench_function("12 by 6, greedy", |bencher| {
        bencher.iter(|| suppress(black_box(&counts), 10, &|| Duration::ZERO));
    });
    group.finish();
}

/// Research files.
fn files(criterion: &mut Criterion) {
    let column = |code: &str, of: u64| Column {
        code: code.to_owned(),
        values: (0..10_000_u64).map(|row| u16::try_from(row * row % 8191 % of).unwrap()).collect(),
    };
    let columns = [column("age", 8), column("sex", 3), column("ethnic_group", 9), column("locality", 6)];
    let mut group = criterion.benchmark_group("Files");
    group.sample_size(10);
    group.bench_function("10,000 records, four keys, k = 5", |bencher| {
        bencher.iter(|| anonymise(black_box(&columns), LEAST_K).unwrap());
    });
    group.finish();
}

criterion_group!(benches, journeys, releases, methods, files);
criterion_main!(benches);
