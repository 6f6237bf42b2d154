//! Making a research file: released tables, and of a closed survey the answers, protected.

use domain::{
    disclosure::declared::Declared,
    export::{Variables, numbers, variables},
    id::SurveyId,
    response::Value,
    text::Text,
};
use store::survey::Survey;

use super::{
    TEXT_BASE,
    matrix::Matrix,
    package::{Made, Parts, about, tables},
    perturb::perturb,
    protect::protect,
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
    let people = names.people();
    let parts = Parts::new(about, tables(&loaded, &newest, &declared, |of, group| names.group(of, group)));
    let with_answers = survey.version.is_none() || survey.sealed_at.is_some();
    if !with_answers {
        return parts.packed().await;
    }
    let reading = Reading { ctx, survey, loaded: &loaded, declared: &declared, zones: &zones, variables: &variables };
    let gathered = reading.gather(running, asked.with_text).await?;
    let groups = |of: &str| {
        let table = declared.iter().find(|table| table.is_about_people() && table.dimension.code == of);
        table.map(|table| table.dimension.categories.clone()).unwrap_or_default()
    };
    let mut rows = gathered.rows;
    let is_place = |of: &str| names.populations.iter().any(|one| one.of_places && one.characteristic == of);
    let key = ctx.keys.release(survey.id).map_err(Error::internal)?;
    let changed = perturb(&variables, &mut rows, &ctx.site.perturbation, is_place, &key);
    let safe = protect(variables, rows, people, groups)?;
    if survey.sealed_at.is_some() {
        against_earlier(ctx, survey.id, &safe.rows).await?;
    }
    parts.with_answers(safe, changed).with_texts(gathered.texts).packed().await
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

    /// How many people live in the area, as the largest table about people counts them.
    fn people(&self) -> Option<u64> {
        let of_people =
            self.populations.iter().filter(|population| !population.of_places && population.counted.is_some());
        let sums = of_people.map(|population| population.groups.iter().filter_map(|group| group.people).sum());
        sums.max().filter(|people| *people > 0)
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
    rows: Matrix,
    texts: Vec<(String, String)>,
}

impl Reading<'_> {
    /// All rows and released texts, each in an order of its own that only the survey's release key knows.
    async fn gather(&self, running: Option<&Running<'_>>, with_text: bool) -> Result<Gathered> {
        let key = self.ctx.keys.release(self.survey.id).map_err(Error::internal)?;
        let released = if with_text { released_texts(self.ctx, self.survey.id).await? } else { Vec::new() };
        let prepared = &self.loaded.prepared;
        let columns = &self.variables.columns;
        let (mut rows, mut orders, mut texts) = (Matrix::new(columns.len()), Vec::new(), Vec::new());
        let read = Bodies::of(self.survey).each(self.ctx, running, |body, sent| {
            let record = sent.record.to_string();
            let order = key.mac(&[b"row", record.as_bytes()]);
            orders.push(order);
            rows.push(&numbers(prepared, self.declared, columns, &body.answers, sent.week, self.zones));
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
        rows.sort_by_key(&orders);
        drop(orders);
        texts.sort_unstable();
        if rows.len() < TEXT_BASE {
            texts.clear();
        }
        Ok(Gathered { rows, texts: texts.into_iter().map(|(item, _, words)| (item, words)).collect() })
    }
}

async fn released_texts(ctx: &Context, survey: SurveyId) -> Result<Vec<String>> {
    let releases = store::disclosure::text_releases_of(&mut ctx.store.main.read().await?, survey).await?;
    Ok(releases.into_iter().filter(|release| release.released_by.is_some()).map(|release| release.item).collect())
}
