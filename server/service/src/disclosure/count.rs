//! Counting: every response is read once and put into all declared tables.

use domain::{
    disclosure::{
        Dimension, RawTable, RecordKey,
        declared::{Crossed, LeftOut, Record, cross},
    },
    id::CampaignId,
    response::{Body, body::Sent},
};
use store::survey::Survey;

use super::declared;
use crate::{Context, Error, Result, job::Running, keys::Key, response::Bodies, survey::Loaded};

/// What is counted.
pub(super) struct Counting<'a> {
    pub(super) ctx: &'a Context,
    pub(super) survey: &'a Survey,
    pub(super) loaded: &'a Loaded,
    pub(super) from: Bodies,
}

/// The exact counts of a survey, which nobody can read.
pub(super) struct Counted {
    pub(super) campaign: CampaignId,
    pub(super) total: i64,
    /// The tables of one dimension.
    pub(super) tables: Vec<(String, RawTable)>,
    /// Those of two, each with its name and whether both are characteristics.
    pub(super) crossed: Vec<(Crossed, RawTable)>,
    /// The tables that there is no room for.
    pub(super) left_out: Vec<LeftOut>,
}

impl Counting<'_> {
    /// Reads every response once.
    pub(super) async fn count(&self, running: Option<&Running<'_>>) -> Result<Counted> {
        let (mut declared, zones) = declared(self.ctx, self.survey, self.loaded).await?;
        let key = self.ctx.keys.release(self.survey.id).map_err(Error::internal)?;
        let prepared = &self.loaded.prepared;
        // A list without categories (a partnership without localities) makes no table.
        declared.retain(|declared| RawTable::new(vec![declared.dimension.clone()]).is_ok());
        let mut crossing = cross(prepared, &declared);
        let mut counted = Counted {
            campaign: self.from.campaign(),
            total: 0,
            tables: raw(&declared, |one| (one.name.clone(), vec![one.dimension.clone()])),
            crossed: raw(&crossing.tables, |one| (one.clone(), one.dimensions.clone())),
            left_out: std::mem::take(&mut crossing.left_out),
        };
        let add = |body: &Body, sent: &Sent| {
            let record = crossing.record(prepared, &declared, sent.week, &body.answers, &zones);
            counted.add(record_key(&key, &sent.record.to_string()), &record)
        };
        self.from.each(self.ctx, running, add).await?;
        Ok(counted)
    }
}

/// Empty tables; one that would be too large is none.
fn raw<T, N>(of: &[T], shape: impl Fn(&T) -> (N, Vec<Dimension>)) -> Vec<(N, RawTable)> {
    let table = |(name, dimensions)| Some((name, RawTable::new(dimensions).ok()?));
    of.iter().map(shape).filter_map(table).collect()
}

impl Counted {
    fn add(&mut self, key: RecordKey, record: &Record) -> Result<()> {
        let outside = |_| Error::internal("a category outside its table");
        for (at, (_, raw)) in self.tables.iter_mut().enumerate() {
            raw.add(key, &[record.category(at)]).map_err(outside)?;
        }
        for (crossed, raw) in &mut self.crossed {
            raw.add(key, &crossed.place(record)).map_err(outside)?;
        }
        self.total += 1;
        Ok(())
    }
}

/// The key of one record, which decides with all others of a cell how that cell is rounded (3.6).
fn record_key(key: &Key, record: &str) -> RecordKey {
    let mac = key.plain_mac(format!("rk1:{record}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&mac[..8]);
    RecordKey::new(first)
}
