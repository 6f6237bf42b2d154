//! How taking part is spread over fifths of deprivation and over places, as far as it is released.

use std::collections::BTreeMap;

use domain::{
    inclusion::{
        Count,
        deprivation::{Gradient, Unsaid, bend, gradient},
        small_area::{Rates, rates},
    },
    partnership::Kind,
    place::{DEPRIVATION, boundary::Ring},
};

use super::{Check, Compared};
use crate::{Context, Result, place};

/// Taking part from the most to the least deprived areas.
#[derive(Clone, Debug)]
pub struct Deprivation<'a> {
    /// The fifths as they are compared.
    pub compared: &'a Compared,
    /// What can be said.
    pub gradient: std::result::Result<Sloping, NoGradient>,
}

/// A gradient with what it is made of.
#[derive(Clone, Debug)]
pub struct Sloping {
    /// The counts, fifth by fifth.
    pub counts: Vec<Count>,
    /// The measures.
    pub gradient: Gradient,
    /// Whether the rates bend away from a straight line more than chance explains.
    pub bent: bool,
}

/// Why there is no gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoGradient {
    /// In one of the fifths nobody lives.
    NoPopulation,
    /// The number of one of the fifths is withheld.
    Withheld,
}

/// From so many standard errors on, a bend is more than chance.
const BENT: f64 = 2.6;

/// The gradient of a check; `None` where fifths of deprivation are not compared.
pub fn deprivation(check: &Check) -> Option<Deprivation<'_>> {
    let compared = check.compared.iter().find(|one| one.comparison.code == DEPRIVATION)?;
    let counts = compared
        .comparison
        .groups
        .iter()
        .map(|group| Some(Count { participants: group.participants.published()?, population: group.population }));
    let sloping = if compared.comparison.groups.iter().any(|group| group.population == 0) {
        Err(NoGradient::NoPopulation)
    } else {
        counts.collect::<Option<Vec<Count>>>().ok_or(NoGradient::Withheld).and_then(sloping)
    };
    Some(Deprivation { compared, gradient: sloping })
}

/// The gradient over counts from the most to the least deprived.
///
/// # Errors
/// [`NoGradient`], when nobody lives in one of the groups or there are too few of them.
pub fn sloping(counts: Vec<Count>) -> std::result::Result<Sloping, NoGradient> {
    let gradient = gradient(&counts).map_err(|why| match why {
        Unsaid::NoPopulation | Unsaid::TooFewGroups => NoGradient::NoPopulation,
    })?;
    let bent = bend(&counts).is_some_and(|bend| bend.abs() > BENT);
    Ok(Sloping { counts, gradient, bent })
}

/// Places by one characteristic, such as localities.
#[derive(Clone, Debug)]
pub struct Places<'a> {
    /// The places as they are compared.
    pub compared: &'a Compared,
    /// The place of each rate among the groups that are compared.
    pub shown: Vec<usize>,
    /// The rates of places that are not withheld and where anybody lives; `None` when there is none.
    pub rates: Option<Rates>,
    /// The shapes of places whose boundaries are known, by their codes.
    pub shapes: BTreeMap<String, Vec<Ring>>,
    /// Whether the places are the 32 councils.
    pub councils: bool,
}

/// All places of a check: localities first, then what else data zones are classed by, deprivation aside.
pub async fn places<'a>(ctx: &Context, check: &'a Check) -> Result<Vec<Places<'a>>> {
    let national = check.partnership.kind == Kind::National;
    let mut found = Vec::new();
    let of_places = check.compared.iter().filter(|one| one.population.of_places && one.comparison.code != DEPRIVATION);
    for compared in of_places {
        let localities = compared.comparison.code == place::LOCALITY;
        let shapes = match (localities, national) {
            (true, true) => place::boundary::of_councils(ctx).await?,
            (true, false) => place::boundary::of_localities(ctx, check.partnership.id).await?,
            (false, _) => BTreeMap::new(),
        };
        found.push(places_of(compared, shapes, localities && national));
    }
    found.sort_by_key(|places| places.compared.comparison.code != place::LOCALITY);
    Ok(found)
}

/// The rates of the places of one characteristic.
pub fn places_of(compared: &Compared, shapes: BTreeMap<String, Vec<Ring>>, councils: bool) -> Places<'_> {
    let groups = compared.comparison.groups.iter().enumerate();
    let (shown, counts): (Vec<usize>, Vec<Count>) = groups
        .filter(|(_, group)| group.population > 0)
        .filter_map(|(at, group)| {
            Some((at, Count { participants: group.participants.published()?, population: group.population }))
        })
        .unzip();
    Places { compared, rates: rates(&counts), shown, shapes, councils }
}
