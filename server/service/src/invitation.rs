//! Invitations: from a list that somebody pastes or uploads, letters when the survey opens, and reminders only to those
//! who have not answered. Who that is, is worked out in memory and kept nowhere.

use std::collections::{BTreeSet, HashSet};

use domain::{
    account::Address,
    id::{InvitationId, PartnershipId, SurveyId},
    partnership::Kind,
    problem::Problem,
    response::code::Code,
    survey::publish::Phase,
    text::{Language, fold},
    time::words,
};
use store::{
    Tx,
    invitation::{Invitation, Reminder},
    partnership::Partnership,
    survey::Survey,
};

use crate::{
    Context, Error, Result,
    access::Editor,
    audit::{self, Action},
    disclosure::newest,
    job::{self, Outcome, Running},
    keys::{Key, Purpose, digest},
    mail::{
        Envelope, Letter,
        letter::{SurveyInvitation, SurveyReminder},
    },
    response::{link_key, reference_of_invitation},
    survey::{Loaded, load},
};

/// How many lines one list may have.
const LINES_MOST: usize = 100_000;
/// How many letters are written in one transaction.
const BATCH: i64 = 500;

/// The token in somebody's link, made from the invitation and a key outside the database whenever a letter is written.
fn token(ctx: &Context, id: InvitationId) -> Result<Code> {
    let mac = ctx.keys.of(Purpose::Invitation).mac(&[b"token", id.uuid().as_bytes()]);
    Code::from_bytes(&mac, crate::response::TOKEN).ok_or_else(|| Error::internal("no token"))
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many are invited now that were not before.
    pub added: usize,
    /// How many were invited already, or stood in the list twice.
    pub known: usize,
    /// The lines that could not be read: number and what is wrong.
    pub bad: Vec<(usize, Problem)>,
}

/// Invites everybody in a list: one line for each, an address, and after a comma the partnership (by GSS code, word or
/// name) where the survey has several. Lines that cannot be read are named by their numbers; the others are kept.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing in it, or too much; `Refused("closed")`.
pub async fn add(ctx: &Context, editor: &Editor, list: &str) -> Result<Added> {
    let lines: Vec<&str> = list.lines().collect();
    if lines.iter().all(|line| line.trim().is_empty()) {
        return Err(Error::invalid(Problem::new("list", "list-empty")));
    }
    if lines.len() > LINES_MOST {
        return Err(Error::invalid(Problem::new("list", "list-too-long").about("most", LINES_MOST)));
    }
    let mut tx = ctx.store.main.write().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    if survey.phase(ctx.now()) == Phase::Closed {
        return Err(Error::Refused("closed"));
    }
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    let all = store::partnership::partnerships(&mut tx).await?;
    let mut result = Added::default();
    let mut seen = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() || (at == 0 && is_head(line)) {
            continue;
        }
        match read_line(line, &owner, &all) {
            Err(problem) => result.bad.push((at + 1, problem)),
            Ok((address, _)) if !seen.insert(address.folded()) => result.known += 1,
            Ok((address, partnership)) => {
                let invitation = new_invitation(ctx, &survey, &address, partnership)?;
                if store::invitation::insert_invitation(&mut tx, &invitation).await? {
                    result.added += 1;
                } else {
                    result.known += 1;
                }
            }
        }
    }
    if survey.phase(ctx.now()) == Phase::Open && result.added > 0 {
        enqueue_letters(ctx, &mut tx, &survey).await?;
    }
    let detail = format!("{} added", result.added);
    audit::note(ctx, &mut tx, editor.by(), Action("people-invited"), &survey.subject(), &detail).await?;
    tx.commit().await?;
    Ok(result)
}

/// Whether a first line names columns instead of somebody.
fn is_head(line: &str) -> bool {
    let first = fold(line.split([',', ';', '\t']).next().unwrap_or_default());
    let first = first.trim_matches(['"', '\u{feff}']);
    ["e-mail", "email", "address", "e-mail address", "email address", "mail"].contains(&first)
}

fn read_line(line: &str, owner: &Partnership, all: &[Partnership]) -> Result<(Address, PartnershipId), Problem> {
    let mut parts = line.split([',', ';', '\t']).map(|part| part.trim().trim_matches(['"', '\u{feff}']).trim());
    let address = Address::parse("list", parts.next().unwrap_or_default())?;
    let named = parts.next().unwrap_or_default();
    if owner.kind == Kind::Partnership {
        return Ok((address, owner.id));
    }
    let named = fold(named);
    let is_named = |partnership: &&Partnership| {
        partnership.kind == Kind::Partnership
            && [&partnership.gss, &partnership.slug, &partnership.name, &partnership.area_name]
                .iter()
                .any(|name| fold(name) == named)
    };
    let partnership = all.iter().find(is_named).ok_or_else(|| Problem::new("list", "partnership-unknown"))?;
    Ok((address, partnership.id))
}

