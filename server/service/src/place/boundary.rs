//! Boundaries for maps: loaded from a file by an operator, joined to the shapes of localities.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    path::Path,
};

use domain::{
    id::PartnershipId,
    place::{
        Gss, ZoneCode,
        boundary::{Boundary, Ring, outline},
        figure::COUNCIL,
    },
};
use interchange::boundary::{Fault, LARGEST};
use jiff::civil::Date;
use store::{Tx, place::BoundarySet};

use crate::{
    Context, Error, Result,
    audit::{self, Action, By},
};

/// What an operator says of a file of boundaries.
#[derive(Clone, Debug)]
pub struct About {
    /// Who published it.
    pub source: String,
    /// The licence line.
    pub licence: String,
    /// The day that the boundaries are of.
    pub as_of: Date,
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum NotLoaded {
    /// Something is wrong with the file.
    Wrong(Vec<Fault>),
    /// Something is wrong here.
    Failed(Error),
}

impl<E: Into<Error>> From<E> for NotLoaded {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Loads the boundaries of a file in the place of those that its kind of area had; of which kind, and how many.
///
/// # Errors
/// [`NotLoaded::Wrong`] with what is wrong, by feature; then nothing was changed.
pub async fn import(ctx: &Context, path: &Path, about: About) -> std::result::Result<(String, usize), NotLoaded> {
    let name = path.display().to_string();
    let whole = |what: String| NotLoaded::Wrong(vec![Fault { file: name.clone(), feature: None, what }]);
    let file = File::open(path).map_err(|error| whole(format!("cannot be opened: {error}")))?;
    if file.metadata().is_ok_and(|known| known.len() > LARGEST) {
        return Err(whole("is larger than 512 MB: take generalised boundaries".to_owned()));
    }
    let boundaries = interchange::boundary::read(&name, std::io::BufReader::new(file)).map_err(NotLoaded::Wrong)?;
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    let geography = geography(&mut tx, &boundaries).await?.map_err(whole)?;
    let set = BoundarySet {
        geography: geography.clone(),
        source: about.source,
        licence: about.licence,
        as_of: about.as_of,
        imported_at: now,
    };
    store::place::replace_boundaries(&mut tx, &set, &boundaries).await?;
    audit::note(ctx, &mut tx, By::PROGRAM, Action("boundaries-imported"), &"installation", &geography).await?;
    tx.commit().await?;
    Ok((geography, boundaries.len()))
}

/// The one kind of area that these boundaries are of; or why there is no one kind.
async fn geography(tx: &mut Tx, boundaries: &[Boundary]) -> Result<std::result::Result<String, String>> {
    let known: BTreeMap<ZoneCode, String> =
        store::place::zones(tx).await?.into_iter().map(|zone| (zone.code, zone.geography)).collect();
    let mut kinds = BTreeSet::new();
    for boundary in boundaries {
        let kind = match boundary.area.parse::<ZoneCode>() {
            Err(_) => Some(COUNCIL),
            Ok(zone) => known.get(&zone).map(String::as_str),
        };
        let Some(kind) = kind else {
            return Ok(Err(format!(
                "no data zone {} is known: load the list of its edition with `folkmoot baseline import` first",
                boundary.area
            )));
        };
        kinds.insert(kind);
    }
    let mut kinds = kinds.into_iter();
    Ok(match (kinds.next(), kinds.next()) {
        (Some(kind), None) => Ok(kind.to_owned()),
        (Some(one), Some(other)) => {
            Err(format!("it has areas of {one} and of {other}: load one file for each kind of area"))
        }
        (None, _) => Err("there is no area in it".to_owned()),
    })
}

/// Where the boundaries that are there come from.
pub async fn sets(ctx: &Context) -> Result<Vec<BoundarySet>> {
    Ok(store::place::boundary_sets(&mut ctx.store.main.read().await?).await?)
}

/// The shapes of the localities of a partnership, by their codes: each the outline of its data zones, and only of those
/// whose zones all have a boundary.
pub async fn of_localities(ctx: &Context, partnership: PartnershipId) -> Result<BTreeMap<String, Vec<Ring>>> {
    let mut tx = ctx.store.main.read().await?;
    let members = store::place::zones_of_localities(&mut tx, partnership).await?;
    let codes: Vec<String> = members.iter().map(|(zone, _)| zone.to_string()).collect();
    let found = store::place::boundaries_of(&mut tx, &codes).await?;
    drop(tx);
    let rings: BTreeMap<String, Vec<Ring>> = found.into_iter().map(|one| (one.area, one.rings)).collect();
    let mut zones: BTreeMap<String, Vec<Option<&Vec<Ring>>>> = BTreeMap::new();
    for (zone, locality) in members {
        zones.entry(locality).or_default().push(rings.get(&zone.to_string()));
    }
    let whole = zones.into_iter().filter_map(|(locality, zones)| {
        let zones: Option<Vec<&Vec<Ring>>> = zones.into_iter().collect();
        Some((locality, outline(zones?.into_iter().flatten())))
    });
    Ok(whole.collect())
}

/// The shapes of the councils, where their boundaries are there.
pub async fn of_councils(ctx: &Context) -> Result<BTreeMap<String, Vec<Ring>>> {
    let codes: Vec<String> = Gss::councils().map(|gss| gss.to_string()).collect();
    let found = store::place::boundaries_of(&mut ctx.store.main.read().await?, &codes).await?;
    Ok(found.into_iter().map(|one| (one.area, one.rings)).collect())
}
