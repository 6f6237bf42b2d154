//! Copying everything from one database to another, row by row: from SQLite to PostgreSQL, and back for a backup.
//!
//! A contract test compares this list with the tables and columns that the migrations make, so that none is forgotten.

use uuid::Uuid;

use crate::{
    Error, Result,
    db::{Db, Row, Statement, Tx},
};

/// How many rows are in memory at a time.
const BATCH: usize = 500;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Uuid,
    Text,
    Whole,
    Bool,
    Bytes,
}

/// A table with its columns; a table stands after those that it refers to.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    columns: &'static [(&'static str, Type)],
}

impl Table {
    /// The names of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.columns.iter().map(|(name, _)| *name)
    }
}

macro_rules! tables {
    ($($name:ident { $($column:ident $type:ident),* $(,)? })*) => {
        &[$(Table { name: stringify!($name), columns: &[$((stringify!($column), Type::$type)),*] }),*]
    };
}

/// The tables of the main database.
pub const MAIN: &[Table] = tables! {
    partnership { id Uuid, gss Text, slug Text, kind Text, name Text, area_name Text, profile Text, revision Whole }
    body { id Uuid, name Text, name_folded Text, kind Text }
    body_partnership { body Uuid, partnership Uuid }
    account {
        id Uuid, address Text, address_folded Text, name Text, language Text, password Text, totp Bytes,
        totp_since Whole, totp_step Whole, administrator Bool, made_at Whole, disabled_at Whole,
    }
    membership { account Uuid, body Uuid, role Text, since Whole }
    recovery_code { account Uuid, code Bytes, used_at Whole }
    session {
        id Uuid, token Bytes, account Uuid, stage Text, browser Text, made_at Whole, seen_at Whole, ends_at Whole,
    }
    sign_in {
        id Uuid, purpose Text, account Uuid, address Text, token Bytes, code Bytes, browser Bytes, tries Whole,
        made_at Whole, ends_at Whole, used_at Whole,
    }
    account_invitation {
        id Uuid, token Bytes, address Text, name Text, body Uuid, role Text, administrator Bool, made_by Uuid,
        made_at Whole, ends_at Whole, used_at Whole,
    }
    job {
        id Uuid, kind Text, payload Text, unique_key Text, partnership Uuid, state Text, run_at Whole,
        lease_until Whole, attempts Whole, done Whole, total Whole, note Text, made_at Whole, ended_at Whole,
    }
    mail {
        id Uuid, kind Text, partnership Uuid, unique_key Text, address Text, subject Text, body_text Text,
        body_html Text, language Text, state Text,
    }
    audit { id Uuid, at Whole, account Uuid, partnership Uuid, action Text, subject Text, detail Text }
    allowance { bucket Text, window_start Whole, used Whole }
    installation { name Text, value Text }
    figure_set {
        code Text, characteristic Text, title Text, source Text, as_of Text, base Text, geography Text,
        classification Text, licence Text, imported_at Whole,
    }
    figure { figure_set Text, area Text, numbers Text }
    zone { code Text, geography Text, council Text, name Text }
    classification {
        code Text, characteristic Text, title Text, edition Text, source Text, as_of Text, geography Text, licence Text,
        imported_at Whole,
    }
    zone_class { classification Text, zone Text, class Text }
    boundary_set { geography Text, source Text, licence Text, as_of Text, imported_at Whole }
    boundary { area Text, geography Text, rings Text }
    locality { id Uuid, partnership Uuid, code Text, name Text, removed_at Whole }
    locality_zone { locality Uuid, zone Text }
    postcode { postcode Text, zone Text }
    survey {
        id Uuid, partnership Uuid, slug Text, template Text, title Text, anonymity Text, access Text, campaign Uuid,
        rehearsal Uuid, revision Whole, version Whole, opens_at Whole, closes_at Whole, closed_at Whole,
        sealed_at Whole, results_public_at Whole, made_at Whole,
    }
    survey_revision { survey Uuid, revision Whole, definition Text, made_by Uuid, made_at Whole }
    survey_version { survey Uuid, version Whole, definition Text, digest Text, made_by Uuid, made_at Whole }
    survey_frame { survey Uuid, partnership Uuid, eligible Whole, invited Whole }
    survey_base { survey Uuid, base Text }
    survey_share { survey Uuid, body Uuid, may Text, basis Text, made_by Uuid, made_at Whole }
    invitation {
        id Uuid, survey Uuid, partnership Uuid, token Bytes, address Text, address_folded Text, language Text,
        invited Bool, stopped Bool,
    }
    reminder { survey Uuid, wave Whole, letters Whole, made_by Uuid, made_at Whole }
    outreach { id Uuid, partnership Uuid, way Text, retired_at Whole, made_at Whole }
    outreach_task {
        id Uuid, survey Uuid, characteristic Text, people Text, outreach Uuid, due Text, taken_by Uuid, taken_at Whole,
        seen_before Text, seen_after Text, outcome Text, reason Text, closed_by Uuid, closed_at Whole,
    }
    engagement {
        id Uuid, partnership Uuid, details Text, draft Text, draft_ends Whole, counts Text, shown Text, removed_at Whole,
        made_by Uuid, made_at Whole,
    }
    engagement_year {
        partnership Uuid, year Whole, number Whole, body Text, note Text, asked_by Uuid, asked_at Whole,
        published_by Uuid, published_at Whole,
    }
    recognition { partnership Uuid, year Whole, pseudonym Bytes, survey Uuid, age Text }
    recognition_year { partnership Uuid, year Whole, figures Text, people Whole, ended Bool }
    release { survey Uuid, number Whole, source Text, tables Text, made_at Whole, final Bool }
    crossed { survey Uuid, source Text, name Text, body Text }
    text_release { survey Uuid, item Text, asked_by Uuid, asked_at Whole, released_by Uuid, released_at Whole }
    export {
        id Uuid, survey Uuid, account Uuid, purpose Text, with_text Bool, state Text, file Text, bytes Whole,
        report Text, made_at Whole, ready_at Whole, ends_at Whole,
    }
    research_request {
        export Uuid, institution Text, kept_until Text, decision Text, reason Text, decided_by Uuid, decided_at Whole,
    }
    research_version { survey Uuid, number Whole, digest Text, records Whole, made_at Whole }
};

