//! The population: a file of the columns `variable`, `category` and `population`.

use std::{collections::HashMap, io::Read};

use domain::inclusion::weight::Target;

use super::{
    fault::{Fault, Faults},
    record::{Records, alike},
};
use crate::baseline::fault::shown;

/// More people than this live nowhere; sums of such numbers still fit.
const PEOPLE_MOST: u64 = 10_000_000_000;
/// The most categories of a characteristic.
const CATEGORIES_MOST: usize = 1_000;
/// The most characteristics.
const CHARACTERISTICS_MOST: usize = 200;

/// Reads characteristics and their categories, in the order of the file.
///
/// # Errors
/// What is wrong, by row and column.
pub(super) fn read(file: &str, content: impl Read) -> Result<Vec<Target>, Faults> {
    let mut records = Records::open(file, content)?;
    let mut faults = Faults::default();
    let mut needed = |name: &str| {
        let found = records.column(name);
        if found.is_none() {
            let what = format!("this column is missing; there are {}", records.names());
            faults.add(Fault::of(file, what).row(records.row()).column(name));
        }
        found
    };
    let (variable, category, people) = (needed("variable"), needed("category"), needed("population"));
    let (Some(variable), Some(category), Some(people)) = (variable, category, people) else { return Err(faults) };
    let mut targets: Vec<Target> = Vec::new();
    let mut first: HashMap<(String, String), u64> = HashMap::new();
    let mut rows = 0_u64;
    while records.next()? {
        rows += 1;
        match one(&records, [variable, category, people]) {
            Err(fault) => faults.add(fault),
            Ok((variable_name, category_name, number)) => {
                let key = (variable_name.to_lowercase(), category_name.to_lowercase());
                if let Some(before) = first.get(&key) {
                    faults.add(records.fault(category, format!("the same as in row {before}; remove one")));
                    continue;
                }
                first.insert(key, records.row());
                match targets.iter_mut().find(|target| alike(&target.code, &variable_name)) {
                    Some(target) => target.categories.push((category_name, number)),
                    None => targets.push(Target { code: variable_name, categories: vec![(category_name, number)] }),
                }
            }
        }
        if targets.len() > CHARACTERISTICS_MOST || targets.iter().any(|one| one.categories.len() > CATEGORIES_MOST) {
            let what = format!(
                "more than {CHARACTERISTICS_MOST} variables or {CATEGORIES_MOST} categories of one; is this the \
                 population?"
            );
            faults.add(records.fault(variable, what));
            return Err(faults);
        }
    }
    if rows == 0 {
        faults.add(Fault::of(file, "no rows under the header; is the file complete?"));
    }
    faults.unless(targets)
}

/// One row: a variable, a category, a number of people.
fn one(records: &Records<'_>, columns: [usize; 3]) -> Result<(String, String, u64), Fault> {
    records.whole()?;
    let [variable, category, people] = columns;
    let name = |column: usize| {
        let name = records.text(column)?.trim();
        match name.chars().count() {
            0 => Err(records.fault(column, "empty; write a name")),
            200.. => Err(records.fault(column, "longer than 200 letters; shorten it")),
            _ => Ok(name.to_owned()),
        }
    };
    let number = whole(records.text(people)?).map_err(|what| records.fault(people, what))?;
    Ok((name(variable)?, name(category)?, number))
}

/// A whole number of people, or why it is none.
fn whole(text: &str) -> Result<u64, String> {
    let text = text.trim();
    // Programs that know no whole numbers write 12 as 12.0.
    let digits = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b == b'0')).map_or(text, |(d, _)| d);
    let found = shown(text);
    match (digits.parse::<u64>(), text.parse::<f64>()) {
        _ if text.is_empty() => Err("empty; write 0 for nobody".to_owned()),
        (Ok(number), _) if number <= PEOPLE_MOST => Ok(number),
        (Ok(_), _) => Err(format!("“{found}” is more than live anywhere; correct it")),
        (Err(_), Ok(number)) if number < 0.0 => Err(format!("“{found}” is less than nobody; correct it")),
        (Err(_), Ok(number)) if number.is_finite() => {
            Err(format!("“{found}” is not whole; write whole people, in digits only"))
        }
        _ => Err(format!("“{found}” is not a whole number; write digits only")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        read("P.csv", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn characteristics_stand_in_the_order_of_the_file_whatever_the_order_of_columns() {
        let text = "Population;category;VARIABLE\r\n30;young;age\r\n2.00;b;sex\r\n0;old;Age\r\n";
        let found = read("P.csv", text.as_bytes()).unwrap();
        let all: Vec<(&str, &[(String, u64)])> =
            found.iter().map(|one| (one.code.as_str(), one.categories.as_slice())).collect();
        let pair = |name: &str, people| (name.to_owned(), people);
        assert_eq!(all, [("age", &[pair("young", 30), pair("old", 0)][..]), ("sex", &[pair("b", 2)][..])]);
    }

    #[test]
    fn every_wrong_number_and_name_is_told_with_its_row_and_column() {
        let text = "variable,category,population\nage,a,-3\nage,b,2.5\nage,c,\nage,d,NaN\nage,e,1e99\nage,,4\n\
                    age,A,3\nage,f,99999999999999999999\nage,a,4\nage,g,\"1,200\"\n";
        let told = told(text);
        for (row, says) in [
            (2, "column population: “-3” is less than nobody"),
            (3, "column population: “2.5” is not whole"),
            (4, "column population: empty; write 0"),
            (5, "column population: “NaN” is not a whole number"),
            (6, "column population: “1e99” is not whole"),
            (7, "column category: empty; write a name"),
            (9, "column population: “99999999999999999999” is not whole"),
            (10, "column category: the same as in row 8"),
            (11, "column population: “1,200” is not a whole number; write digits only"),
        ] {
            assert!(told.contains(&format!("P.csv, row {row}, {says}")), "{row}: {told}");
        }
    }

    #[test]
    fn what_is_no_population_is_told() {
        assert!(
            told("a,b\n1,2\n").starts_with("P.csv, row 1, column variable: this column is missing; there are a, b")
        );
        assert_eq!(told("variable,category,population\n"), "P.csv: no rows under the header; is the file complete?\n");
    }
}
