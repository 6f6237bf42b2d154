//! Data zones, and classifications of them.

use std::{collections::BTreeMap, sync::LazyLock};

use domain::place::{Classification, Gss, Zone, ZoneCode};
use jiff::Timestamp;

use super::batch;
use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant},
};

fn zone(row: &Row) -> Result<Zone> {
    let reader = Reader::named(row, "zone", "code")?;
    Ok(Zone {
        code: reader.parse("code")?,
        geography: row.get("geography")?,
        council: reader.parse("council")?,
        name: row.get("name")?,
    })
}

/// A classification that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassEdition {
    /// What it is.
    pub classification: Classification,
    /// How many zones it classifies.
    pub zones: u64,
    /// When it was imported.
    pub imported_at: Timestamp,
}

fn classification(row: &Row) -> Result<Classification> {
    let reader = Reader::named(row, "classification", "code")?;
    Ok(Classification {
        code: row.get("code")?,
        characteristic: row.get("characteristic")?,
        title: row.get("title")?,
        edition: row.get("edition")?,
        source: row.get("source")?,
        as_of: reader.parse("as_of")?,
        geography: row.get("geography")?,
        licence: row.get("licence")?,
    })
}

fn class(row: &Row) -> Result<(ZoneCode, String)> {
    Ok((Reader::named(row, "zone_class", "zone")?.parse("zone")?, row.get("class")?))
}

static UPSERT_ZONES: LazyLock<String> = LazyLock::new(|| {
    batch::insert(
        "INSERT INTO zone (code, geography, council, name) SELECT column1, column2, column3, column4",
        4,
        "ON CONFLICT (code) DO UPDATE SET geography = excluded.geography, council = excluded.council,
             name = excluded.name",
    )
});
static INSERT_CLASSES: LazyLock<String> = LazyLock::new(|| {
    batch::insert("INSERT INTO zone_class (classification, zone, class) SELECT column1, column2, column3", 3, "")
});
static COUNT_CLASSES: LazyLock<String> = LazyLock::new(|| {
    batch::among(
        "SELECT class, COUNT(*) AS zones FROM zone_class WHERE classification = $1 AND zone IN",
        2,
        "GROUP BY class",
    )
});

/// Adds these zones; those that are there get this edition, council and name.
pub async fn upsert_zones(tx: &mut Tx, zones: &[Zone]) -> Result<()> {
    let rows = zones
        .iter()
        .map(|zone| [zone.code.to_string(), zone.geography.clone(), zone.council.to_string(), zone.name.clone()]);
    batch::write(tx, &UPSERT_ZONES, rows).await
}

/// All zones, by their codes.
pub async fn zones(tx: &mut Tx) -> Result<Vec<Zone>> {
    tx.sql("SELECT * FROM zone ORDER BY code COLLATE ucs_basic NULLS LAST").all(|row| zone(&row)).await
}

/// The zones of a council in all editions, by their codes.
pub async fn zones_of_council(tx: &mut Tx, council: Gss) -> Result<Vec<Zone>> {
    tx.sql("SELECT * FROM zone WHERE council = $1 ORDER BY code COLLATE ucs_basic NULLS LAST")
        .bind(council.as_str())
        .all(|row| zone(&row))
        .await
}

/// The zone with this code.
pub async fn zone_by_code(tx: &mut Tx, code: ZoneCode) -> Result<Option<Zone>> {
    tx.sql("SELECT * FROM zone WHERE code = $1").bind(code.to_string()).optional(|row| zone(&row)).await
}

/// How many zones of which edition each council has.
pub async fn zone_counts(tx: &mut Tx) -> Result<Vec<(String, Gss, u64)>> {
    tx.sql(
        "SELECT geography, council, COUNT(*) AS zones, MIN(code) AS code FROM zone
         GROUP BY geography, council ORDER BY geography COLLATE ucs_basic NULLS LAST, council NULLS LAST",
    )
    .all(|row| {
        let zones: i64 = row.get("zones")?;
        let council = Reader::named(&row, "zone", "code")?.parse("council")?;
        Ok((row.get("geography")?, council, u64::try_from(zones).unwrap_or(0)))
    })
    .await
}

