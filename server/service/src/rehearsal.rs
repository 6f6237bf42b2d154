//! Rehearsals: a survey filled with made-up answers of people drawn from the census, to see what results will look like.
//!
//! They are marked, kept apart from real answers, and destroyed when the survey is published. Only in a demonstration,
//! where nothing is real, may they stand where real answers would.

use domain::{
    rehearsal::{Crowd, answer, readiness},
    response::{
        Body,
        body::{Channel, Hex, Sent},
        place::Whereabouts,
    },
    text::Language,
    time::week_of,
};
use jiff::{Span, civil::Date};
use store::survey::Survey;

use crate::{
    Context, Error, Result,
    access::Editor,
    audit::{self, Action, By},
    disclosure,
    keys::digest,
    place,
    survey::{Loaded, load, newest_or_draft},
};

/// How many rehearsed answers there may be.
pub const MOST: u32 = 1_000_000;
/// How many are written in one transaction.
const BATCH: u64 = 1000;

/// What to rehearse.
#[derive(Clone, Copy, Debug)]
pub struct Rehearsal {
    /// How many answers.
    pub responses: u32,
    /// The same seed gives the same answers.
    pub seed: u64,
    /// How much older and less deprived than the area: 0 as it is, 1 as open surveys are.
    pub skew: f64,
}

/// Rehearses a draft, for an officer who wants to see what its results will look like.
///
/// # Errors
/// `Refused("published")` once people can answer.
pub async fn rehearse_draft(ctx: &Context, editor: &Editor, rehearsal: Rehearsal) -> Result<()> {
    let survey = load(&mut ctx.store.main.read().await?, editor.survey()).await?;
    if survey.version.is_some() {
        return Err(Error::Refused("published"));
    }
    run(ctx, &survey, rehearsal, editor.by()).await
}

/// Rehearses a survey by its word in addresses, for the operator of the installation.
///
/// # Errors
/// [`Error::Missing`]; `Refused("published")` for a published survey of an installation that is no demonstration.
pub async fn rehearse(ctx: &Context, slug: &str, rehearsal: Rehearsal) -> Result<()> {
    let found = store::survey::survey_by_slug(&mut ctx.store.main.read().await?, slug).await?;
    let survey = found.ok_or(Error::Missing)?;
    if survey.version.is_some() && !ctx.site.demonstration {
        return Err(Error::Refused("published"));
    }
    run(ctx, &survey, rehearsal, By::PROGRAM).await
}

