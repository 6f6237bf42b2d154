//! Deprivation, places, and how evenly taking part is spread.

use std::collections::BTreeMap;

use domain::inclusion::{
    Count,
    concentration::{Habits, Visit, gini, gini_among, habits, herfindahl, lorenz_tenths, top_share},
    deprivation::gradient,
    small_area::{AreaRate, Rates, rates},
};
use serde_json::{Value, json};

use super::{
    Fault, Folder, Sheet,
    survey::{COMPLETE, counted, lived_in, named, pair},
};

const FIFTHS: &str = "simd_quintile";
const LOCALITY: &str = "locality";

/// `sii.json`: the gradient over the fifths, the most deprived first.
pub fn deprivation(folder: &Folder) -> Result<Value, Fault> {
    let (_, all) = counted(folder, COMPLETE)?;
    let fifths = named(&all, FIFTHS)?;
    let found = gradient(&fifths.counts).ok();
    let of = |value: fn(&domain::inclusion::deprivation::Gradient) -> Value| found.as_ref().map(value);
    let ranked = found.as_ref().and_then(|found| found.concentration.as_ref());
    Ok(json!({
        "rate_per_1000": of(|found| json!(found.rates)),
        "population_share": of(|found| json!(found.population_shares)),
        "relative_rank": of(|found| json!(found.ranks)),
        "mean_rate": of(|found| json!(found.mean_rate)),
        "sii": of(|found| json!(found.slope_index)),
        "sii_ci95": of(|found| pair(found.slope_interval)),
        "sii_se_poisson": of(|found| json!(found.slope_poisson_error)),
        "rii": of(|found| json!(found.relative_index)),
        "rii_ci95": of(|found| json!(found.relative_interval.map(pair))),
        "rii_percent": of(|found| json!(found.relative_index.map(|index| index * 50.0))),
        "abs_range": of(|found| json!(found.absolute_range)),
        "rel_range": of(|found| json!(found.relative_range)),
        "concentration_index": ranked.map(|ranked| ranked.index),
        "concentration_se": ranked.map(|ranked| ranked.error),
        "concentration_curve": ranked.map(|ranked| ranked.curve.clone()),
        "erreygers": ranked.map(|ranked| ranked.erreygers),
        "wagstaff": ranked.and_then(|ranked| ranked.wagstaff),
    }))
}

/// `concentration.json`: how evenly visits and contributions are spread over people.
pub fn concentration(folder: &Folder) -> Result<Value, Fault> {
    let wrong = || Fault::of("settings.json", "`concentration_population` must be a whole number");
    let population = folder.settings()["concentration_population"].as_u64().ok_or_else(wrong)?;
    let found = habits(&visits(&folder.sheet("participation_log.csv")?)?);
    let Habits { by_person, contributions, .. } = &found;
    Ok(json!({
        "persons": found.persons,
        "events": found.visits,
        "gini_events": gini(by_person),
        "gini_contributions": gini(contributions),
        "top10_share_events": top_share(by_person, 0.1),
        "top1_share_events": top_share(by_person, 0.01),
        "top10_share_contributions": top_share(contributions, 0.1),
        "repeat_rate": found.repeat_rate,
        "events_by_repeaters": found.visits_by_repeaters,
        "new_voice_rate_by_engagement": found.new_voices,
        "gini_contributions_in_population": gini_among(contributions, population),
        "hhi_contributions": herfindahl(contributions),
        "lorenz_events_deciles": lorenz_tenths(by_person),
    }))
}

/// The visits of a log, people and engagements numbered in the order of their names; numbers as numbers.
fn visits(log: &Sheet) -> Result<Vec<Visit>, Fault> {
    let (person, engagement) = (log.column("person_id")?, log.column("engagement_id")?);
    let contributions = log.column("contributions")?;
    let (people, engagements) = (numbered(log, person), numbered(log, engagement));
    let visit = |(row, fields): (usize, &Vec<String>)| {
        for column in [person, engagement] {
            if fields[column].is_empty() {
                return Err(log.at(row, column, "must not be empty"));
            }
        }
        Ok(Visit {
            person: people.get(fields[person].as_str()).copied().unwrap_or_default(),
            engagement: engagements.get(fields[engagement].as_str()).copied().unwrap_or_default(),
            contributions: log.whole(row, contributions)?,
        })
    };
    log.rows.iter().enumerate().map(visit).collect()
}

fn numbered(log: &Sheet, column: usize) -> BTreeMap<&str, usize> {
    let mut names: Vec<&str> = log.rows.iter().map(|fields| fields[column].as_str()).collect();
    // Whole numbers first, by their size; then all others as words.
    names.sort_unstable_by_key(|name| (name.parse::<u64>().unwrap_or(u64::MAX), *name));
    names.dedup();
    names.into_iter().enumerate().map(|(at, name)| (name, at)).collect()
}

/// `small_area.json`: rates by locality, and by locality and fifth.
pub fn small_areas(folder: &Folder) -> Result<Value, Fault> {
    let (sheet, all) = counted(folder, COMPLETE)?;
    let localities = lived_in(named(&all, LOCALITY)?);
    let counts: Vec<Count> = localities.iter().map(|(_, count)| *count).collect();
    let by_locality = rates(&counts).map(|found| {
        let names: Vec<Vec<(&str, &str)>> = localities.iter().map(|(name, _)| vec![(LOCALITY, *name)]).collect();
        shape(&found, &names)
    });
    let joint = folder.joint(&[LOCALITY, FIFTHS])?;
    let (locality, fifth) = (sheet.column(LOCALITY)?, sheet.column(FIFTHS)?);
    let mut people: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for fields in &sheet.rows {
        *people.entry((&fields[locality], &fields[fifth])).or_default() += 1;
    }
    let (mut names, mut cells, mut nobody) = (Vec::new(), Vec::new(), Vec::new());
    for (cell, population) in &joint.cells {
        let [locality, fifth] = [cell[0].as_str(), cell[1].as_str()];
        let participants = people.get(&(locality, fifth)).copied().unwrap_or_default();
        if *population == 0 {
            nobody.push(json!([locality, fifth, participants]));
        } else {
            names.push(vec![(LOCALITY, locality), (FIFTHS, fifth)]);
            cells.push(Count { participants, population: *population });
        }
    }
    let by_both = rates(&cells).map(|found| shape(&found, &names));
    Ok(json!({ "by_locality": by_locality, "by_locality_and_simd": by_both, "no_population": nobody }))
}

fn shape(found: &Rates, names: &[Vec<(&str, &str)>]) -> Value {
    let areas: Vec<Value> = found.areas.iter().zip(names).map(|(rate, names)| area(rate, names)).collect();
    json!({ "overall_per_1000": found.overall, "between_variance": found.between, "areas": areas })
}

fn area(rate: &AreaRate, names: &[(&str, &str)]) -> Value {
    let mut shape = json!({
        "count": rate.count.participants,
        "population": rate.count.population,
        "rate_per_1000": rate.rate,
        "wilson": rate.wilson.map_or_else(|| json!([null, null]), pair),
        "byar": pair(rate.byar),
        "exact_poisson": pair(rate.exact),
        "funnel_95": pair(rate.funnel),
        "z": rate.z,
        "shrunken_per_1000": rate.shrunken,
        "shrink": rate.kept,
    });
    for (key, name) in names {
        shape[*key] = json!(name);
    }
    shape
}
