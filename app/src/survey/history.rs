//! History: what was done, as sentences. Staff read it, so it is in English only.

use domain::id::BodyId;
use leptos::prelude::*;
use service::audit::NamedLine;

use super::frame::{Head, SurveyPage, Tab};
use crate::{
    part::list::{Done, empty, steps},
    visit::Visit,
};

/// The names of bodies, for deeds that name one.
pub type Names = [(BodyId, String)];

/// What was done with a survey, newest first.
pub fn history(visit: &Visit, head: Head<'_>, lines: &[NamedLine], names: &Names) -> String {
    let rows = lines.iter().map(|line| {
        let when = head.now.moment(visit, line.at);
        let when = match &line.name {
            Some(name) if !name.is_empty() => format!("{name}, {when}"),
            _ => when,
        };
        (Done::Yes, did(&line.action, &line.detail, names), when)
    });
    let rows: Vec<_> = rows.collect();
    let body = if rows.is_empty() {
        empty("Nothing yet", view! { <p>"Here stands who did what with this survey, and when."</p> })
    } else {
        view! {
            <div class="flow">
                <h2>"What was done, newest first"</h2>
                <p class="soft">"The newest 200 deeds. Changes of single questions are not listed; they can be undone under Questions."</p>
                {steps(rows)}
            </div>
        }
        .into_any()
    };
    let title = "history".to_owned();
    SurveyPage { tab: Tab::History, title, wrong: false, actions: None, body }.render(visit, head)
}

/// Deeds whose sentence is always the same.
const PLAIN: &[(&str, &str)] = &[
    ("recognition-on", "People are asked whether they may be recognised"),
    ("recognition-off", "People are not asked any more whether they may be recognised"),
    ("recognition-ended", "The pseudonyms of a year were destroyed"),
    ("year-asked", "A second person was asked to publish a year"),
    ("year-published", "A year was published"),
    ("year-withdrawn", "The question to publish a year was taken back"),
    ("account-disabled", "An account was closed"),
    ("account-enabled", "An account was opened again"),
    ("administrator-invited", "An administrator was invited"),
    ("answers-deleted", "The answers were deleted, as the start page had said"),
    ("baseline-imported", "Population figures were loaded"),
    ("boundaries-imported", "Boundaries were loaded"),
    ("outreach-added", "A way to reach people was added to the outreach list"),
    ("outreach-changed", "A way of the outreach list was changed"),
    ("outreach-retired", "A way was taken off the outreach list"),
    ("outreach-restored", "A way was put back on the outreach list"),
    ("body-added", "A body was added"),
    ("engagement-added", "An engagement that was run elsewhere was written down"),
    ("engagement-changed", "An engagement that was run elsewhere was changed"),
    ("engagement-counted", "A file of who took part in an engagement was sent"),
    ("engagement-removed", "An engagement was taken off the list of the year"),
    ("engagement-restored", "An engagement was put back on the list of the year"),
    ("factor-set-up", "The second step of signing in was set up"),
    ("frame-saved", "The numbers of people who could answer were changed"),
    ("invitation-accepted", "Somebody accepted an invitation to the team"),
    ("invitation-withdrawn", "An invitation to the team was taken back"),
    ("locality-added", "A locality was added"),
    ("locality-changed", "A locality was changed"),
    ("locality-removed", "A locality was taken off the list"),
    ("logo-added", "A logo was added"),
    ("logo-removed", "A logo was taken away"),
    ("notice-saved", "The start page and the dates were changed"),
    ("password-changed", "A password was changed"),
    ("password-reset", "A forgotten password was replaced"),
    ("recovery-code-used", "Somebody signed in with a recovery code"),
    ("recovery-codes-renewed", "New recovery codes were made"),
    ("results-published", "The results were made public"),
    ("results-withdrawn", "The results were taken back from the public"),
    ("settings-saved", "The settings were changed"),
    ("signed-in", "Somebody signed in"),
    ("staff-removed", "Somebody left the team"),
    ("survey-closed", "The survey was closed by hand"),
    ("survey-sealed", "The answers were shuffled, and the key that tied invitations to them was destroyed"),
    ("work-retried", "Work that had failed was tried again"),
];

