//! Pages of whoever answers a survey: start, questions, check, sent, coming back. They load no script at all.

mod answer;
mod check;
mod item;
mod later;
mod privacy;
mod question;
mod receipt;
mod sent;
mod start;
mod stop;

use leptos::prelude::*;

pub use check::check;
pub use later::{later, later_invited};
pub use privacy::privacy;
pub use question::{preview, question};
pub use receipt::receipt;
pub use sent::sent;
pub use start::{Start, start};
pub use stop::{stop, stopped};

use crate::{
    shell::{Title, journey},
    visit::Visit,
};

/// The identifier of the form of a page: the language switch sends it, so that nothing typed is lost.
const FORM: &str = "page";

/// A sheet with a line of progress and a body.
fn sheet(visit: &Visit, title: &Title, progress: Option<AnyView>, body: AnyView) -> String {
    let progress = progress.map(|progress| view! { <div class="progress">{progress}</div> });
    let body = view! { <div class="sheet">{progress}<div class="sheet__body flow">{body}</div></div> };
    journey(visit, title, None, body.into_any())
}
