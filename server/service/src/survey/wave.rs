//! Waves: a survey beside an earlier one of the same kind, question by question, from what is released of both.
//!
//! Only questions that are asked again in the same words with the same answers are compared; changed wording breaks the
//! trend, and the page says so. Rounded counts are what everybody sees, so they are what is compared.

use std::collections::BTreeMap;

use domain::{
    disclosure::SafeTable,
    inclusion::wave::{
        Answered, ScaleChange, ShareChange, adjust_scales, adjust_shares, compare_scales, compare_shares,
    },
    partnership::Kind as Owner,
    survey::{
        ChoiceRole, Item, Kind, Prepared,
        order::{Order, Scale},
        publish::Phase,
    },
    text::{Language, Text},
};
use store::survey::{Access, Survey};

use crate::{
    Context, Error, Result,
    disclosure::{Earlier, ReleasedTable, Results, results},
};

/// Two waves, compared.
#[derive(Clone, Debug)]
pub struct Waves {
    /// The earlier one.
    pub before: Results,
    /// The later one.
    pub after: Results,
    /// How many could answer each, where that is known.
    pub population: [Option<u64>; 2],
    /// The sections of the questionnaire with what is compared in them. Each is a family: its p values are adjusted
    /// together.
    pub sections: Vec<Section>,
    /// Questions of a trend that are not compared.
    pub left_out: Vec<LeftOut>,
}

/// A section of a questionnaire.
#[derive(Clone, Debug)]
pub struct Section {
    /// What it is called; may be empty.
    pub title: Text,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One thing that is compared.
#[derive(Clone, Debug)]
pub struct Line {
    /// The code of its question.
    pub item: String,
    /// The question, as charts call it.
    pub label: Text,
    /// The line of a matrix.
    pub row: Option<Text>,
    /// Which answers the share is of, as the questionnaire words them; empty for a scale of points, which has no share.
    pub answers: Vec<Text>,
    /// The share in both waves.
    pub share: Option<ShareChange>,
    /// The whole scale in both waves, where answers have an order.
    pub scale: Option<ScaleChange>,
}

/// A question that is not compared.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The question, as charts call it.
    pub label: Text,
    /// Why.
    pub why: Why,
}

/// Why a question is not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was not asked then.
    New,
    /// It was asked in other words.
    Reworded,
    /// Other answers could be given.
    OtherAnswers,
    /// Too few answered to show it, in one of the waves.
    NotReleased,
}

/// The closed surveys of the same kind before this one, the newest first.
///
/// # Errors
/// What is wrong with the database.
pub async fn earlier(ctx: &Context, survey: &Survey) -> Result<Vec<Survey>> {
    if survey.version.is_none() || survey.template == "blank" {
        return Ok(Vec::new());
    }
    let all = store::survey::published_of(&mut ctx.store.main.read().await?, survey.partnership).await?;
    let end = |survey: &Survey| survey.closed_at.or(survey.closes_at);
    let mut found: Vec<Survey> = all
        .into_iter()
        .filter(|one| one.id != survey.id && one.template == survey.template)
        .filter(|one| one.phase(ctx.now()) == Phase::Closed && one.sealed_at.is_some())
        .filter(|one| end(one) < survey.opens_at.or_else(|| end(survey)))
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(end(one)));
    Ok(found)
}

/// Whether there is an earlier wave, for staff and for everybody.
pub(crate) async fn has_earlier(ctx: &Context, survey: &Survey) -> Result<Earlier> {
    let all = earlier(ctx, survey).await?;
    let public = survey.results_public_at.is_some() && all.iter().any(|one| one.results_public_at.is_some());
    Ok(Earlier { any: !all.is_empty(), public })
}

/// A survey beside an earlier one: the one that is named, or else the newest; of everybody's only those that are public.
///
/// # Errors
/// [`Error::Missing`] when there is no such earlier wave, or nothing is released of one of both.
pub async fn compare(ctx: &Context, survey: Survey, with: Option<&str>, is_public: bool) -> Result<Waves> {
    let all = earlier(ctx, &survey).await?;
    let mut open = all.into_iter().filter(|one| !is_public || one.results_public_at.is_some());
    let chosen = match with {
        Some(with) => open.find(|one| one.slug == with),
        None => open.next(),
    };
    let chosen = chosen.ok_or(Error::Missing)?;
    let population = [population(ctx, &chosen).await?, population(ctx, &survey).await?];
    let (before, after) = (results(ctx, chosen).await?, results(ctx, survey).await?);
    let mut waves = Waves { before, after, population, sections: Vec::new(), left_out: Vec::new() };
    waves.fill();
    Ok(waves)
}

