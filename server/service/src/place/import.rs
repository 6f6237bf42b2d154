//! Loads tables of figures, data zones, classifications and postcodes from files. Everything is read and checked before
//! anything is changed, and all of it is changed at once.

use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    path::{Path, PathBuf},
};

use domain::place::{Zone, ZoneCode};
use interchange::baseline::{
    self as reader, Table, With,
    fault::{Fault, Faults, Wrong},
};
pub use reader::Options;
use store::Tx;

use super::carried::{Described, described};
use crate::{
    Context, Error, Result,
    audit::{self, Action, By},
};

/// What was loaded from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file, as it was named.
    pub file: String,
    /// A sentence for each thing in it.
    pub said: Vec<String>,
}

/// Why nothing was changed.
#[derive(Debug)]
pub enum NotImported {
    /// Something is wrong with the files or the options.
    Wrong(Faults),
    /// Something is wrong here.
    Failed(Error),
}

impl<E: Into<Error>> From<E> for NotImported {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Loads these files.
///
/// # Errors
/// [`NotImported::Wrong`] with everything that is wrong; then nothing was changed.
pub async fn import(
    ctx: &Context,
    files: &[PathBuf],
    options: &Options,
) -> std::result::Result<Vec<Imported>, NotImported> {
    let mut known = Knowledge::of(ctx).await?;
    let mut faults = Faults::default();
    let tables = known.read(files, options, &mut faults);
    if !faults.is_empty() {
        return Err(NotImported::Wrong(faults));
    }
    let now = ctx.now();
    let mut tx = ctx.store.main.write().await?;
    // Data zones first: everything else leans on them.
    for (_, table) in &tables {
        if let Table::Zones { zones, .. } = table {
            store::place::upsert_zones(&mut tx, zones).await?;
        }
    }
    for (_, table) in &tables {
        write(&mut tx, table, now).await?;
    }
    let names: Vec<String> = tables.iter().map(|(file, _)| short(file)).collect();
    audit::note(ctx, &mut tx, By::PROGRAM, Action("baseline-imported"), &"installation", &names.join(", ")).await?;
    tx.commit().await?;
    Ok(tables.into_iter().map(|(file, table)| Imported { said: said(&table), file }).collect())
}

/// The name of a file without its folder.
fn short(file: &str) -> String {
    let name = Path::new(file).file_name();
    name.map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What is known while files are read.
struct Knowledge {
    zones: BTreeMap<ZoneCode, Zone>,
    described: Described,
}

impl Knowledge {
    async fn of(ctx: &Context) -> Result<Self> {
        let mut described = described()?;
        let mut tx = ctx.store.main.read().await?;
        let zones = store::place::zones(&mut tx).await?.into_iter().map(|zone| (zone.code, zone)).collect();
        for set in store::place::described_sets(&mut tx).await? {
            described.sets.retain(|known| known.code != set.code);
            described.sets.push(set);
        }
        for one in store::place::described_classifications(&mut tx).await? {
            described.classifications.retain(|known| known.code != one.code);
            described.classifications.push(one);
        }
        Ok(Self { zones, described })
    }

    /// All tables, lists of data zones first.
    fn read(&mut self, files: &[PathBuf], options: &Options, faults: &mut Faults) -> Vec<(String, Table)> {
        let is_list = |path: &&PathBuf| {
            let name = path.display().to_string();
            File::open(path).is_ok_and(|file| reader::is_list_of_zones(&name, file))
        };
        let (lists, others): (Vec<&PathBuf>, Vec<&PathBuf>) = files.iter().partition(is_list);
        let mut tables = Vec::new();
        let mut seen: HashMap<String, String> = HashMap::new();
        for path in lists.into_iter().chain(others) {
            let name = path.display().to_string();
            let file = match File::open(path) {
                Ok(file) => file,
                Err(error) => {
                    faults.add(Fault::whole(&name, Wrong::Unreadable(error.to_string())));
                    continue;
                }
            };
            let with = With {
                zones: &self.zones,
                sets: &self.described.sets,
                classifications: &self.described.classifications,
                options,
            };
            let Some(table) = reader::read(&name, file, &with, faults) else { continue };
            for code in codes(&table) {
                if let Some(other) = seen.insert(code.clone(), name.clone()) {
                    faults.add(Fault::whole(&name, Wrong::SameTable { code, other }));
                }
            }
            if let Table::Zones { zones, .. } = &table {
                self.zones.extend(zones.iter().map(|zone| (zone.code, zone.clone())));
            }
            tables.push((name, table));
        }
        tables
    }
}

/// The codes of everything that a table would replace.
fn codes(table: &Table) -> Vec<String> {
    match table {
        Table::Zones { classes, .. } => classes.iter().map(|classes| classes.classification.code.clone()).collect(),
        Table::Figures(figures) => figures.iter().map(|figures| figures.set.code.clone()).collect(),
        Table::Classes(classes) => vec![classes.classification.code.clone()],
        Table::Postcodes(_) => vec!["postcodes".to_owned()],
    }
}

async fn write(tx: &mut Tx, table: &Table, now: jiff::Timestamp) -> Result<()> {
    match table {
        Table::Zones { classes: None, .. } => {}
        Table::Zones { classes: Some(classes), .. } | Table::Classes(classes) => {
            store::place::replace_classification(tx, &classes.classification, now, &classes.zones).await?;
        }
        Table::Figures(figures) => {
            for figures in figures {
                store::place::replace_figure_set(tx, &figures.set, now, &figures.areas).await?;
            }
        }
        Table::Postcodes(directory) => {
            store::place::remove_postcodes(tx).await?;
            store::place::insert_postcodes(tx, &directory.postcodes).await?;
        }
    }
    Ok(())
}

fn said(table: &Table) -> Vec<String> {
    let classes = |classes: &reader::Classes| {
        format!(
            "{} ({}): {} data zones",
            classes.classification.title,
            classes.classification.code,
            classes.zones.len()
        )
    };
    match table {
        Table::Zones { zones, classes: fifths } => {
            let list = format!("a list of {} data zones", zones.len());
            std::iter::once(list).chain(fifths.as_ref().map(classes)).collect()
        }
        Table::Classes(other) => vec![classes(other)],
        Table::Figures(figures) => figures.iter().flat_map(of_figures).collect(),
        Table::Postcodes(directory) => {
            let mut said =
                vec![format!("{} postcodes; those that were there before are gone", directory.postcodes.len())];
            let left = [
                (directory.ended, "no longer in use"),
                (directory.elsewhere, "outside Scotland, or nowhere"),
                (directory.parts, "further parts of a split postcode"),
            ];
            let left = left.into_iter().filter(|(count, _)| *count > 0);
            said.extend(left.map(|(count, why)| format!("{count} rows left out: {why}")));
            said
        }
    }
}

fn of_figures(figures: &reader::Figures) -> Vec<String> {
    let set = &figures.set;
    let areas = if set.geography == domain::place::figure::COUNCIL { "councils and Scotland" } else { "data zones" };
    let base = set.base.words();
    let base = base.best(domain::text::Language::English).0;
    let counts = format!(
        "{} ({}): {} areas ({areas}), {base}, of {}; {}, {}",
        set.title,
        set.code,
        figures.areas.len(),
        set.as_of,
        set.source,
        set.licence
    );
    let replaced = figures.replaced.iter().map(|(old, new)| format!("{old} was read as {new}, {}", new.name()));
    std::iter::once(counts).chain(replaced).collect()
}
