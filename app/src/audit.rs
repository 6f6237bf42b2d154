//! The record in words: what somebody did, as a sentence. The desk is in English only, and so is this.

use service::desk::Deed;

/// Who, did what, to what.
struct Line<'a> {
    action: &'a str,
    detail: &'a str,
    about: &'a str,
}

/// Whether there is a sentence for this code.
pub fn is_known(action: &str) -> bool {
    did(&Line { action, detail: "", about: "" }).is_some()
}

/// What somebody did, as a sentence without its full stop. `name` is none for the program itself; `about` is what a
/// survey is called here: its title on a desk, "this survey" on its own pages.
pub fn sentence(name: Option<&str>, action: &str, detail: &str, about: &str) -> String {
    let who = name.filter(|name| !name.is_empty()).unwrap_or("Folkmoot");
    match did(&Line { action, detail, about }) {
        Some(did) => format!("{who} {did}"),
        None => format!("{who} did something that this page has no words for ({action})"),
    }
}

/// What was done on a desk, as a sentence.
pub fn deed(deed: &Deed) -> String {
    let line = &deed.line;
    let about = deed.survey.as_ref().map_or_else(|| "a survey".to_owned(), |(_, title)| quoted(title));
    let sentence = sentence(line.name.as_deref(), &line.action, &line.detail, &about);
    if deed.times > 1 { format!("{sentence}, {} times", deed.times) } else { sentence }
}

/// A title within a sentence.
pub fn quoted(title: &str) -> String {
    format!("“{title}”")
}

fn did(line: &Line<'_>) -> Option<String> {
    of_survey(line).or_else(|| of_answers(line)).or_else(|| of_partnership(line)).or_else(|| of_account(line))
}

fn of_survey(line: &Line<'_>) -> Option<String> {
    let Line { action, detail, about } = line;
    Some(match *action {
        "survey-made" => format!("made {about}"),
        "survey-published" => match detail.strip_prefix("version ") {
            Some(number) => format!("published version {number} of {about}"),
            None => format!("published {about}"),
        },
        "survey-closed" => format!("closed {about}"),
        "survey-deleted" if detail.is_empty() => "deleted a draft".to_owned(),
        "survey-deleted" => format!("deleted the draft {}", quoted(detail)),
        "survey-rehearsed" => format!("rehearsed {about} with {}", detail.split(',').next().unwrap_or_default()),
        "survey-shared" if detail.starts_with("edit") => format!("shared {about} with a body that may change it"),
        "survey-shared" => format!("shared {about} with a body that may read it"),
        "survey-unshared" => format!("stopped sharing {about} with a body"),
        "notice-saved" => format!("changed the start page or the days of {about}"),
        "base-chosen" => format!("chose with whom those who answered {about} are compared: {}", base_words(detail)),
        "frame-saved" => format!("noted how many people can be asked in {about}"),
        "people-invited" => format!("invited people to {about}: {}", detail_or(detail, "a list")),
        "people-reminded" => format!("reminded whoever had not answered {about}"),
        _ => return None,
    })
}

/// A base of comparison in words.
pub(crate) fn base_words(code: &str) -> &'static str {
    match code {
        "all_ages" => "everybody, children as well",
        "households" => "households",
        "invited" => "those who were invited",
        _ => "what the figures count",
    }
}

fn of_answers(line: &Line<'_>) -> Option<String> {
    let Line { action, detail, about } = line;
    Some(match *action {
        "survey-sealed" => format!("sealed the answers of {about}: nothing can match them with anybody now"),
        "outreach-task-taken" => format!("took on a task to reach a group in {about}"),
        "outreach-task-closed" => format!("closed a task to reach a group in {about}"),
        "outreach-task-reopened" => format!("opened a task to reach a group in {about} again"),
        "results-published" => format!("made the results of {about} public"),
        "results-withdrawn" => format!("took the results of {about} back"),
        "answers-deleted" => format!("deleted the answers of {about}, as its start page says"),
        "file-asked" => format!("asked for a research file of {about}: {}", detail_or(detail, "no purpose given")),
        "file-approved" => format!("approved a request for a research file of {about}: {detail}"),
        "file-refused" => format!("refused a request for a research file of {about}: {detail}"),
        "file-taken" => format!("downloaded a research file of {about}"),
        "text-release-asked" => format!("asked to release what people wrote in {about}, question {detail}"),
        "text-released" => format!("released what people wrote in {about}, question {detail}"),
        _ => return None,
    })
}

