//! The same measures on folders that are laid out alike and hold something else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{Folder, crossing, propensities, voices, waves, weights};

type Change = fn(&str, String) -> String;

/// A folder that goes when the test is over.
struct Changed {
    folder: Folder,
    path: PathBuf,
}

impl Drop for Changed {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A copy of the reference inputs with every file changed; `None` without reference data.
fn changed(name: &str, change: Change) -> Option<Changed> {
    let inputs = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/inclusion-reference/inputs"));
    if !inputs.is_dir() {
        println!("reference data absent");
        return None;
    }
    let copy = std::env::temp_dir().join(format!("folkmoot-reference-{name}-{}", std::process::id()));
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(inputs).unwrap() {
        let file = entry.unwrap();
        let file_name = file.file_name().into_string().unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        fs::write(copy.join(&file_name), change(&file_name, text)).unwrap();
    }
    Some(Changed { folder: Folder::open(&copy).unwrap(), path: copy })
}

fn is_csv(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|end| end == "csv")
}

#[test]
fn marks_and_line_ends_change_nothing() {
    let Some(plain) = changed("plain", |_, text| text) else { return };
    let marked = |file: &str, text: String| {
        if is_csv(file) { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text }
    };
    let marked = changed("marked", marked).unwrap();
    for subject in [weights::summary, crossing::intersectional, voices::nonresponse, voices::budgeting, waves::waves] {
        assert_eq!(subject(&plain.folder).unwrap(), subject(&marked.folder).unwrap());
    }
}

#[test]
fn other_categories_and_places_without_people_are_taken_as_they_come() {
    let other = |file: &str, text: String| match file {
        "population_margins.csv" => text.replace("Asian", "\"Asian, \"\"or\"\" other\"") + "locality,Nowhere,0\n",
        _ if is_csv(file) => {
            let named = text.replace(",Asian,", ",\"Asian, \"\"or\"\" other\",");
            named.replace("\nAsian,", "\n\"Asian, \"\"or\"\" other\",").replacen(",Drumlaw,", ",Nowhere,", 1)
        }
        _ => text,
    };
    let Some(changed) = changed("other", other) else { return };
    let found = weights::summary(&changed.folder).unwrap();
    assert_eq!((&found["left_out_outside_population"], &found["rake"]["status"]), (&1.into(), &"ok".into()));
    let crossed = crossing::intersectional(&changed.folder).unwrap();
    assert!(crossed.to_string().contains("Asian, \\\"or\\\" other"));
    voices::nonresponse(&changed.folder).unwrap();
}

/// The first lines of every file of people.
fn keep(file: &str, text: &str, lines: usize) -> String {
    let people = is_csv(file) && !file.starts_with("population") && file != "pb_projects.csv";
    text.split_inclusive('\n').take(if people { lines } else { usize::MAX }).collect()
}

#[test]
fn one_or_no_respondent_is_no_reason_to_stop() {
    let changes: [(&str, Change); 2] =
        [("one", |file, text| keep(file, &text, 2)), ("none", |file, text| keep(file, &text, 1))];
    for (name, change) in changes {
        let Some(changed) = changed(name, change) else { return };
        let crossed = crossing::intersectional(&changed.folder).unwrap();
        assert_eq!(crossed["tables"][0]["p"], Value::Null);
        let compared = waves::waves(&changed.folder).unwrap();
        assert_eq!(compared["binary"][0]["fpc_se"], Value::Null);
        assert_eq!(voices::nonresponse(&changed.folder).unwrap()["items_by_simd"][0]["chisq"], Value::Null);
        voices::budgeting(&changed.folder).unwrap();
        assert_eq!(propensities::indicators(&changed.folder).unwrap_err().file, "invited_sample.csv");
        match weights::summary(&changed.folder) {
            Ok(found) => assert_eq!((name, &found["rake"]["status"]), ("one", &"impossible".into())),
            Err(fault) => assert_eq!((name, fault.file.as_str()), ("none", "survey_complete.csv")),
        }
    }
}
