//! Colours: the browser's own picker beside a field for the code. Without script neither can follow the other, so the
//! form also says what the picker showed: if it shows something else when it comes back, it was used.

use domain::partnership::colour::Colour;
use leptos::prelude::*;

use super::form::{Form, beside, described_by, id_of};
use crate::visit::Visit;

/// The field of the picker that goes with a field.
pub fn picked(name: &str) -> String {
    format!("{name}-picked")
}

/// The field that says what the picker showed.
pub fn shown(name: &str) -> String {
    format!("{name}-shown")
}

/// A field for a colour. `saved` is what the picker shows when what was typed is none.
pub fn colour(visit: &Visit, form: &Form, name: &str, label: &str, hint: &str, saved: Colour) -> AnyView {
    let (id, problem) = (id_of(name), form.problem(name));
    let wrong = problem.is_some();
    let class = if wrong { "field field--bad" } else { "field" };
    let (hint_id, described) = (format!("{id}-hint"), described_by(name, true, wrong));
    let error = beside(visit, name, problem);
    let typed = form.value(name).to_owned();
    let current = typed.trim().parse::<Colour>().unwrap_or(saved).to_string();
    view! {
        <div class=class>
            <label class="field__label" for=id.clone()>{label.to_owned()}</label>
            <span class="field__hint" id=hint_id>{hint.to_owned()}</span>
            {error}
            <span class="colour">
                <input class="input input--short" id=id name=name.to_owned() type="text" value=typed spellcheck="false"
                    autocomplete="off" aria-describedby=described aria-invalid=wrong.then_some("true")/>
                <input class="colour__picker" name=picked(name) type="color" value=current.clone()
                    aria-label=format!("{label}: choose from a palette")/>
                <input type="hidden" name=shown(name) value=current/>
            </span>
        </div>
    }
    .into_any()
}
