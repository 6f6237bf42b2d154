//! Asking first: what would happen, the button that makes it happen, and the way back.

use leptos::prelude::*;

/// Something that is done only when somebody is sure.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The question.
    pub head: String,
    /// What would happen, a paragraph each.
    pub words: Vec<String>,
    /// Where the answer goes.
    pub action: String,
    /// What goes with it.
    pub hidden: Vec<(&'static str, String)>,
    /// The words on the button: what it does.
    pub button: &'static str,
    /// The way back.
    pub back: String,
    /// Whether the form that is answered takes files.
    pub multipart: bool,
}

/// Asks. The answer carries `sure`.
pub fn ask(ask: Ask) -> AnyView {
    let hidden = ask.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let words = ask.words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
    let coding = ask.multipart.then_some("multipart/form-data");
    view! {
        <div class="flow">
            <h1>{ask.head}</h1>
            {words}
            <form method="post" action=ask.action enctype=coding>
                {hidden.collect_view()}
                <input type="hidden" name="sure" value="yes"/>
                <p class="actions">
                    <button class="button button--danger" type="submit">{ask.button}</button>
                    <a href=ask.back>"Go back, change nothing"</a>
                </p>
            </form>
        </div>
    }
    .into_any()
}
