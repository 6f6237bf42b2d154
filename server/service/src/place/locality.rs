//! The localities of a partnership: added, changed, taken off the list.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::LocalityId,
    partnership::Kind,
    place::{
        ZoneCode,
        locality::{LocalityForm, ZoneToChoose, check, code_for},
    },
    text::Language,
};
use store::{Tx, place::Locality};

use super::{AreaFigures, baseline_of};
use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
};

/// A locality as its page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its identifier.
    pub id: LocalityId,
    /// The form as it is saved now.
    pub form: LocalityForm,
    /// Its data zones, with the neighbourhood that each is in.
    pub zones: Vec<(String, String)>,
    /// Who lives there.
    pub figures: AreaFigures,
}

/// The locality of this officer's partnership, if it is on the list.
async fn own(tx: &mut Tx, officer: &Officer, id: LocalityId) -> Result<Locality> {
    let found = store::place::locality_by_id(tx, id).await?;
    found.filter(|own| own.partnership == officer.partnership() && own.removed_at.is_none()).ok_or(Error::Missing)
}

/// The data zones that a locality may be made of; `except` is the locality that is being changed.
async fn to_choose(tx: &mut Tx, officer: &Officer, except: Option<LocalityId>) -> Result<Vec<ZoneToChoose>> {
    let partnership = crate::partnership::known(tx, officer.partnership()).await?;
    if partnership.kind == Kind::National {
        return Err(Error::Missing);
    }
    let localities = store::place::localities_of(tx, partnership.id).await?;
    let names: BTreeMap<&String, &str> = localities
        .iter()
        .filter(|locality| Some(locality.id) != except)
        .map(|locality| (&locality.code, locality.name.best(Language::English).0))
        .collect();
    let taken: BTreeMap<ZoneCode, String> = store::place::zones_of_localities(tx, partnership.id)
        .await?
        .into_iter()
        .filter_map(|(zone, code)| Some((zone, (*names.get(&code)?).to_owned())))
        .collect();
    let zones = store::place::zones_of_council(tx, super::area_of(&partnership)?).await?;
    let choose = |zone: domain::place::Zone| ZoneToChoose {
        taken_by: taken.get(&zone.code).cloned(),
        code: zone.code,
        geography: zone.geography,
        name: zone.name,
    };
    Ok(zones.into_iter().map(choose).collect())
}

/// The data zones that a locality may be made of; `except` is the locality that is being changed.
///
/// # Errors
/// [`Error::Missing`] for Scotland, whose localities are the council areas.
pub async fn choose(ctx: &Context, officer: &Officer, except: Option<LocalityId>) -> Result<Vec<ZoneToChoose>> {
    to_choose(&mut ctx.store.main.read().await?, officer, except).await
}

/// A locality with its figures.
///
/// # Errors
/// [`Error::Missing`] when it is not on the list of this officer's partnership.
pub async fn show(ctx: &Context, officer: &Officer, id: LocalityId) -> Result<Shown> {
    let mut tx = ctx.store.main.read().await?;
    let locality = own(&mut tx, officer, id).await?;
    let of_council = to_choose(&mut tx, officer, Some(id)).await?;
    let zones: BTreeSet<ZoneCode> = store::place::zones_of_locality(&mut tx, id).await?.into_iter().collect();
    let figures = baseline_of(&mut tx, &zones).await?;
    let form = form_of(&locality, &zones, &of_council);
    let named = of_council.into_iter().filter(|zone| zones.contains(&zone.code));
    let zones = named.map(|zone| (zone.code.to_string(), zone.name)).collect();
    Ok(Shown { id, form, zones, figures })
}

/// The form of a locality: neighbourhoods that it has whole by their names, other data zones by their codes.
fn form_of(locality: &Locality, zones: &BTreeSet<ZoneCode>, of_council: &[ZoneToChoose]) -> LocalityForm {
    let mut names: BTreeMap<&str, bool> = BTreeMap::new();
    for zone in of_council {
        let whole = names.entry(&zone.name).or_insert(true);
        *whole = *whole && zones.contains(&zone.code);
    }
    let whole: BTreeSet<&str> = names.into_iter().filter(|(_, whole)| *whole).map(|(name, _)| name).collect();
    let in_whole: BTreeSet<ZoneCode> =
        of_council.iter().filter(|zone| whole.contains(zone.name.as_str())).map(|zone| zone.code).collect();
    let single: Vec<String> = zones.difference(&in_whole).map(ToString::to_string).collect();
    let name = |language| locality.name.get(language).unwrap_or_default().to_owned();
    LocalityForm {
        name: name(Language::English),
        name_gd: name(Language::Gaelic),
        zones: vec![single.join(" ")],
        names: whole.into_iter().map(str::to_owned).collect(),
    }
}

/// Adds a locality.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with the form.
pub async fn add(ctx: &Context, officer: &Officer, form: &LocalityForm) -> Result<LocalityId> {
    let mut tx = ctx.store.main.write().await?;
    let checked = check(form, &to_choose(&mut tx, officer, None).await?).map_err(Error::Invalid)?;
    let used = store::place::locality_codes(&mut tx, officer.partnership()).await?.into_iter().collect();
    let id = LocalityId::new(ctx.ids.ordered(ctx.now())?);
    let locality = Locality {
        id,
        partnership: officer.partnership(),
        code: code_for(&checked.name, &used),
        name: checked.name,
        removed_at: None,
    };
    store::place::insert_locality(&mut tx, &locality).await?;
    store::place::set_zones_of_locality(&mut tx, id, &checked.zones).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("locality-added"), &subject(id), name(&locality)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives a locality another name or other data zones; its code in answers stays.
///
/// # Errors
/// As [`add`] and [`show`].
pub async fn change(ctx: &Context, officer: &Officer, id: LocalityId, form: &LocalityForm) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let locality = own(&mut tx, officer, id).await?;
    let checked = check(form, &to_choose(&mut tx, officer, Some(id)).await?).map_err(Error::Invalid)?;
    store::place::rename_locality(&mut tx, id, &checked.name).await?;
    store::place::set_zones_of_locality(&mut tx, id, &checked.zones).await?;
    let changed = Locality { name: checked.name, ..locality };
    audit::note(ctx, &mut tx, officer.by(), Action("locality-changed"), &subject(id), name(&changed)).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a locality off the list. Answers that name it keep its code.
///
/// # Errors
/// As [`show`].
pub async fn remove(ctx: &Context, officer: &Officer, id: LocalityId) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    let locality = own(&mut tx, officer, id).await?;
    store::place::remove_locality(&mut tx, id, ctx.now()).await?;
    audit::note(ctx, &mut tx, officer.by(), Action("locality-removed"), &subject(id), name(&locality)).await?;
    tx.commit().await?;
    Ok(())
}

fn subject(id: LocalityId) -> String {
    format!("locality:{id}")
}

fn name(locality: &Locality) -> &str {
    locality.name.best(Language::English).0
}
