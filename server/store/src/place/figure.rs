//! Figures of areas, in sets that are replaced whole.

use std::sync::LazyLock;

use domain::place::{FigureSet, Numbers};
use jiff::Timestamp;

use super::batch;
use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, instant, to_json},
};

/// A set of figures that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// What it is.
    pub set: FigureSet,
    /// For how many areas it has figures.
    pub areas: u64,
    /// When it was imported.
    pub imported_at: Timestamp,
}

const SET: &str = "figure_set";

fn figure_set(row: &Row) -> Result<FigureSet> {
    let reader = Reader::named(row, SET, "code")?;
    Ok(FigureSet {
        code: row.get("code")?,
        characteristic: row.get("characteristic")?,
        title: row.get("title")?,
        source: row.get("source")?,
        as_of: reader.parse("as_of")?,
        base: reader.parse("base")?,
        geography: row.get("geography")?,
        classification: row.get("classification")?,
        licence: row.get("licence")?,
    })
}

fn numbers(row: &Row) -> Result<Numbers> {
    Reader::named(row, "figure", "area")?.json("numbers")
}

static INSERT: LazyLock<String> = LazyLock::new(|| {
    batch::insert("INSERT INTO figure (figure_set, area, numbers) SELECT column1, column2, column3", 3, "")
});
static OF_AREAS: LazyLock<String> = LazyLock::new(|| {
    batch::among(
        "SELECT figure_set, area, numbers FROM figure WHERE area IN",
        1,
        "ORDER BY figure_set COLLATE ucs_basic NULLS LAST, area NULLS LAST",
    )
});

static IN_SET: LazyLock<String> = LazyLock::new(|| {
    batch::among("SELECT area, numbers FROM figure WHERE figure_set = $1 AND area IN", 2, "ORDER BY area NULLS LAST")
});

/// Puts this set and these figures in the place of all that the set had before.
pub async fn replace_figure_set(
    tx: &mut Tx,
    set: &FigureSet,
    imported_at: Timestamp,
    areas: &[(String, Numbers)],
) -> Result<()> {
    tx.sql(
        "INSERT INTO figure_set
             (code, characteristic, title, source, as_of, base, geography, classification, licence, imported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (code) DO UPDATE SET characteristic = excluded.characteristic, title = excluded.title,
             source = excluded.source, as_of = excluded.as_of, base = excluded.base, geography = excluded.geography,
             classification = excluded.classification, licence = excluded.licence,
             imported_at = excluded.imported_at",
    )
    .bind(set.code.clone())
    .bind(set.characteristic.clone())
    .bind(set.title.clone())
    .bind(set.source.clone())
    .bind(set.as_of.to_string())
    .bind(set.base.code())
    .bind(set.geography.clone())
    .bind(set.classification.clone())
    .bind(set.licence.clone())
    .bind(imported_at.as_microsecond())
    .run()
    .await?;
    tx.sql("DELETE FROM figure WHERE figure_set = $1").bind(set.code.clone()).run().await?;
    let rows = areas
        .iter()
        .map(|(area, numbers)| Ok([set.code.clone(), area.clone(), to_json("figure", "numbers", numbers)?]));
    let rows: Vec<[String; 3]> = rows.collect::<Result<_>>()?;
    batch::write(tx, &INSERT, rows).await
}

/// All sets that are there, by their codes.
pub async fn figure_sets(tx: &mut Tx) -> Result<Vec<Edition>> {
    tx.sql(
        "SELECT figure_set.*, (SELECT COUNT(*) FROM figure WHERE figure.figure_set = figure_set.code) AS areas
         FROM figure_set ORDER BY code COLLATE ucs_basic NULLS LAST",
    )
    .all(|row| {
        let areas: i64 = row.get("areas")?;
        Ok(Edition {
            set: figure_set(&row)?,
            areas: u64::try_from(areas).unwrap_or(0),
            imported_at: instant(&row, "imported_at")?,
        })
    })
    .await
}

/// The figures of an area in all sets, by the codes of the sets.
pub async fn figures_of_area(tx: &mut Tx, area: &str) -> Result<Vec<(FigureSet, Numbers)>> {
    tx.sql(
        "SELECT figure_set.*, figure.area, figure.numbers
         FROM figure JOIN figure_set ON figure_set.code = figure.figure_set
         WHERE figure.area = $1 ORDER BY figure_set.code COLLATE ucs_basic NULLS LAST",
    )
    .bind(area.to_owned())
    .all(|row| Ok((figure_set(&row)?, numbers(&row)?)))
    .await
}

/// The figures of many areas in all sets: code of the set, area, numbers.
pub async fn figures_of_areas(tx: &mut Tx, areas: &[String]) -> Result<Vec<(String, String, Numbers)>> {
    let mut found = Vec::new();
    for areas in areas.chunks(batch::ROWS) {
        let mut statement = tx.sql(&OF_AREAS);
        for area in batch::padded(areas) {
            statement = statement.bind(area);
        }
        let more = statement.all(|row| Ok((row.get("figure_set")?, row.get("area")?, numbers(&row)?))).await?;
        found.extend(more);
    }
    Ok(found)
}

/// The figures of many areas in one set, area by area.
pub async fn figures_in_set(tx: &mut Tx, set: &str, areas: &[String]) -> Result<Vec<(String, Numbers)>> {
    let mut found = Vec::new();
    for areas in areas.chunks(batch::ROWS) {
        let mut statement = tx.sql(&IN_SET).bind(set.to_owned());
        for area in batch::padded(areas) {
            statement = statement.bind(area);
        }
        found.extend(statement.all(|row| Ok((row.get("area")?, numbers(&row)?))).await?);
    }
    Ok(found)
}

/// What all sets are, by their codes.
pub async fn described_sets(tx: &mut Tx) -> Result<Vec<FigureSet>> {
    tx.sql("SELECT * FROM figure_set ORDER BY code COLLATE ucs_basic NULLS LAST").all(|row| figure_set(&row)).await
}

/// The sets about a characteristic on a geography, by their codes.
pub async fn sets_about(tx: &mut Tx, characteristic: &str, geography: &str) -> Result<Vec<FigureSet>> {
    tx.sql(
        "SELECT * FROM figure_set WHERE characteristic = $1 AND geography = $2
         ORDER BY code COLLATE ucs_basic NULLS LAST",
    )
    .bind(characteristic.to_owned())
    .bind(geography.to_owned())
    .all(|row| figure_set(&row))
    .await
}

/// The geographies of all sets, such as `council` and `data_zone_2011`.
pub async fn geographies(tx: &mut Tx) -> Result<Vec<String>> {
    tx.sql("SELECT geography FROM figure_set GROUP BY geography ORDER BY geography COLLATE ucs_basic NULLS LAST")
        .all(|row| row.get("geography"))
        .await
}
