//! The page about the API, made of its OpenAPI document. The document is in English, and so is what it says here.

use leptos::prelude::*;

use crate::{
    part::table::{Column, Row, table},
    shell::{Place, Title, public as frame},
    visit::Visit,
};

/// One address that can be asked.
pub struct Operation {
    /// Its path.
    pub path: &'static str,
    /// What it gives.
    pub summary: String,
    /// What can be said with it.
    pub parameters: Vec<Parameter>,
}

/// One parameter.
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path` or `query`.
    pub place: String,
    /// What it is for.
    pub words: String,
}

/// The page.
pub fn page(visit: &Visit, operations: &[Operation]) -> String {
    let sections = operations.iter().map(operation).collect_view();
    let body = view! {
        <div class="flow">
            <h1>{visit.t("api-page")}</h1>
            <p class="lead">{visit.t("api-lead")}</p>
            <p><a href="/api/v1/openapi.json">{visit.t("api-document")}</a></p>
            <div class="flow" lang="en">
            <h2>"Rules"</h2>
            <ul>
                <li>"Every answer is JSON, or CSV with "<code>"format=csv"</code>" or "<code>"Accept: text/csv"</code>"."</li>
                <li>"Lists come in pages: follow the "<code>"Link"</code>" header or "<code>"next"</code>"."</li>
                <li>
                    "Every answer has an "<code>"ETag"</code>". Send it back as "<code>"If-None-Match"</code>
                    ", and what has not changed is answered by 304."
                </li>
                <li>"Numbers of people who answered are rounded to 5, and small groups are withheld."</li>
            </ul>
            <h2>"Problems"</h2>
            <p>"Every error is a document of the kind "<code>"application/problem+json"</code>" (RFC 9457)."</p>
            <dl>
                <dt id="parameter"><strong>"parameter (400)"</strong></dt>
                <dd>"A parameter is unknown, comes twice or cannot have this value. It is named."</dd>
                <dt id="missing"><strong>"missing (404)"</strong></dt>
                <dd>"There is no such thing, or it is not public."</dd>
                <dt id="method"><strong>"method (405)"</strong></dt>
                <dd>"The API can only be read: use GET or HEAD."</dd>
                <dt id="too-often"><strong>"too-often (429)"</strong></dt>
                <dd>"Wait as long as "<code>"Retry-After"</code>" says."</dd>
                <dt id="refused"><strong>"refused (403)"</strong></dt>
                <dd>"This is not for everybody."</dd>
                <dt id="broken"><strong>"broken (500)"</strong></dt>
                <dd>"Something went wrong on our side. Give the reference when you write to us."</dd>
            </dl>
            <h2>"Addresses"</h2>
            {sections}
            </div>
        </div>
    };
    frame(visit, &Title::of(visit.t("api-page")), Place::Elsewhere, body.into_any())
}

fn operation(operation: &Operation) -> AnyView {
    let example = (!operation.path.contains('{')).then(|| {
        let path = operation.path;
        view! { <p><a href=path>"Try it"<span class="unseen">": "{path}</span></a></p> }
    });
    let rows: Vec<Row> = operation
        .parameters
        .iter()
        .map(|one| Row {
            head: view! { <code>{one.name.clone()}</code> }.into_any(),
            cells: vec![one.place.clone().into(), one.words.clone().into()],
            all: false,
        })
        .collect();
    let columns = vec![Column::words("Parameter"), Column::words("Where"), Column::words("What it is for")];
    let caption = format!("Parameters of {}", operation.path);
    let parameters = (!rows.is_empty()).then(|| table(&caption, columns, rows));
    view! {
        <section class="flow">
            <h3><code>"GET "{operation.path}</code></h3>
            <p>{operation.summary.clone()}</p>
            {parameters}
            {example}
        </section>
    }
    .into_any()
}
