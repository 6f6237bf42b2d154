//! Handlers of engagements: the list of a desk, files of who took part, and the years.

use app::{
    engagement::{self as pages, List, Said, Sent, YearPage, year::Reading},
    part::form::Form,
};
use axum::extract::{Path, Query};
use domain::{
    engagement::{DetailsForm, Year},
    id::EngagementId,
    partnership::Kind,
    problem::Problem,
};
use http::header;
use service::{
    Error,
    engagement::{self, NotRead},
    sheet::{Cell, sheet},
};

use super::{
    desk::Done,
    frame::{self, AtDesk, Rail, set_host},
    reply::{Answer, Reply, again},
    request::{Call, Posted},
    upload::Upload,
};

/// `GET /desk/{host}/engagements`
pub async fn list(mut call: Call, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let said = match done.word() {
        "removed" => Some(Said::Removed),
        "restored" => Some(Said::Restored),
        "asked" => Some(Said::Asked),
        "published" => Some(Said::Published),
        "withdrawn" => Some(Said::Withdrawn),
        _ => None,
    };
    let years = engagement::years(call.ctx(), &at.officer).await?;
    let elsewhere = engagement::elsewhere(call.ctx(), &at.officer).await?;
    Ok(Reply::page(pages::list(&call.visit, &at.desk, &List { years: &years, elsewhere: &elsewhere, said })))
}

async fn at_desk(call: &mut Call, slug: &str) -> Result<AtDesk, Error> {
    frame::at_desk(call, slug, Rail::Engagements).await
}

/// `GET /desk/{host}/engagements/new`
pub async fn new(mut call: Call, Path(slug): Path<String>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    Ok(Reply::page(pages::form(&call.visit, &at.desk, None, &Form::default())))
}

/// `GET /desk/{host}/engagements/{engagement}/change`
pub async fn change(mut call: Call, Path((slug, id)): Path<(String, EngagementId)>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let one = engagement::one(call.ctx(), &at.officer, id).await?;
    Ok(Reply::page(pages::form(&call.visit, &at.desk, Some(&one), &pages::filled(&one))))
}

fn typed(form: &Posted) -> DetailsForm {
    let value = |name: &str| form.value(name).to_owned();
    DetailsForm {
        title: value("title"),
        title_gd: value("title_gd"),
        method: value("method"),
        from: value("from"),
        to: value("to"),
        people: value("people"),
        bodies: value("bodies"),
        named: value("named"),
        conversations: value("conversations"),
        link: value("link"),
    }
}

fn id(form: &Posted) -> Result<EngagementId, Error> {
    form.value("engagement").parse().map_err(|_| Error::Missing)
}

fn done(at: &AtDesk, path: &str, word: &str) -> Reply {
    Reply::to(format!("{}/engagements{path}?done={word}", at.desk.home))
}

/// `POST /desk/{host}/engagements`: adds an engagement, or changes the one that the form names.
pub async fn save(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let named = if form.has("engagement") { Some(id(&form)?) } else { None };
    match engagement::save(call.ctx(), &at.officer, named, &typed(&form)).await {
        Ok(id) => Ok(done(&at, &format!("/{id}"), if named.is_some() { "changed" } else { "added" })),
        Err(error) => {
            let one = match named {
                Some(id) => Some(engagement::one(call.ctx(), &at.officer, id).await?),
                None => None,
            };
            Ok(again(&call.visit, error, form.0, |form| pages::form(&call.visit, &at.desk, one.as_ref(), form)))
        }
    }
}

/// `POST /desk/{host}/engagements/remove`: can be undone, so it is not asked first.
pub async fn remove(mut call: Call, Path(slug): Path<String>, form: Posted) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let off = form.value("off") == "yes";
    engagement::remove(call.ctx(), &at.officer, id(&form)?, off).await?;
    Ok(done(&at, "", if off { "removed" } else { "restored" }))
}

/// `GET /desk/{host}/engagements/{engagement}`
pub async fn one(mut call: Call, Path((slug, id)): Path<(String, EngagementId)>, Query(just): Query<Done>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let one = engagement::one(call.ctx(), &at.officer, id).await?;
    let sent = match just.word() {
        "added" => Sent::Added,
        "changed" => Sent::Changed,
        "counted" => Sent::Counted,
        "forgotten" => Sent::Forgotten,
        _ => Sent::Nothing,
    };
    Ok(Reply::page(pages::one(&call.visit, &at.desk, &one, &sent, &Form::default())))
}

