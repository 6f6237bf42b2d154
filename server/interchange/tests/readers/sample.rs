//! A package with everything that readers stumble over: missing values of all kinds, labels, Gaelic letters, hostile
//! words, long words, weights, a design variable, names that must be mended, numbers that do not fit into a byte.

use domain::response::MissingCode;
use interchange::package::{About, Answers, Kind, Method, Protection, Role, Rows, Value, Variable};
use interchange::sheet::NotWritten;
use jiff::civil::date;
use serde_json::{Value as Json, json};

const HOSTILE: &str =
    "=HYPERLINK(\"http://evil.example\",\"a\") '; DROP TABLE \u{201c}x\u{201d} <script>&amp; `x' $y \\\\ ,\t%d";

/// One value, kept.
#[derive(Clone, Debug)]
enum Kept {
    Code(i64),
    Real(f64),
    Words(String),
}

/// Rows in memory.
struct Memory(Vec<Vec<Kept>>);

impl Rows for Memory {
    fn each(&self, each: &mut dyn FnMut(&[Value<'_>]) -> Result<(), NotWritten>) -> Result<(), NotWritten> {
        for row in &self.0 {
            let value = |kept| match kept {
                &Kept::Code(code) => Value::Code(code),
                &Kept::Real(real) => Value::Real(real),
                Kept::Words(words) => Value::Words(words),
            };
            let values: Vec<Value<'_>> = row.iter().map(value).collect();
            each(&values)?;
        }
        Ok(())
    }
}

/// What goes into a package.
pub struct Sample {
    pub about: About,
    pub variables: Vec<Variable>,
    rows: Memory,
}

impl Sample {
    pub fn new() -> Self {
        let rows = Memory((0..300).map(row).collect());
        Self { about: about(), variables: variables(), rows }
    }

    pub fn answers(&self) -> Answers<'_> {
        Answers { variables: &self.variables, rows: &self.rows }
    }

    /// What readers must find, told without the writers: columns with labels, and every row.
    pub fn expected(&self) -> Json {
        let mut columns = vec![json!({
            "name": "row", "title": "The number of the row, in an order that says nothing", "kind": "whole", "labels": {},
            "missing": [], "role": "row",
        })];
        columns.extend(self.variables.iter().zip(NAMES).map(|(variable, name)| column(variable, name)));
        let value = |kept: &Kept| match kept {
            Kept::Code(code) => json!(code),
            Kept::Real(real) => json!(real),
            Kept::Words(words) => json!(words),
        };
        let rows = (1_i64..).zip(&self.rows.0);
        let rows: Vec<Vec<Json>> =
            rows.map(|(at, row)| std::iter::once(json!(at)).chain(row.iter().map(value)).collect()).collect();
        json!({ "title": self.about.title, "program": self.about.program, "columns": columns, "rows": rows })
    }
}

/// The names under which the columns must be found.
const NAMES: [&str; 11] =
    ["aois_b__d", "sex", "view", "v_by", "wide", "heard", "Heard_2", "stratum", "weight", "note", "story"];

/// How the missing codes are called, from -9 to -4.
const MISSING: [&str; 6] =
    ["(not answered)", "(prefer not to say)", "(not asked)", "(not reached)", "(suppressed)", "(dont know)"];

fn column(variable: &Variable, name: &str) -> Json {
    let (kind, coded) = match variable.kind {
        Kind::Nominal => ("nominal", true),
        Kind::Ordinal => ("ordinal", true),
        Kind::Whole => ("whole", true),
        Kind::Real => ("real", false),
        Kind::Text => ("text", false),
    };
    let missing: Vec<i8> = MissingCode::ALL.iter().filter(|_| coded).map(|code| code.number()).collect();
    let known = variable.codes.iter().map(|(code, label)| (code.to_string(), json!(label)));
    let absent = missing.iter().zip(MISSING).map(|(code, label)| (code.to_string(), json!(label)));
    let labels: serde_json::Map<String, Json> = known.chain(absent).collect();
    let title = format!("{} {}", variable.number, variable.question);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let role = if variable.role == Role::Key { "key" } else { "other" };
    json!({ "name": name, "title": title, "kind": kind, "labels": labels, "missing": missing, "role": role })
}

fn about() -> About {
    About {
        counts: String::new(),
        title: "Dè ur beachd? \u{201c}Views\u{201d} & <hopes> of Inbhir Chluaidh".to_owned(),
        code: "Beachd 2026".to_owned(),
        owner: "Inverclyde Alliance".to_owned(),
        days: "2 November 2026 to 20 November 2026".to_owned(),
        collected: Some((date(2026, 11, 2), date(2026, 11, 20))),
        made: date(2026, 11, 26),
        program: "0.1.0".to_owned(),
        rehearsed: true,
        left_out: vec!["locality".to_owned()],
        purpose: "to see who was heard".to_owned(),
        terms: vec!["Not to be passed on.".to_owned(), "Not to be matched with other data.".to_owned()],
        universe: "People of 16 and over who live in Inverclyde".to_owned(),
        method: Method {
            how: vec!["An open consultation: people chose themselves to answer.".to_owned()],
            rates: vec![("Answers sent".to_owned(), "312".to_owned()), ("Rows released".to_owned(), "300".to_owned())],
            changes: vec!["Version 2 added a question about buses.".to_owned()],
            weights: vec!["Raked to age and sex of the census of 2022; trimmed at 5.".to_owned()],
        },
        protection: Some(Protection {
            k: 25,
            l: Some(3),
            t: Some(0.5),
            sensitive: vec!["view".to_owned()],
            words: vec!["Every description is shared by at least 25 rows.".to_owned()],
        }),
        risk: Some("<!doctype html><html lang=\"en\"><title>Risk</title><h1>Risk</h1></html>".to_owned()),
    }
}

fn variables() -> Vec<Variable> {
    let of = |name: &str, number: &str, question: &str, kind, role| Variable {
        number: number.to_owned(),
        ..Variable::new(name, question, kind, role)
    };
    let mut age = of("aois-bàìd", "1", "How old are you?", Kind::Ordinal, Role::Key).with_codes(&[
        (1, "16 to 34"),
        (2, "35 to 64"),
        (3, "65 and over"),
        (200, "=other"),
    ]);
    "Dè an aois a tha sibh?".clone_into(&mut age.gaelic);
    let long = "Gu math làidir, ".repeat(12);
    let mut view = of("view", "3", HOSTILE, Kind::Nominal, Role::Answer).with_codes(&[
        (1, "Tha, ’s toigh leam"),
        (2, "\"No\", not at all"),
        (3, HOSTILE),
        (4, long.trim()),
    ]);
    "those with ${age} > 15".clone_into(&mut view.universe);
    let yes = [(0, "not chosen"), (1, "chosen")];
    vec![
        age,
        of("sex", "2", "What is your sex?", Kind::Nominal, Role::Key).with_codes(&[(1, "Female"), (2, "Male")]),
        view,
        of("by", "4", "How likely, from 0 to 10?", Kind::Whole, Role::Answer)
            .with_codes(&[(0, "0 never"), (10, "10 surely")]),
        of("wide", "5", "How much?", Kind::Whole, Role::Answer),
        of("heard", "6", "Heard of it: by post", Kind::Nominal, Role::Answer).with_codes(&yes),
        of("Heard", "6", "Heard of it: by word", Kind::Nominal, Role::Answer).with_codes(&yes),
        of("stratum", "", "Stratum of the sample", Kind::Nominal, Role::Design)
            .with_codes(&[(1, "Mailed"), (2, "Visited")]),
        of("weight", "", "Weight to age and sex", Kind::Real, Role::Weight),
        of("note", "7", "A word?", Kind::Text, Role::Answer),
        of("story", "8", "Your story?", Kind::Text, Role::Answer),
    ]
}

fn row(at: i64) -> Vec<Kept> {
    let words = match at % 5 {
        0 => String::new(),
        1 => "Tha àite math an seo".to_owned(),
        2 => HOSTILE.to_owned(),
        3 => "two\nlines, \"quoted\"".to_owned(),
        _ => "-1+1".to_owned(),
    };
    // Words of 0 to 765 bytes, some of which end within a letter of two bytes at the edge of a segment.
    let story = "àèìòù ".repeat(usize::try_from(at % 70).unwrap_or(0)).trim_end().to_owned();
    let wide = [-100_000, -1, 0, 151, 152, 2_000_000_000, -9, -4][usize::try_from(at % 8).unwrap_or(0)];
    let view = [1, 2, 3, 4, -9, -8, -7, -6, -5, -4][usize::try_from((at / 12 + at) % 10).unwrap_or(0)];
    vec![
        Kept::Code([1, 2, 3, 200, -5, -8][usize::try_from(at % 6).unwrap_or(0)]),
        Kept::Code(at / 6 % 2 + 1),
        Kept::Code(view),
        Kept::Code(if at % 13 == 0 { -7 } else { at % 11 }),
        Kept::Code(wide),
        Kept::Code(at % 2),
        Kept::Code(if at % 2 == 0 { 1 } else { -7 }),
        Kept::Code(at % 3 % 2 + 1),
        Kept::Real(0.25 + at as f64 / 7.0),
        Kept::Words(words),
        Kept::Words(story),
    ]
}
