//! The first reading of all rows: whether they fit their columns, and how often each code is there.

use std::collections::BTreeMap;

use domain::response::MissingCode;

use super::{
    rows::{Rows, Value},
    variable::{Kind, Variable},
};
use crate::sheet::NotWritten;

/// Beyond so many different numbers a column is described by its least and its greatest only.
const COUNTED_MOST: usize = 500;
/// The largest whole number that every format holds (Stata's `long`).
const LARGEST: i64 = 2_147_483_620;
/// The longest words that SPSS holds, in bytes.
const LONGEST: usize = 32_767;

/// What was counted.
pub(super) struct Profile {
    /// How many rows there are.
    pub rows: u64,
    /// Every column, in order.
    pub columns: Vec<Column>,
}

/// What was counted of a column.
#[derive(Default)]
pub(super) struct Column {
    /// How often each number is there, missing codes too; empty where there are too many of them, or decimals.
    pub counts: BTreeMap<i64, u64>,
    /// The least and the greatest number that is no missing code.
    pub bounds: Option<(f64, f64)>,
    /// How many values are not missing.
    pub valid: u64,
    /// The longest words, in bytes.
    pub longest: usize,
    overflowed: bool,
}

impl Column {
    /// How often this number is there, where that was counted.
    pub fn count(&self, code: i64) -> u64 {
        self.counts.get(&code).copied().unwrap_or(0)
    }

    fn see(&mut self, number: f64) {
        self.valid += 1;
        let (least, greatest) = self.bounds.unwrap_or((number, number));
        self.bounds = Some((least.min(number), greatest.max(number)));
    }

    fn count_code(&mut self, code: i64) {
        if self.overflowed {
            return;
        }
        *self.counts.entry(code).or_default() += 1;
        if self.counts.len() > COUNTED_MOST {
            self.overflowed = true;
            self.counts.clear();
        }
    }
}

impl Profile {
    /// Reads all rows once.
    pub fn of(variables: &[Variable], rows: &dyn Rows) -> Result<Self, NotWritten> {
        let mut profile = Self { rows: 0, columns: variables.iter().map(|_| Column::default()).collect() };
        let known: Vec<Codes> = variables.iter().map(Codes::of).collect();
        rows.each(&mut |row| {
            profile.rows += 1;
            let at = profile.rows;
            if row.len() != variables.len() {
                let (has, needs) = (row.len().saturating_sub(1), variables.len() - 1);
                return Err(NotWritten::at(at, "", &format!("it has {has} values, and there are {needs} columns")));
            }
            for (((value, variable), column), known) in row.iter().zip(variables).zip(&mut profile.columns).zip(&known)
            {
                one(*value, variable, column, known).map_err(|why| NotWritten::at(at, &variable.name, &why))?;
            }
            Ok(())
        })?;
        Ok(profile)
    }
}

/// The codes of a column, quick to look up.
struct Codes {
    closed: bool,
    coded: bool,
    low: Vec<bool>,
    others: Vec<i64>,
}

impl Codes {
    fn of(variable: &Variable) -> Self {
        let mut low = vec![false; 256];
        let mut others = Vec::new();
        for (code, _) in &variable.codes {
            match usize::try_from(*code).ok().and_then(|at| low.get_mut(at)) {
                Some(known) => *known = true,
                None => others.push(*code),
            }
        }
        others.sort_unstable();
        Self { closed: variable.is_closed(), coded: variable.is_coded(), low, others }
    }

    fn has(&self, code: i64) -> bool {
        usize::try_from(code).ok().and_then(|at| self.low.get(at).copied()).unwrap_or(false)
            || self.others.binary_search(&code).is_ok()
    }
}

fn one(value: Value<'_>, variable: &Variable, column: &mut Column, known: &Codes) -> Result<(), String> {
    match (value, variable.kind) {
        (Value::Code(code), Kind::Nominal | Kind::Ordinal | Kind::Whole) => {
            if known.coded && MissingCode::from_number(code).is_some() {
                column.count_code(code);
                return Ok(());
            }
            if known.closed && !known.has(code) {
                return Err(format!("{code} is no code of it: add the code with a label, or mend the value"));
            }
            if code.abs() > LARGEST {
                return Err(format!("{code} is too large: whole numbers go to {LARGEST}"));
            }
            column.count_code(code);
            column.see(code as f64);
            Ok(())
        }
        (Value::Real(number), Kind::Real) if number.is_finite() => {
            column.see(number);
            Ok(())
        }
        (Value::Real(_), Kind::Real) => Err("it is not a number: leave the row out or give it a weight".to_owned()),
        (Value::Words(words), Kind::Text) => {
            if words.len() > LONGEST {
                return Err(format!("it has {} bytes, and {LONGEST} is the most: shorten it", words.len()));
            }
            column.longest = column.longest.max(words.len());
            column.valid += u64::from(!words.is_empty());
            Ok(())
        }
        _ => Err(format!("the column holds values of the kind `{}` only", variable.kind_word())),
    }
}