/// `POST /desk/{host}/engagements/{engagement}/file`
pub async fn upload(mut call: Call, Path((slug, id)): Path<(String, EngagementId)>, sent: Upload) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let one = engagement::one(call.ctx(), &at.officer, id).await?;
    let Some((name, bytes)) = sent.file else {
        let form = Form::wrong(sent.fields, vec![Problem::new("file", "file-missing")]);
        return Ok(Reply::wrong(pages::one(&call.visit, &at.desk, &one, &Sent::Nothing, &form)));
    };
    match engagement::upload(call.ctx(), &at.officer, id, (&name, &bytes)).await {
        Ok(()) => Ok(Reply::to(format!("{}/engagements/{id}/columns", at.desk.home))),
        Err(NotRead::Error(error)) => Err(error.into()),
        Err(NotRead::Faults(faults)) => {
            let told: Vec<String> = faults.told().iter().map(ToString::to_string).collect();
            let sent = Sent::Wrong(told, faults.count() - faults.told().len() as u64);
            Ok(Reply::wrong(pages::one(&call.visit, &at.desk, &one, &sent, &Form::default())))
        }
    }
}

/// `GET /desk/{host}/engagements/{engagement}/columns`: a file that waits no longer leads back.
pub async fn columns(mut call: Call, Path((slug, id)): Path<(String, EngagementId)>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    match engagement::matching(call.ctx(), &at.officer, id).await? {
        Some(file) => Ok(Reply::page(pages::matching(&call.visit, &at.desk, &file, &file.guessed, Vec::new()))),
        None => Ok(Reply::to(format!("{}/engagements/{id}", at.desk.home))),
    }
}

/// `POST /desk/{host}/engagements/{engagement}/columns`: counts the file, shows it again, or forgets it.
pub async fn match_columns(mut call: Call, Path((slug, id)): Path<(String, EngagementId)>, form: Posted) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let here = format!("/{id}");
    if form.value("then") == "forget" {
        engagement::forget_file(call.ctx(), &at.officer, id).await?;
        return Ok(done(&at, &here, "forgotten"));
    }
    // The second press of a button finds the file counted.
    let Some(file) = engagement::matching(call.ctx(), &at.officer, id).await? else {
        return Ok(Reply::to(format!("{}/engagements{here}", at.desk.home)));
    };
    let meanings = pages::meanings(&file, &form.0);
    if form.value("then") == "match" {
        return Ok(Reply::page(pages::matching(&call.visit, &at.desk, &file, &meanings, Vec::new())));
    }
    match engagement::apply(call.ctx(), &at.officer, id, &meanings).await {
        Ok(()) => Ok(done(&at, &here, "counted")),
        Err(Error::Invalid(problems)) => {
            Ok(Reply::wrong(pages::matching(&call.visit, &at.desk, &file, &meanings, problems)))
        }
        Err(error) => Err(error.into()),
    }
}

fn year(text: &str) -> Result<Year, Error> {
    text.parse().map_err(|_| Error::Missing)
}

async fn year_page(call: &Call, at: &AtDesk, year: Year, form: &Form) -> Result<String, Error> {
    let waiting = engagement::waiting(call.ctx(), &at.officer, year).await?;
    let (state, ledger) = match waiting {
        Some((state, ledger)) => (Some(state), ledger),
        None => (None, engagement::ledger(call.ctx(), &at.partnership, year).await?),
    };
    let lines = engagement::years(call.ctx(), &at.officer).await?;
    let none = engagement::YearLine { year, public: None, waiting: None };
    let line = lines.iter().find(|line| line.year == year).unwrap_or(&none);
    let reading = Reading {
        visit: &call.visit,
        ledger: &ledger,
        trend: &[],
        states: None,
        london: &call.ctx().london,
        file: format!("{}/engagements/years/{year}/figures.csv", at.desk.home),
    };
    let shown = YearPage {
        reading,
        line,
        own: state.as_ref().is_some_and(|state| state.asked_by == at.officer.account()),
        waiting: state.is_some(),
        public: format!("/{}/years/{year}", at.partnership.slug),
    };
    Ok(pages::year_page(&call.visit, &at.desk, &shown, form))
}