/// How many could answer, where only the invited can and it is known how many there are.
async fn population(ctx: &Context, survey: &Survey) -> Result<Option<u64>> {
    if survey.access != Access::Invited {
        return Ok(None);
    }
    let mut tx = ctx.store.main.read().await?;
    let owner = crate::partnership::known(&mut tx, survey.partnership).await?;
    let frame = store::survey::share::frame_of(&mut tx, survey.id).await?;
    let all: i64 = frame.iter().map(|line| line.eligible).sum();
    Ok(u64::try_from(all).ok().filter(|all| *all > 0 && owner.kind == Owner::National))
}

/// One question in both waves.
struct Both<'a> {
    before: (&'a Prepared, &'a Item),
    after: (&'a Prepared, &'a Item),
    tables: [&'a BTreeMap<String, ReleasedTable>; 2],
    population: [Option<u64>; 2],
}

impl Waves {
    fn fill(&mut self) {
        let empty = BTreeMap::new();
        let tables = [&self.before, &self.after]
            .map(|wave| wave.newest.as_ref().map_or(&empty, |newest| &newest.released.tables));
        let [before, after] = [&self.before, &self.after].map(|wave| &wave.version.prepared);
        let mut sections: Vec<Section> = Vec::new();
        let mut left_out = Vec::new();
        for index in 0..after.items() {
            let item = after.item(index);
            if !item.trend || item.characteristic.is_some() || item.not_published || !is_compared(&item.kind) {
                continue;
            }
            let title = after.page(after.page_of(index)).map(|page| page.section.clone()).unwrap_or_default();
            let same = (0..before.items()).map(|at| before.item(at)).find(|one| one.code == item.code);
            let lines = match same {
                None => Err(Why::New),
                Some(one) => {
                    let both =
                        Both { before: (before, one), after: (after, item), tables, population: self.population };
                    both.lines()
                }
            };
            match lines {
                Err(why) => left_out.push(LeftOut { label: item.label().clone(), why }),
                Ok(lines) => {
                    if sections.last().is_none_or(|section| section.title != title) {
                        sections.push(Section { title, lines: Vec::new() });
                    }
                    if let Some(section) = sections.last_mut() {
                        section.lines.extend(lines);
                    }
                }
            }
        }
        sections.iter_mut().for_each(adjust);
        (self.sections, self.left_out) = (sections, left_out);
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sections.iter().flat_map(|section| &section.lines)
    }
}

const fn is_compared(kind: &Kind) -> bool {
    matches!(kind, Kind::Single { .. } | Kind::Multiple { .. } | Kind::Matrix { .. } | Kind::Scale { .. })
}

/// Adjusts the p values of a section.
fn adjust(section: &mut Section) {
    let mut shares: Vec<ShareChange> = section.lines.iter().filter_map(|line| line.share).collect();
    adjust_shares(&mut shares);
    let mut scales: Vec<ScaleChange> = section.lines.iter().filter_map(|line| line.scale).collect();
    adjust_scales(&mut scales);
    let (mut shares, mut scales) = (shares.into_iter(), scales.into_iter());
    for line in &mut section.lines {
        if line.share.is_some() {
            line.share = shares.next();
        }
        if line.scale.is_some() {
            line.scale = scales.next();
        }
    }
}

