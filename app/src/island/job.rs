//! How far a piece of work is, without loading the page again. Without script the page says how it stood, and links to
//! itself.

use std::{rc::Rc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};

use super::ask;

/// Where to ask.
const ADDRESS: &str = "/api/job_progress";
/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_secs(3);

/// How a piece of work stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Whether it is worth asking again soon.
    pub going: bool,
    /// How it stands, as HTML that the server drew.
    pub html: String,
}

/// How far a piece of work is, as the server drew it; drawn again as long as it goes on.
#[island]
pub fn JobProgress(job: String, children: Children) -> impl IntoView {
    let place = place(&job);
    // Runs in browsers only.
    Effect::new(move || ask_later(Rc::from(job.as_str())));
    view! { <div id=place aria-live="polite">{children()}</div> }
}

fn place(job: &str) -> String {
    ["job-", job].concat()
}

/// Asks after a pause, and again as long as it goes on. When there is no answer, the page's link is there.
fn ask_later(job: Rc<str>) {
    set_timeout(move || spawn_local(look(job)), PAUSE);
}

async fn look(job: Rc<str>) {
    let Some(now) = ask::<Progress>(ADDRESS, &[("job".to_owned(), job.to_string())]).await else { return };
    let Some(drawn) = document().get_element_by_id(&place(&job)) else { return };
    drawn.set_inner_html(&now.html);
    if now.going {
        ask_later(job);
    }
}
