//! Handlers of the settings of a partnership, and of what they make: the style sheet with its colours, and logos.

use app::{
    part::{
        colour::{picked, shown},
        form::{Fields, Form},
    },
    partnership::settings::{self as pages, Said},
};
use axum::extract::{Path, Query};
use domain::{partnership::Theme, problem::Problem, text::one_line};
use http::{StatusCode, header};
use service::{
    Error,
    partnership::{self, Both, SettingsForm},
};

use super::{
    desk::Done,
    frame::{self, AtDesk, Rail},
    reply::{Answer, Reply},
    request::{Call, Posted},
    upload::Upload,
};

/// For ever: what is at the address never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /desk/{host}/settings`
pub async fn settings(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Settings).await?;
    let said = match done.word() {
        "saved" => Some(Said::Saved),
        "logo-added" => Some(Said::LogoAdded),
        "logo-removed" => Some(Said::LogoRemoved),
        _ => None,
    };
    Ok(Reply::page(page(&call, &at, &saved(&at), said)))
}

fn saved(at: &AtDesk) -> Form {
    pages::filled(&SettingsForm::of(&at.partnership))
}

fn page(call: &Call, at: &AtDesk, form: &Form, said: Option<Said>) -> String {
    pages::settings(&call.visit, &at.desk, &at.partnership, form, said)
}

/// `POST /desk/{host}/settings`
pub async fn save(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Settings).await?;
    let (fields, typed) = typed(form);
    let (theme, faint) = Theme::parse(&typed.brand, &typed.accent);
    // What was typed is shown in the colours that were typed, as far as they can be read.
    if let (Some(theme), Some(host)) = (theme, &mut call.visit.host) {
        host.theme = frame::theme_href(theme);
    }
    if fields.contains_key("then") {
        let said = faint.is_empty().then_some(Said::Tried);
        let form = Form::wrong(fields, faint);
        let page = page(&call, &at, &form, said);
        return Ok(if form.is_wrong() { Reply::wrong(page) } else { Reply::page(page) });
    }
    match partnership::save_settings(call.ctx(), &at.officer, &typed).await {
        Ok(()) => Ok(Reply::to(format!("{}/settings?done=saved", at.desk.home))),
        Err(Error::Invalid(problems)) => Ok(Reply::wrong(page(&call, &at, &Form::wrong(fields, problems), None))),
        Err(Error::Conflict) => {
            let page = page(&call, &at, &Form::wrong(fields, Vec::new()), Some(Said::Conflict));
            Ok(Reply::page(page).status(StatusCode::CONFLICT))
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, as it is shown again and as it is saved. A colour that was picked counts before the one beside it.
fn typed(form: Posted) -> (Fields, SettingsForm) {
    let mut fields = form.0;
    for name in ["brand", "accent"] {
        let value = |name: &str| fields.get(name).and_then(|values| values.first()).cloned();
        if let (Some(picked), Some(shown)) = (value(&picked(name)), value(&shown(name)))
            && picked != shown
        {
            fields.insert(name.to_owned(), vec![picked]);
        }
    }
    let value = |name: &str| fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default();
    let both = |name: &str| Both { en: value(&format!("{name}.en")), gd: value(&format!("{name}.gd")) };
    let maybe = |name: &str| Some(one_line(&value(name))).filter(|line| !line.is_empty());
    let typed = SettingsForm {
        name: value("name"),
        about: both("about"),
        welcome: both("welcome"),
        lead: both("lead"),
        phone: value("phone"),
        mail: maybe("mail"),
        bsl: maybe("bsl"),
        post: value("post"),
        brand: value("brand"),
        accent: value("accent"),
        gaelic: value("gaelic") == "yes",
        seen: value("seen").parse().unwrap_or_default(),
    };
    (fields, typed)
}

/// `POST /desk/{host}/logo`: adds one, or, when asked twice, takes one away.
pub async fn logo_save(mut call: Call, Path(slug): Path<String>, upload: Upload) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Settings).await?;
    let done = |word: &str| Reply::to(format!("{}/settings?done={word}", at.desk.home));
    if upload.has("remove") {
        let file = upload.value("remove");
        if upload.has("sure") {
            partnership::remove_logo(call.ctx(), &at.officer, file).await?;
            return Ok(done("logo-removed"));
        }
        let known = at.partnership.profile.logos.iter().find(|logo| logo.file == file).ok_or(Error::Missing)?;
        return Ok(Reply::page(pages::remove_logo(&call.visit, &at.desk, known)));
    }
    let whose = upload.value("whose").to_owned();
    let added = match upload.file {
        Some((_, bytes)) => partnership::add_logo(call.ctx(), &at.officer, bytes, &whose).await,
        None => Err(Error::invalid(Problem::new("logo", "picture-missing"))),
    };
    match added {
        Ok(()) => Ok(done("logo-added")),
        Err(Error::Invalid(problems)) => {
            let mut form = saved(&at);
            form.values.insert("whose".to_owned(), vec![whose]);
            form.problems = problems;
            Ok(Reply::wrong(page(&call, &at, &form, None)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The colours that the name of a style sheet says, if they can be read and are written in the one way in which we
/// write them.
fn named(file: &str) -> Option<Theme> {
    let (brand, accent) = file.strip_suffix(".css")?.split_once('-')?;
    let theme = Theme::parse(&format!("#{brand}"), &format!("#{accent}")).0?;
    (frame::theme_href(theme) == format!("/theme/{file}")).then_some(theme)
}

/// `GET /theme/{file}`: only colours that can be read.
pub async fn theme(Path(file): Path<String>) -> Answer {
    let theme = named(&file).ok_or(Error::Missing)?;
    let css = Reply::data("text/css; charset=utf-8", partnership::theme_css(theme));
    Ok(css.header(header::CACHE_CONTROL, FOR_EVER))
}

/// `GET /logo/{file}`
pub async fn logo(call: Call, Path(file): Path<String>) -> Answer {
    let logo = partnership::logo(call.ctx(), &file).await?;
    Ok(Reply::data(logo.kind, logo.bytes).header(header::CACHE_CONTROL, FOR_EVER))
}
