//! Handlers of the editor: the questions as a list, the forms of one question, a page or a shared list, and saving.

use app::{
    part::form::Form,
    survey::{beside, editor as list_pages, item as item_pages, page as page_pages, scale as scale_pages},
};
use axum::extract::{Path, Query};
use domain::{
    id::SurveyId,
    problem::Problem,
    survey::{Item, edit::Edit},
    text::Language,
};
use http::StatusCode;
use service::{
    Error,
    survey::draft::{self, Drafted},
};

use super::{Asked, edit, path};
use crate::http::{
    frame::{self, AtSurvey},
    reply::{Answer, Failed, Reply},
    request::{Call, Posted},
};

/// How many empty lines a question's form has for more answers.
const SPARE: usize = 2;
/// The most that can be asked for.
const SPARE_MOST: usize = 40;

/// `GET /desk/surveys/{survey}/questions`
pub async fn list(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    Ok(Reply::page(list_pages::editor(&call.visit, at.head(call.ctx()), &drafted, &asked.done)))
}

/// What a form of the editor is about.
enum Thing<'a> {
    Item { page: usize, item: &'a Item },
    Page { at: usize },
    List { name: &'a str },
}

impl<'a> Thing<'a> {
    /// The thing of this name in an address: a question's code, `page.` and a page's, `list.` and a list's name.
    fn find(drafted: &'a Drafted, name: &'a str) -> Result<Self, Error> {
        let questionnaire = &drafted.definition.questionnaire;
        if let Some(code) = name.strip_prefix("page.") {
            let at = questionnaire.pages.iter().position(|page| page.code == code);
            return at.map(|at| Self::Page { at }).ok_or(Error::Missing);
        }
        if let Some(name) = name.strip_prefix("list.") {
            return questionnaire.scales.contains_key(name).then_some(Self::List { name }).ok_or(Error::Missing);
        }
        let found = questionnaire.items().find(|(_, item)| item.code.as_str() == name);
        found.map(|(page, item)| Self::Item { page, item }).ok_or(Error::Missing)
    }
}

/// How a form of the editor is to be shown.
#[derive(Clone, Copy, Default)]
struct Showing {
    language: Language,
    spare: usize,
    conflict: bool,
    saved: bool,
}

/// The form of a thing, as it is saved or as it was sent.
fn form_page(
    call: &Call,
    at: &AtSurvey,
    drafted: &Drafted,
    thing: &Thing<'_>,
    sent: Option<Form>,
    how: Showing,
) -> String {
    let (visit, head) = (&call.visit, at.head(call.ctx()));
    let questionnaire = &drafted.definition.questionnaire;
    let Showing { language, spare, conflict, saved } = how;
    let seen = drafted.survey.revision;
    match *thing {
        Thing::Item { page, item } => {
            let form = sent.unwrap_or_else(|| item_pages::saved(item, language));
            let editing = item_pages::Editing { drafted, page, item, language, spare, conflict, saved };
            item_pages::item(visit, head, &form, &editing)
        }
        Thing::Page { at } => {
            let page = &questionnaire.pages[at];
            let form = sent.unwrap_or_else(|| page_pages::form_of(page, language));
            let editing = page_pages::Editing { questionnaire, at, page, language, seen, conflict };
            page_pages::page(visit, head, &form, &editing)
        }
        Thing::List { name } => {
            let form = sent.unwrap_or_else(|| scale_pages::form_of(questionnaire, name, language));
            let editing = scale_pages::Editing { questionnaire, name, language, seen, conflict };
            scale_pages::scale(visit, head, &form, &editing)
        }
    }
}

/// The language of a form: one that the survey is offered in.
fn offered(drafted: &Drafted, language: Language) -> Language {
    if drafted.definition.questionnaire.languages.contains(&language) { language } else { Language::English }
}

/// `GET /desk/surveys/{survey}/questions/{item}`
pub async fn item(mut call: Call, Path((id, name)): Path<(SurveyId, String)>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    let thing = Thing::find(&drafted, &name)?;
    if !asked.delete.is_empty() {
        let (page, item) = match thing {
            Thing::Item { page, item } => (page, Some(item)),
            Thing::Page { at } => (at, None),
            Thing::List { .. } => return Err(Error::Missing.into()),
        };
        return Ok(Reply::page(item_pages::delete(&call.visit, at.head(call.ctx()), &drafted, page, item)));
    }
    let spare = asked.more.parse::<usize>().map_or(SPARE, |more| more.min(SPARE_MOST));
    let how =
        Showing { language: offered(&drafted, asked.language()), spare, conflict: false, saved: asked.done == "saved" };
    Ok(Reply::page(form_page(&call, &at, &drafted, &thing, None, how)))
}

/// `POST /desk/surveys/{survey}/questions`
pub async fn save(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    let edit = edit::edit_of(&form.0, &drafted.definition).map_err(Error::invalid)?;
    let seen = form.value("seen").parse().unwrap_or_default();
    match draft::edit(call.ctx(), &at.editor, seen, edit.clone()).await {
        Ok(now) => Ok(Reply::to(path(id, &edit::after(&edit, form.value("then"), &drafted.definition, &now)))),
        Err(Error::Invalid(problems)) => again(&call, &at, &edit, form, problems, false).await,
        Err(Error::Conflict) => again(&call, &at, &edit, form, Vec::new(), true).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /desk/surveys/{survey}/look`: how a question looks as its form says, for the island; nothing is saved.
pub async fn look(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    let fields = item_pages::first_values(&form.0);
    Reply::json(&beside::typed(&call.visit, &drafted.definition, &fields).ok_or(Error::Missing)?)
}

/// Shows a form again, with what is wrong or what somebody else did in the meantime; a button only leads back to the
/// list, which says so.
async fn again(
    call: &Call,
    at: &AtSurvey,
    edit: &Edit,
    form: Posted,
    problems: Vec<Problem>,
    conflict: bool,
) -> Answer {
    let name = match edit {
        Edit::ReplaceItem { item, .. } => item.to_string(),
        Edit::ReplacePage { .. } => format!("page.{}", form.value("page")),
        Edit::ReplaceScale { scale, .. } => format!("list.{scale}"),
        _ if conflict => return Ok(Reply::to(path(at.survey.id, "/questions?done=conflict"))),
        _ => return Err(Failed::from(Error::Invalid(problems))),
    };
    let drafted = draft::show(call.ctx(), &at.editor).await?;
    let thing = Thing::find(&drafted, &name)?;
    let language = offered(&drafted, form.value("language").parse().unwrap_or_default());
    let how = Showing { language, spare: 0, conflict, saved: false };
    let sent = Form::wrong(form.0, problems);
    let page = Reply::wrong(form_page(call, at, &drafted, &thing, Some(sent), how));
    Ok(if conflict { page.status(StatusCode::CONFLICT) } else { page })
}

/// `POST /desk/surveys/{survey}/undo`
pub async fn undo(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let seen = form.value("seen").parse().unwrap_or_default();
    let done = match draft::undo(call.ctx(), &at.editor, seen).await {
        Ok(()) => "undone",
        Err(Error::Conflict) => "conflict",
        Err(Error::Refused("nothing-to-undo")) => "nothing",
        Err(other) => return Err(other.into()),
    };
    Ok(Reply::to(path(id, &format!("/questions?done={done}"))))
}
