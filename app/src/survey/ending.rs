//! Pages that ask before a survey ends: closed for ever, or deleted while it is a draft.

use super::frame::{Head, Sure, Tab, path};
use crate::visit::Visit;

/// Asks before closing.
pub fn close(visit: &Visit, head: Head<'_>) -> String {
    let closes = head.survey.closes_at.map(|at| head.now.moment(visit, at)).unwrap_or_default();
    let words = vec![
        "Nobody can answer any more, and it cannot be opened again.".to_owned(),
        format!("People were told that they can answer until {closes}. Whoever counts on it will be turned away."),
        "In the next minutes the answers are shuffled, and the key that tied invitations to them is destroyed. After \
         that nobody can be reminded, and answers that were begun and not sent are gone."
            .to_owned(),
    ];
    let id = head.survey.id;
    let sure = Sure {
        tab: Tab::Overview,
        question: "Close this survey now?".to_owned(),
        words,
        action: path(id, "/close"),
        hidden: Vec::new(),
        button: "Close it now",
        back: path(id, ""),
    };
    sure.render(visit, head)
}

/// Asks before deleting a draft.
pub fn delete(visit: &Visit, head: Head<'_>) -> String {
    let words = vec![
        "All its questions go, with the list of people to invite and everything that was rehearsed.".to_owned(),
        "This cannot be undone.".to_owned(),
    ];
    let id = head.survey.id;
    let sure = Sure {
        tab: Tab::Overview,
        question: "Delete this draft?".to_owned(),
        words,
        action: path(id, "/delete"),
        hidden: Vec::new(),
        button: "Delete the draft",
        back: path(id, ""),
    };
    sure.render(visit, head)
}
