//! Publishing: whether a draft becomes a version, the bytes of a version, and when a survey is open.

use jiff::Timestamp;

use super::{
    Definition,
    check::{Severity, check, severity},
};
use crate::problem::Problem;

/// A version that may be stored. It never changes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, counted from 1.
    pub number: u32,
    /// Its definition as canonical JSON: what is stored, and what its digest is taken of.
    pub canonical: String,
    /// What could be better, for the record.
    pub advice: Vec<Problem>,
}

/// Why a draft is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else changed the draft after this person saw it.
    Changed {
        /// The revision that this person saw.
        seen: u64,
        /// The revision that there is now.
        current: u64,
    },
    /// These problems stop it.
    Problems(Vec<Problem>),
    /// It is the same as the version that is published already.
    Same,
}

/// The version that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published<'a> {
    /// Its number.
    pub number: u32,
    /// Its definition as canonical JSON.
    pub canonical: &'a str,
}

/// Whether a draft becomes the next version. `seen` and `current` are revisions of the draft.
pub fn publish(draft: &Definition, seen: u64, current: u64, last: Option<Published<'_>>) -> Result<Version, Refused> {
    if seen != current {
        return Err(Refused::Changed { seen, current });
    }
    let (stops, advice): (Vec<_>, Vec<_>) =
        check(draft).into_iter().partition(|problem| severity(&problem.kind) == Severity::Stops);
    if !stops.is_empty() {
        return Err(Refused::Problems(stops));
    }
    let canonical = canonical_json(draft);
    if last.is_some_and(|last| last.canonical == canonical) {
        return Err(Refused::Same);
    }
    let number = last.map_or(1, |last| last.number.saturating_add(1));
    Ok(Version { number, canonical, advice })
}

/// The definition as JSON in the one way in which it is stored and digested: no spaces, fields in the order of their
/// declaration, maps in the order of their keys, nothing that holds its default.
pub fn canonical_json(definition: &Definition) -> String {
    // Writing to memory cannot fail, and every key of a map is a text: there is no error to hand on.
    serde_json::to_string(definition).unwrap_or_default()
}

/// Where a survey is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Nothing is published.
    Draft,
    /// It is published and has no day of opening yet.
    Published,
    /// It is published and opens by itself.
    Scheduled,
    /// People can answer.
    Open,
    /// Nobody can answer any more.
    Closed,
}

/// What is stored about the times of a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Whether there is a published version.
    pub published: bool,
    /// From when people can answer.
    pub opens_at: Option<Timestamp>,
    /// Until when people can answer: at this instant they no longer can.
    pub closes_at: Option<Timestamp>,
    /// When somebody closed it by hand.
    pub closed_at: Option<Timestamp>,
}

/// Where a survey is in its life now. Nothing has to run for it to open or close.
pub fn phase(times: &Times, now: Timestamp) -> Phase {
    let past = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    match times.opens_at {
        _ if past(times.closed_at) => Phase::Closed,
        _ if !times.published => Phase::Draft,
        None => Phase::Published,
        Some(_) if past(times.closes_at) => Phase::Closed,
        Some(opens) if now < opens => Phase::Scheduled,
        Some(_) => Phase::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{survey::template, text::Text};

    #[test]
    fn a_draft_becomes_the_next_version() {
        let draft = template::community();
        let version = publish(&draft, 7, 7, None).unwrap();
        assert_eq!(version.number, 1);
        assert!(!version.advice.is_empty());
        let last = Published { number: 1, canonical: &version.canonical };
        assert_eq!(publish(&draft, 7, 7, Some(last)), Err(Refused::Same));
        let mut changed = draft.clone();
        changed.questionnaire.title = Text::both("Another", "Fear eile");
        assert_eq!(publish(&changed, 8, 8, Some(last)).unwrap().number, 2);
    }

    #[test]
    fn a_draft_is_refused() {
        let draft = template::community();
        assert_eq!(publish(&draft, 6, 7, None), Err(Refused::Changed { seen: 6, current: 7 }));
        let mut wrong = draft;
        wrong.notice.purpose = Text::default();
        wrong.notice.minutes = None;
        let Err(Refused::Problems(problems)) = publish(&wrong, 7, 7, None) else { panic!("published") };
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind.as_ref()).collect();
        assert_eq!(kinds, ["notice-missing"], "advice does not stop");
    }

    #[test]
    fn where_a_survey_is_in_its_life() {
        let at = |hour: i64| Timestamp::from_second(hour * 3600).unwrap();
        let now = at(100);
        for (situation, published, opens, closes, closed, phase_now) in [
            ("nothing is published", false, None, None, None, Phase::Draft),
            ("days are set, nothing is published", false, Some(50), Some(150), None, Phase::Draft),
            ("published, no day yet", true, None, Some(150), None, Phase::Published),
            ("it opens in an hour", true, Some(101), Some(150), None, Phase::Scheduled),
            ("it opens now", true, Some(100), Some(150), None, Phase::Open),
            ("it has no end", true, Some(50), None, None, Phase::Open),
            ("it closes in an hour", true, Some(50), Some(101), None, Phase::Open),
            ("it closes now", true, Some(50), Some(100), None, Phase::Closed),
            ("it would open after it closes", true, Some(101), Some(99), None, Phase::Closed),
            ("it was closed by hand", true, Some(50), Some(150), Some(99), Phase::Closed),
            ("it will be closed by hand", true, Some(50), Some(150), Some(101), Phase::Open),
        ] {
            let times =
                Times { published, opens_at: opens.map(at), closes_at: closes.map(at), closed_at: closed.map(at) };
            assert_eq!(phase(&times, now), phase_now, "{situation}");
        }
    }

    #[test]
    fn canonical_json_holds_no_defaults_and_no_spaces() {
        let json = canonical_json(&Definition::default());
        assert_eq!(json, r#"{"questionnaire":{"title":{},"languages":[],"pages":[]},"notice":{}}"#);
    }

    /// What was stored by an older program is still read.
    #[test]
    fn an_old_definition_is_read() {
        let json = r#"{"questionnaire":{"title":{"en":"T"},"languages":["en"],"pages":[
            {"code":"p","items":[{"code":"a","words":{"en":"?"},"kind":{"single":{"choices":{"own":[
                {"code":"1","words":{"en":"One"}},{"code":"no","words":{"en":"None"},"role":"exclusive"}]}}}}]}]}}"#;
        let read: Definition = serde_json::from_str(json).unwrap();
        assert_eq!(read.questionnaire.count(), 1);
        assert!(!read.questionnaire.pages[0].items[0].required);
    }
}
