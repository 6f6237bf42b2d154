//! Boundaries of areas, in sets that are replaced whole.

use std::sync::LazyLock;

use domain::place::boundary::Boundary;
use jiff::{Timestamp, civil::Date};

use super::batch;
use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, to_json},
};

/// Where the boundaries of one kind of area come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundarySet {
    /// `council`, or the edition of the data zones.
    pub geography: String,
    /// Who published them.
    pub source: String,
    /// The licence line.
    pub licence: String,
    /// The day that they are of.
    pub as_of: Date,
    /// When they were imported.
    pub imported_at: Timestamp,
}

fn set(row: &Row) -> Result<BoundarySet> {
    Ok(BoundarySet {
        geography: row.get("geography")?,
        source: row.get("source")?,
        licence: row.get("licence")?,
        as_of: Reader::named(row, "boundary_set", "geography")?.parse("as_of")?,
        imported_at: instant(row, "imported_at")?,
    })
}

fn boundary(row: &Row) -> Result<Boundary> {
    Ok(Boundary { area: row.get("area")?, rings: Reader::named(row, "boundary", "area")?.json("rings")? })
}

static INSERT: LazyLock<String> = LazyLock::new(|| {
    batch::insert("INSERT INTO boundary (area, geography, rings) SELECT column1, column2, column3", 3, "")
});
static OF_AREAS: LazyLock<String> =
    LazyLock::new(|| batch::among("SELECT area, rings FROM boundary WHERE area IN", 1, "ORDER BY area NULLS LAST"));

/// Puts these boundaries in the place of all that this geography had before.
pub async fn replace_boundaries(tx: &mut Tx, set: &BoundarySet, boundaries: &[Boundary]) -> Result<()> {
    tx.sql(
        "INSERT INTO boundary_set (geography, source, licence, as_of, imported_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (geography) DO UPDATE SET source = excluded.source, licence = excluded.licence,
             as_of = excluded.as_of, imported_at = excluded.imported_at",
    )
    .bind(set.geography.clone())
    .bind(set.source.clone())
    .bind(set.licence.clone())
    .bind(set.as_of.to_string())
    .bind(set.imported_at.as_microsecond())
    .run()
    .await?;
    tx.sql("DELETE FROM boundary WHERE geography = $1").bind(set.geography.clone()).run().await?;
    let rows = boundaries
        .iter()
        .map(|one| Ok([one.area.clone(), set.geography.clone(), to_json("boundary", "rings", &one.rings)?]));
    batch::write(tx, &INSERT, rows.collect::<Result<Vec<_>>>()?).await
}

/// Where boundaries come from, by geography.
pub async fn boundary_sets(tx: &mut Tx) -> Result<Vec<BoundarySet>> {
    tx.sql("SELECT * FROM boundary_set ORDER BY geography COLLATE ucs_basic NULLS LAST").all(|row| set(&row)).await
}

/// The boundaries of these areas, as far as they are known.
pub async fn boundaries_of(tx: &mut Tx, areas: &[String]) -> Result<Vec<Boundary>> {
    let mut found = Vec::new();
    for areas in areas.chunks(batch::ROWS) {
        let mut statement = tx.sql(&OF_AREAS);
        for area in batch::padded(areas) {
            statement = statement.bind(area);
        }
        found.extend(statement.all(|row| boundary(&row)).await?);
    }
    Ok(found)
}
