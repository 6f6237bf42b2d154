//! Recognising those who agree to it: a pseudonym for each in a year, worked out from an address or a number that is not
//! kept, under a key that is destroyed on a day that is said beforehand.
//!
//! Nothing ties a pseudonym to answers: the form comes after the answers are in, what it writes has no time and no order,
//! and names no envelope. When the year's key is destroyed, its pseudonyms go as well; what stays are released figures.

use domain::{
    disclosure::Percent,
    engagement::Year,
    id::{PartnershipId, SurveyId},
    recognition::{AGES, Figures, Seen, age, contact, figures},
    text::Language,
};
use jiff::civil::{Date, date};
use store::recognition::{Recognised, Shown};

use crate::{
    Context, Error, Result,
    access::Officer,
    allowance::{self, CODES_FROM_NETWORK},
    audit::{self, Action},
    response::{Open, Ticket},
};

/// The question whether somebody took part in something like this before, by its code in the templates.
const SELF_REPORTED: &str = "took_part";
/// How many people must have come since the last time that figures were made.
const BATCH: i64 = domain::disclosure::Limits::LEAST.batch.cast_signed();

/// What somebody typed who wants to be recognised, or forgotten.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// An e-mail address or a phone number.
    pub contact: String,
    /// A band of ages; may be empty.
    pub age: String,
}

/// What a desk shows of a year.
#[derive(Clone, Debug)]
pub struct OfYear {
    /// Which year.
    pub year: Year,
    /// The released figures; none where nobody was recognised.
    pub figures: Option<Figures>,
    /// Whether nobody can be recognised in it any more.
    pub ended: bool,
    /// The engagements in their order.
    pub engagements: Vec<String>,
}

/// The day on which the key of a year is destroyed: three months after its end.
pub fn ends_on(year: Year) -> Date {
    date(year.begins_in() + 1, 6, 30)
}

fn switch_of(partnership: PartnershipId) -> String {
    format!("recognition-{partnership}")
}

/// Whether a partnership lets people be recognised.
///
/// # Errors
/// What is wrong with the database.
pub async fn is_on(ctx: &Context, partnership: PartnershipId) -> Result<bool> {
    let value = store::installation::value(&mut ctx.store.main.read().await?, &switch_of(partnership)).await?;
    Ok(value.as_deref() == Some("on"))
}

/// Lets people be recognised, or not any more. What is there stays until its day.
///
/// # Errors
/// What is wrong with the database.
pub async fn switch(ctx: &Context, officer: &Officer, on: bool) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let value = if on { "on" } else { "off" };
    store::installation::set_value(&mut tx, &switch_of(officer.partnership()), value).await?;
    let action = if on { Action("recognition-on") } else { Action("recognition-off") };
    audit::note(ctx, &mut tx, officer.by(), action, &"recognition", "").await?;
    tx.commit().await?;
    Ok(())
}

/// Lets somebody who has just sent answers be recognised the next time. The same again is once.
///
/// # Errors
/// [`Error::Invalid`] at `contact`; [`Error::Missing`] where it is not offered, or nothing was sent; `Refused("too-often")`.
pub async fn join(ctx: &Context, open: &Open, ticket: &Ticket, network: &str, form: &Form) -> Result<()> {
    let pseudonyms = pseudonyms(ctx, open, ticket, network, form).await?;
    let Some((year, pseudonym)) = pseudonyms.into_iter().next() else { return Err(Error::Missing) };
    let new = Recognised { pseudonym: pseudonym.to_vec(), survey: open.survey.id, age: age(&form.age) };
    let mut tx = ctx.store.main.write().await?;
    store::recognition::insert_recognised(&mut tx, open.partnership.id, year, &new).await?;
    tx.commit().await?;
    refresh(ctx, open.partnership.id, year, false).await
}

