//! Weights against what they promise: margins, bounds, totals, and answers that margins foretell.

use proptest::prelude::*;

use super::*;

fn target(code: &str, people: &[u64]) -> Target {
    let category = |(at, people): (usize, &u64)| (format!("{code}{at}"), *people);
    Target { code: code.to_owned(), categories: people.iter().enumerate().map(category).collect() }
}

fn sample(targets: &[&[u64]], columns: &[&[u8]]) -> Result<Sample, Impossible> {
    let named = |(at, people): (usize, &&[u64])| target(["a", "b", "c"][at], people);
    Sample::new(targets.iter().enumerate().map(named).collect(), columns, None)
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * other.abs().max(1.0)
}

#[test]
fn those_outside_the_population_are_left_out() {
    let sample = sample(&[&[60, 0, 40]], &[&[0, 1, 2, 2, 9]]).unwrap();
    assert_eq!((sample.left_out(), sample.people()), (2, &[1, 2][..]));
    let places: Vec<_> = (0..6).map(|row| sample.cell_of(row)).collect();
    assert_eq!(places, [Some(0), None, Some(1), Some(1), None, None]);
    assert_eq!(rake(&sample).unwrap().by_cell(), [60.0, 20.0]);
}

#[test]
fn what_is_impossible_is_named() {
    let missing = Category { characteristic: "b".into(), category: "b1".into() };
    let lone = sample(&[&[6, 4], &[5, 5]], &[&[0, 1], &[0, 0]]).unwrap();
    assert_eq!(rake(&lone), Err(Impossible::NobodyOf(vec![missing.clone()])));
    assert_eq!(calibrate(&lone), Err(Impossible::NobodyOf(vec![missing])));
    assert_eq!(poststratify(&lone, &[0, 1], &[4, 5, 1]), Err(Impossible::EmptyCells(vec![2])));
    assert_eq!(poststratify(&lone, &[0, 3], &[4, 5, 1]), Err(Impossible::Malformed));
    assert_eq!(sample(&[&[10]], &[&[]]), Err(Impossible::NoRespondents));
    assert_eq!(sample(&[&[0]], &[&[0]]), Err(Impossible::NoRespondents));
    assert_eq!(sample(&[], &[]), Err(Impossible::Malformed));
    let differ = sample(&[&[10], &[7, 4]], &[&[0], &[0]]).unwrap_err();
    assert_eq!(differ, Impossible::TotalsDiffer { characteristic: "b".into(), total: 11, first: 10 });
    let design = Sample::new(vec![target("a", &[9])], &[&[0_u8, 0][..]], Some(&[1.0, 0.0]));
    assert_eq!(design, Err(Impossible::DesignWeight { row: 1 }));
    assert!(differ.to_string().contains("b counts 11 people"));
}

#[test]
fn margins_that_contradict_each_other_do_not_converge() {
    // All of a0 are b0 and all of a1 are b1, but the margins say otherwise.
    let crossed = sample(&[&[60, 40], &[30, 70]], &[&[0, 0, 1], &[0, 0, 1]]).unwrap();
    for found in [rake(&crossed), calibrate(&crossed)] {
        let Err(Impossible::NoConvergence { off, .. }) = found else { panic!("{found:?}") };
        assert!(off > 0.01);
    }
}

#[test]
fn a_margin_that_follows_from_another_is_no_hindrance() {
    let twice = sample(&[&[60, 40], &[60, 40]], &[&[0, 0, 1], &[0, 0, 1]]).unwrap();
    for weights in [rake(&twice).unwrap(), calibrate(&twice).unwrap()] {
        assert!(near(weights.by_cell()[0], 30.0) && near(weights.by_cell()[1], 40.0));
    }
}

#[test]
fn bounds_that_no_weights_meet_are_refused() {
    let uneven = sample(&[&[90, 10]], &[&[0, 1]]).unwrap();
    let raked = rake(&uneven).unwrap();
    for (least, largest) in [(1.1, 2.0), (0.1, 0.9), (-0.1, 2.0), (f64::NAN, 2.0), (0.5, 1.5)] {
        assert_eq!(trim(&uneven, &raked, Bounds { least, largest }), Err(Impossible::Bounds), "{least} {largest}");
    }
    assert_eq!(trim(&uneven, &raked, Bounds { least: 0.1, largest: 2.0 }), Ok(raked));
}

