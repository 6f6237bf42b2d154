//! Handlers of surveys on the desk: the list, a new one, one's own page, and what is done with it as a whole.

pub mod edit;
pub mod editor;
pub mod notice;
pub mod sharing;

use app::{
    part::form::Form,
    survey::{
        self as pages, ending,
        frame::{Head, Now},
        monitor::{self, Monitor},
        poster::{self, Poster},
    },
};
use axum::extract::{Path, Query};
use domain::{
    id::SurveyId,
    problem::Problem,
    survey::{number::whole, publish::Phase, words::differ_in_words_only},
    text::Language,
};
use serde::Deserialize;
use service::{
    Context, Error, disclosure, job,
    rehearsal::{self, Rehearsal},
    survey::{self as surveys, Access, draft},
};

use super::{
    frame::{self, AtDesk, AtSurvey, Rail},
    reply::{Answer, Reply},
    request::{Call, Posted},
};

/// What a page is asked beside its address: what was done just now, and how it is to be shown.
#[derive(Deserialize, Default)]
pub struct Asked {
    /// What was done just now.
    #[serde(default)]
    pub done: String,
    /// The language of a form or a poster.
    #[serde(default)]
    pub language: String,
    /// How many empty lines a form is to have.
    #[serde(default)]
    pub more: String,
    /// Whether it is to ask before something is deleted.
    #[serde(default)]
    pub delete: String,
}

impl Asked {
    /// The language that was asked for; English where none is known.
    pub fn language(&self) -> Language {
        self.language.parse().unwrap_or_default()
    }
}

/// When a page is read.
pub fn now(ctx: &Context) -> Now<'_> {
    Now { at: ctx.now(), london: &ctx.london }
}

impl AtSurvey {
    /// The head of its pages.
    pub fn head<'a>(&'a self, ctx: &'a Context) -> Head<'a> {
        Head { survey: &self.survey, phase: self.phase, desk: &self.desk, now: now(ctx) }
    }
}

/// The address of a page of a survey.
pub fn path(id: SurveyId, page: &str) -> String {
    app::survey::frame::path(id, page)
}

/// `GET /desk/{host}/surveys`
pub async fn list(mut call: Call, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let AtDesk { officer, desk, .. } = frame::at_desk(&mut call, &slug, Rail::Surveys).await?;
    let mut listed = Vec::new();
    for (survey, phase) in surveys::list(call.ctx(), &officer).await? {
        let newest = match survey.version {
            Some(_) => disclosure::newest(call.ctx(), &survey).await?,
            None => None,
        };
        listed.push(pages::Listed { survey, phase, about: newest.map(|newest| newest.about) });
    }
    Ok(Reply::page(pages::list(&call.visit, &desk, listed, now(call.ctx()), asked.done == "deleted")))
}

/// `GET /desk/{host}/surveys/new`
pub async fn new(mut call: Call, Path(slug): Path<String>) -> Answer {
    let AtDesk { desk, .. } = frame::at_desk(&mut call, &slug, Rail::Surveys).await?;
    Ok(Reply::page(pages::new(&call.visit, &desk, &Form::default())))
}