/// Forgets somebody in every year in which they can be recognised.
///
/// # Errors
/// As [`join`].
pub async fn forget(ctx: &Context, open: &Open, ticket: &Ticket, network: &str, form: &Form) -> Result<()> {
    let pseudonyms = pseudonyms(ctx, open, ticket, network, form).await?;
    let mut tx = ctx.store.main.write().await?;
    for (year, pseudonym) in pseudonyms {
        store::recognition::forget_person(&mut tx, open.partnership.id, year, &pseudonym).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The pseudonyms of a contact: of this year, then of the year before while its key exists.
async fn pseudonyms(
    ctx: &Context,
    open: &Open,
    ticket: &Ticket,
    network: &str,
    form: &Form,
) -> Result<Vec<(Year, [u8; 32])>> {
    if !is_on(ctx, open.partnership.id).await? {
        return Err(Error::Missing);
    }
    // Only whoever has sent answers comes this far; which answers these are is forgotten here.
    let sent = crate::response::sent(ctx, open.clone(), ticket, Language::English).await?;
    if sent.is_err() {
        return Err(Error::Missing);
    }
    allowance::take(ctx, CODES_FROM_NETWORK, network).await?;
    let contact = contact("contact", &form.contact).map_err(Error::invalid)?;
    let now = Year::of(ctx.today());
    let partnership = open.partnership.id;
    let key = ctx.keys.make_recognition(partnership, now).map_err(Error::internal)?;
    let mut found = vec![(now, key.mac(&[b"recognise", contact.as_bytes()]))];
    if let Some(key) = ctx.keys.recognition(partnership, now.before()).map_err(Error::internal)? {
        found.push((now.before(), key.mac(&[b"recognise", contact.as_bytes()])));
    }
    Ok(found)
}

/// Makes the figures of a year anew when enough people came, or when it ends.
async fn refresh(ctx: &Context, partnership: PartnershipId, year: Year, ending: bool) -> Result<()> {
    let mut tx = ctx.store.main.read().await?;
    let people = store::recognition::count_people(&mut tx, partnership, year).await?;
    let shown = store::recognition::shown_of(&mut tx, partnership, year).await?;
    let due = people >= shown.map_or(0, |shown| shown.people) + BATCH;
    if !due && !ending {
        return Ok(());
    }
    let found = store::recognition::recognised_in(&mut tx, partnership, year).await?;
    let order = engagements(&mut tx, partnership, &found).await?;
    drop(tx);
    let seen: Vec<Seen> = found
        .into_iter()
        .filter_map(|one| {
            let engagement = order.iter().position(|(id, _)| *id == one.survey)?;
            Some(Seen { pseudonym: one.pseudonym, engagement, age: one.age })
        })
        .collect();
    let figures = figures(&seen, order.len(), &domain::disclosure::Policy::default())
        .map_err(|error| Error::internal(format!("{error:?}")))?;
    let kept = Kept { figures, engagements: order.into_iter().map(|(_, title)| title).collect() };
    let figures = serde_json::to_string(&kept).map_err(Error::internal)?;
    let mut tx = ctx.store.main.write().await?;
    store::recognition::set_shown(&mut tx, partnership, year, &Shown { figures, people, ended: ending }).await?;
    tx.commit().await?;
    Ok(())
}

/// What is kept of a year.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    figures: Figures,
    engagements: Vec<String>,
}

/// The engagements of a year that anybody was recognised in, in the order in which they opened.
async fn engagements(
    tx: &mut store::Tx,
    partnership: PartnershipId,
    found: &[Recognised],
) -> Result<Vec<(SurveyId, String)>> {
    let mut surveys = store::survey::published_of(tx, partnership).await?;
    surveys.retain(|survey| found.iter().any(|one| one.survey == survey.id));
    surveys.sort_by_key(|survey| (survey.opens_at, survey.id));
    Ok(surveys.into_iter().map(|survey| (survey.id, survey.title)).collect())
}

/// What is shown of a year.
///
/// # Errors
/// What is wrong with the database.
pub async fn of_year(ctx: &Context, partnership: PartnershipId, year: Year) -> Result<OfYear> {
    let shown = store::recognition::shown_of(&mut ctx.store.main.read().await?, partnership, year).await?;
    let ended = shown.as_ref().is_some_and(|shown| shown.ended);
    let kept: Option<Kept> =
        shown.map(|shown| serde_json::from_str(&shown.figures)).transpose().map_err(Error::internal)?;
    let (figures, engagements) = kept.map_or((None, Vec::new()), |kept| (Some(kept.figures), kept.engagements));
    Ok(OfYear { year, figures, ended, engagements })
}

/// What people say themselves, in every survey of a partnership that asks whether they took part in something like it
/// before: its title, and the share of yes.
///
/// # Errors
/// What is wrong with the database.
pub async fn as_people_say(ctx: &Context, officer: &Officer) -> Result<Vec<(String, Percent)>> {
    let surveys = store::survey::published_of(&mut ctx.store.main.read().await?, officer.partnership()).await?;
    let mut said = Vec::new();
    for survey in surveys {
        let Some(newest) = crate::disclosure::newest(ctx, &survey).await? else { continue };
        let Some(released) = newest.released.tables.get(SELF_REPORTED) else { continue };
        let yes =
            released.table.dimensions().first().and_then(|one| one.categories.iter().position(|code| code == "yes"));
        said.extend(yes.map(|yes| (survey.title, released.table.percent(&[Some(yes)], 0))));
    }
    Ok(said)
}

/// Ends the years whose day has come: the last figures are made, then the key and the pseudonyms go.
pub(crate) async fn end_years(ctx: &Context) -> Result<()> {
    let today = ctx.today();
    let kept = store::recognition::years_kept(&mut ctx.store.main.read().await?).await?;
    for (partnership, year) in kept.into_iter().filter(|(_, year)| ends_on(*year) < today) {
        refresh(ctx, partnership, year, true).await?;
        ctx.keys.destroy_recognition(partnership, year).map_err(Error::internal)?;
        let mut tx = ctx.store.main.write().await?;
        store::recognition::forget_year(&mut tx, partnership, year).await?;
        let by = audit::By { partnership: Some(partnership), ..audit::By::PROGRAM };
        audit::note(ctx, &mut tx, by, Action("recognition-ended"), &format!("year:{year}"), &year.to_string()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Made-up people who agreed to be recognised, in two surveys of this year: a third of them in both.
pub(crate) async fn demonstrate(ctx: &Context, officer: &Officer, surveys: [SurveyId; 2]) -> Result<()> {
    switch(ctx, officer, true).await?;
    let year = Year::of(ctx.today());
    let partnership = officer.partnership();
    let key = ctx.keys.make_recognition(partnership, year).map_err(Error::internal)?;
    let mut tx = ctx.store.main.write().await?;
    for (survey, people) in surveys.into_iter().zip([0..180_u32, 120..300]) {
        for person in people {
            let pseudonym = key.mac(&[b"made up", &person.to_be_bytes()]).to_vec();
            // Older people come again more often.
            let band = if (120..180).contains(&person) { 4 + person as usize % 3 } else { person as usize % 7 };
            let age = AGES.get(band).copied().unwrap_or_default().to_owned();
            let new = Recognised { pseudonym, survey, age };
            store::recognition::insert_recognised(&mut tx, partnership, year, &new).await?;
        }
    }
    tx.commit().await?;
    refresh(ctx, partnership, year, false).await
}
