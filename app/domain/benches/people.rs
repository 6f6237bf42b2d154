//! What a million respondents cost: counted into cells and raked, in one two-way table, and made coarser until five
//! share every combination.
//!
//! The crowd is like the one that the reference data's `make_perf_input.py` makes: the same six characteristics with
//! the same skew, drawn from a fixed seed.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has nothing to measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::{
    disclosure::{
        Column,
        lattice::{Hierarchy, Lattice},
        microdata::{Demands, Key, Records, Sensitive, protect_records},
    },
    inclusion::{
        cube::{Cube, crosstab},
        weight::{Sample, Target, rake},
    },
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

const RESPONDENTS: usize = 1_000_000;

const POPULATION: u64 = 4_500_000;

/// Shares of respondents and of people, in thousandths.
type Shares = (&'static str, Vec<u64>, Vec<u64>);

fn characteristics() -> Vec<Shares> {
    // Localities rise evenly, among respondents from 1 to 3 and among people from 2 to 2.6.
    let localities = |from: u64, to: u64| (0..32).map(|at| from + (to - from) * at / 31).collect();
    vec![
        ("age_band", vec![50, 90, 130, 180, 230, 220, 100], vec![130, 150, 160, 170, 170, 130, 90]),
        ("gender", vec![550, 446, 4], vec![510, 482, 8]),
        ("ethnicity", vec![930, 35, 18, 9, 8], vec![880, 55, 35, 17, 13]),
        ("disability", vec![240, 760], vec![280, 720]),
        ("simd_quintile", vec![100, 150, 210, 260, 280], vec![200, 200, 200, 200, 200]),
        ("locality", localities(1000, 3000), localities(2000, 2600)),
    ]
}

/// The places of a million respondents' categories.
fn column(shares: &[u64], rng: &mut ChaCha20Rng) -> Vec<u8> {
    let total: u64 = shares.iter().sum();
    let running = shares.iter().scan(0, |sum, share| {
        *sum += share;
        Some(*sum)
    });
    let ends: Vec<u64> = running.collect();
    let one = |_| {
        let drawn = rng.next_u64() % total;
        u8::try_from(ends.partition_point(|end| *end <= drawn)).unwrap()
    };
    (0..RESPONDENTS).map(one).collect()
}

fn target(code: &str, shares: &[u64]) -> Target {
    let total: u64 = shares.iter().sum();
    let mut people: Vec<u64> = shares.iter().map(|share| share * POPULATION / total).collect();
    people[0] += POPULATION - people.iter().sum::<u64>();
    let category = |(at, people): (usize, u64)| (at.to_string(), people);
    Target { code: code.to_owned(), categories: people.into_iter().enumerate().map(category).collect() }
}

fn million(criterion: &mut Criterion) {
    let mut rng = ChaCha20Rng::seed_from_u64(4711);
    let characteristics = characteristics();
    let columns: Vec<Vec<u8>> = characteristics.iter().map(|(_, shares, _)| column(shares, &mut rng)).collect();
    let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    let targets: Vec<Target> = characteristics.iter().map(|(code, _, shares)| target(code, shares)).collect();
    let mut group = criterion.benchmark_group("A million respondents");
    group.sample_size(20);
    group.bench_function("counted into cells and raked by six characteristics", |bencher| {
        bencher.iter(|| {
            let sample = Sample::new(targets.clone(), black_box(&columns), None).unwrap();
            rake(&sample).unwrap()
        });
    });
    let sample = Sample::new(targets.clone(), &columns, None).unwrap();
    group.bench_function("raked once counted", |bencher| bencher.iter(|| rake(black_box(&sample)).unwrap()));
    group.bench_function("in a table of age by locality", |bencher| {
        bencher.iter(|| crosstab(black_box(columns[0]), black_box(columns[5]), [7, 32]));
    });
    group.bench_function("in a table of gender by disability", |bencher| {
        bencher.iter(|| crosstab(black_box(columns[1]), black_box(columns[3]), [3, 2]));
    });
    group.finish();
}

/// The hierarchies of `perf_kanon.py`: 432 nodes.
fn hierarchies() -> Vec<Hierarchy> {
    let parts = |width: u16| (0..32).map(|code| code / width).collect();
    let levels: [(usize, Vec<Vec<u16>>); 6] = [
        (7, vec![vec![0, 0, 1, 1, 1, 2, 2]]),
        (3, vec![]),
        (5, vec![vec![0, 0, 0, 1, 0]]),
        (2, vec![]),
        (5, vec![vec![0, 0, 1, 2, 2]]),
        (32, vec![parts(4), parts(16)]),
    ];
    let hierarchy = |(codes, mut levels): (usize, Vec<Vec<u16>>)| {
        levels.push(vec![0; codes]);
        Hierarchy::new(codes, levels).unwrap()
    };
    levels.into_iter().map(hierarchy).collect()
}

fn records(criterion: &mut Criterion) {
    let mut rng = ChaCha20Rng::seed_from_u64(4711);
    let characteristics = characteristics();
    let columns: Vec<Vec<u8>> = characteristics.iter().map(|(_, shares, _)| column(shares, &mut rng)).collect();
    let views: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    let sizes: Vec<usize> = characteristics.iter().map(|(_, shares, _)| shares.len()).collect();
    let wide = |values: &[u8]| values.iter().map(|value| u16::from(*value)).collect();
    let named = |code: &str, values: &[u8]| Column { code: code.to_owned(), values: wide(values) };
    let keys = characteristics.iter().zip(&columns).zip(hierarchies());
    let keys: Vec<Key> =
        keys.map(|(((code, ..), values), hierarchy)| Key { column: named(code, values), hierarchy }).collect();
    let answers = column(&[1, 1, 1, 1, 1], &mut rng);
    let sensitive = [Sensitive { column: named("answer", &answers), answers: 5, ordered: true, diverse: true }];
    let mut group = criterion.benchmark_group("A million records");
    group.sample_size(20);
    group.bench_function("counted into cells and searched for the best of 432 nodes, k = 5", |bencher| {
        bencher.iter(|| {
            let cube = Cube::count(black_box(&views), &sizes, None).unwrap();
            Lattice::new(hierarchies(), cube).unwrap().best(5, 0.01).unwrap()
        });
    });
    group.sample_size(10);
    group.bench_function("protected: coarser, suppressed, diverse, and reported on", |bencher| {
        let records = Records { keys: &keys, sensitive: &sensitive, weights: None, population: Some(POPULATION) };
        bencher.iter(|| protect_records(black_box(&records), &Demands::RESEARCHERS).unwrap());
    });
    group.finish();
}

criterion_group!(benches, million, records);
criterion_main!(benches);
