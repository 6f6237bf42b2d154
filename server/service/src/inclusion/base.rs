//! With whom those who answered a survey are compared: what can be chosen, what was, and the figures that go with it.

use domain::{
    inclusion::Against,
    partnership::{Kind, founding},
    problem::Problem,
    text::Text,
};
use store::{
    partnership::Partnership,
    survey::{Access, Survey},
};

use crate::{
    Context, Result,
    access::Editor,
    audit::{self, Action},
    error::Problems,
    place::{self, Counted, Group, Population, Source},
    survey::{
        load,
        share::{FrameLine, lines},
    },
};

/// Whether those who answer are meant to be a picture of those who live here. Officials are not.
pub(super) fn of_residents(survey: &Survey, owner: &Partnership) -> bool {
    owner.kind == Kind::Partnership || survey.template != "officials"
}

/// What was chosen for a survey.
pub(super) async fn chosen(ctx: &Context, survey: &Survey) -> Result<Against> {
    let mut tx = ctx.store.main.read().await?;
    let kept = store::survey::base::base_of(&mut tx, survey.id).await?;
    Ok(kept.and_then(|word| word.parse().ok()).unwrap_or(Against::Figures))
}

/// The figures with which a survey is compared.
pub(super) async fn populations(
    ctx: &Context,
    survey: &Survey,
    owner: &Partnership,
    against: Against,
) -> Result<Vec<Population>> {
    if against == Against::Invited {
        return Ok(vec![invited(ctx, survey, owner).await?]);
    }
    place::populations_of(ctx, owner, against.preferred()).await
}

/// With whom a survey can be compared: one base if there is nothing to choose.
///
/// # Errors
/// What is wrong with the database.
pub async fn offered(ctx: &Context, survey: &Survey) -> Result<Vec<Against>> {
    let owner = crate::partnership::known(&mut ctx.store.main.read().await?, survey.partnership).await?;
    let mut offered = vec![Against::Figures];
    if of_residents(survey, &owner) {
        let usual = place::populations(ctx, &owner).await?;
        let adults = |one: &&Population| one.counted.as_ref().is_some_and(|counted| !counted.all_ages);
        let everybody = place::populations_of(ctx, &owner, Against::AllAges.preferred()).await?;
        if everybody.iter().filter(adults).count() < usual.iter().filter(adults).count() {
            offered.push(Against::AllAges);
        }
        if !place::populations_of(ctx, &owner, Against::Households.preferred()).await?.is_empty() {
            offered.push(Against::Households);
        }
    }
    if owner.kind == Kind::National && survey.access == Access::Invited {
        let all = invited(ctx, survey, &owner).await?;
        if all.groups.len() > 1 {
            offered.push(Against::Invited);
        }
    }
    Ok(offered)
}

/// Chooses with whom a survey is compared. Pages change at once; no answer is counted anew.
///
/// # Errors
/// [`crate::Error::Invalid`] when the word is none that is offered.
pub async fn choose_base(ctx: &Context, editor: &Editor, word: &str) -> Result<()> {
    let mut tx = ctx.store.main.read().await?;
    let survey = load(&mut tx, editor.survey()).await?;
    drop(tx);
    let offered = offered(ctx, &survey).await?;
    let mut problems = Problems::default();
    let wanted = word.parse().ok().filter(|wanted| offered.contains(wanted));
    let wanted: Option<Against> = problems.keep(wanted.ok_or_else(|| Problem::new("against", "choose")));
    problems.done()?;
    let Some(wanted) = wanted else { return Ok(()) };
    if wanted == chosen(ctx, &survey).await? {
        return Ok(());
    }
    let mut tx = ctx.store.main.write().await?;
    store::survey::base::set_base(&mut tx, survey.id, wanted.code()).await?;
    audit::note(ctx, &mut tx, editor.by(), Action("base-chosen"), &survey.subject(), wanted.code()).await?;
    tx.commit().await?;
    Ok(())
}

/// The name of the area of a partnership.
pub(super) fn area(partnership: &Partnership) -> Text {
    founding::area(&partnership.gss).unwrap_or_else(|| Text::english(partnership.area_name.clone()))
}

/// Those who were invited, by partnership.
async fn invited(ctx: &Context, survey: &Survey, owner: &Partnership) -> Result<Population> {
    let lines = lines(&mut ctx.store.main.read().await?, survey).await?;
    let group = |line: FrameLine| {
        let name = area(&line.partnership);
        let phrase = name.iter().fold(Text::default(), |text, (language, name)| {
            let words = match language {
                domain::text::Language::English => format!("people in {name}"),
                domain::text::Language::Gaelic => format!("daoine ann an {name}"),
            };
            text.with(language, words)
        });
        let gss = line.partnership.gss;
        let people = u64::try_from(line.invited).ok();
        Group { counts_as: vec![gss.clone()], code: gss, name, phrase, people, estimate: None }
    };
    let source = Source {
        title: "People invited to this survey".to_owned(),
        source: owner.name.clone(),
        as_of: survey.opens_at.map_or_else(|| ctx.today(), |opens| ctx.date(opens)),
        licence: "A record of its own".to_owned(),
    };
    Ok(Population {
        characteristic: "partnership".to_owned(),
        of_places: false,
        title: Text::both("Partnership", "Com-pàirteachas"),
        counted: Some(Counted { source, base: Against::Invited.words(), all_ages: false }),
        groups: lines.into_iter().filter(|line| line.invited > 0).map(group).collect(),
        cells: std::collections::BTreeMap::default(),
    })
}