fn new_invitation(ctx: &Context, survey: &Survey, address: &Address, partnership: PartnershipId) -> Result<Invitation> {
    let id = InvitationId::new(ctx.ids.random()?);
    Ok(Invitation {
        id,
        survey: survey.id,
        partnership,
        token: digest(token(ctx, id)?.as_str().as_bytes()),
        address: address.as_str().to_owned(),
        language: Language::English,
        invited: false,
        stopped: false,
    })
}

/// Writes the job that writes the letters.
pub(crate) async fn enqueue_letters(ctx: &Context, tx: &mut Tx, survey: &Survey) -> Result<()> {
    let kind = job::Kind::Invite { survey: survey.id };
    job::enqueue(ctx, tx, job::New::now(&kind).on_desk_of(survey.partnership)).await?;
    Ok(())
}

/// Writes the letters of everybody who is invited and has none yet, some at a time; each is written once.
pub(crate) async fn write_letters(ctx: &Context, running: &Running<'_>, id: SurveyId) -> Result<Outcome> {
    let (survey, loaded, owner) = survey_to_write_about(ctx, id).await?;
    if survey.phase(ctx.now()) != Phase::Open {
        return Ok(Outcome::Done);
    }
    let mut written = 0;
    loop {
        let mut tx = ctx.store.main.write().await?;
        let batch = store::invitation::uninvited(&mut tx, survey.id, BATCH).await?;
        if batch.is_empty() {
            return Ok(Outcome::Done);
        }
        for invitation in &batch {
            let letter = write(ctx, &survey, &loaded, &owner, invitation, false)?;
            send(ctx, &mut tx, &survey, invitation, "invitation", "first", letter).await?;
            store::invitation::mark_invited(&mut tx, invitation.id).await?;
        }
        tx.commit().await?;
        written += batch.len();
        running.progress(written, 0).await?;
    }
}

async fn survey_to_write_about(ctx: &Context, id: SurveyId) -> Result<(Survey, std::sync::Arc<Loaded>, Partnership)> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, id).await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let loaded = ctx.versions.newest(ctx, &survey).await?;
    Ok((survey, loaded, owner))
}

/// A letter to one person: the link, until when, why, and how to hear no more.
fn write(
    ctx: &Context,
    survey: &Survey,
    loaded: &Loaded,
    owner: &Partnership,
    invitation: &Invitation,
    reminder: bool,
) -> Result<Letter> {
    let language = invitation.language;
    let token = token(ctx, invitation.id)?;
    let closes_at = survey.closes_at.ok_or(Error::Missing)?;
    let day = words::day_and_month(ctx.date(closes_at), language);
    let moment = ctx.moment(closes_at, language);
    let questionnaire = &loaded.definition.questionnaire;
    let title = questionnaire.title.best(language).0;
    let purpose = loaded.definition.notice.purpose.best(language).0;
    let minutes = loaded.definition.notice.minutes.unwrap_or_else(|| questionnaire.minutes()).to_string();
    let prefix = if language == Language::English { String::new() } else { format!("/{language}") };
    let link = ctx.link(&format!("{prefix}/s/{}?c={token}", survey.slug));
    let stop = ctx.link(&format!("{prefix}/stop/{token}"));
    let privacy = ctx.link(&format!("{prefix}/privacy"));
    let (phone, sender) = (owner.profile.phone.as_str(), owner.name.as_str());
    let (closes_day, closes) = (day.as_str(), moment.as_str());
    let (minutes, link, stop, privacy) = (minutes.as_str(), link.as_str(), stop.as_str(), privacy.as_str());
    if reminder {
        let letter = SurveyReminder { title, purpose, minutes, closes_day, closes, link, stop, privacy, phone, sender };
        letter.write(language, sender)
    } else {
        let letter =
            SurveyInvitation { title, purpose, minutes, closes_day, closes, link, stop, privacy, phone, sender };
        letter.write(language, sender)
    }
}

async fn send(
    ctx: &Context,
    tx: &mut Tx,
    survey: &Survey,
    invitation: &Invitation,
    kind: &'static str,
    wave: &str,
    letter: Letter,
) -> Result<bool> {
    let key = ctx.keys.of(Purpose::Invitation).mac(&[b"letter", wave.as_bytes(), invitation.id.uuid().as_bytes()]);
    let to = Envelope {
        kind,
        partnership: Some(survey.partnership),
        unique_key: Some(crate::keys::hex(&key[..16])),
        address: &invitation.address,
        language: invitation.language,
    };
    crate::mail::send(ctx, tx, to, letter).await
}

