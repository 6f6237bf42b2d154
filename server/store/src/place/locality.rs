//! Localities: named sets of data zones. A locality that was taken off the list keeps its code, its name and its zones,
//! because answers may name it.

use std::collections::BTreeSet;

use domain::{
    id::{LocalityId, PartnershipId},
    place::ZoneCode,
    text::Text,
};
use jiff::Timestamp;

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, maybe_instant, to_json},
};

/// A locality without its zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locality {
    /// Its identifier.
    pub id: LocalityId,
    /// Whose it is.
    pub partnership: PartnershipId,
    /// Its code in answers.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// When it was taken off the list.
    pub removed_at: Option<Timestamp>,
}

const LOCALITY: &str = "locality";

fn locality(row: &Row) -> Result<Locality> {
    let reader = Reader::new(row, LOCALITY, "id")?;
    Ok(Locality {
        id: LocalityId::new(row.get("id")?),
        partnership: PartnershipId::new(row.get("partnership")?),
        code: row.get("code")?,
        name: reader.json("name")?,
        removed_at: maybe_instant(row, "removed_at")?,
    })
}

fn zone_of(row: &Row) -> Result<ZoneCode> {
    Reader::named(row, "locality_zone", "zone")?.parse("zone")
}

/// Adds a locality.
pub async fn insert_locality(tx: &mut Tx, new: &Locality) -> Result<()> {
    tx.sql("INSERT INTO locality (id, partnership, code, name, removed_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(new.id.uuid())
        .bind(new.partnership.uuid())
        .bind(new.code.clone())
        .bind(to_json(LOCALITY, "name", &new.name)?)
        .bind(new.removed_at.map(Timestamp::as_microsecond))
        .run()
        .await?;
    Ok(())
}

/// Gives a locality another name; its code stays.
pub async fn rename_locality(tx: &mut Tx, id: LocalityId, name: &Text) -> Result<bool> {
    let changed = tx
        .sql("UPDATE locality SET name = $1 WHERE id = $2 AND removed_at IS NULL")
        .bind(to_json(LOCALITY, "name", name)?)
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Takes a locality off the list; whether it was on it.
pub async fn remove_locality(tx: &mut Tx, id: LocalityId, at: Timestamp) -> Result<bool> {
    let changed = tx
        .sql("UPDATE locality SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL")
        .bind(at.as_microsecond())
        .bind(id.uuid())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Makes a locality of these zones and no others.
pub async fn set_zones_of_locality(tx: &mut Tx, id: LocalityId, zones: &BTreeSet<ZoneCode>) -> Result<()> {
    tx.sql("DELETE FROM locality_zone WHERE locality = $1").bind(id.uuid()).run().await?;
    for zone in zones {
        tx.sql("INSERT INTO locality_zone (locality, zone) VALUES ($1, $2)")
            .bind(id.uuid())
            .bind(zone.to_string())
            .run()
            .await?;
    }
    Ok(())
}

/// The locality with this identifier, on the list or off it.
pub async fn locality_by_id(tx: &mut Tx, id: LocalityId) -> Result<Option<Locality>> {
    tx.sql("SELECT * FROM locality WHERE id = $1").bind(id.uuid()).optional(|row| locality(&row)).await
}

/// The locality of a partnership with this code in answers, on the list or off it.
pub async fn locality_by_code(tx: &mut Tx, partnership: PartnershipId, code: &str) -> Result<Option<Locality>> {
    tx.sql("SELECT * FROM locality WHERE partnership = $1 AND code = $2")
        .bind(partnership.uuid())
        .bind(code.to_owned())
        .optional(|row| locality(&row))
        .await
}

/// The localities on the list of a partnership, by their codes.
pub async fn localities_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Locality>> {
    tx.sql(
        "SELECT * FROM locality WHERE partnership = $1 AND removed_at IS NULL
         ORDER BY code COLLATE ucs_basic NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| locality(&row))
    .await
}

/// All codes that a partnership ever gave to a locality.
pub async fn locality_codes(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<String>> {
    tx.sql("SELECT code FROM locality WHERE partnership = $1 ORDER BY code COLLATE ucs_basic NULLS LAST")
        .bind(partnership.uuid())
        .all(|row| row.get("code"))
        .await
}

/// The zones of a locality, by their codes.
pub async fn zones_of_locality(tx: &mut Tx, id: LocalityId) -> Result<Vec<ZoneCode>> {
    tx.sql("SELECT zone FROM locality_zone WHERE locality = $1 ORDER BY zone NULLS LAST")
        .bind(id.uuid())
        .all(|row| zone_of(&row))
        .await
}

/// The zones of all localities on the list of a partnership, each with the code of its locality.
pub async fn zones_of_localities(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<(ZoneCode, String)>> {
    tx.sql(
        "SELECT locality_zone.zone, locality.code
         FROM locality_zone JOIN locality ON locality.id = locality_zone.locality
         WHERE locality.partnership = $1 AND locality.removed_at IS NULL ORDER BY locality_zone.zone NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| Ok((zone_of(&row)?, row.get("code")?)))
    .await
}

/// The locality on the list of a partnership that a zone is in.
pub async fn locality_of_zone(tx: &mut Tx, partnership: PartnershipId, zone: ZoneCode) -> Result<Option<Locality>> {
    tx.sql(
        "SELECT locality.* FROM locality JOIN locality_zone ON locality_zone.locality = locality.id
         WHERE locality.partnership = $1 AND locality.removed_at IS NULL AND locality_zone.zone = $2",
    )
    .bind(partnership.uuid())
    .bind(zone.to_string())
    .optional(|row| locality(&row))
    .await
}