/// Puts this classification and these classes in the place of all that it had before.
pub async fn replace_classification(
    tx: &mut Tx,
    new: &Classification,
    imported_at: Timestamp,
    classes: &[(ZoneCode, String)],
) -> Result<()> {
    tx.sql(
        "INSERT INTO classification
             (code, characteristic, title, edition, source, as_of, geography, licence, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (code) DO UPDATE SET characteristic = excluded.characteristic, title = excluded.title,
             edition = excluded.edition, source = excluded.source, as_of = excluded.as_of,
             geography = excluded.geography, licence = excluded.licence, imported_at = excluded.imported_at",
    )
    .bind(new.code.clone())
    .bind(new.characteristic.clone())
    .bind(new.title.clone())
    .bind(new.edition.clone())
    .bind(new.source.clone())
    .bind(new.as_of.to_string())
    .bind(new.geography.clone())
    .bind(new.licence.clone())
    .bind(imported_at.as_microsecond())
    .run()
    .await?;
    tx.sql("DELETE FROM zone_class WHERE classification = $1").bind(new.code.clone()).run().await?;
    let rows = classes.iter().map(|(zone, class)| [new.code.clone(), zone.to_string(), class.clone()]);
    batch::write(tx, &INSERT_CLASSES, rows).await
}

/// All classifications that are there, by their codes.
pub async fn classifications(tx: &mut Tx) -> Result<Vec<ClassEdition>> {
    tx.sql(
        "SELECT classification.*,
             (SELECT COUNT(*) FROM zone_class WHERE zone_class.classification = classification.code) AS zones
         FROM classification ORDER BY code COLLATE ucs_basic NULLS LAST",
    )
    .all(|row| {
        let zones: i64 = row.get("zones")?;
        Ok(ClassEdition {
            classification: classification(&row)?,
            zones: u64::try_from(zones).unwrap_or(0),
            imported_at: instant(&row, "imported_at")?,
        })
    })
    .await
}

/// The class of a zone.
pub async fn class_of_zone(tx: &mut Tx, classification: &str, zone: ZoneCode) -> Result<Option<String>> {
    tx.sql("SELECT class FROM zone_class WHERE classification = $1 AND zone = $2")
        .bind(classification.to_owned())
        .bind(zone.to_string())
        .optional(|row| row.get("class"))
        .await
}

/// The classes of all zones that are classified, by the codes of the zones.
pub async fn classes(tx: &mut Tx, classification: &str) -> Result<Vec<(ZoneCode, String)>> {
    tx.sql("SELECT zone, class FROM zone_class WHERE classification = $1 ORDER BY zone NULLS LAST")
        .bind(classification.to_owned())
        .all(|row| class(&row))
        .await
}

/// How many of these zones are in each class. Those that are in none are not counted.
pub async fn count_classes(tx: &mut Tx, classification: &str, zones: &[ZoneCode]) -> Result<BTreeMap<String, u64>> {
    let zones: Vec<String> = zones.iter().map(ToString::to_string).collect();
    let mut counts = BTreeMap::new();
    for zones in zones.chunks(batch::ROWS) {
        let mut statement = tx.sql(&COUNT_CLASSES).bind(classification.to_owned());
        for zone in batch::padded(zones) {
            statement = statement.bind(zone);
        }
        let found = statement.all(|row| Ok((row.get::<String>("class")?, row.get::<i64>("zones")?))).await?;
        for (class, zones) in found {
            *counts.entry(class).or_default() += u64::try_from(zones).unwrap_or(0);
        }
    }
    Ok(counts)
}

/// The classes of the zones of a council that are classified, by the codes of the zones.
pub async fn classes_of_council(tx: &mut Tx, classification: &str, council: Gss) -> Result<Vec<(ZoneCode, String)>> {
    tx.sql(
        "SELECT zone_class.zone, zone_class.class FROM zone_class JOIN zone ON zone.code = zone_class.zone
         WHERE zone_class.classification = $1 AND zone.council = $2 ORDER BY zone_class.zone NULLS LAST",
    )
    .bind(classification.to_owned())
    .bind(council.as_str())
    .all(|row| class(&row))
    .await
}

/// What all classifications are, by their codes.
pub async fn described_classifications(tx: &mut Tx) -> Result<Vec<Classification>> {
    tx.sql("SELECT * FROM classification ORDER BY code COLLATE ucs_basic NULLS LAST")
        .all(|row| classification(&row))
        .await
}
