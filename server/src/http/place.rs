//! Handlers of places: who lives in the area, its localities.

use app::{
    part::form::Form,
    place::{self as pages, Said, Shown, locality},
};
use axum::extract::{Path, Query};
use domain::{id::LocalityId, place::locality::LocalityForm};
use service::{Error, place};

use super::{
    desk::Done,
    frame::{self, AtDesk, Rail},
    reply::{Answer, Reply, again},
    request::{Call, Posted},
};

/// `GET /desk/{host}/places`
pub async fn places(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Places).await?;
    let said = match done.word() {
        "added" => Some(Said::Added),
        "changed" => Some(Said::Changed),
        "removed" => Some(Said::Removed),
        _ => None,
    };
    let places = place::places(call.ctx(), &at.officer).await?;
    let shown = Shown { places: &places, london: &call.ctx().london, said };
    Ok(Reply::page(pages::places(&call.visit, &at.desk, &shown)))
}

/// `GET /desk/{host}/places/new`
pub async fn new(mut call: Call, Path(slug): Path<String>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Places).await?;
    let zones = place::zones_to_choose(call.ctx(), &at.officer, None).await?;
    Ok(Reply::page(locality::new(&call.visit, &at.desk, &zones, &Form::default())))
}

/// `GET /desk/{host}/places/{locality}`
pub async fn one(mut call: Call, Path((slug, id)): Path<(String, LocalityId)>) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Places).await?;
    let shown = place::show_locality(call.ctx(), &at.officer, id).await?;
    let zones = place::zones_to_choose(call.ctx(), &at.officer, Some(id)).await?;
    let form = locality::filled(&shown);
    Ok(Reply::page(locality::locality(&call.visit, &at.desk, &shown, &zones, &form)))
}

fn typed(form: &Posted) -> LocalityForm {
    let several = |name: &str| form.0.get(name).cloned().unwrap_or_default();
    LocalityForm {
        name: form.value("name").to_owned(),
        name_gd: form.value("name_gd").to_owned(),
        zones: several("zones"),
        names: several("names"),
    }
}

/// `POST /desk/{host}/places`: adds a locality, or changes the one that the form names.
pub async fn save(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Places).await?;
    if !form.has("locality") {
        let added = place::add_locality(call.ctx(), &at.officer, &typed(&form)).await;
        let Err(error) = added else { return Ok(done(&at, "added")) };
        let zones = place::zones_to_choose(call.ctx(), &at.officer, None).await?;
        return Ok(again(&call.visit, error, form.0, |form| locality::new(&call.visit, &at.desk, &zones, form)));
    }
    let id = id(&form)?;
    let changed = place::change_locality(call.ctx(), &at.officer, id, &typed(&form)).await;
    let Err(error) = changed else { return Ok(done(&at, "changed")) };
    let shown = place::show_locality(call.ctx(), &at.officer, id).await?;
    let zones = place::zones_to_choose(call.ctx(), &at.officer, Some(id)).await?;
    let page = |form: &Form| locality::locality(&call.visit, &at.desk, &shown, &zones, form);
    Ok(again(&call.visit, error, form.0, page))
}

/// `POST /desk/{host}/places/remove`: asked first.
pub async fn remove(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = frame::at_desk(&mut call, &slug, Rail::Places).await?;
    let id = id(&form)?;
    if form.has("sure") {
        place::remove_locality(call.ctx(), &at.officer, id).await?;
        return Ok(done(&at, "removed"));
    }
    let shown = place::show_locality(call.ctx(), &at.officer, id).await?;
    Ok(Reply::page(locality::remove(&call.visit, &at.desk, &shown)))
}

fn id(form: &Posted) -> Result<LocalityId, Error> {
    form.value("locality").parse().map_err(|_| Error::Missing)
}

fn done(at: &AtDesk, word: &str) -> Reply {
    Reply::to(format!("{}/places?done={word}", at.desk.home))
}