/// The tables of the database of answers.
pub const ANSWERS: &[Table] = tables! {
    campaign { id Uuid, open Bool }
    envelope { campaign Uuid, voter_ref Bytes, sent Bool, body Bytes }
    response { campaign Uuid, record Bytes, body Bytes }
    ledger { campaign Uuid, name Text, bases Text }
};

/// Copies all rows of these tables into an empty database, in one transaction; how many. Both sides are read again and
/// compared before it is committed.
///
/// # Errors
/// [`Error::NotHere`] when the target is not empty, or does not hold what the source does afterwards.
pub async fn copy(from: &Db, to: &Db, tables: &[Table]) -> Result<u64> {
    let mut source = from.snapshot().await?;
    let mut target = to.write().await?;
    let mut rows = 0;
    for table in tables {
        if count(&mut target, table).await? > 0 {
            return Err(Error::NotHere("the database to copy into is not empty"));
        }
        let select = format!("SELECT {} FROM {}", joined(table, |_, column| column.to_owned()), table.name);
        let values = joined(table, |at, _| format!("${}", at + 1));
        let insert = format!("INSERT INTO {} ({}) VALUES ({values})", table.name, joined(table, |_, c| c.to_owned()));
        // Built once from the constants above, never from input, and few: they may live as long as the program.
        let (select, insert): (&'static str, &'static str) = (select.leak(), insert.leak());
        let write = async |batch: Vec<Vec<Value>>| {
            for row in batch {
                rows += row.into_iter().fold(target.sql(insert), Value::bind).run().await?;
            }
            Ok(())
        };
        source.sql(select).batches(BATCH, |row| read(table, &row), write).await?;
        if count(&mut target, table).await? != count(&mut source, table).await? {
            return Err(Error::NotHere("not all rows arrived, so nothing was kept"));
        }
    }
    target.commit().await?;
    Ok(rows)
}

fn joined(table: &Table, column: impl Fn(usize, &'static str) -> String) -> String {
    let columns: Vec<String> = table.columns().enumerate().map(|(at, name)| column(at, name)).collect();
    columns.join(", ")
}

async fn count(tx: &mut Tx, table: &Table) -> Result<i64> {
    let text: &'static str = format!("SELECT COUNT(*) AS rows FROM {}", table.name).leak();
    tx.sql(text).one(|row| row.get("rows")).await
}

enum Value {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Whole(Option<i64>),
    Bool(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    fn bind(statement: Statement<'_>, value: Self) -> Statement<'_> {
        match value {
            Self::Uuid(value) => statement.bind(value),
            Self::Text(value) => statement.bind(value),
            Self::Whole(value) => statement.bind(value),
            Self::Bool(value) => statement.bind(value),
            Self::Bytes(value) => statement.bind(value),
        }
    }
}

fn read(table: &Table, row: &Row) -> Result<Vec<Value>> {
    let value = |(name, kind): &(&'static str, Type)| {
        Ok(match kind {
            Type::Uuid => Value::Uuid(row.get(name)?),
            Type::Text => Value::Text(row.get(name)?),
            Type::Whole => Value::Whole(row.get(name)?),
            Type::Bool => Value::Bool(row.get(name)?),
            Type::Bytes => Value::Bytes(row.get(name)?),
        })
    };
    table.columns.iter().map(value).collect()
}