#[test]
fn one_respondent_has_a_mean_and_no_error() {
    let one = sample(&[&[50]], &[&[0]]).unwrap();
    let answers = Answers::of(&one, [Some(3.0)]);
    let alone = Some(Estimate { mean: 3.0, standard_error: None });
    assert_eq!((unweighted(&answers), weighted(&one, &rake(&one).unwrap(), &answers)), (alone, alone));
    let silent = Answers::of(&one, [None]);
    assert_eq!((unweighted(&silent), weighted(&one, &one.base(), &silent)), (None, None));
    let kish = Kish::of(&one, &one.base()).unwrap();
    assert!(near(kish.effective, 1.0) && !kish.is_costly() && !kish.may_lead());
}

/// Respondents by three characteristics, with people for each category that can be reached from them.
fn crowd() -> impl Strategy<Value = (Vec<[u8; 3]>, Vec<f64>, Vec<u64>)> {
    let row = (0_u8..3, 0_u8..2, 0_u8..4).prop_map(|(a, b, c)| [a, b, c]);
    (24_usize..120).prop_flat_map(move |n| {
        (
            prop::collection::vec(row.clone(), n),
            prop::collection::vec(prop::sample::select(vec![0.5, 1.0, 2.5]), n),
            prop::collection::vec(1_u64..40, n),
        )
    })
}

/// The sample of a crowd in which each person stands for some people who are like them: its margins can be met.
fn met(rows: &[[u8; 3]], design: &[f64], stands_for: &[u64]) -> Sample {
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<u8>>();
    let columns = [column(0), column(1), column(2)];
    let targets = [3, 2, 4].iter().zip(&columns).enumerate().map(|(at, (size, column))| {
        let mut people = vec![0; *size];
        column.iter().zip(stands_for).for_each(|(code, many)| people[usize::from(*code)] += many);
        target(["a", "b", "c"][at], &people)
    });
    Sample::new(targets.collect(), &columns.each_ref().map(|column| &column[..]), Some(design)).unwrap()
}

proptest! {
    #[test]
    fn raked_weights_meet_the_margins_and_trimmed_ones_the_bounds((rows, design, stands_for) in crowd()) {
        let sample = met(&rows, &design, &stands_for);
        let raked = rake(&sample).unwrap();
        let total = sample.population() as f64;
        prop_assert!(sample.margin_error(&raked) <= 2e-12 * total);
        prop_assert!(raked.by_cell().iter().all(|weight| *weight > 0.0));
        let kish = Kish::of(&sample, &raked).unwrap();
        prop_assert!(kish.design_effect >= 1.0 - 1e-12 && kish.effective <= kish.n as f64 + 1e-9);
        let bounds = Bounds { least: 0.4, largest: 2.5 };
        if let Ok(trimmed) = trim(&sample, &raked, bounds) {
            let mean = total / kish.n as f64;
            let within = |weight: &f64| (0.4 * mean * (1.0 - 1e-9)..=2.5 * mean * (1.0 + 1e-9)).contains(weight);
            prop_assert!(trimmed.by_cell().iter().all(within));
            prop_assert!((Kish::of(&sample, &trimmed).unwrap().sum / total - 1.0).abs() < 1e-8);
        }
    }

    #[test]
    fn calibrated_totals_hold((rows, design, stands_for) in crowd()) {
        let sample = met(&rows, &design, &stands_for);
        let calibrated = calibrate(&sample).unwrap();
        prop_assert!(sample.margin_error(&calibrated) < 1e-9 * sample.population() as f64);
    }

    #[test]
    fn strata_hold_and_each_respondent_has_one_cell((rows, design, stands_for) in crowd()) {
        let sample = met(&rows, &design, &stands_for);
        let people: Vec<u64> = sample.targets()[0].categories.iter().map(|(_, people)| *people).collect();
        let strata: Vec<usize> = sample.codes()[0].iter().map(|code| usize::from(*code)).collect();
        let weights = poststratify(&sample, &strata, &people).unwrap();
        let mut sums = vec![0.0; people.len()];
        for (row, codes) in rows.iter().enumerate() {
            sums[usize::from(codes[0])] += weights.by_cell()[sample.cell_of(row).unwrap()];
        }
        for (sum, people) in sums.iter().zip(people) {
            prop_assert!(near(*sum, people as f64));
        }
    }

    #[test]
    fn an_answer_the_margins_foretell_has_no_error((rows, design, stands_for) in crowd()) {
        let sample = met(&rows, &design, &stands_for);
        let raked = rake(&sample).unwrap();
        let foretold = Answers::of(&sample, rows.iter().map(|row| Some(f64::from(row[0]) + 3.0 * f64::from(row[2]))));
        prop_assert!(weighted(&sample, &raked, &foretold).unwrap().standard_error.unwrap() < 1e-6);
        let plain = unweighted(&foretold).unwrap();
        prop_assert!(plain.standard_error.is_some_and(f64::is_finite));
    }
}
