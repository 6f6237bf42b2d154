//! Handlers of the inclusion check: who answered against who lives here, and its parts.

use app::{
    inclusion::{self as pages, parts::Content},
    survey::results,
};
use axum::extract::Path;
use domain::id::SurveyId;
use service::inclusion::{self, Check};

use super::{
    frame::{at_survey, by_method, reading_survey},
    reply::{Answer, Reply},
    request::{Call, Posted},
    results::{find, head, today},
};

/// Which part is asked for.
#[derive(Clone, Copy)]
enum Asked {
    Who,
    Deprivation,
    Places,
    Together,
    Unanswered,
    Weighed,
}

/// `GET /s/{survey}/who`
pub async fn public(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Who).await
}

/// `GET /s/{survey}/who/deprivation`
pub async fn public_deprivation(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Deprivation).await
}

/// `GET /s/{survey}/who/places`
pub async fn public_places(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Places).await
}

/// `GET /s/{survey}/who/together`
pub async fn public_together(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Together).await
}

/// `GET /s/{survey}/who/unanswered`
pub async fn public_unanswered(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Unanswered).await
}

/// `GET /s/{survey}/who/weighed`
pub async fn public_weighed(call: Call, slug: Path<String>) -> Answer {
    public_part(call, slug, Asked::Weighed).await
}

/// `GET /desk/surveys/{survey}/who`
pub async fn staff(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Who).await
}

/// `GET /desk/surveys/{survey}/who/deprivation`
pub async fn deprivation(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Deprivation).await
}

/// `GET /desk/surveys/{survey}/who/places`
pub async fn places(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Places).await
}

/// `GET /desk/surveys/{survey}/who/together`
pub async fn together(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Together).await
}

/// `GET /desk/surveys/{survey}/who/unanswered`
pub async fn unanswered(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Unanswered).await
}

/// `GET /desk/surveys/{survey}/who/weighed`
pub async fn weighed(call: Call, id: Path<SurveyId>) -> Answer {
    staff_part(call, id, Asked::Weighed).await
}

/// `POST /desk/surveys/{survey}/who`: chooses with whom those who answered are compared.
pub async fn choose_base(mut call: Call, Path(id): Path<SurveyId>, form: Posted) -> Answer {
    let at = at_survey(&mut call, id).await?;
    inclusion::choose_base(call.ctx(), &at.editor, form.value("against")).await?;
    Ok(Reply::to(format!("/desk/surveys/{id}/who#base")))
}

async fn public_part(mut call: Call, Path(slug): Path<String>, asked: Asked) -> Answer {
    let open = find(&mut call, &slug).await?;
    if open.survey.results_public_at.is_none() {
        return Ok(Reply::page(results::not_yet(&call.visit, &open, today(&call))));
    }
    let check = inclusion::check(call.ctx(), open.survey).await?;
    by_method(&mut call.visit, check.newest.as_ref());
    let page = page(&call, &check, asked, |content| pages::public(&call.visit, &check, content)).await?;
    Ok(Reply::page(page))
}

async fn staff_part(mut call: Call, Path(id): Path<SurveyId>, asked: Asked) -> Answer {
    let at = reading_survey(&mut call, id).await?;
    let mut check = inclusion::check(call.ctx(), at.survey.clone()).await?;
    by_method(&mut call.visit, check.newest.as_ref());
    let head = head(&call, &at).await?;
    if head.editor && matches!(asked, Asked::Who) {
        check.offered = inclusion::offered(call.ctx(), &check.survey).await?;
    }
    let page =
        page(&call, &check, asked, |content| pages::staff(&call.visit, &at.desk, &check, &head, content)).await?;
    Ok(Reply::page(page))
}

/// The page of a part, made of what that part needs.
async fn page(
    call: &Call,
    check: &Check,
    asked: Asked,
    made: impl FnOnce(Content<'_>) -> String,
) -> Result<String, service::Error> {
    Ok(match asked {
        Asked::Who => made(Content::Who),
        Asked::Deprivation => made(Content::Deprivation(&inclusion::together(call.ctx(), check).await?)),
        Asked::Places => made(Content::Places(&inclusion::places(call.ctx(), check).await?)),
        Asked::Together => made(Content::Together(&inclusion::together(call.ctx(), check).await?)),
        Asked::Weighed => made(Content::Weighed(&inclusion::weighed(call.ctx(), check).await?)),
        Asked::Unanswered => made(Content::Unanswered(&inclusion::unanswered(call.ctx(), check).await?)),
    })
}
