//! How far a piece of work is, without loading the page again. Without script the page says how it stood, and links to
//! itself.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_secs(3);

/// How a piece of work stands, in words that the server chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Whether it is worth asking again soon.
    pub going: bool,
    /// Steps done.
    pub done: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// The same in words.
    pub words: String,
}

/// How far a piece of work is, for officers of the partnership whose desk shows it.
#[server(
    name = LookAtJob,
    prefix = "/api",
    endpoint = "job_progress",
    server = leptos::server_fn::axum::AxumServerFnBackend
)]
pub async fn job_progress(job: String) -> Result<Progress, ServerFnError> {
    crate::job::look(&job).await
}

/// How far a piece of work is. `label` names it, `here` is the page that shows it.
#[island]
pub fn JobProgress(job: String, label: String, here: String, first: Progress) -> impl IntoView {
    let (progress, look) = signal(first);
    let (watching, watch) = signal(false);
    Effect::new(move || {
        if progress.with_untracked(|progress| progress.going) {
            watch.set(true);
            ask_later(job.clone(), look, watch);
        }
    });
    let value = move || progress.with(|progress| (progress.total > 0).then(|| progress.done.to_string()));
    let max = move || progress.with(|progress| (progress.total > 0).then(|| progress.total.to_string()));
    view! {
        <p class="soft" aria-live="polite">{move || progress.with(|progress| progress.words.clone())}</p>
        <progress class="progress__bar" value=value max=max aria-label=label
            hidden=move || progress.with(|progress| !progress.going)></progress>
        <p hidden=move || watching.get()><a href=here>"Look again"</a></p>
    }
}

/// Asks after a pause, and again as long as it goes on. When there is no answer, the link is there.
fn ask_later(job: String, look: WriteSignal<Progress>, watch: WriteSignal<bool>) {
    let ask = move || {
        spawn_local(async move {
            let going = match job_progress(job.clone()).await {
                Ok(now) => {
                    let going = now.going;
                    look.set(now);
                    going
                }
                Err(_) => false,
            };
            if going {
                ask_later(job, look, watch);
            } else {
                watch.set(false);
            }
        });
    };
    set_timeout(ask, PAUSE);
}
