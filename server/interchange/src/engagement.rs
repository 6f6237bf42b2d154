//! The people who took part in an engagement that was run elsewhere: a file with a row for each, of which only what may
//! be kept is read.

use std::collections::HashMap;

use domain::engagement::sieve::{Sieve, Sifted};

use crate::inclusion::{Fault, Faults, Records};

/// The most rows of a file.
const ROWS_MOST: usize = 100_000;
/// The most columns.
const COLUMNS_MOST: usize = 300;

/// Reads a file. `key` turns the fields of a row, and how often the same row was there before, into its key: the same
/// row has the same key in every file. `is_group` says whether words are those of a group that is known.
///
/// # Errors
/// What is wrong with the file, by row and column; then nothing of it is kept.
pub fn sift(
    file: &str,
    content: &[u8],
    key: impl Fn(&[&[u8]]) -> u64,
    is_group: impl Fn(&str) -> bool,
) -> Result<Sifted, Faults> {
    let mut records = Records::open(file, content)?;
    let columns = records.columns.len();
    if columns > COLUMNS_MOST {
        let what = format!("{columns} columns; send only those that say who people are, at most {COLUMNS_MOST}");
        return Err(Fault::of(file, what).row(1).into());
    }
    let mut sieve = Sieve::new(&records.columns);
    let mut seen: HashMap<u64, u64> = HashMap::new();
    let mut faults = Faults::default();
    let mut rows = 0;
    while records.next()? {
        rows += 1;
        if rows > ROWS_MOST {
            let what = format!("more than {ROWS_MOST} rows; use folkmoot inclusion on a file of this size");
            return Err(Fault::of(file, what).row(records.row()).into());
        }
        if let Err(fault) = records.whole() {
            faults.add(fault);
            continue;
        }
        let fields: Result<Vec<&str>, Fault> = (0..columns).map(|at| records.text(at)).collect();
        match fields {
            Err(fault) => faults.add(fault),
            Ok(fields) => {
                let mut parts: Vec<&[u8]> = fields.iter().map(|field| field.trim().as_bytes()).collect();
                let times = seen.entry(key(&parts)).or_default();
                let before = times.to_be_bytes();
                *times += 1;
                parts.push(&before);
                sieve.record(key(&parts), fields.into_iter());
            }
        }
    }
    if rows == 0 {
        faults.add(Fault::of(file, "there is a header and nothing below it; is the file complete?"));
    }
    let sifted = sieve.finish(is_group);
    if faults.is_empty() && sifted.columns.is_empty() {
        let what = format!(
            "no column says to which group people belong ({}); ages, postcodes, data zones and columns of few \
             different words are read",
            records.names()
        );
        faults.add(Fault::of(file, what).row(1));
    }
    faults.unless(sifted)
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash, Hasher};

    use super::*;

    fn key(parts: &[&[u8]]) -> u64 {
        let mut hasher = DefaultHasher::new();
        parts.hash(&mut hasher);
        hasher.finish()
    }

    fn read(text: &str) -> Result<Sifted, String> {
        sift("who.csv", text.as_bytes(), key, |word| word == "male").map_err(|faults| faults.to_string())
    }

    #[test]
    fn a_row_has_the_same_key_in_every_file() {
        let one = read("sex,age\nmale,22\nfemale,40\nmale,22\n").unwrap();
        let other = read("sex;age\r\nfemale;40\r\nmale;22\r\nmale;30\r\nmale;22\r\n").unwrap();
        assert_ne!(one.records[0], one.records[2]);
        assert_eq!(
            [one.records[0], one.records[1], one.records[2]],
            [other.records[1], other.records[0], other.records[3]]
        );
    }

    #[test]
    fn what_is_wrong_is_told_by_row() {
        for (text, says) in [
            ("", "who.csv: there is nothing in it"),
            ("sex,age\n", "who.csv: there is a header and nothing below it"),
            ("sex,age\nmale,22\nmale\n", "who.csv, row 3: 1 fields, the header has 2"),
            ("name,mail\nAnn,a@b.example\nBea,b@b.example\n", "who.csv, row 1: no column says"),
        ] {
            let told = read(text).unwrap_err();
            assert!(told.starts_with(says), "{told}");
        }
        let wide = vec!["x"; 301].iter().enumerate().map(|(at, x)| format!("{x}{at}")).collect::<Vec<_>>().join(",");
        assert!(read(&wide).unwrap_err().starts_with("who.csv, row 1: 301 columns"));
        let long = format!("sex\n{}", "male\n".repeat(100_001));
        assert!(read(&long).unwrap_err().starts_with("who.csv, row 100002: more than 100000 rows"));
    }
}
