//! Scripts that read `data.csv` with labels and missing values: SPSS (and PSPP), Stata, R.
//!
//! Words of others stand in them as quoted text only, on one line, without the signs that end a text or begin a macro.

use std::fmt::Write;

use domain::{response::MissingCode, text::one_line};

use super::{
    Data,
    markup::{clean, fitting},
    variable::Kind,
};

/// Syntax for SPSS and PSPP.
pub(super) fn spss(data: &Data<'_>) -> String {
    let mut out = format!(
        "* Reads data.csv, which must be in the working folder (CD 'folder').\r\n* {}.\r\n",
        line(&data.about.title, 200).replace('.', " ")
    );
    out.push_str("GET DATA /TYPE=TXT /FILE='data.csv' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED\r\n");
    out.push_str("  /DELCASE=LINE /DELIMITERS=\",\" /QUALIFIER='\"' /FIRSTCASE=2\r\n  /VARIABLES=");
    for (variable, column) in data.columns() {
        let format = match variable.kind {
            Kind::Nominal | Kind::Ordinal | Kind::Whole => "F11.0".to_owned(),
            Kind::Real => "F20.10".to_owned(),
            // One byte more: the apostrophe before what a spreadsheet would take for a formula.
            Kind::Text => format!("A{}", column.longest + 1),
        };
        let _ = write!(out, "\r\n    {} {format}", variable.name);
    }
    out.push_str(".\r\n");
    for variable in data.variables {
        let _ = write!(out, "VARIABLE LABELS {} {}.\r\n", variable.name, spss_text(&variable.title(), 255));
        let level = match variable.kind {
            Kind::Nominal | Kind::Text => "NOMINAL",
            Kind::Ordinal => "ORDINAL",
            Kind::Whole | Kind::Real => "SCALE",
        };
        let _ = write!(out, "VARIABLE LEVEL {} ({level}).\r\n", variable.name);
        let labels = variable.labels();
        if !labels.is_empty() {
            let _ = write!(out, "VALUE LABELS {}", variable.name);
            for (code, label) in &labels {
                let _ = write!(out, "\r\n  {code} {}", spss_text(label, 120));
            }
            out.push_str(".\r\n");
        }
        if variable.is_coded() {
            let _ = write!(out, "MISSING VALUES {} (-9 THRU -4).\r\n", variable.name);
        }
    }
    if let Some(weight) = data.weight().and_then(|at| data.variables.get(at)) {
        let _ = write!(out, "* To weight: WEIGHT BY {}.\r\n", weight.name);
    }
    out.push_str("EXECUTE.\r\nSAVE OUTFILE='data-from-csv.sav'.\r\n");
    out
}

fn line(words: &str, most: usize) -> String {
    fitting(&one_line(&clean(words)), most).to_owned()
}

fn spss_text(words: &str, most: usize) -> String {
    format!("'{}'", line(words, most).replace('\'', "''"))
}

/// Commands for Stata.
pub(super) fn stata(data: &Data<'_>) -> String {
    let mut out = format!(
        "* Reads data.csv, which must be in the working folder (cd \"folder\").\r\n* {}\r\nversion 16\r\n",
        stata_words(&data.about.title, 200)
    );
    out.push_str("import delimited using \"data.csv\", encoding(\"utf-8\") varnames(1) case(preserve) bindquotes(strict) clear\r\n");
    for (at, variable) in data.variables.iter().enumerate() {
        let name = &variable.name;
        let _ = write!(out, "label variable {name} \"{}\"\r\n", stata_words(&variable.title(), 80));
        let labels = variable.labels();
        if labels.is_empty() {
            continue;
        }
        let set = format!("labels{at}");
        if variable.is_coded() {
            let codes: Vec<String> =
                MissingCode::ALL.iter().map(|code| format!("{}=.{}", code.number(), extended(*code))).collect();
            let _ = write!(out, "mvdecode {name}, mv({})\r\n", codes.join(" \\ "));
        }
        for (code, label) in labels {
            let code = match MissingCode::from_number(code) {
                Some(missing) if variable.is_coded() => format!(".{}", extended(missing)),
                _ => code.to_string(),
            };
            let _ = write!(out, "label define {set} {code} \"{}\", add\r\n", stata_words(&label, 300));
        }
        let _ = write!(out, "label values {name} {set}\r\n");
    }
    if let Some(weight) = data.weight().and_then(|at| data.variables.get(at)) {
        let _ = write!(out, "* To weight: svyset [pweight={}]\r\n", weight.name);
    }
    out
}

/// The letter of Stata's extended missing value: `.a` for -9 to `.f` for -4.
fn extended(code: MissingCode) -> char {
    char::from(b'a' + u8::try_from(code.number() + 9).unwrap_or(0))
}

/// Words without the signs that begin a macro or end a text.
fn stata_words(words: &str, most: usize) -> String {
    let safe: String = line(words, most)
        .chars()
        .map(|letter| match letter {
            '"' => '\u{201d}',
            '`' => '\u{2018}',
            '$' => '\u{ff04}',
            '\\' => '/',
            other => other,
        })
        .collect();
    fitting(&safe, most).to_owned()
}

/// A script for R; it needs no package.
pub(super) fn r(data: &Data<'_>) -> String {
    let mut out = format!(
        "# Reads data.csv, which must be in the working folder (setwd(\"folder\")).\r\n# {}\r\n",
        line(&data.about.title, 200)
    );
    let classes: Vec<String> = data
        .variables
        .iter()
        .map(|variable| {
            let class = match variable.kind {
                Kind::Nominal | Kind::Ordinal | Kind::Whole => "integer",
                Kind::Real => "numeric",
                Kind::Text => "character",
            };
            format!("{} = \"{class}\"", variable.name)
        })
        .collect();
    let _ = write!(
        out,
        "codes <- read.csv(\"data.csv\", fileEncoding = \"UTF-8\", na.strings = character(0),\r\n  colClasses = c({}))\r\n",
        classes.join(",\r\n    ")
    );
    let missing: Vec<String> = MissingCode::ALL
        .iter()
        .map(|code| format!("{} = {}", r_text(&code.name().replace('-', " ")), code.number()))
        .collect();
    let _ = write!(
        out,
        "# Why a value is missing stays in `codes`; in `data` it is NA.\r\nmissing <- c({})\r\n",
        missing.join(", ")
    );
    out.push_str("data <- codes\r\n");
    for variable in data.variables {
        let name = &variable.name;
        if variable.is_coded() {
            let _ = write!(out, "data${name}[data${name} %in% missing] <- NA\r\n");
        }
        if variable.is_closed() {
            let (codes, labels): (Vec<String>, Vec<String>) =
                variable.codes.iter().map(|(code, label)| (code.to_string(), r_text(label))).unzip();
            let ordered = if variable.kind == Kind::Ordinal { "TRUE" } else { "FALSE" };
            let _ = write!(
                out,
                "data${name} <- factor(data${name}, levels = c({}),\r\n  labels = make.unique(c({})), ordered = {ordered})\r\n",
                codes.join(", "),
                labels.join(", ")
            );
        }
        let _ = write!(out, "attr(data${name}, \"label\") <- {}\r\n", r_text(&variable.title()));
    }
    out
}

fn r_text(words: &str) -> String {
    format!("\"{}\"", line(words, 2000).replace('\\', "\\\\").replace('"', "\\\""))
}
