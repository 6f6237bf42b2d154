//! Every measure on a folder of data, as one JSON object: what `cargo xtask reference` prints.
//!
//! The folder holds a survey, its population, tables and settings under fixed names; the measures are those of the
//! product, called as the product calls them. Whoever has another program's results for the same folder can lay them
//! beside these. A subject is named as the file that others write for it: a JSON file's shape is the value's shape, a
//! CSV file is a list of rows.

#[cfg(test)]
mod agreement_tests;
mod crossing;
mod edge;
mod folder;
mod keyed;
mod microdata;
#[cfg(test)]
mod other_folder_tests;
mod people;
mod place;
mod propensities;
mod representation;
mod survey;
mod table;
mod voices;
mod waves;
mod weights;

use serde_json::{Map, Value};

pub use self::folder::{Fault, Folder, Joint, Margin, Sheet};

/// One subject: its name, and what works it out.
type Measure = (&'static str, fn(&Folder) -> Result<Value, Fault>);

/// All subjects, in the order of their names.
const MEASURES: &[Measure] = &[
    ("cellkey.json", keyed::perturbed),
    ("cellkey_lookup.csv", keyed::lookup),
    ("cellkey_ptable.csv", keyed::outcomes),
    ("concentration.json", place::concentration),
    ("differencing.json", table::differences),
    ("dominance.json", table::dominance),
    ("edge_cases.json", edge::cases),
    ("frr5.json", keyed::rounding),
    ("intersectional.json", crossing::intersectional),
    ("katz.json", representation::ratios_of_samples),
    ("lattice.csv", microdata::lattice),
    ("microdata.json", microdata::measures),
    ("nonresponse.json", voices::nonresponse),
    ("pb_influence.json", voices::budgeting),
    ("r_indicators.json", propensities::indicators),
    ("representation.json", representation::representation),
    ("representation_more.json", representation::more),
    ("risk.json", microdata::risk),
    ("sii.json", place::deprivation),
    ("small_area.json", place::small_areas),
    ("tables.json", table::tables),
    ("unknown_bounds.json", representation::unknown_bounds),
    ("waves.json", waves::waves),
    ("weights.csv", weights::rows),
    ("weights.json", weights::summary),
];

/// What came of every subject.
#[derive(Debug, Default)]
pub struct Measured {
    /// The values, by subject; `null` where a fault prevented one.
    pub values: Map<String, Value>,
    /// The subjects that could not be worked out, and why.
    pub faults: Vec<(&'static str, Fault)>,
}

/// Works out every subject of a folder. A fault in one does not keep the others from being worked out.
pub fn measure(folder: &Folder) -> Measured {
    let mut measured = Measured::default();
    for (name, work_out) in MEASURES {
        let value = work_out(folder).unwrap_or_else(|fault| {
            measured.faults.push((name, fault));
            Value::Null
        });
        measured.values.insert((*name).to_owned(), value);
    }
    measured
}