fn of_partnership(line: &Line<'_>) -> Option<String> {
    let Line { action, detail, .. } = line;
    let role = |detail: &str| if detail == "researcher" { "a researcher" } else { "an officer" };
    Some(match *action {
        "staff-invited" => format!("invited {} to the team", role(detail)),
        "invitation-withdrawn" => "took back an invitation to the team".to_owned(),
        "role-changed" => format!("made somebody in the team {}", role(detail)),
        "staff-removed" => "removed somebody from the team".to_owned(),
        "settings-saved" => "changed the settings".to_owned(),
        "logo-added" => "added a logo".to_owned(),
        "logo-removed" => "removed a logo".to_owned(),
        "locality-added" => format!("added the locality {}", quoted(detail)),
        "locality-changed" => format!("changed the locality {}", quoted(detail)),
        "locality-removed" => format!("took the locality {} off the list", quoted(detail)),
        "baseline-imported" => format!("loaded population figures: {}", detail_or(detail, "files")),
        "boundaries-imported" => format!("loaded boundaries of {}", detail_or(detail, "areas")),
        "outreach-added" => "added a way to reach people to the outreach list".to_owned(),
        "outreach-changed" => "changed a way of the outreach list".to_owned(),
        "outreach-retired" => "took a way off the outreach list".to_owned(),
        "outreach-restored" => "put a way back on the outreach list".to_owned(),
        "engagement-added" => "wrote down an engagement that was run elsewhere".to_owned(),
        "engagement-changed" => "changed an engagement that was run elsewhere".to_owned(),
        "engagement-removed" => "took an engagement off the list of the year".to_owned(),
        "engagement-restored" => "put an engagement back on the list of the year".to_owned(),
        "engagement-counted" => "sent a file of who took part in an engagement".to_owned(),
        "recognition-on" => "let people be recognised from one survey to the next, if they agree".to_owned(),
        "recognition-off" => "stopped asking people whether they may be recognised".to_owned(),
        "recognition-ended" => format!("destroyed the pseudonyms of the year {detail} and their key"),
        "year-asked" => "asked a second person to publish a year".to_owned(),
        "year-published" => "published a year that somebody else had asked for".to_owned(),
        "year-withdrawn" => "took back the question to publish a year".to_owned(),
        "body-added" => "added a body".to_owned(),
        "body-joined" => "made a body a member of this partnership".to_owned(),
        "work-retried" if *detail == "1" => "had one piece of work tried again".to_owned(),
        "work-retried" => format!("had {} pieces of work tried again", detail_or(detail, "some")),
        _ => return None,
    })
}

fn of_account(line: &Line<'_>) -> Option<String> {
    Some(
        match line.action {
            "signed-in" => "signed in",
            "invitation-accepted" => "accepted an invitation",
            "password-changed" => "changed their password",
            "password-reset" => "chose a new password with a link",
            "factor-set-up" => "set up the second step",
            "recovery-code-used" => "signed in with a recovery code",
            "recovery-codes-renewed" => "made new recovery codes",
            "administrator-invited" => "invited an administrator",
            "account-disabled" => "stopped an account from signing in",
            "account-enabled" => "let an account sign in again",
            _ => return None,
        }
        .to_owned(),
    )
}

fn detail_or<'a>(detail: &'a str, otherwise: &'a str) -> &'a str {
    if detail.is_empty() { otherwise } else { detail }
}