/// `GET /desk/{host}/engagements/years/{year}`
pub async fn desk_year(mut call: Call, Path((slug, text)): Path<(String, String)>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    Ok(Reply::page(year_page(&call, &at, year(&text)?, &Form::default()).await?))
}

/// `POST /desk/{host}/engagements/years/{year}`: asks a second person, publishes as the second, or takes it back.
pub async fn decide_year(mut call: Call, Path((slug, text)): Path<(String, String)>, form: Posted) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let year = year(&text)?;
    match form.value("to") {
        "publish" => {
            let number = form.value("number").parse().map_err(|_| Error::Missing)?;
            engagement::publish(call.ctx(), &at.officer, year, number).await?;
            Ok(done(&at, "", "published"))
        }
        "withdraw" => {
            engagement::withdraw(call.ctx(), &at.officer, year).await?;
            Ok(done(&at, "", "withdrawn"))
        }
        _ => match engagement::ask(call.ctx(), &at.officer, year, form.value("note")).await {
            Ok(()) => Ok(done(&at, "", "asked")),
            Err(Error::Invalid(problems)) => {
                Ok(Reply::wrong(year_page(&call, &at, year, &Form::wrong(form.0, problems)).await?))
            }
            Err(error) => Err(error.into()),
        },
    }
}

/// `GET /desk/{host}/engagements/years/{year}/figures.csv`: of the state that waits, or else of the year as it stands.
pub async fn desk_file(mut call: Call, Path((slug, text)): Path<(String, String)>) -> Answer {
    let at = at_desk(&mut call, &slug).await?;
    let year = year(&text)?;
    let ledger = match engagement::waiting(call.ctx(), &at.officer, year).await? {
        Some((_, ledger)) => ledger,
        None => engagement::ledger(call.ctx(), &at.partnership, year).await?,
    };
    file(&call, &slug, &ledger)
}

fn file(call: &Call, slug: &str, ledger: &domain::engagement::ledger::Ledger) -> Answer {
    let (heads, rows) = pages::year::file(&call.visit, ledger);
    let cell = |cell| match cell {
        pages::year::FileCell::Words(words) => Cell::Words(words),
        pages::year::FileCell::Number(number) => Cell::Number(i64::try_from(number).unwrap_or(i64::MAX)),
    };
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect());
    let name = format!("attachment; filename=\"{slug}-{}.csv\"", ledger.year);
    let bytes = sheet(&heads, rows)?;
    Ok(Reply::data("text/csv; charset=utf-8", bytes).header(header::CONTENT_DISPOSITION, &name))
}

/// `GET /{host}/years`: those of Scotland lead to the newest.
pub async fn public_years(mut call: Call, Path(slug): Path<String>) -> Answer {
    let past = engagement::published_years(call.ctx(), &slug).await?;
    set_host(&mut call.visit, &past.partnership);
    if past.partnership.kind == Kind::National {
        let newest = engagement::usual_year(call.ctx().today());
        let scotland = engagement::scotland(call.ctx(), newest).await?;
        let year = scotland.years.first().copied().unwrap_or(newest);
        return Ok(Reply::to(call.visit.href(&format!("/{slug}/years/{year}"))));
    }
    Ok(Reply::page(pages::year::years(&call.visit, &past, &call.ctx().london)))
}

/// `GET /{host}/years/{year}`
pub async fn public_year(mut call: Call, Path((slug, text)): Path<(String, String)>) -> Answer {
    let year = year(&text)?;
    let partnership = service::partnership::by_slug(call.ctx(), &slug).await?;
    set_host(&mut call.visit, &partnership);
    if partnership.kind == Kind::National {
        let scotland = engagement::scotland(call.ctx(), year).await?;
        return Ok(Reply::page(pages::scotland::public(&call.visit, &scotland)));
    }
    let published = engagement::published(call.ctx(), &slug, year).await?;
    Ok(Reply::page(pages::year::public(&call.visit, &published, &call.ctx().london)))
}

/// `GET /{host}/years/{year}/figures.csv`
pub async fn public_file(call: Call, Path((slug, text)): Path<(String, String)>) -> Answer {
    let published = engagement::published(call.ctx(), &slug, year(&text)?).await?;
    file(&call, &slug, &published.ledger)
}
