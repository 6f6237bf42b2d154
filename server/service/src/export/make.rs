//! Making a research file: released tables, and of a closed survey the answers, protected.

use domain::{
    disclosure::{Column, LEAST_K, Report, anonymise, declared::Declared},
    export::{Variables, numbers, variables},
    id::SurveyId,
    response::{MissingCode, Value},
    text::Text,
};
use store::survey::Survey;

use super::{
    TEXT_BASE,
    package::{Made, Parts, about, tables},
    request::against_earlier,
};
use crate::{
    Context, Error, Result,
    audit::{self, Action},
    disclosure::{declared, newest},
    job::Running,
    place,
    response::Bodies,
    survey::{Loaded, newest_or_draft},
};

/// The file of a survey for the operator of the installation, at once.
///
/// # Errors
/// [`Error::Missing`] when there is no such survey; `Refused("too-few")`.
pub async fn make_now(ctx: &Context, slug: &str) -> Result<Made> {
    let found = store::survey::survey_by_slug(&mut ctx.store.main.read().await?, slug).await?;
    let survey = found.ok_or(Error::Missing)?;
    let asked = Asked { purpose: "asked for on the command line", with_text: false, terms: Vec::new() };
    let made = make(ctx, None, &survey, &asked).await?;
    let mut tx = ctx.store.main.write().await?;
    audit::note(ctx, &mut tx, audit::By::PROGRAM, Action("file-taken"), &survey.subject(), "command line").await?;
    tx.commit().await?;
    Ok(made)
}

/// What a file is made for.
pub(super) struct Asked<'a> {
    /// What for.
    pub purpose: &'a str,
    /// Whether released free text is in it.
    pub with_text: bool,
    /// What whoever opens it has agreed to.
    pub terms: Vec<String>,
}

pub(super) async fn make(
    ctx: &Context,
    running: Option<&Running<'_>>,
    survey: &Survey,
    asked: &Asked<'_>,
) -> Result<Made> {
    let newest = newest(ctx, survey).await?.ok_or(Error::Refused("too-few"))?;
    let loaded = newest_or_draft(ctx, survey).await?;
    let (declared, zones) = declared(ctx, survey, &loaded).await?;
    let names = Names::of(ctx, survey).await?;
    let variables = variables(&loaded.prepared, &declared, &names.counted, |of, group| names.group(of, group));
    let mut about = about(ctx, survey, &newest, &variables.left_out, asked.purpose).await?;
    about.terms.clone_from(&asked.terms);
    let parts = Parts::new(about, tables(&loaded, &newest, &declared, |of, group| names.group(of, group)));
    let with_answers = survey.version.is_none() || survey.sealed_at.is_some();
    if !with_answers {
        return parts.packed().await;
    }
    let reading = Reading { ctx, survey, loaded: &loaded, declared: &declared, zones: &zones, variables: &variables };
    let gathered = reading.gather(running, asked.with_text).await?;
    let safe = protect(&variables, gathered.rows)?;
    if survey.sealed_at.is_some() {
        against_earlier(ctx, survey.id, &safe.rows).await?;
    }
    parts.with_answers(&variables, safe.rows, safe.report).with_texts(gathered.texts).packed().await
}

/// What groups are called, and which characteristics are counted in the population.
struct Names {
    populations: Vec<place::Population>,
    counted: Vec<String>,
}

impl Names {
    async fn of(ctx: &Context, survey: &Survey) -> Result<Self> {
        let mut tx = ctx.store.main.read().await?;
        let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
        drop(tx);
        let populations = place::populations(ctx, &owner).await?;
        let counted = populations.iter().map(|population| population.characteristic.clone()).collect();
        Ok(Self { populations, counted })
    }

    fn group(&self, characteristic: &str, code: &str) -> Option<Text> {
        let population = self.populations.iter().find(|population| population.characteristic == characteristic)?;
        population.groups.iter().find(|group| group.code == code).map(|group| group.name.clone())
    }
}

struct Reading<'a> {
    ctx: &'a Context,
    survey: &'a Survey,
    loaded: &'a Loaded,
    declared: &'a [Declared],
    zones: &'a domain::disclosure::declared::ZoneClasses,
    variables: &'a Variables,
}

#[derive(Default)]
struct Gathered {
    rows: Vec<Vec<i64>>,
    texts: Vec<(String, String)>,
}

