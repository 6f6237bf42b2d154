//! What a package holds, and which rows are refused.

use std::{collections::BTreeMap, io::Read};

use super::*;

fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), String::from_utf8_lossy(&content).into_owned());
    }
    files
}

fn about() -> About {
    let protection = Protection { k: 5, words: vec!["Withheld.".to_owned()], ..Protection::default() };
    let title = "A survey <of views>".to_owned();
    About { title, rehearsed: true, protection: Some(protection), ..About::default() }
}

fn age() -> Vec<Variable> {
    vec![Variable::new("age", "How old?", Kind::Ordinal, Role::Key).with_codes(&[(1, "16 to 24"), (2, "=25 to 34")])]
}

fn packed(about: &About, rows: &[Vec<i64>]) -> Result<Vec<u8>, NotWritten> {
    let (variables, rows) = (age(), Codes(rows));
    let answers = Some(Answers { variables: &variables, rows: &rows });
    package(&Contents { about, tables: &[], answers, texts: &[("q1".to_owned(), "=cmd".to_owned())] })
}

#[test]
fn a_package_holds_what_its_note_says() {
    let rows = [vec![2], vec![-5]];
    let bytes = packed(&about(), &rows).unwrap();
    assert_eq!(bytes, packed(&about(), &rows).unwrap());
    let files = unpacked(bytes);
    assert_eq!(files["data.csv"], "row,age\r\n1,2\r\n2,-5\r\n");
    assert_eq!(files["data-labels.csv"], "row,age\r\n1,'=25 to 34\r\n2,(suppressed)\r\n");
    assert_eq!(files["codebook.csv"].lines().count(), 1 + 1 + 2 + 6);
    assert_eq!(files["texts.csv"], "question,words\r\nq1,'=cmd\r\n");
    assert!(files["README.txt"].contains("REHEARSED") && files["method.html"].contains("Rehearsed"));
    assert!(files["method.html"].contains("A survey &lt;of views&gt;"));
    for name in files.keys().filter(|name| !matches!(name.as_str(), "README.txt" | "SHA256SUMS")) {
        assert!(files["README.txt"].contains(name.as_str()), "{name} is not in the note");
        assert!(
            files["manifest.json"].contains(name.as_str()) || name == "manifest.json",
            "{name} is not in the manifest"
        );
    }
    assert_eq!(files["SHA256SUMS"].lines().count(), files.len() - 1);
}

#[test]
fn without_answers_there_are_tables_and_the_method() {
    let bytes = package(&Contents { about: &About::default(), tables: &[], answers: None, texts: &[] }).unwrap();
    let files = unpacked(bytes);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["README.txt", "SHA256SUMS", "manifest.json", "method.html", "tables.csv"]);
}

#[test]
fn rows_that_do_not_fit_are_named() {
    let said = |rows: &[Vec<i64>]| packed(&about(), rows).unwrap_err().to_string();
    assert!(said(&[vec![1], vec![3]]).contains("row 2, column age: 3 is no code of it"));
    assert!(said(&[vec![1, 1]]).contains("row 1: it has 2 values, and there are 1 columns"));
    assert!(said(&[vec![]]).contains("row 1: it has 0 values"));
    assert!(packed(&about(), &[]).is_ok(), "no rows are rows");
}

/// One value for every row.
struct Always(Value<'static>);

impl Rows for Always {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        each(&[self.0])
    }
}

#[test]
fn values_of_another_kind_are_named() {
    let cases = [
        (Kind::Real, Value::Real(f64::NAN), "not a number"),
        (Kind::Real, Value::Code(1), "values of the kind `number` only"),
        (Kind::Text, Value::Code(1), "values of the kind `text` only"),
        (Kind::Whole, Value::Code(i64::MAX), "too large"),
        (Kind::Nominal, Value::Words("1"), "values of the kind `nominal` only"),
    ];
    for (kind, value, words) in cases {
        let variables = [Variable::new("x", "", kind, Role::Answer)];
        let rows = Always(value);
        let answers = Some(Answers { variables: &variables, rows: &rows });
        let about = About::default();
        let wrong = package(&Contents { about: &about, tables: &[], answers, texts: &[] }).unwrap_err().to_string();
        assert!(wrong.contains("row 1, column x") && wrong.contains(words), "{wrong}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// Whatever people call their questions and write, a package can be made, its CSV has a cell for every value, and
        /// no cell of words is a formula.
        #[test]
        fn words_of_any_kind_are_kept_apart(
            names in prop::collection::vec(any::<String>(), 1..5),
            label in any::<String>(),
            words in prop::collection::vec(any::<String>(), 1..6),
        ) {
            let mut variables: Vec<Variable> = names
                .iter()
                .map(|name| Variable::new(name, &label, Kind::Nominal, Role::Answer).with_codes(&[(1, &label)]))
                .collect();
            variables.push(Variable::new("words", &label, Kind::Text, Role::Answer));
            let rows = Said { columns: names.len(), words: &words };
            let about = About { title: label.clone(), owner: label, ..About::default() };
            let answers = Some(Answers { variables: &variables, rows: &rows });
            let files = unpacked(package(&Contents { about: &about, tables: &[], answers, texts: &[] }).unwrap());
            for name in ["data.csv", "data-labels.csv"] {
                let mut reader = csv::Reader::from_reader(files[name].as_bytes());
                let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
                prop_assert_eq!(read.len(), words.len());
                for record in &read {
                    prop_assert_eq!(record.len(), variables.len() + 1);
                    prop_assert!(record.iter().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])));
                }
            }
        }
    }

    /// A row for each text, all codes 1.
    struct Said<'a> {
        columns: usize,
        words: &'a [String],
    }

    impl Rows for Said<'_> {
        fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
            for words in self.words {
                let mut row = vec![Value::Code(1); self.columns];
                row.push(Value::Words(words));
                each(&row)?;
            }
            Ok(())
        }
    }
}
