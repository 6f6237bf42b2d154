//! The kinds of problems that a check can find: what each one's sentence names, and whether it stops publishing.

/// Whether a problem stops publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It can be published all the same.
    Advice,
    /// It cannot be published.
    Stops,
}

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemKind {
    /// The stable code.
    pub kind: &'static str,
    /// Whether it stops publishing.
    pub severity: Severity,
    /// What its sentence names.
    pub about: &'static [&'static str],
}

const fn stops(kind: &'static str, about: &'static [&'static str]) -> ProblemKind {
    ProblemKind { kind, severity: Severity::Stops, about }
}

const fn advice(kind: &'static str, about: &'static [&'static str]) -> ProblemKind {
    ProblemKind { kind, severity: Severity::Advice, about }
}

/// Every kind of problem that [`check`](super::check) can find, and what is wrong around a survey.
pub const KINDS: &[ProblemKind] = &[
    // where it is asked
    advice("places-none", &[]),
    // what it is made of
    stops("no-language", &[]),
    stops("language-twice", &["language"]),
    stops("no-pages", &[]),
    stops("nothing-asked", &[]),
    stops("too-many-pages", &["most"]),
    stops("too-many-items", &["most"]),
    stops("answers-could-be-too-large", &["most"]),
    stops("page-empty", &[]),
    stops("page-code", &["code"]),
    stops("page-code-twice", &["code"]),
    stops("item-code-twice", &["code"]),
    stops("scale-unknown", &["scale"]),
    advice("scale-unused", &["scale"]),
    stops("choices-too-few", &["least"]),
    stops("choices-too-many", &["most"]),
    stops("choice-code", &["code"]),
    stops("choice-code-twice", &["code"]),
    stops("role-twice", &["role"]),
    advice("exclusive-twice", &[]),
    advice("counts-as-nothing", &[]),
    stops("rows-none", &[]),
    stops("rows-too-many", &["most"]),
    advice("rows-many", &["advised"]),
    stops("row-code", &["code"]),
    stops("row-code-twice", &["code"]),
    stops("bounds", &[]),
    stops("points-too-many", &["most"]),
    stops("limit", &["smallest", "largest"]),
    stops("dead-end", &[]),
    // words
    stops("words-missing", &[]),
    stops("translation-missing", &["language"]),
    advice("short-missing", &[]),
    advice("words-long", &["language", "advised"]),
    stops("notice-missing", &["part"]),
    advice("notice-advised", &["part"]),
    stops("dates-order", &[]),
    // sensitive questions
    stops("special-required", &[]),
    stops("special-without-prefer-not", &[]),
    stops("special-without-why", &[]),
    advice("special-early", &[]),
    // conditions
    stops("logic-too-long", &["column", "most"]),
    stops("logic-too-deep", &["column", "most"]),
    stops("logic-too-many", &["column", "most"]),
    stops("logic-character", &["column", "found"]),
    stops("logic-quote-open", &["column"]),
    stops("logic-number", &["column", "found"]),
    stops("logic-reference", &["column"]),
    stops("logic-function", &["column", "found"]),
    stops("logic-unexpected", &["column", "found"]),
    stops("logic-unfinished", &["column"]),
    stops("logic-unknown-item", &["column", "item"]),
    stops("logic-unknown-row", &["column", "item", "row"]),
    stops("logic-unknown-choice", &["column", "item", "choice"]),
    stops("logic-needs-row", &["column", "item"]),
    stops("logic-needs-selected", &["column", "item"]),
    stops("logic-no-answer", &["column", "item"]),
    stops("logic-not-choices", &["column", "item"]),
    stops("logic-place", &["column", "item"]),
    stops("logic-not-condition", &["column"]),
    stops("logic-condition-as-value", &["column"]),
    stops("logic-number-with-text", &["column"]),
    stops("logic-order-needs-numbers", &["column"]),
    stops("condition-itself", &["column", "item"]),
    stops("condition-same-page", &["column", "item"]),
    stops("condition-later", &["column", "item"]),
    stops("condition-loop", &["column", "item"]),
    stops("condition-never", &[]),
];

/// Whether problems of this kind stop publishing; an unknown kind does.
pub fn severity(kind: &str) -> Severity {
    KINDS.iter().find(|known| known.kind == kind).map_or(Severity::Stops, |known| known.severity)
}
