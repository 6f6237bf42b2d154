//! Who answered against who lives here: the newest release of a survey beside the population of its area.

mod asked;
mod base;
mod evenness;
pub mod file;
mod spread;
mod together;
mod unanswered;
mod weighed;

use std::sync::Arc;

use domain::{
    disclosure::{Cell, SafeTable, declared::about_name},
    inclusion::{Against, Characteristic, Comparison, Group, Missing, Tolerance, compare_all, missing},
    partnership::Kind,
};
use jiff::civil::Date;
use store::{partnership::Partnership, survey::Survey};

pub use asked::{NotCompared, Why};
pub use base::{choose_base, offered};
pub use evenness::{Evenly, Evenness};
pub use spread::{Deprivation, NoGradient, Places, Sloping, deprivation, places, places_of, sloping};
pub use together::{Both, Pair, Together, pair, together};
pub use unanswered::{OfCharacteristic, OfGroup, OfQuestion, Stands, Unanswered, unanswered};
pub use weighed::{ByCharacteristic, OfLine, Weighed, weighed};

use crate::{
    Context, Result,
    access::Caller,
    disclosure::{Newest, newest},
    place::Population,
    survey::{Loaded, newest_or_draft},
};

/// One characteristic with what it is compared with.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Groups with their names, and where their numbers come from.
    pub population: Population,
    /// The comparison.
    pub comparison: Comparison,
    /// The last day whose answers are in it.
    pub up_to: Date,
}

/// Everything that the inclusion check shows.
#[derive(Clone, Debug)]
pub struct Check {
    /// The survey.
    pub survey: Survey,
    /// Whose it is.
    pub partnership: Partnership,
    /// What is asked.
    pub version: Arc<Loaded>,
    /// The release that it is made of; none when too few have answered.
    pub newest: Option<Newest>,
    /// One comparison for each characteristic that is asked and counted.
    pub compared: Vec<Compared>,
    /// The groups that are missing, most first.
    pub missing: Vec<Missing>,
    /// What is asked about people and cannot be compared, and why.
    pub not_compared: Vec<NotCompared>,
    /// The number of people aged 16 and over who live here, if it is known.
    pub adults: Option<u64>,
    /// How evenly those who were invited answered; none where anybody could.
    pub evenness: Option<Evenness>,
    /// With whom they are compared.
    pub against: Against,
    /// With whom they could be compared: of interest to those who may choose, empty for everybody else.
    pub offered: Vec<Against>,
}

/// The inclusion check of a survey.
pub async fn check(ctx: &Context, survey: Survey) -> Result<Check> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = crate::partnership::known(&mut tx, survey.partnership).await?;
    drop(tx);
    let version = newest_or_draft(ctx, &survey).await?;
    let newest = newest(ctx, &survey).await?;
    let against = base::chosen(ctx, &survey).await?;
    let populations = base::populations(ctx, &survey, &partnership, against).await?;
    let adults = populations.iter().find(|population| population.characteristic == "age").and_then(Population::total);
    // Officials are no sample of those who live anywhere: their survey has no population to be compared with.
    let comparable = against == Against::Invited || base::of_residents(&survey, &partnership);
    let counted: Vec<(String, bool)> = populations
        .iter()
        .filter(|population| population.counted.is_some())
        .map(|population| (population.characteristic.clone(), population.of_places))
        .collect();
    let known: Vec<(Population, Characteristic, Date)> = match &newest {
        Some(newest) if comparable => {
            populations.into_iter().filter_map(|population| characteristic(newest, population)).collect()
        }
        _ => Vec::new(),
    };
    let characteristics: Vec<Characteristic> = known.iter().map(|(_, one, _)| one.clone()).collect();
    let comparisons = compare_all(&characteristics, &Tolerance::default());
    let missing = missing(&comparisons);
    let compared = known
        .into_iter()
        .zip(comparisons)
        .map(|((population, _, up_to), comparison)| Compared { population, comparison, up_to })
        .collect::<Vec<Compared>>();
    let asked = asked::Asked { version: &version, newest: newest.as_ref(), comparable, counted: &counted };
    let not_compared = asked.not_compared(&compared);
    let evenness = evenness::evenness(ctx, &survey, newest.as_ref(), &compared).await?;
    Ok(Check {
        survey,
        partnership,
        version,
        newest,
        compared,
        missing,
        not_compared,
        adults,
        evenness,
        against,
        offered: Vec::new(),
    })
}

/// The released counts of a characteristic beside its population; `None` when nothing was released, or the groups of the
/// table are not those of the figures.
fn characteristic(newest: &Newest, population: Population) -> Option<(Population, Characteristic, Date)> {
    let released = newest.released.tables.get(&about_name(&population.characteristic))?;
    let characteristic = of_table(&released.table, &population)?;
    Some((population, characteristic, released.up_to))
}

/// The counts of a safe table of one characteristic beside its population; `None` when its groups are not those of the
/// figures, or fewer than two of them are counted.
pub(crate) fn of_table(table: &SafeTable, population: &Population) -> Option<Characteristic> {
    let [dimension] = table.dimensions() else { return None };
    // A group that nothing counts has no population figure, and no share to be compared with.
    let counted = population.groups.iter().filter_map(|group| Some((group, group.people?)));
    let groups: Vec<Group> = counted
        .map(|(group, people)| {
            let at = dimension.categories.iter().position(|code| *code == group.code)?;
            Some(Group { code: group.code.clone(), participants: table.count(&[Some(at)]), population: people })
        })
        .collect::<Option<_>>()?;
    (groups.len() >= 2).then(|| Characteristic {
        code: population.characteristic.clone(),
        groups,
        said: table.base(),
        did_not_say: table.did_not_say(0),
    })
}

/// How many answered a national survey in the partnerships that somebody works for: rounded, or withheld. Nothing for a
/// survey of one partnership, whose own count is its total.
pub async fn own_counts(
    ctx: &Context,
    caller: &Caller,
    owner: &Partnership,
    newest: Option<&Newest>,
) -> Result<Vec<(Partnership, Cell)>> {
    if owner.kind != Kind::National {
        return Ok(Vec::new());
    }
    let Some(newest) = newest else { return Ok(Vec::new()) };
    let works_for = |id| caller.memberships().iter().any(|membership| membership.partnerships.contains(&id));
    let all = store::partnership::partnerships(&mut ctx.store.main.read().await?).await?;
    let own = all.into_iter().filter(|one| one.kind == Kind::Partnership && works_for(one.id));
    Ok(own.filter_map(|one| Some((own_count(newest, &one)?, one))).map(|(count, one)| (one, count)).collect())
}

/// How many answered in one partnership of a national survey.
fn own_count(newest: &Newest, partnership: &Partnership) -> Option<Cell> {
    let released = newest.released.tables.get(&about_name("partnership"))?;
    let [dimension] = released.table.dimensions() else { return None };
    let at = dimension.categories.iter().position(|code| *code == partnership.gss)?;
    Some(released.table.count(&[Some(at)]))
}
