//! Two characteristics together: how many of those who are in two groups at once took part, against how many live here.

use std::collections::BTreeSet;

use domain::{
    disclosure::{Cell, declared::about_name},
    inclusion::{
        Count,
        intersection::{Combination, Intersections, intersect},
    },
};
use jiff::civil::Date;

use super::{Check, Compared};
use crate::{
    Context, Result,
    disclosure::{ReleasedTable, crossed, crossed_names},
    place::{Joint, Zones},
};

/// People who are in one group of each of two characteristics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    /// The places of their groups among those of each characteristic.
    pub at: [usize; 2],
    /// How many took part.
    pub participants: Cell,
    /// How many live here.
    pub population: u64,
}

/// Two characteristics that are released together, and whose people are counted together.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Their codes; one of them is of places.
    pub characteristics: [String; 2],
    /// All combinations of their groups.
    pub combinations: Vec<Both>,
    /// Where the numbers of people come from.
    pub joint: Joint,
    /// What the model of no interaction says of the combinations that are not withheld; none when too few are not.
    pub found: Option<Intersections>,
    /// The multiple to which numbers are rounded.
    pub rounding: u64,
    /// The last day whose answers are in it.
    pub up_to: Date,
}

/// Everything that is said about two characteristics together.
#[derive(Clone, Debug, Default)]
pub struct Together {
    /// The pairs, in the order of the check.
    pub pairs: Vec<Pair>,
    /// Pairs that are released and whose people nobody counts together.
    pub not_counted: Vec<[String; 2]>,
}

impl Pair {
    /// The counts of one characteristic within a group of the other, in the order of its groups: `None` where one is
    /// withheld, or the pair has no such characteristic.
    pub fn within(&self, characteristic: &str, group: usize) -> Option<Vec<Count>> {
        let own = self.characteristics.iter().position(|code| code == characteristic)?;
        let mut inside: Vec<&Both> = self.combinations.iter().filter(|both| both.at[1 - own] == group).collect();
        inside.sort_by_key(|both| both.at[own]);
        let count =
            |both: &Both| Some(Count { participants: both.participants.published()?, population: both.population });
        inside.into_iter().map(count).collect()
    }

    /// How many combinations in which somebody lives are withheld.
    pub fn withheld(&self) -> usize {
        let withheld = |both: &&Both| both.population > 0 && both.participants.published().is_none();
        self.combinations.iter().filter(withheld).count()
    }
}

/// The pairs of characteristics of a check that are released.
pub async fn together(ctx: &Context, check: &Check) -> Result<Together> {
    let mut found = Together::default();
    let released: BTreeSet<String> = crossed_names(ctx, &check.survey).await?.into_iter().collect();
    let mut zones = None;
    for (at, one) in check.compared.iter().enumerate() {
        for other in &check.compared[at + 1..] {
            let [first, second] = [one, other].map(|one| about_name(&one.comparison.code));
            let names = [(format!("{first}~{second}"), [one, other]), (format!("{second}~{first}"), [other, one])];
            let Some((name, of)) = names.into_iter().find(|(name, _)| released.contains(name)) else { continue };
            let zones = match &zones {
                Some(zones) => zones,
                None => zones.insert(Zones::of(ctx, &check.partnership).await?),
            };
            let Some(joint) = zones.joint(&of[0].population, &of[1].population) else {
                found.not_counted.push(of.map(|one| one.comparison.code.clone()));
                continue;
            };
            if let Some(table) = crossed(ctx, &check.survey, &name).await? {
                found.pairs.extend(pair(of, &table, joint));
            }
        }
    }
    Ok(found)
}

/// Two characteristics in a released table; `None` if that has not all groups that are compared.
pub fn pair(of: [&Compared; 2], released: &ReleasedTable, joint: Joint) -> Option<Pair> {
    let table = &released.table;
    let [first, second] = table.dimensions() else { return None };
    let places = [(of[0], first), (of[1], second)].map(|(one, dimension)| {
        let place =
            |group: &domain::inclusion::Compared| dimension.categories.iter().position(|code| *code == group.code);
        one.comparison.groups.iter().map(place).collect::<Option<Vec<usize>>>()
    });
    let [Some(first), Some(second)] = places else { return None };
    let mut combinations = Vec::new();
    for (row, group) in of[0].comparison.groups.iter().enumerate() {
        for (column, other) in of[1].comparison.groups.iter().enumerate() {
            combinations.push(Both {
                at: [row, column],
                participants: table.count(&[Some(first[row]), Some(second[column])]),
                population: joint.people.get(&(group.code.clone(), other.code.clone())).copied().unwrap_or(0),
            });
        }
    }
    let shown = |both: &Both| {
        let count = Count { participants: both.participants.published()?, population: both.population };
        Some(Combination { at: both.at.to_vec(), count })
    };
    let cells: Vec<Combination> = combinations.iter().filter_map(shown).collect();
    let counts: Vec<Count> = cells.iter().map(|cell| cell.count).filter(|count| count.population > 0).collect();
    let sizes = [first.len(), second.len()];
    let found = intersect(&cells, &sizes, Count::total(&counts)).filter(|found| found.degrees_of_freedom > 0);
    Some(Pair {
        characteristics: of.map(|one| one.comparison.code.clone()),
        combinations,
        joint,
        found,
        rounding: table.limits().rounding_base,
        up_to: released.up_to,
    })
}
