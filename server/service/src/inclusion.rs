//! Who answered against who lives here: the newest release of a survey beside the population of its area.

use domain::{
    disclosure::{declared::about_name, Cell},
    inclusion::{compare_all, missing, Characteristic, Comparison, Group, Missing, Tolerance},
    partnership::Kind,
};
use jiff::civil::Date;
use store::{partnership::Partnership, survey::Survey};

use crate::{
    disclosure::{newest, Newest},
    place::{self, Population},
    Context, Error, Result,
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
    /// The release that it is made of; none when too few have answered.
    pub newest: Option<Newest>,
    /// One comparison for each characteristic that is asked and counted.
    pub compared: Vec<Compared>,
    /// The groups that are missing, most first.
    pub missing: Vec<Missing>,
    /// The number of people aged 16 and over who live here, if it is known.
    pub adults: Option<u64>,
}

/// The inclusion check of a survey.
pub async fn check(ctx: &Context, survey: Survey) -> Result<Check> {
    let mut tx = ctx.store.main.read().await?;
    let partnership = store::partnership::partnership_by_id(&mut tx, survey.partnership).await?.ok_or(Error::Missing)?;
    drop(tx);
    let newest = newest(ctx, &survey).await?;
    let populations = place::populations(ctx, &partnership).await?;
    let adults = populations.iter().find(|population| population.characteristic == "age").and_then(Population::total);
    // Officials are no sample of those who live anywhere: their survey has no population to be compared with.
    let comparable = partnership.kind == Kind::Partnership || survey.template != "officials";
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
        .collect();
    Ok(Check { survey, partnership, newest, compared, missing, adults })
}

/// The released counts of a characteristic beside its population; `None` when nothing was released, or the groups of the
/// table are not those of the figures.
fn characteristic(newest: &Newest, population: Population) -> Option<(Population, Characteristic, Date)> {
    let released = newest.released.tables.get(&about_name(&population.characteristic))?;
    let table = &released.table;
    let [dimension] = table.dimensions() else { return None };
    let groups: Vec<Group> = population
        .groups
        .iter()
        .map(|group| {
            let at = dimension.categories.iter().position(|code| *code == group.code)?;
            Some(Group { code: group.code.clone(), participants: table.count(&[Some(at)]), population: group.people? })
        })
        .collect::<Option<_>>()?;
    let characteristic = Characteristic {
        code: population.characteristic.clone(),
        groups,
        said: table.base(),
        did_not_say: table.did_not_say(0),
    };
    Some((population, characteristic, released.up_to))
}

/// How many answered in one partnership of a national survey: rounded, or withheld.
pub async fn own_count(ctx: &Context, survey: &Survey, partnership: &Partnership) -> Result<Option<Cell>> {
    let Some(newest) = newest(ctx, survey).await? else { return Ok(None) };
    let Some(released) = newest.released.tables.get(&about_name("partnership")) else { return Ok(None) };
    let [dimension] = released.table.dimensions() else { return Ok(None) };
    let at = dimension.categories.iter().position(|code| *code == partnership.gss);
    Ok(at.map(|at| released.table.count(&[Some(at)])))
}
