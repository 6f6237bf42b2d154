//! Numbers about people made safe to show: tables, releases and research files.
//!
//! Counts come in one record at a time ([`RawTable`]) and leave only through [`protect`], which makes the one kind of
//! table that can be shown, stored or sent ([`SafeTable`]). The default is a closed list of tables with random rounding
//! keyed by who is in the cell, chosen in section 3.6 of the project's facts on disclosure: the same people always give
//! the same number, small counts vanish, sums stay right on average, no solver is needed, and one sentence explains it.
//! The key idea is that of the Australian Bureau of Statistics' cell-key method (Thompson, Broadfoot and Elazar); the
//! base is the one that Scottish readers know from rounded tables. Suppression alone was found not to protect: hiding
//! small cells and one more in the row left most of them open to subtraction.
//!
//! What remains is said openly: unequal numbers for two nested groups show that somebody is in between, which is why
//! the tables of a release are declared and audited ([`differencing`]) before any is shown, and why a running survey is
//! shown in batches only ([`release`]).

#[cfg(test)]
mod attack_tests;
mod audit;
mod bases;
pub mod cell_key;
pub mod declared;
pub mod diversity;
pub mod dominance;
#[cfg(test)]
mod family_tests;
mod grid;
pub mod lattice;
mod method;
pub mod microdata;
mod policy;
mod protect;
#[cfg(test)]
mod reference_tests;
mod release;
pub mod risk;
#[cfg(test)]
mod subtract_tests;
pub mod suppress;
mod table;
mod withhold;

pub use self::{
    audit::{Differencing, Nested, People, differencing},
    bases::{Bases, TooClose, too_close},
    method::rounded,
    microdata::{Classes, Column, LEAST_K, MAX_COLUMNS, NotRecords, Report, SafeRecords, anonymise, classes},
    policy::{Limits, Method, Policy},
    protect::{Cell, Percent, SafeTable, protect},
    release::{Ledger, NotYet, Release, release},
    table::{
        Dimension, Kind, MAX_CELLS, MAX_DIMENSIONS, NOT_SAID, NotATable, NotInTable, OtherShape, RawTable, RecordKey,
    },
};