impl Both<'_> {
    /// Its lines: one, or one for each line of a matrix, or one for each answer that has no order.
    fn lines(&self) -> Result<Vec<Line>, Why> {
        self.is_same()?;
        let (prepared, item) = self.after;
        let index = prepared.fields().iter().filter(|field| prepared.item(field.item).code == item.code);
        let mut lines = Vec::new();
        for field in index {
            let row = field.row.and_then(|row| item.kind.rows().get(row));
            let row = row.map(|row| if row.short.is_empty() { row.words.clone() } else { row.short.clone() });
            lines.extend(self.of_field(&field.name, row.as_ref()));
        }
        if lines.is_empty() { Err(Why::NotReleased) } else { Ok(lines) }
    }

    /// Whether both ask the same in the same words.
    fn is_same(&self) -> Result<(), Why> {
        let ((old, before), (new, after)) = (self.before, self.after);
        let english = |text: &Text| text.best(Language::English).0.to_owned();
        let choices = |prepared: &Prepared, item: &Item| -> Vec<(String, String)> {
            let choices = prepared.questionnaire().choices_of(item).iter();
            choices.map(|choice| (choice.code.clone(), english(&choice.words))).collect()
        };
        let ends = |kind: &Kind| match kind {
            Kind::Scale { from, to, low, high, .. } => Some((*from, *to, english(low), english(high))),
            _ => None,
        };
        if english(&before.words) != english(&after.words) {
            return Err(Why::Reworded);
        }
        let is_same = choices(old, before) == choices(new, after)
            && ends(&before.kind) == ends(&after.kind)
            && std::mem::discriminant(&before.kind) == std::mem::discriminant(&after.kind);
        if is_same { Ok(()) } else { Err(Why::OtherAnswers) }
    }

    fn of_field(&self, name: &str, row: Option<&Text>) -> Vec<Line> {
        let (prepared, item) = self.after;
        let line = |answers: Vec<Text>, share, scale| Line {
            item: item.code.to_string(),
            label: item.label().clone(),
            row: row.cloned(),
            answers,
            share,
            scale,
        };
        let choices = prepared.questionnaire().choices_of(item);
        let counted: Vec<_> = choices.iter().filter(|choice| choice.role != ChoiceRole::PreferNotToSay).collect();
        if let Kind::Multiple { .. } = item.kind {
            let of = |code: &str| self.both(&format!("{name}#{code}")).map(|tables| self.share(tables, &[0]));
            let lines = counted
                .iter()
                .filter_map(|choice| Some(line(vec![choice.words.clone()], Some(of(&choice.code)?), None)));
            return lines.collect();
        }
        let Some(tables) = self.both(name) else { return Vec::new() };
        if let Kind::Scale { .. } = item.kind {
            let steps: Vec<usize> = (0..categories(tables[1])).collect();
            return vec![line(Vec::new(), None, Some(scale(tables, &steps)))];
        }
        let order = Scale::of(choices);
        if order.order == Order::Names {
            let lines = order
                .steps
                .iter()
                .map(|step| line(vec![counted[*step].words.clone()], Some(self.share(tables, &[*step])), None));
            return lines.collect();
        }
        let upper: Vec<Text> = order.upper().iter().map(|step| counted[*step].words.clone()).collect();
        vec![line(upper, Some(self.share(tables, order.upper())), Some(scale(tables, &order.steps)))]
    }

    /// The released tables of this name, where both waves have one of the same shape that shows something.
    fn both(&self, name: &str) -> Option<[&SafeTable; 2]> {
        let [before, after] = self.tables.map(|tables| tables.get(name).map(|released| &released.table));
        let (before, after) = (before?, after?);
        let is_shown = before.base().published().is_some() && after.base().published().is_some();
        (is_shown && before.dimensions() == after.dimensions()).then_some([before, after])
    }

    fn share(&self, tables: [&SafeTable; 2], steps: &[usize]) -> ShareChange {
        let [before, after] = [0, 1].map(|wave| {
            let table = tables[wave];
            let answered = table.base().published().unwrap_or(0);
            let yes: u64 = steps.iter().filter_map(|step| table.count(&[Some(*step)]).published()).sum();
            // Counts are rounded one by one, so that a part can come out larger than the whole.
            let population = self.population[wave].filter(|population| *population >= answered);
            Answered { yes: yes.min(answered), answered, population }
        });
        compare_shares(before, after)
    }
}

fn categories(table: &SafeTable) -> usize {
    table.dimensions().first().map_or(0, |dimension| dimension.categories.len())
}

/// The steps of a scale, from least to most, in both waves.
fn scale(tables: [&SafeTable; 2], steps: &[usize]) -> ScaleChange {
    let [before, after] = tables.map(|table| {
        let counts = steps.iter().map(|step| table.count(&[Some(*step)]).published().unwrap_or(0));
        counts.collect::<Vec<u64>>()
    });
    compare_scales(&before, &after)
}