/// What the page of invitations shows.
#[derive(Clone, Debug)]
pub struct Invited {
    /// How many people are invited.
    pub people: usize,
    /// How many of them asked for no more letters.
    pub stopped: usize,
    /// How many letters are still to be written.
    pub unwritten: usize,
    /// The waves of reminders so far.
    pub reminders: Vec<Reminder>,
    /// About how many would be reminded now: as many as have not answered by the newest release, never by the minute.
    pub silent_about: usize,
}

/// Who is invited, in numbers.
pub async fn show(ctx: &Context, editor: &Editor) -> Result<Invited> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    let all = store::invitation::invitations_to(&mut tx, survey.id).await?;
    let reminders = store::invitation::reminders_of(&mut tx, survey.id).await?;
    drop(tx);
    let mut silent_about = 0;
    if survey.phase(ctx.now()) == Phase::Open {
        let written = all.iter().filter(|invitation| invitation.invited && !invitation.stopped).count();
        let answered = newest(ctx, &survey).await?.map_or(0, |newest| newest.about);
        silent_about = written.saturating_sub(usize::try_from(answered).unwrap_or_default());
    }
    Ok(Invited {
        people: all.len(),
        stopped: all.iter().filter(|invitation| invitation.stopped).count(),
        unwritten: all.iter().filter(|invitation| !invitation.invited).count(),
        reminders,
        silent_about,
    })
}

/// Everybody who was invited, has not answered and may be written to: worked out in memory from the references of what
/// was sent.
fn silent<'a>(key: &Key, sent: &HashSet<[u8; 32]>, all: &'a [Invitation]) -> Vec<&'a Invitation> {
    let answered = |invitation: &&Invitation| sent.contains(&reference_of_invitation(key, invitation.id));
    all.iter().filter(|invitation| invitation.invited && !invitation.stopped && !answered(invitation)).collect()
}

/// The references of everything that was sent.
async fn sent_refs(ctx: &Context, survey: &Survey) -> Result<HashSet<[u8; 32]>> {
    let mut sent = HashSet::new();
    let mut tx = ctx.store.answers.read().await?;
    store::response::sent_refs(&mut tx, survey.campaign, |voter_ref| {
        sent.insert(voter_ref);
    })
    .await?;
    Ok(sent)
}

/// Reminds everybody who has not answered: all letters of a wave and the number of them in one transaction, so that a
/// second press of the button, or a crash, writes to nobody twice. Afterwards nothing tells who was written to.
///
/// # Errors
/// `Refused("not-open")`, `Refused("nobody-to-remind")`, or [`Error::Conflict`] when somebody else reminds just now.
pub async fn remind(ctx: &Context, editor: &Editor, seen_waves: usize) -> Result<usize> {
    let (survey, loaded, owner) = survey_to_write_about(ctx, editor.survey()).await?;
    if survey.phase(ctx.now()) != Phase::Open {
        return Err(Error::Refused("not-open"));
    }
    let (key, sent) = (link_key(ctx, survey.campaign)?, sent_refs(ctx, &survey).await?);
    let mut tx = ctx.store.main.write().await?;
    let all = store::invitation::invitations_to(&mut tx, survey.id).await?;
    let waves = store::invitation::reminders_of(&mut tx, survey.id).await?;
    if waves.len() != seen_waves {
        return Err(Error::Conflict);
    }
    let silent = silent(&key, &sent, &all);
    if silent.is_empty() {
        return Err(Error::Refused("nobody-to-remind"));
    }
    let wave = i64::try_from(waves.len() + 1).unwrap_or(i64::MAX);
    for invitation in &silent {
        let letter = write(ctx, &survey, &loaded, &owner, invitation, true)?;
        send(ctx, &mut tx, &survey, invitation, "reminder", &wave.to_string(), letter).await?;
    }
    let letters = i64::try_from(silent.len()).unwrap_or(i64::MAX);
    let reminder = Reminder { wave, letters, made_at: ctx.now() };
    store::invitation::insert_reminder(&mut tx, survey.id, &reminder, editor.account()).await?;
    let detail = format!("wave {wave}");
    audit::note(ctx, &mut tx, editor.by(), Action("people-reminded"), &survey.subject(), &detail).await?;
    tx.commit().await?;
    Ok(silent.len())
}

/// The partnerships that a list may name, for the help text beside it.
pub async fn partnerships_named(ctx: &Context, survey: &Survey) -> Result<BTreeSet<String>> {
    let mut tx = ctx.store.main.read().await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    if owner.kind == Kind::Partnership {
        return Ok(BTreeSet::new());
    }
    let all = store::partnership::partnerships(&mut tx).await?;
    Ok(all.into_iter().filter(|one| one.kind == Kind::Partnership).map(|one| one.slug).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_may_name_the_columns() {
        for head in ["e-mail,partnership", "Email", "\u{feff}Address;Partnership"] {
            assert!(is_head(head), "{head}");
        }
        assert!(!is_head("ann@example.org,inverclyde"));
    }
}