async fn run(ctx: &Context, survey: &Survey, rehearsal: Rehearsal, by: By) -> Result<()> {
    let loaded = newest_or_draft(ctx, survey).await?;
    let crowd = crowd(ctx, survey, rehearsal.skew).await?;
    let weeks = weeks(ctx, survey);
    let filling = Filling { ctx, survey, loaded: &loaded, crowd: &crowd, weeks: &weeks, seed: rehearsal.seed };
    filling.fill(u64::from(rehearsal.responses.min(MOST))).await?;
    disclosure::release_rehearsed(ctx, survey, &loaded).await?;
    let mut tx = ctx.store.main.write().await?;
    let detail = format!("{} answers, seed {}", rehearsal.responses, rehearsal.seed);
    audit::note(ctx, &mut tx, by, Action("survey-rehearsed"), &survey.subject(), &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Who might answer: the groups of the area, the older and the less deprived of them more readily.
async fn crowd(ctx: &Context, survey: &Survey, skew: f64) -> Result<Crowd> {
    let mut tx = ctx.store.main.read().await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let mut crowd = Crowd::default();
    for population in place::populations(ctx, &owner).await? {
        let ranked = population.characteristic == "age";
        let last = population.groups.len().max(2) - 1;
        let weigh = |(at, group): (usize, &place::Group)| {
            let rank = if ranked { at as f64 / last as f64 } else { 0.0 };
            group
                .counts_as
                .iter()
                .map(|category| {
                    let people = population.people_of(group, category);
                    (category.clone(), readiness(people, rank, skew))
                })
                .collect::<Vec<_>>()
        };
        let groups = population.groups.iter().enumerate().flat_map(weigh).collect();
        crowd.groups.insert(population.characteristic.clone(), groups);
    }
    crowd.groups.extend(framed(ctx, survey).await?);
    for place in place::peopled(ctx, &owner).await? {
        let rank = place.deprivation.map_or(0.5, |quintile| (f64::from(quintile) - 1.0) / 4.0);
        let kept = Whereabouts::Zone(&place.zone).write();
        crowd.places.push((kept, readiness(place.people, rank, skew)));
    }
    Ok(crowd)
}

/// Those who work for a partnership, as many as the frame of the survey has in each.
async fn framed(ctx: &Context, survey: &Survey) -> Result<Option<(String, Vec<(String, f64)>)>> {
    let mut tx = ctx.store.main.read().await?;
    let frame = store::survey::share::frame_of(&mut tx, survey.id).await?;
    let all = store::partnership::partnerships(&mut tx).await?;
    let weigh = |partnership: &store::partnership::Partnership| {
        let line = frame.iter().find(|line| line.partnership == partnership.id)?;
        Some((partnership.gss.clone(), line.eligible as f64))
    };
    let groups: Vec<(String, f64)> = all.iter().filter_map(weigh).collect();
    Ok((!groups.is_empty()).then(|| ("partnership".to_owned(), groups)))
}

/// The weeks in which the survey was open so far; a draft has this one only.
fn weeks(ctx: &Context, survey: &Survey) -> Vec<Date> {
    let this = week_of(ctx.today());
    let (Some(opens), Some(closes)) = (survey.opens_at, survey.closed_at.or(survey.closes_at)) else {
        return vec![this];
    };
    let last = week_of(ctx.date(closes)).min(this);
    let mut weeks = vec![week_of(ctx.date(opens))];
    while let Some(next) = weeks.last().and_then(|week| week.checked_add(Span::new().weeks(1)).ok()) {
        if next > last || weeks.len() > 60 {
            break;
        }
        weeks.push(next);
    }
    weeks
}

struct Filling<'a> {
    ctx: &'a Context,
    survey: &'a Survey,
    loaded: &'a Loaded,
    crowd: &'a Crowd,
    weeks: &'a [Date],
    seed: u64,
}

impl Filling<'_> {
    async fn fill(&self, responses: u64) -> Result<()> {
        let draft = self.survey.version.is_none();
        let sealed = draft || self.survey.sealed_at.is_some();
        let campaign = if draft { self.survey.rehearsal } else { self.survey.campaign };
        let mut tx = self.ctx.store.answers.write().await?;
        if draft {
            store::response::delete_campaign(&mut tx, campaign).await?;
        }
        if !sealed {
            store::response::open_campaign(&mut tx, campaign).await?;
        }
        tx.commit().await?;
        for start in (0..responses).step_by(usize::try_from(BATCH).unwrap_or(1)) {
            let mut tx = self.ctx.store.answers.write().await?;
            for number in start..(start + BATCH).min(responses) {
                let name = digest(format!("rehearsed:{}:{}:{number}", self.survey.id, self.seed).as_bytes());
                let (record, bytes) = self.body(&name, number, responses)?;
                if sealed {
                    store::response::insert_response(&mut tx, campaign, record, bytes).await?;
                } else {
                    store::response::put_envelope(&mut tx, campaign, name, true, bytes).await?;
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    fn body(&self, name: &[u8; 32], number: u64, responses: u64) -> Result<([u8; 16], Vec<u8>)> {
        let mut record = [0; 16];
        record.copy_from_slice(&name[..16]);
        let mut body = Body::new(self.loaded.number, Language::English, Channel::Online);
        body.rehearsed = true;
        body.answers = answer(&self.loaded.prepared, self.crowd, self.seed, number);
        let week = self.week(number, responses);
        body.sent = Some(Sent { week, record: Hex(record), receipt: Hex(digest(name)), claim: None });
        Ok((record, body.write().map_err(Error::internal)?))
    }

    /// Most people answer in the first weeks, some after a reminder.
    fn week(&self, number: u64, responses: u64) -> Date {
        let share = (number as f64 + 0.5) / responses.max(1) as f64;
        let weeks = self.weeks.len() as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number of weeks"
        )]
        let at = (share.powf(1.6) * weeks) as usize;
        self.weeks[at.min(self.weeks.len() - 1)]
    }
}
