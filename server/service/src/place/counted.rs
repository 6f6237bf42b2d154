//! How many people live in an area: figures of councils, and those of data zones added up.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    partnership::Kind,
    place::{
        self as rules, Base, Classification, FigureSet, Grouping, Gss, Numbers, ZoneCode, figure,
        figure::{ADULTS, ALL},
    },
    text::Text,
};
use store::{Tx, partnership::Partnership};

use super::{Counted, Group, LOCALITY, Located, Population, Source};
use crate::Result;

/// Everything that is known about an area.
pub(super) struct Known {
    /// The area.
    pub area: Gss,
    /// Its figures in all sets.
    sets: Vec<(FigureSet, Numbers)>,
    /// For each characteristic of places: the classification that counts, and the classes that it has here.
    classified: BTreeMap<String, (Classification, BTreeSet<String>)>,
}

impl Known {
    /// What is known about the area of a partnership.
    pub async fn of(tx: &mut Tx, partnership: &Partnership) -> Result<Self> {
        let area = super::area_of(partnership)?;
        let mut sets = store::place::figures_of_area(tx, area.as_str()).await?;
        let mut all = store::place::described_classifications(tx).await?;
        // The newest edition that people can be counted by comes first; without people, the newest.
        all.sort_by(|one, other| other.as_of.cmp(&one.as_of).then_with(|| one.code.cmp(&other.code)));
        let mut classified: BTreeMap<String, (Classification, BTreeSet<String>)> = BTreeMap::new();
        let mut settled = BTreeSet::new();
        for one in all {
            if settled.contains(&one.characteristic) {
                continue;
            }
            let has = |(set, _): &(FigureSet, Numbers)| set.classification.as_ref() == Some(&one.code);
            let mut seen = BTreeSet::new();
            let mut counted = sets.iter().any(has);
            if !counted || Grouping::known(&one.characteristic).is_none() {
                let classes = classes(tx, &one.code, area).await?;
                seen.extend(classes.iter().map(|(_, class)| class.clone()));
                if let Some(by_class) = by_class(tx, &one, &classes).await?.filter(|_| !counted) {
                    sets.push(by_class);
                    counted = true;
                }
            }
            if counted {
                settled.insert(one.characteristic.clone());
            }
            if counted || (!classified.contains_key(&one.characteristic) && !seen.is_empty()) {
                classified.insert(one.characteristic.clone(), (one, seen));
            }
        }
        Ok(Self { area, sets, classified })
    }

    /// Each characteristic of places with the classification that counts.
    pub fn classifications(&self) -> Vec<(String, String)> {
        self.classified.iter().map(|(characteristic, (one, _))| (characteristic.clone(), one.code.clone())).collect()
    }

    /// The classification that counts for a characteristic.
    pub fn classification(&self, characteristic: &str) -> Option<String> {
        self.classified.get(characteristic).map(|(one, _)| one.code.clone())
    }

    /// The population by every characteristic of people, or of households if those are preferred.
    pub fn populations(&self, preferred: Option<Base>) -> Vec<Population> {
        let households = preferred == Some(Base::Households);
        let mut populations = self.all(preferred);
        populations.retain(|(_, base)| (*base == Some(Base::Households)) == households);
        populations.into_iter().map(|(population, _)| population).collect()
    }

    /// The population by every characteristic, and whom it counts; households as well.
    pub fn all(&self, preferred: Option<Base>) -> Vec<(Population, Option<Base>)> {
        let known = Grouping::KNOWN.map(str::to_owned);
        let others = self.sets.iter().map(|(set, _)| &set.characteristic).chain(self.classified.keys());
        let others: BTreeSet<String> = others.filter(|other| !known.contains(other)).cloned().collect();
        known
            .into_iter()
            .chain(others)
            .filter_map(|characteristic| self.population(&characteristic, preferred))
            .collect()
    }

    fn population(&self, characteristic: &str, preferred: Option<Base>) -> Option<(Population, Option<Base>)> {
        let classified = self.classified.get(characteristic);
        let about = |(set, _): &&(FigureSet, Numbers)| {
            set.characteristic == characteristic
                && classified.is_none_or(|(one, _)| set.classification.as_ref() == Some(&one.code))
        };
        let sets: Vec<(FigureSet, Numbers)> = self.sets.iter().filter(about).cloned().collect();
        if sets.is_empty() && classified.is_none() {
            return None;
        }
        let grouping = Grouping::known(characteristic).or_else(|| {
            let newest = sets.iter().max_by_key(|(set, _)| set.as_of);
            let of_sets = newest.into_iter().flat_map(|(_, numbers)| numbers.keys());
            let of_classes = classified.into_iter().flat_map(|(_, seen)| seen);
            let title = classified.map(|(one, _)| &one.title).or_else(|| newest.map(|(set, _)| &set.title))?;
            let classes = of_sets.chain(of_classes).map(String::as_str);
            Some(Grouping::of_classes(characteristic, title, classes))
        })?;
        if grouping.groups.is_empty() {
            return None;
        }
        Some(population(&grouping, &sets, classified.is_some(), preferred))
    }
}

