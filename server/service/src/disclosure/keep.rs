//! Keeping a release: which tables may be shown now, and what to remember of them.
//!
//! Three rules decide. A table of one dimension is compared with what it showed itself. Every base is compared with
//! each time that any table showed it, so that two tables of different days give nobody away. And a group that is
//! nearly another group is withheld in all tables.

use domain::disclosure::{
    Bases, Ledger, Method, Policy, RawTable,
    declared::{LeftOut, WEEK_TABLE, Why, about_name},
    protect, release as decide, too_close,
};
use store::{disclosure::Source, survey::Survey};

use super::{Released, ReleasedTable, TOTAL, count::Counted};
use crate::{Context, Error, Result};

/// The name under which the ledger keeps every base that was shown; no question can be called so.
const BASES: &str = "#bases";

/// What is written of a release.
struct Written {
    released: Released,
    crossed: Vec<(String, ReleasedTable)>,
    ledgers: Vec<(String, String)>,
}

/// Keeps what may be released now; a table whose time has not come stays as it was released last.
pub(super) async fn keep(
    ctx: &Context,
    survey: &Survey,
    mut counted: Counted,
    source: Source,
    closed: bool,
) -> Result<()> {
    let before = store::disclosure::newest_release(&mut ctx.store.main.read().await?, survey.id, source).await?;
    let mut released: Released = match &before {
        Some(before) => serde_json::from_str(&before.tables).map_err(Error::internal)?,
        None => Released::default(),
    };
    // What was shown in one way stays with it: two ways for the same people tell more than one.
    let shown_by = released.tables.values().next().map(|released| released.table.method());
    let policy = ctx.site.policy.by(shown_by.unwrap_or(ctx.site.policy.method()));
    let suppressed = policy.method() == Method::Suppression;
    released.left_out = audited(&mut counted, &policy);
    let mut answers = ctx.store.answers.read().await?;
    let kept = store::response::ledger(&mut answers, counted.campaign, BASES).await?;
    let mut bases: Bases = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut shown: Vec<&RawTable> = Vec::new();
    let mut ledgers = Vec::new();
    // Exact counts of two days would tell what those answered who came in between.
    let one_way = counted.tables.iter().filter(|_| closed || !suppressed);
    for (name, raw) in one_way {
        let earlier = store::response::ledger(&mut answers, counted.campaign, name).await?;
        let earlier: Option<Ledger> = earlier.and_then(|text| serde_json::from_str(&text).ok());
        let Ok(release) = decide(raw, earlier.as_ref(), closed, &policy) else { continue };
        if closed || bases.admits(raw, &policy) {
            released.tables.insert(name.clone(), ReleasedTable { table: release.table, up_to: ctx.today() });
            ledgers.push((name.clone(), serde_json::to_string(&release.ledger).map_err(Error::internal)?));
            shown.push(raw);
        }
    }
    drop(answers);
    let mut crossed = Vec::new();
    // Suppressed tables are each proven by themselves, so that two which share people are not shown together.
    for (one, raw) in counted.crossed.iter().filter(|_| !suppressed) {
        if closed || bases.admits(raw, &policy) {
            crossed.push((one.name.clone(), ReleasedTable { table: protect(raw, &policy), up_to: ctx.today() }));
            shown.push(raw);
        }
    }
    // Tables that are shown together are not compared with one another: they count the same people.
    for raw in shown {
        bases.note(raw, &policy);
    }
    // Before the release: what is remembered and then not shown only makes the next release wait longer.
    let mut answers = ctx.store.answers.write().await?;
    let bases = serde_json::to_string(&bases).map_err(Error::internal)?;
    store::response::set_ledger(&mut answers, counted.campaign, BASES, &bases).await?;
    answers.commit().await?;
    // One number for how many answered, wherever it stands: two ways of rounding would narrow the true one.
    let base = released.tables.get(WEEK_TABLE).and_then(|weeks| weeks.table.base().published());
    released.about = base.and_then(|base| i64::try_from(base).ok()).unwrap_or_default();
    write(ctx, survey, &counted, source, closed, Written { released, crossed, ledgers }).await
}

/// Withholds the groups that are nearly other groups, in all tables, and says which.
fn audited(counted: &mut Counted, policy: &Policy) -> Vec<LeftOut> {
    let pairs = counted.crossed.iter().filter(|(one, _)| one.is_about_people()).map(|(_, raw)| raw);
    let close = too_close(pairs, policy);
    let tables = counted.tables.iter_mut().map(|(_, raw)| raw);
    for raw in tables.chain(counted.crossed.iter_mut().map(|(_, raw)| raw)) {
        for pair in &close {
            raw.hold(&pair.characteristic, &pair.group);
        }
    }
    let mut left_out = counted.left_out.clone();
    left_out.extend(close.into_iter().map(|pair| LeftOut {
        table: about_name(&pair.characteristic),
        group: Some(pair.group),
        why: Why::TooClose,
    }));
    left_out.dedup();
    left_out
}

async fn write(
    ctx: &Context,
    survey: &Survey,
    counted: &Counted,
    source: Source,
    closed: bool,
    written: Written,
) -> Result<()> {
    // The release first: if the ledger is lost to a crash, the next release is compared with an older one and only
    // waits longer than it must.
    let mut tx = ctx.store.main.write().await?;
    let number = store::disclosure::newest_number(&mut tx, survey.id).await? + 1;
    let release = store::disclosure::Release {
        number,
        source,
        tables: serde_json::to_string(&written.released).map_err(Error::internal)?,
        made_at: ctx.now(),
        closing: closed,
    };
    store::disclosure::insert_release(&mut tx, survey.id, &release).await?;
    if closed {
        // What is counted last is all there is: a table of an earlier version is not kept beside it.
        store::disclosure::delete_crossed(&mut tx, survey.id, source).await?;
    }
    for (name, table) in &written.crossed {
        let body = serde_json::to_string(table).map_err(Error::internal)?;
        store::disclosure::set_crossed(&mut tx, survey.id, source, name, &body).await?;
    }
    tx.commit().await?;
    let mut answers = ctx.store.answers.write().await?;
    for (name, ledger) in written.ledgers {
        store::response::set_ledger(&mut answers, counted.campaign, &name, &ledger).await?;
    }
    store::response::set_ledger(&mut answers, counted.campaign, TOTAL, &counted.total.to_string()).await?;
    answers.commit().await?;
    Ok(())
}
