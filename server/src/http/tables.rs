//! Handlers of the table builder.

use app::survey::tables as pages;
use axum::extract::{Path, RawQuery};
use domain::text::Language;
use http::{StatusCode, header};
use service::{
    disclosure::{self, Offer, Shown, Wish},
    sheet::{Cell, sheet},
};

use super::{
    reply::{Answer, Reply},
    request::{Call, parse_form},
    results::{find, today},
};

/// `GET /s/{survey}/tables`
pub async fn public(mut call: Call, Path(slug): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let open = find(&mut call, &slug).await?;
    if open.survey.results_public_at.is_none() {
        return Ok(Reply::page(app::survey::results::not_yet(&call.visit, &open, today(&call))));
    }
    let survey = open.survey.clone();
    let Some(offer) = disclosure::offer(call.ctx(), survey).await? else {
        let results = disclosure::results(call.ctx(), open.survey).await?;
        return Ok(Reply::page(app::survey::results::public(&call.visit, &results, today(&call))));
    };
    let fields = query.and_then(|query| parse_form(query.as_bytes())).unwrap_or_default();
    let value = |name: &str| fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default();
    let wish = Wish {
        rows: value("rows"),
        columns: value("columns"),
        area: value("area"),
        left_out: value("left") == "yes" && !value("columns").is_empty(),
    };
    if let Some(language) = value("language").parse::<Language>().ok().filter(|it| *it != call.language()) {
        call.visit.words = call.visit.words.spoken(language);
        return Ok(Reply::to(pages::address(&call.visit, &slug, &wish)));
    }
    if wish == Wish::default() {
        return Ok(Reply::page(pages::page(&call.visit, &offer, &wish, &pages::Answer::Nothing)));
    }
    // The links to other languages lead to the same table.
    let english = app::visit::Visit { words: call.visit.words.spoken(Language::English), ..call.visit.clone() };
    call.visit.path = pages::address(&english, &slug, &wish);
    match offer.show(call.ctx(), &wish).await? {
        Ok(shown) if value("format") == "csv" => csv(&call, &offer, &shown),
        Ok(shown) => Ok(Reply::page(pages::page(&call.visit, &offer, &wish, &pages::Answer::Table(&shown)))),
        Err(why) => {
            let page = pages::page(&call.visit, &offer, &wish, &pages::Answer::None(why));
            Ok(Reply::page(page).status(StatusCode::NOT_FOUND))
        }
    }
}

/// The table as a file: numbers of people, then shares, as on the page.
fn csv(call: &Call, offer: &Offer, shown: &Shown) -> Answer {
    let (heads, rows) = pages::file(&call.visit, offer, shown);
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::Words).collect());
    let bytes = sheet(&heads, rows)?;
    let name = format!("attachment; filename=\"{}.csv\"", file_name(&shown.name));
    Ok(Reply::data("text/csv; charset=utf-8", bytes).header(header::CONTENT_DISPOSITION, &name))
}

/// The name of a table as the name of a file.
fn file_name(table: &str) -> String {
    table.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect()
}