/// `POST /desk/{host}/surveys/new`
pub async fn create(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let AtDesk { officer, desk, .. } = frame::at_desk(&mut call, &slug, Rail::Surveys).await?;
    match surveys::create(call.ctx(), &officer, form.value("template"), form.value("title")).await {
        Ok(id) => Ok(Reply::to(path(id, "?done=made"))),
        Err(Error::Invalid(problems)) => {
            Ok(Reply::wrong(pages::new(&call.visit, &desk, &Form::wrong(form.0, problems))))
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of a survey, with a form on it or what stopped it from being published.
async fn monitor_page(
    call: &Call,
    at: &AtSurvey,
    just: &str,
    form: &Form,
    stopped: &[Problem],
) -> Result<String, Error> {
    let ctx = call.ctx();
    let drafted = draft::show(ctx, &at.editor).await?;
    let newest = disclosure::newest(ctx, &at.survey).await?;
    let frame = surveys::share::frame(ctx, &at.editor).await?;
    let known: Vec<i64> = frame.iter().filter_map(|line| line.eligible).collect();
    let only_words = match at.survey.version {
        Some(_) if drafted.changed => {
            let published = ctx.versions.newest(ctx, &at.survey).await?;
            differ_in_words_only(&published.definition, &drafted.definition)
        }
        _ => false,
    };
    let shown = Monitor {
        newest: newest.as_ref(),
        jobs: &job::of_survey(ctx, &at.editor).await?,
        eligible: (!known.is_empty()).then(|| known.iter().sum()),
        invited: frame.iter().map(|line| line.invited).sum(),
        link: &ctx.link(&format!("/s/{}", at.survey.slug)),
        only_words,
        just,
        stopped,
        drafted: &drafted,
    };
    Ok(monitor::monitor(&call.visit, at.head(ctx), form, &shown))
}

/// `GET /desk/surveys/{survey}`
pub async fn monitor(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    Ok(Reply::page(monitor_page(&call, &at, &asked.done, &Form::default(), &[]).await?))
}

/// `POST /desk/surveys/{survey}/publish`
pub async fn publish(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let seen = form.value("seen").parse().unwrap_or_default();
    match surveys::publish(call.ctx(), &at.editor, seen).await {
        // The second press of the same button finds nothing to publish: that is what it asked for.
        Ok(_) | Err(Error::Refused("same")) => Ok(Reply::to(path(id, "?done=published"))),
        Err(Error::Invalid(problems)) => {
            Ok(Reply::wrong(monitor_page(&call, &at, "", &Form::default(), &problems).await?))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /desk/surveys/{survey}/close`
pub async fn close(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    Ok(match at.phase {
        Phase::Draft | Phase::Closed => Reply::to(path(id, "")),
        Phase::Published | Phase::Scheduled | Phase::Open => {
            Reply::page(ending::close(&call.visit, at.head(call.ctx())))
        }
    })
}

/// `POST /desk/surveys/{survey}/close`
pub async fn close_now(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    match surveys::close(call.ctx(), &at.editor).await {
        // So does the second press of this one.
        Ok(()) | Err(Error::Refused("closed")) => Ok(Reply::to(path(id, "?done=closed"))),
        Err(other) => Err(other.into()),
    }
}

/// `GET /desk/surveys/{survey}/delete`
pub async fn delete(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    Ok(match at.phase {
        Phase::Draft => Reply::page(ending::delete(&call.visit, at.head(call.ctx()))),
        _ => Reply::to(path(id, "")),
    })
}

/// `POST /desk/surveys/{survey}/delete`
pub async fn delete_now(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    surveys::delete(call.ctx(), &at.editor).await?;
    let home = &at.desk.home;
    Ok(Reply::to(if home == "/desk" { home.clone() } else { format!("{home}/surveys?done=deleted") }))
}

/// The most answers that are made up while somebody waits for the page.
const REHEARSED_MOST: u32 = 5_000;

/// `POST /desk/surveys/{survey}/rehearse`
pub async fn rehearse(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let typed = whole(form.value("answers")).and_then(|answers| u32::try_from(answers).ok());
    let Some(responses) = typed.filter(|answers| (1..=REHEARSED_MOST).contains(answers)) else {
        let range = Problem::new("answers", "number-range").about("smallest", 1).about("largest", REHEARSED_MOST);
        let form = Form::wrong(form.0, vec![range]);
        return Ok(Reply::wrong(monitor_page(&call, &at, "", &form, &[]).await?));
    };
    let skew = if form.value("crowd") == "even" { 0.0 } else { 1.0 };
    let seed = u64::try_from(at.survey.revision).unwrap_or_default();
    rehearsal::rehearse_draft(call.ctx(), &at.editor, Rehearsal { responses, seed, skew }).await?;
    Ok(Reply::to(path(id, "/results")))
}

/// `GET /desk/surveys/{survey}/poster`
pub async fn poster(mut call: Call, Path(id): Path<SurveyId>, Query(asked): Query<Asked>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let ctx = call.ctx();
    let drafted;
    let published;
    let definition = if at.survey.version.is_some() {
        published = ctx.versions.newest(ctx, &at.survey).await?;
        &published.definition
    } else {
        drafted = draft::show(ctx, &at.editor).await?;
        &drafted.definition
    };
    let language = asked.language();
    let offered = definition.questionnaire.languages.contains(&language);
    let shown = Poster {
        definition,
        language: if offered { language } else { Language::English },
        link: &ctx.link(&format!("/s/{}", at.survey.slug)),
        owner: &at.partnership.name,
        phone: &at.partnership.profile.phone,
        invited_only: at.survey.access == Access::Invited,
    };
    Ok(Reply::page(poster::poster(&call.visit, at.head(ctx), &shown)))
}

/// `GET /desk/surveys/{survey}/history`
pub async fn history(mut call: Call, Path(id): Path<SurveyId>) -> Answer {
    let at = frame::at_survey(&mut call, id).await?;
    let ctx = call.ctx();
    let lines = surveys::history(ctx, &at.editor).await?;
    let sharing = surveys::share::show(ctx, &at.editor).await?;
    let shared = sharing.shares.into_iter().map(|share| (share.body, share.body_name));
    let names: Vec<_> = shared.chain(sharing.bodies.into_iter().map(|body| (body.id, body.name))).collect();
    Ok(Reply::page(pages::history::history(&call.visit, at.head(ctx), &lines, &names)))
}
