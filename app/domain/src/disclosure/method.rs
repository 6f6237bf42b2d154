//! The three ways in which counts that are not withheld become numbers that may be shown.

use std::{sync::LazyLock, time::Duration};

use super::{
    cell_key::{Noise, PerturbationTable},
    policy::{Method, Policy},
    protect::Cell,
    suppress::{Counts, most_cells, suppress},
    table::{RawTable, Tally},
};

/// The noise of section 3.6 of the facts on disclosure: variance 2, at most 3, no 1 and no 2, 256 keys.
static NOISE: LazyLock<Option<PerturbationTable>> =
    LazyLock::new(|| PerturbationTable::new(&Noise { most: 3, variance: 2.0, largest_forbidden: 2, keys: 256 }));

/// Every cell as it may be shown, and how a count beside the table may be.
pub(super) fn publish(
    table: &RawTable,
    tallies: &[Tally],
    withheld: &[bool],
    policy: &Policy,
) -> (Vec<Cell>, Box<dyn Fn(Tally) -> Cell>) {
    let limits = policy.limits();
    let cells = |say: &dyn Fn(Tally) -> Cell, withheld: &[bool]| {
        let one = |(tally, withheld): (&Tally, &bool)| if *withheld { Cell::Withheld } else { say(*tally) };
        tallies.iter().zip(withheld).map(one).collect()
    };
    match policy.method() {
        Method::Rounding => {
            let say = move |tally| Cell::Published(round(tally, limits.rounding_base));
            (cells(&say, withheld), Box::new(say))
        }
        Method::CellKey => (cells(&perturbed, withheld), Box::new(perturbed)),
        Method::Suppression => {
            let least = limits.minimum_base;
            let hidden = pattern(table, tallies, least);
            // To withhold more than a safe pattern does leaves more possible, never less.
            let hidden: Vec<bool> =
                hidden.iter().zip(withheld).map(|(hidden, withheld)| *hidden || *withheld).collect();
            let exact = move |tally: Tally| match tally.count {
                count if (1..least).contains(&count) => Cell::Withheld,
                count => Cell::Published(count),
            };
            (cells(&exact, &hidden), Box::new(exact))
        }
    }
}

/// What is withheld so that no count from 1 to below the least can be told: everything where there is no such pattern or
/// the table is too large. The search is greedy, so that the same counts give the same pattern on every machine: two
/// patterns for one table would give away what each of them withholds.
fn pattern(table: &RawTable, tallies: &[Tally], least: u64) -> Vec<bool> {
    let grid = table.grid();
    let all = || vec![true; tallies.len()];
    if grid.cells() > most_cells(grid.dimensions()) {
        return all();
    }
    let sizes: Vec<usize> = table.dimensions().iter().map(|dimension| dimension.categories.len()).collect();
    let whole = (0..grid.cells()).filter(|cell| grid.specified(*cell).count() == sizes.len());
    let inner: Vec<u64> = whole.map(|cell| tallies[cell].count).collect();
    let found = Counts::new(&sizes, &inner).and_then(|counts| suppress(&counts, least, &|| Duration::ZERO).ok());
    found.map_or_else(all, |pattern| pattern.hidden)
}

/// A count with the noise of its people; what has no noise is not shown.
fn perturbed(tally: Tally) -> Cell {
    NOISE.as_ref().map_or(Cell::Withheld, |noise| Cell::Published(noise.perturbed(tally.count, tally.key)))
}

/// Random rounding keyed by who is in the cell: down to a multiple of the base, or up to the next with probability
/// (remainder / base). Nobody stays nobody. The upper 53 bits of the key, the sum of the record keys modulo 2^64, are the
/// fraction that decides, which is as many as a float holds exactly.
pub fn rounded(count: u64, key: u64, base: u64) -> u64 {
    let base = base.max(1);
    let remainder = count % base;
    let fraction = (key >> 11) as f64 / (1_u64 << 53) as f64;
    let up = count > 0 && fraction < remainder as f64 / base as f64;
    count - remainder + if up { base } else { 0 }
}

pub(super) fn round(tally: Tally, base: u64) -> u64 {
    rounded(tally.count, tally.key, base)
}
