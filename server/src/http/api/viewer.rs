//! The page about the API: the OpenAPI document as people read it.

use app::api as pages;

use super::{
    super::{reply::Reply, request::Call},
    document::paths,
};

/// `GET /api/v1`
pub async fn page(call: Call) -> Reply {
    let operations: Vec<pages::Operation> = paths()
        .into_iter()
        .map(|(path, what)| {
            let get = &what["get"];
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let parameters = get["parameters"].as_array().into_iter().flatten();
            pages::Operation {
                path,
                summary: text(&get["summary"]),
                parameters: parameters
                    .map(|one| pages::Parameter {
                        name: text(&one["name"]),
                        place: text(&one["in"]),
                        words: text(&one["description"]),
                    })
                    .collect(),
            }
        })
        .collect();
    Reply::page(pages::page(&call.visit, &operations))
}
