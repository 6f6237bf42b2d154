//! The question beside its form: how it looks to people and what would stop it from being published, while somebody
//! types. The server judges the form after each pause; without script it stays as it is saved.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use serde::{Deserialize, Serialize};
use web_sys::{FormData, HtmlFormElement, js_sys};

use super::ask;

/// The identifier of the form that the island reads.
pub const FORM: &str = "edit";
/// How long somebody has to pause before the form is judged.
const PAUSE: Duration = Duration::from_millis(400);

/// A question as its form says it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// How it looks, as HTML that the server drew.
    pub look: String,
    /// Whether anything stops it, in words.
    pub state: String,
    /// What would stop it or could be better, as HTML.
    pub found: String,
}

/// The elements, in what the server drew, that hold these.
pub const LOOK: &str = "beside-look";
/// See [`LOOK`].
pub const STATE: &str = "beside-state";
/// See [`LOOK`].
pub const FOUND: &str = "beside-found";

/// How the question looks and what would stop it; drawn again at every pause in typing by what this address answers.
#[island]
pub fn QuestionBeside(address: String, children: Children) -> impl IntoView {
    // Runs in browsers only.
    Effect::new(move || watch(Rc::from(address.as_str())));
    children()
}

/// Looks at the form after every pause in typing, as long as the page is there.
fn watch(address: Rc<str>) {
    let waiting = RefCell::new(None::<TimeoutHandle>);
    let asked = Rc::new(Cell::new(0_u32));
    let _ = window_event_listener(ev::input, move |_| {
        if let Some(before) = waiting.take() {
            before.clear();
        }
        let (address, asked) = (address.clone(), asked.clone());
        let look = move || {
            asked.set(asked.get() + 1);
            spawn_local(look(address, asked.get(), asked));
        };
        waiting.replace(set_timeout_with_handle(look, PAUSE).ok());
    });
}

/// Draws what the server answers, unless the form was looked at again in the meantime. Without an answer it stays as it
/// was: what is typed is judged again when it is saved.
async fn look(address: Rc<str>, mine: u32, asked: Rc<Cell<u32>>) {
    let Some(fields) = read_form() else { return };
    let Some(beside) = ask::<Beside>(&address, &fields).await else { return };
    if asked.get() != mine {
        return;
    }
    // The state is announced, and it is words: both are safe as HTML, because the server wrote and escaped them.
    for (place, html) in [(LOOK, &beside.look), (STATE, &beside.state), (FOUND, &beside.found)] {
        if let Some(element) = document().get_element_by_id(place) {
            element.set_inner_html(html);
        }
    }
}

/// The form as it is filled in now; none where there is no such form.
fn read_form() -> Option<Vec<(String, String)>> {
    let form = document().get_element_by_id(FORM)?.dyn_into::<HtmlFormElement>().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pair = |entry: js_sys::Array| Some((entry.get(0).as_string()?, entry.get(1).as_string()?));
    let entries = js_sys::try_iter(&data).ok()??;
    Some(entries.filter_map(|entry| pair(js_sys::Array::from(&entry.ok()?))).collect())
}
