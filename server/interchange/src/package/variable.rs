//! What a column is.

use domain::{export::Measure, response::MissingCode};

use super::name;

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Codes of a list in no order; every code has a label.
    Nominal,
    /// Codes of a list in an order; every code has a label.
    Ordinal,
    /// Whole numbers that mean themselves; some may have labels, such as the ends of a scale.
    Whole,
    /// Numbers with decimals, such as weights.
    Real,
    /// Words.
    Text,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The number of the row.
    Row,
    /// It says who somebody is.
    Key,
    /// It is what somebody said.
    Answer,
    /// A weight.
    Weight,
    /// Something of the design of a sample: a stratum, a cluster.
    Design,
}

/// One column of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name: letters, digits and underscores, such that every program takes it. [`Variable::new`] mends others.
    pub name: String,
    /// The number of the question in print; may be empty.
    pub number: String,
    /// The question, and the line or choice that this column is about.
    pub question: String,
    /// The same in Gaelic; empty where there is none.
    pub gaelic: String,
    /// What kind of values it holds.
    pub kind: Kind,
    /// What it is for.
    pub role: Role,
    /// What its codes mean. The six missing codes go without saying.
    pub codes: Vec<(i64, String)>,
    /// Who was asked, in words; empty for everybody.
    pub universe: String,
}

impl Variable {
    /// A column with this question.
    pub fn new(name: impl Into<String>, question: impl Into<String>, kind: Kind, role: Role) -> Self {
        let (name, question) = (name.into(), question.into());
        let (number, gaelic, universe) = (String::new(), String::new(), String::new());
        Self { name, number, question, gaelic, kind, role, codes: Vec::new(), universe }
    }

    /// The same column with these codes.
    #[must_use]
    pub fn with_codes(mut self, codes: &[(i64, &str)]) -> Self {
        self.codes = codes.iter().map(|(code, label)| (*code, (*label).to_owned())).collect();
        self
    }

    /// Whether every number of it must be a code of its list or a missing code.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.kind, Kind::Nominal | Kind::Ordinal)
    }

    /// Whether its values are numbers of which six stand for a missing value.
    pub(super) fn is_coded(&self) -> bool {
        matches!(self.kind, Kind::Nominal | Kind::Ordinal | Kind::Whole) && self.role != Role::Row
    }

    /// Every code with its label, missing codes too.
    pub(super) fn labels(&self) -> Vec<(i64, String)> {
        let mut labels = self.codes.clone();
        if self.is_coded() {
            labels.extend(MissingCode::ALL.map(|code| (i64::from(code.number()), missing_word(code))));
        }
        labels
    }

    /// The question with its number, on one line.
    pub(super) fn title(&self) -> String {
        domain::text::one_line(format!("{} {}", self.number, self.question).trim())
    }

    /// The word for its kind in codebooks.
    pub(super) fn kind_word(&self) -> &'static str {
        match self.kind {
            Kind::Nominal => "nominal",
            Kind::Ordinal => "ordinal",
            Kind::Whole => "whole number",
            Kind::Real => "number",
            Kind::Text => "text",
        }
    }

    /// The word for what it is for.
    pub(super) fn role_word(&self) -> &'static str {
        match self.role {
            Role::Row => "row",
            Role::Key => "about people",
            Role::Answer => "answer",
            Role::Weight => "weight",
            Role::Design => "design",
        }
    }
}

impl From<&domain::export::Variable> for Variable {
    fn from(variable: &domain::export::Variable) -> Self {
        let kind = match variable.measure {
            Measure::Nominal => Kind::Nominal,
            Measure::Ordinal => Kind::Ordinal,
            Measure::Scale => Kind::Whole,
        };
        Self {
            name: variable.name.clone(),
            number: variable.number.clone(),
            question: variable.words.clone(),
            gaelic: variable.gaelic.clone(),
            kind,
            role: if variable.key { Role::Key } else { Role::Answer },
            codes: variable.codes.clone(),
            universe: variable.universe.clone(),
        }
    }
}

/// How a missing code is called in files.
pub(super) fn missing_word(code: MissingCode) -> String {
    format!("({})", code.name().replace('-', " "))
}

/// The columns with the number of the row before them, all with names that every program takes.
pub(super) fn with_row(variables: &[Variable]) -> Vec<Variable> {
    let row = Variable::new("row", "The number of the row, in an order that says nothing", Kind::Whole, Role::Row);
    let mut all: Vec<Variable> = std::iter::once(row).chain(variables.iter().cloned()).collect();
    let names = name::tidy(all.iter().map(|variable| variable.name.as_str()));
    for (variable, name) in all.iter_mut().zip(names) {
        variable.name = name;
    }
    all
}