/// A population as pages and counts take it.
pub(super) fn population(
    grouping: &Grouping,
    sets: &[(FigureSet, Numbers)],
    of_places: bool,
    preferred: Option<Base>,
) -> (Population, Option<Base>) {
    let found = rules::population::population(grouping, sets, preferred);
    let set = found.counted.as_ref().and_then(|counted| sets.iter().find(|(set, _)| set.code == counted.set));
    let base = found.counted.as_ref().map(|counted| counted.base);
    let counted = found.counted.as_ref().map(|counted| Counted {
        source: source(&counted.source),
        base: counted.base_words(),
        all_ages: counted.base == Base::PeopleAllAges,
    });
    let group = |people: rules::PeopleOf| Group {
        code: people.group.code,
        name: people.group.label,
        phrase: people.group.phrase,
        people: people.number,
        counts_as: people.group.counts_as,
        estimate: people.estimate.as_ref().map(source),
    };
    let population = Population {
        characteristic: found.characteristic,
        of_places,
        title: found.title,
        counted,
        groups: found.groups.into_iter().map(group).collect(),
        cells: set.map(|(_, numbers)| numbers.clone()).unwrap_or_default(),
    };
    (population, base)
}

pub(super) fn source(source: &rules::Source) -> Source {
    Source {
        title: source.title.clone(),
        source: source.publisher.clone(),
        as_of: source.as_of,
        licence: source.licence.clone(),
    }
}

/// The classes of the data zones of an area.
pub(super) async fn classes(tx: &mut Tx, classification: &str, area: Gss) -> Result<Vec<(ZoneCode, String)>> {
    Ok(if area.is_scotland() {
        store::place::classes(tx, classification).await?
    } else {
        store::place::classes_of_council(tx, classification, area).await?
    })
}

/// The people of data zones by the class of their zone, if every classified zone has people.
async fn by_class(
    tx: &mut Tx,
    classification: &Classification,
    classes: &[(ZoneCode, String)],
) -> Result<Option<(FigureSet, Numbers)>> {
    let Some(set) = newest_of_people(tx, &classification.geography).await? else { return Ok(None) };
    let codes: Vec<String> = classes.iter().map(|(zone, _)| zone.to_string()).collect();
    let people = store::place::figures_in_set(tx, &set.code, &codes).await?;
    let people: BTreeMap<String, Numbers> = people.into_iter().collect();
    let known = Grouping::known(&classification.characteristic);
    let mut numbers: Numbers = known
        .into_iter()
        .flat_map(|known| known.groups)
        .flat_map(|group| group.counts_as)
        .map(|class| (class, 0))
        .collect();
    for (zone, class) in classes {
        let Some(all) = people.get(&zone.to_string()).and_then(|numbers| numbers.get(ALL)) else { return Ok(None) };
        *numbers.entry(class.clone()).or_default() += all;
    }
    Ok((!classes.is_empty()).then(|| (set.by_class(classification), numbers)))
}

/// The newest set that counts the people of data zones of an edition.
pub(super) async fn newest_of_people(tx: &mut Tx, geography: &str) -> Result<Option<FigureSet>> {
    let sets = store::place::sets_about(tx, "age", geography).await?;
    Ok(sets.into_iter().filter(|set| set.base == Base::PeopleAllAges).max_by_key(|set| set.as_of))
}

/// The people of data zones: everybody, those of 16 and over, or all bands of age, as far as each is counted.
pub(super) async fn people_of_zones(tx: &mut Tx, zones: &[String]) -> Result<BTreeMap<String, Numbers>> {
    let mut people = BTreeMap::new();
    for geography in store::place::geographies(tx).await? {
        if let Some(set) = newest_of_people(tx, &geography).await? {
            people.extend(store::place::figures_in_set(tx, &set.code, zones).await?);
        }
    }
    Ok(people)
}

