//! The notice: what the start page says, and what data protection law wants said before anybody answers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// What people are told before they answer (UK GDPR, articles 13 and 14; facts of the start page).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    /// What the answers are for, in a sentence or two.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub purpose: Text,
    /// Who can answer.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub who: Text,
    /// What is asked.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub asks: Text,
    /// Who sees the answers, and in which form.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub seen_by: Text,
    /// What happens with the answers.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub happens: Text,
    /// The day by which results are public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results_by: Option<Date>,
    /// The day by which it is said what will be done and what will not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions_by: Option<Date>,
    /// Why the law allows the questions.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub legal_basis: Text,
    /// How long answers are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
    /// Who answers for the data.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub controller: Text,
    /// Whom to ask, and how.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub contact: Text,
    /// In which other forms the survey can be had.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub other_formats: Text,
    /// How long it takes, in minutes, as estimated before anybody has answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// How long answers are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retention {
    /// So many months after the survey closes.
    Months(u16),
    /// As this says.
    Words(Text),
}
