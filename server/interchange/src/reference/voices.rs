//! Who was heard: `nonresponse.json` and `pb_influence.json`.

use std::collections::{BTreeMap, BTreeSet};

use domain::inclusion::voice::{Ballot, Part, Project, break_off, influence, item_silence};
use serde_json::{Map, Value, json};

use super::{
    Fault, Folder,
    people::{margin, names, places, texts},
};

/// The characteristic by which silence and influence are looked at.
const BY: &str = "simd_quintile";

/// The pages of the survey.
const PAGES: usize = 8;

pub(super) fn nonresponse(folder: &Folder) -> Result<Value, Fault> {
    let (complete, missing) = (folder.sheet("survey_complete.csv")?, folder.sheet("survey_with_missing.csv")?);
    let margins = folder.margins()?;
    let groups = names(margin(&margins, BY)?);
    let group_of = places(&complete, complete.column(BY)?, &groups);
    // The files have the same people in the same order; the group is known from the complete one.
    let (id, other) = (complete.column("id")?, missing.column("id")?);
    let same = |(one, two): (&Vec<String>, &Vec<String>)| one[id] == two[other];
    let differ = complete.rows.iter().zip(&missing.rows).position(|rows| !same(rows));
    if let Some(row) = differ {
        return Err(missing.at(row, other, "is not the person of the same row of survey_complete.csv"));
    }
    if complete.rows.len() != missing.rows.len() {
        return Err(Fault::of(&missing.file, "it has not the same people as survey_complete.csv"));
    }
    let mut items = Vec::new();
    for item in texts(folder, "nonresponse_items")? {
        let column = missing.column(&item)?;
        let mut counts = vec![(0, 0); groups.len()];
        for (group, row) in group_of.iter().zip(&missing.rows) {
            if let Some(count) = counts.get_mut(usize::from(*group)) {
                *count = (count.0 + u64::from(row[column].is_empty()), count.1 + 1);
            }
        }
        let found = item_silence(&counts);
        let (left_out, all): (Vec<u64>, Vec<u64>) = counts.into_iter().unzip();
        items.push(json!({
            "item": item,
            "missing": left_out,
            "total": all,
            "rate": found.groups.iter().map(|group| group.rate).collect::<Vec<_>>(),
            "chisq": found.chi_square,
            "df": found.degrees_of_freedom,
            "p": found.p,
            "cramers_v": found.cramers_v,
        }));
    }
    let column = complete.column("last_page")?;
    let mut last = vec![vec![0_u64; PAGES]; groups.len()];
    for (row, group) in group_of.iter().enumerate() {
        let page = usize::try_from(complete.whole(row, column)?).unwrap_or(usize::MAX);
        let Some(pages) = last.get_mut(usize::from(*group)) else { continue };
        let page = page.checked_sub(1).and_then(|page| pages.get_mut(page));
        *page.ok_or_else(|| complete.at(row, column, &format!("is no page from 1 to {PAGES}")))? += 1;
    }
    let drop_off = groups.iter().zip(&last).map(|(group, last)| {
        let found = break_off(last, PAGES);
        json!({BY: group, "reached": found.reached, "completion": found.completion})
    });
    Ok(json!({"items_by_simd": items, "drop_off_by_simd": drop_off.collect::<Vec<_>>()}))
}

pub(super) fn budgeting(folder: &Folder) -> Result<Value, Fault> {
    let sheet = folder.sheet("pb_projects.csv")?;
    let columns = [sheet.column("project_id")?, sheet.column("cost")?, sheet.column("funded")?];
    let (mut projects, mut place_of) = (Vec::new(), BTreeMap::new());
    for (row, fields) in sheet.rows.iter().enumerate() {
        place_of.insert(fields[columns[0]].clone(), projects.len());
        projects.push(Project { cost: sheet.whole(row, columns[1])?, funded: sheet.whole(row, columns[2])? > 0 });
    }
    let sheet = folder.sheet("pb_approvals.csv")?;
    let [voter, group, project] = [sheet.column("voter_id")?, sheet.column(BY)?, sheet.column("project_id")?];
    let mut voters: BTreeMap<&str, (&str, BTreeSet<usize>)> = BTreeMap::new();
    for (row, fields) in sheet.rows.iter().enumerate() {
        let ballot = voters.entry(&fields[voter]).or_default();
        ballot.0 = &fields[group];
        if !fields[project].is_empty() {
            let place = place_of.get(&fields[project]);
            ballot.1.insert(*place.ok_or_else(|| sheet.at(row, project, "is no project of pb_projects.csv"))?);
        }
    }
    let groups: Vec<&str> = voters.values().map(|(group, _)| *group).collect::<BTreeSet<_>>().into_iter().collect();
    let ballots: Vec<Ballot> = voters
        .into_values()
        .map(|(group, approved)| Ballot { group: groups.partition_point(|other| *other < group), approved })
        .collect();
    let found = influence(&projects, &ballots, groups.len());
    let found = found.ok_or_else(|| Fault::of("pb_approvals.csv", "a ballot names what is not there"))?;
    let by_group = groups.iter().zip(&found.groups).map(|(group, found)| ((*group).to_owned(), part(*found)));
    Ok(json!({
        "budget": folder.settings().get("pb_budget"),
        "spent": found.spent,
        "spent_without_support": found.spent_without_support,
        "all": part(found.all),
        "groups": by_group.collect::<Map<_, _>>(),
    }))
}

fn part(part: Option<Part>) -> Value {
    let Some(part) = part else { return Value::Null };
    json!({
        "voters": part.voters,
        "percent_non_empty_handed": 1.0 - part.empty_handed_share,
        "avg_funded_projects": part.funded_projects,
        "avg_funded_cost": part.funded_cost,
        "gini_funded_cost": part.gini,
        "share_sum": part.share,
        "share_of_spend": part.share_of_spend,
        "voters_share": part.voters_share,
        "influence_ratio": part.influence_ratio,
    })
}