/// The people of localities: those of 16 and over where every zone counts them, unless everybody is preferred.
pub(super) async fn of_localities(
    tx: &mut Tx,
    partnership: &Partnership,
    localities: &[Located],
    preferred: Option<Base>,
) -> Result<Option<Population>> {
    if localities.is_empty() {
        return Ok(None);
    }
    let national = partnership.kind == Kind::National;
    let areas: Vec<Vec<String>> = localities
        .iter()
        .map(|one| if national { vec![one.code.clone()] } else { one.zones.iter().cloned().collect() })
        .collect();
    let geography = if national {
        Some(figure::COUNCIL.to_owned())
    } else {
        let first = areas.iter().flatten().next().and_then(|zone| zone.parse().ok());
        match first {
            Some(zone) => store::place::zone_by_code(tx, zone).await?.map(|zone| zone.geography),
            None => None,
        }
    };
    let set = match geography {
        Some(geography) => newest_of_people(tx, &geography).await?,
        None => None,
    };
    let Some(set) = set else { return Ok(Some(names_only(partnership, localities))) };
    let people = store::place::figures_in_set(tx, &set.code, &areas.concat()).await?;
    let people: BTreeMap<String, Numbers> = people.into_iter().collect();
    let count = |measure: fn(&Numbers) -> Option<u64>, areas: &Vec<String>| {
        let of_area = |area: &String| people.get(area).and_then(measure);
        (!areas.is_empty()).then(|| areas.iter().map(of_area).sum::<Option<u64>>()).flatten()
    };
    let adults: Option<Vec<u64>> = areas.iter().map(|areas| count(figure::adults, areas)).collect();
    let adults = adults.filter(|_| preferred != Some(Base::PeopleAllAges));
    let (base, numbers): (Base, Vec<Option<u64>>) = match adults {
        Some(adults) => (Base::People16AndOver, adults.into_iter().map(Some).collect()),
        None => {
            let all = |numbers: &Numbers| numbers.get(ALL).copied();
            (Base::PeopleAllAges, areas.iter().map(|areas| count(all, areas)).collect())
        }
    };
    let mut population = names_only(partnership, localities);
    for (group, people) in population.groups.iter_mut().zip(numbers) {
        group.people = people;
    }
    population.counted =
        Some(Counted { source: source(&set.source()), base: base.words(), all_ages: base == Base::PeopleAllAges });
    Ok(Some(population))
}

fn names_only(partnership: &Partnership, localities: &[Located]) -> Population {
    let title = if partnership.kind == Kind::National {
        Text::both("Council area", "Sgìre comhairle")
    } else {
        Text::both("Part of the area", "Ceàrn den sgìre")
    };
    let group = |locality: &Located| Group {
        code: locality.code.clone(),
        name: locality.name.clone(),
        phrase: locality.name.iter().fold(Text::default(), |text, (language, name)| {
            let words = match language {
                domain::text::Language::Gaelic => format!("daoine ann an {name}"),
                domain::text::Language::English => format!("people in {name}"),
            };
            text.with(language, words)
        }),
        people: None,
        counts_as: vec![locality.code.clone()],
        estimate: None,
    };
    Population {
        characteristic: LOCALITY.to_owned(),
        of_places: true,
        title,
        counted: None,
        groups: localities.iter().map(group).collect(),
        cells: BTreeMap::new(),
    }
}

/// The figures of several data zones together, in all sets that have every one of them; and their people by the classes
/// of the newest classification of each characteristic.
pub(super) async fn of_zones(tx: &mut Tx, zones: &BTreeSet<String>) -> Result<Vec<(Population, Option<Base>)>> {
    let codes: Vec<String> = zones.iter().cloned().collect();
    let mut by_set: BTreeMap<String, Vec<Numbers>> = BTreeMap::new();
    for (set, _, numbers) in store::place::figures_of_areas(tx, &codes).await? {
        by_set.entry(set).or_default().push(numbers);
    }
    let described = store::place::described_sets(tx).await?;
    let mut sets: Vec<(FigureSet, Numbers)> = Vec::new();
    for (code, numbers) in by_set.into_iter().filter(|(_, numbers)| numbers.len() == codes.len()) {
        if let Some(set) = described.iter().find(|set| set.code == code) {
            sets.push((set.clone(), figure::sum(&numbers)));
        }
    }
    let mut classified = BTreeMap::new();
    let mut all = store::place::described_classifications(tx).await?;
    all.sort_by_key(|one| one.as_of);
    for one in all {
        let classes = store::place::classes(tx, &one.code).await?;
        let own: Vec<_> = classes.into_iter().filter(|(zone, _)| zones.contains(&zone.to_string())).collect();
        if own.len() == codes.len()
            && let Some(counted) = by_class(tx, &one, &own).await?
        {
            sets.push(counted);
            let seen = own.into_iter().map(|(_, class)| class).collect();
            classified.insert(one.characteristic.clone(), (one, seen));
        }
    }
    // Of a table that counts ages only as "16 and over" no groups can be made: it says how many there are, elsewhere.
    sets.retain(|(set, numbers)| set.characteristic != "age" || !numbers.contains_key(ADULTS));
    Ok(Known { area: Gss::SCOTLAND, sets, classified }.all(None))
}
