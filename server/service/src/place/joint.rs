//! How many people live in each combination of a characteristic and one of places: data zones, each in one class, added
//! up.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    disclosure::declared::ZoneClasses,
    partnership::Kind,
    place::{
        Base, FigureSet, Grouping, Numbers,
        figure::{ALL, adults},
    },
    text::Text,
};
use store::partnership::Partnership;

use super::{Population, Source, counted, zone_classes};
use crate::{Context, Result};

/// The people of an area by two characteristics at once.
#[derive(Clone, Debug)]
pub struct Joint {
    /// How many, by the codes of both groups. A combination that is not here has nobody.
    pub people: BTreeMap<(String, String), u64>,
    /// Where the numbers come from.
    pub source: Source,
    /// Whom they count, in words.
    pub base: Text,
    /// Whether that is everybody, children as well.
    pub all_ages: bool,
}

/// What is known about the data zones of a partnership.
pub(crate) struct Zones {
    classes: ZoneClasses,
    /// The figures of each set, zone by zone.
    figures: Vec<(FigureSet, BTreeMap<String, Numbers>)>,
}

impl Zones {
    /// What is known about the data zones of a partnership. Of all of Scotland that is only how many people live where.
    pub(crate) async fn of(ctx: &Context, partnership: &Partnership) -> Result<Self> {
        let classes = zone_classes(ctx, partnership.id).await?;
        let zones: BTreeSet<&String> = classes.0.values().flat_map(BTreeMap::keys).collect();
        let zones: Vec<String> = zones.into_iter().cloned().collect();
        let mut tx = ctx.store.main.read().await?;
        let sets = store::place::described_sets(&mut tx).await?;
        let mut by_set: BTreeMap<String, BTreeMap<String, Numbers>> = BTreeMap::new();
        if partnership.kind == Kind::National {
            for geography in store::place::geographies(&mut tx).await? {
                if let Some(set) = counted::newest_of_people(&mut tx, &geography).await? {
                    let found = store::place::figures_in_set(&mut tx, &set.code, &zones).await?;
                    by_set.insert(set.code, found.into_iter().collect());
                }
            }
        } else {
            for (set, zone, numbers) in store::place::figures_of_areas(&mut tx, &zones).await? {
                by_set.entry(set).or_default().insert(zone, numbers);
            }
        }
        let mut figures: Vec<(FigureSet, BTreeMap<String, Numbers>)> = sets
            .into_iter()
            .filter_map(|set| Some((by_set.remove(&set.code)?, set)))
            .map(|(of, set)| (set, of))
            .collect();
        figures.retain(|(set, _)| set.base != Base::Households);
        figures.sort_by(|(one, _), (other, _)| other.as_of.cmp(&one.as_of).then_with(|| one.code.cmp(&other.code)));
        Ok(Self { classes, figures })
    }

    /// The people by two characteristics, of which at least one is of places. `None` where nothing counts them together.
    pub(crate) fn joint(&self, one: &Population, other: &Population) -> Option<Joint> {
        match (one.of_places, other.of_places) {
            (true, true) => self.of_places(one, other),
            (false, true) => self.of_people(one, other),
            (true, false) => {
                let turned = self.of_people(other, one)?;
                let people = turned.people.into_iter().map(|((of, place), people)| ((place, of), people)).collect();
                Some(Joint { people, ..turned })
            }
            (false, false) => None,
        }
    }

    /// The group of a characteristic of places that each data zone is in.
    fn groups<'a>(&'a self, places: &'a Population) -> Option<BTreeMap<&'a str, &'a str>> {
        let group = |class: &String| places.groups.iter().find(|group| group.counts_as.contains(class));
        let classes = self.classes.0.get(&places.characteristic)?;
        let groups: BTreeMap<&str, &str> =
            classes.iter().filter_map(|(zone, class)| Some((zone.as_str(), group(class)?.code.as_str()))).collect();
        (!groups.is_empty()).then_some(groups)
    }

    fn of_places(&self, one: &Population, other: &Population) -> Option<Joint> {
        let (first, second) = (self.groups(one)?, self.groups(other)?);
        let both: Vec<(&str, &str, &str)> =
            first.iter().filter_map(|(zone, group)| Some((*zone, *group, *second.get(zone)?))).collect();
        self.figures.iter().filter(|(set, _)| set.characteristic == "age").find_map(|(set, figures)| {
            let count = |measure: fn(&Numbers) -> Option<u64>| {
                let mut people = BTreeMap::new();
                for (zone, group, place) in &both {
                    *people.entry(((*group).to_owned(), (*place).to_owned())).or_default() +=
                        measure(figures.get(*zone)?)?;
                }
                Some(people)
            };
            let of_adults = count(adults);
            let base = if of_adults.is_some() { Base::People16AndOver } else { set.base };
            let people = of_adults.or_else(|| count(|numbers| numbers.get(ALL).copied()))?;
            Some(joint(set, base, people))
        })
    }

    fn of_people(&self, one: &Population, places: &Population) -> Option<Joint> {
        let grouping = Grouping::known(&one.characteristic)?;
        let places = self.groups(places)?;
        self.figures.iter().filter(|(set, _)| set.characteristic == one.characteristic).find_map(|(set, figures)| {
            let mut base = set.base;
            let mut people: BTreeMap<(String, String), u64> = BTreeMap::new();
            for (zone, place) in &places {
                let (way, sums) = grouping.add_up(figures.get(*zone)?, |_| true)?;
                base = way.base.unwrap_or(set.base);
                for (group, number) in grouping.groups.iter().zip(sums) {
                    *people.entry((group.code.clone(), (*place).to_owned())).or_default() += number;
                }
            }
            Some(joint(set, base, people))
        })
    }
}

fn joint(set: &FigureSet, base: Base, people: BTreeMap<(String, String), u64>) -> Joint {
    let all_ages = base == Base::PeopleAllAges;
    Joint { people, source: counted::source(&set.source()), base: base.words(), all_ages }
}