/// A deed as a sentence. Its detail is what the record keeps beside its code, and never holds personal data.
pub fn did(action: &str, detail: &str, names: &Names) -> String {
    let body = |id: &str| {
        let known = names.iter().find(|(known, _)| known.to_string() == id);
        known.map_or_else(|| "a body".to_owned(), |(_, name)| name.clone())
    };
    match (action, detail) {
        ("body-joined", id) => format!("{} joined a partnership", body(id)),
        ("file-asked", purpose) => format!("A research file was asked for: {purpose}"),
        ("file-taken", "command line") => "A research file was written by whoever runs the installation".to_owned(),
        ("file-taken", _) => "A research file was downloaded".to_owned(),
        ("base-chosen", base) => {
            format!("It was chosen with whom those who answered are compared: {}", crate::audit::base_words(base))
        }
        ("people-invited", added) => format!("People were invited: {added}"),
        ("people-reminded", wave) => format!("People who had not answered were reminded, {wave}"),
        ("role-changed", role) => format!("A role was changed to {role}"),
        ("staff-invited", role) => format!("Somebody was invited to the team, as {role}"),
        ("survey-deleted", title) => format!("The draft “{title}” was deleted"),
        ("survey-made", template) => match template {
            "community" => "The survey was made from the community survey".to_owned(),
            "officials" => "The survey was made from the survey of officials".to_owned(),
            _ => "The survey was made, empty".to_owned(),
        },
        ("survey-published", version) => format!("The draft was published as {version}"),
        ("survey-rehearsed", answers) => format!("It was rehearsed with made-up answers: {answers}"),
        ("survey-shared", detail) => {
            let (may, id) = detail.split_once(' ').unwrap_or((detail, ""));
            format!("It was shared with {}, to {may}", body(id))
        }
        ("file-approved", purpose) => format!("A request for a research file was approved: {purpose}"),
        ("file-refused", purpose) => format!("A request for a research file was refused: {purpose}"),
        ("outreach-task-taken", _) => "Somebody took on a task to reach a group that is missing".to_owned(),
        ("outreach-task-closed", _) => "A task to reach a group was closed".to_owned(),
        ("outreach-task-reopened", _) => "A task to reach a group was opened again".to_owned(),
        ("survey-unshared", id) => format!("It is no longer shared with {}", body(id)),
        ("text-release-asked", item) => format!("Somebody asked that what people wrote under {item} be released"),
        ("text-released", item) => format!("A second person released what people wrote under {item}"),
        (action, detail) => match PLAIN.iter().find(|(known, _)| *known == action) {
            Some((_, sentence)) => (*sentence).to_owned(),
            None => [action, detail].join(" ").trim_end().to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    /// Every code that is written to the record anywhere in the use cases.
    fn codes() -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../server"), &mut found);
        found
    }

    fn gather(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for inside in text.split("Action(").skip(1) {
                    let inside = inside.split(')').next().unwrap_or_default();
                    found.extend(inside.split('"').skip(1).step_by(2).map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_deed_has_a_sentence() {
        let codes = codes();
        assert!(codes.len() > 30 && codes.contains("results-withdrawn"), "{codes:?}");
        for code in &codes {
            let sentence = did(code, "x", &[]);
            assert!(!sentence.starts_with(code.as_str()), "{code} has no sentence");
            assert!(sentence.starts_with(char::is_uppercase) || sentence.starts_with("a body"), "{sentence}");
        }
        for (code, _) in PLAIN {
            assert!(codes.contains(*code), "{code} is never done");
        }
    }

    #[test]
    fn a_deed_names_what_it_is_about() {
        let id: BodyId = "01234567-89ab-7def-8123-456789abcdef".parse().unwrap();
        let names = [(id, "NHS Highland".to_owned())];
        for (action, detail, sentence) in [
            ("survey-published", "version 2", "The draft was published as version 2"),
            ("survey-shared", &format!("read {id}"), "It was shared with NHS Highland, to read"),
            ("survey-unshared", "gone", "It is no longer shared with a body"),
            ("people-invited", "12 added", "People were invited: 12 added"),
            ("base-chosen", "households", "It was chosen with whom those who answered are compared: households"),
            ("not-known-yet", "x", "not-known-yet x"),
        ] {
            assert_eq!(did(action, detail, &names), sentence);
        }
    }
}
