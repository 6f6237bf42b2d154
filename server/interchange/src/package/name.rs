//! Names of columns that SPSS, Stata, R, Parquet and a CSV on the Web take as they are: at most 32 letters, digits and
//! underscores, a letter first, no word of a program's own, and no two that differ in capitals only.

use std::collections::BTreeSet;

/// The longest name, in letters: Stata's limit, the shortest of all.
const LONGEST: usize = 32;

/// Words that SPSS or Stata keep for themselves, in small letters.
const KEPT: [&str; 36] = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "byte", "double", "float", "if",
    "in", "int", "long", "str", "strl", "using", "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip",
    "true", "false", "null", "function",
];

/// The names, each mended as little as possible; the first of equal names keeps its own.
pub(super) fn tidy<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    names.map(|name| free(&mended(name), &mut taken)).collect()
}

fn mended(name: &str) -> String {
    let kept = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let mut mended: String = name.chars().map(kept).collect();
    let starts = mended.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let lower = mended.to_ascii_lowercase();
    let format = lower.strip_prefix("str").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if !starts || format || KEPT.contains(&lower.as_str()) {
        mended.insert_str(0, "v_");
    }
    mended.truncate(LONGEST);
    while mended.ends_with('_') {
        mended.pop();
    }
    if mended.is_empty() { "v".to_owned() } else { mended }
}

fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2_u64;
    while !taken.insert(free.to_ascii_lowercase()) {
        let end = format!("_{number}");
        name.clone_into(&mut free);
        free.truncate(LONGEST - end.len());
        free.push_str(&end);
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_mended_as_little_as_possible() {
        let names = ["row", "Row", "àite", "1st", "by", "q1__a", "q1__a", "str8", "", "x.y-z"];
        let tidy = tidy(names.into_iter());
        assert_eq!(tidy, ["row", "Row_2", "v__ite", "v_1st", "v_by", "q1__a", "q1__a_2", "v_str8", "v", "x_y_z"]);
    }

    proptest! {
        #[test]
        fn every_program_takes_them(names in prop::collection::vec("\\PC{0,40}", 0..40)) {
            let tidy = tidy(names.iter().map(String::as_str));
            let mut seen = BTreeSet::new();
            for name in &tidy {
                prop_assert!(name.len() <= LONGEST && name.starts_with(|letter: char| letter.is_ascii_alphabetic()));
                prop_assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
                prop_assert!(seen.insert(name.to_ascii_lowercase()));
            }
        }
    }
}