impl Reading<'_> {
    /// All rows and released texts, each in an order of its own that only the survey's release key knows.
    async fn gather(&self, running: Option<&Running<'_>>, with_text: bool) -> Result<Gathered> {
        let key = self.ctx.keys.release(self.survey.id).map_err(Error::internal)?;
        let released = if with_text { released_texts(self.ctx, self.survey.id).await? } else { Vec::new() };
        let prepared = &self.loaded.prepared;
        let (mut rows, mut texts) = (Vec::new(), Vec::new());
        let read = Bodies::of(self.survey).each(self.ctx, running, |body, sent| {
            let record = sent.record.to_string();
            let order = key.mac(&[b"row", record.as_bytes()]);
            let columns = &self.variables.columns;
            rows.push((order, numbers(prepared, self.declared, columns, &body.answers, sent.week, self.zones)));
            for item in &released {
                let field = prepared.field_index(item);
                if let Some(Value::Words(words)) =
                    field.map(|field| domain::response::value(prepared, field, &body.answers))
                {
                    let order = key.mac(&[b"text", item.as_bytes(), record.as_bytes()]);
                    texts.push((item.clone(), order, words.to_owned()));
                }
            }
            Ok(())
        });
        read.await?;
        rows.sort_unstable_by_key(|(order, _)| *order);
        texts.sort_unstable();
        if rows.len() < TEXT_BASE {
            texts.clear();
        }
        Ok(Gathered {
            rows: rows.into_iter().map(|(_, row)| row).collect(),
            texts: texts.into_iter().map(|(item, _, words)| (item, words)).collect(),
        })
    }
}

async fn released_texts(ctx: &Context, survey: SurveyId) -> Result<Vec<String>> {
    let releases = store::disclosure::text_releases_of(&mut ctx.store.main.read().await?, survey).await?;
    Ok(releases.into_iter().filter(|release| release.released_by.is_some()).map(|release| release.item).collect())
}

struct Safe {
    rows: Vec<Vec<i64>>,
    report: Report,
}

/// Hides everybody's groups among at least five. Fewer than ten answers are no file at all.
fn protect(variables: &Variables, rows: Vec<Vec<i64>>) -> Result<Safe> {
    if rows.len() < 10 {
        return Err(Error::Refused("too-few"));
    }
    let keys: Vec<usize> = (0..variables.columns.len()).filter(|at| variables.columns[*at].key).collect();
    if keys.is_empty() {
        let classes = domain::disclosure::Classes::default();
        let report = Report { k: LEAST_K, before: classes, after: classes, suppressed: Vec::new(), removed: 0 };
        return Ok(Safe { rows, report });
    }
    let columns: Vec<Column> = keys
        .iter()
        .map(|at| Column {
            code: variables.columns[*at].name.clone(),
            values: rows.iter().map(|row| packed(row[*at])).collect(),
        })
        .collect();
    let safe = anonymise(&columns, LEAST_K).map_err(|error| Error::internal(format!("{error:?}")))?;
    let suppressed = i64::from(MissingCode::Suppressed.number());
    let mut kept = Vec::with_capacity(safe.kept().len());
    for (place, record) in safe.kept().iter().enumerate() {
        let mut row = rows[*record].clone();
        for (at, released) in keys.iter().zip(safe.columns()) {
            if released[place].is_none() {
                row[*at] = suppressed;
            }
        }
        kept.push(row);
    }
    Ok(Safe { rows: kept, report: safe.report().clone() })
}

/// A code of a variable or of a missing value (-9 to -4) as 16 bits without a sign.
fn packed(number: i64) -> u16 {
    u16::try_from(number + 16).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use domain::export::Variable;

    use super::*;

    #[test]
    fn every_released_combination_is_shared() {
        let columns = vec![Variable::of_codes("age", &[]), Variable::of_codes("sex", &[])];
        let variables = Variables { columns, ..Variables::default() };
        let rows: Vec<Vec<i64>> = (0..97).map(|n| vec![n % 6 + 1, if n == 13 { -8 } else { n % 2 + 1 }]).collect();
        let safe = protect(&variables, rows).unwrap();
        for row in &safe.rows {
            let alike = safe.rows.iter().filter(|other| *other == row).count();
            assert!(alike >= 5, "{row:?} stands alone with {alike}");
        }
        assert!(protect(&variables, vec![vec![1, 1]; 9]).is_err());
    }
}
