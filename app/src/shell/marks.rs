//! From views to HTML, without the marks that only islands need.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// Builds a view that holds an island with something in it: what it holds is marked while the page is put together,
/// which is before it is rendered.
pub fn with_island<V>(view: impl FnOnce() -> V) -> V {
    Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands()))).with(view)
}

/// Renders a view to HTML.
pub fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    owner.unset_with_forced_cleanup();
    without_marks(&html)
}

/// What Leptos writes between texts so that a browser could find them again, and where nothing is.
const MARKS: [&str; 2] = ["<!>", "<!--<() />-->"];
/// What it writes for a class that is not there.
const NO_CLASS: &str = " class=\"\"";
const ISLAND: [&str; 2] = ["<leptos-island", "</leptos-island>"];

/// Takes the marks out: they are needed in islands only, and in a title or a text area they would be seen. What people
/// wrote cannot look like one, because it is escaped.
pub(crate) fn without_marks(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let (mut rest, mut depth) = (html, 0_usize);
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with(ISLAND[0]) {
            depth += 1;
        } else if rest.starts_with(ISLAND[1]) {
            depth = depth.saturating_sub(1);
        }
        if let Some(mark) = MARKS.iter().find(|mark| depth == 0 && rest.starts_with(**mark)) {
            rest = &rest[mark.len()..];
            continue;
        }
        let (tag, after) = rest.split_at(rest.find('>').map_or(rest.len(), |end| end + 1));
        if depth == 0 && tag.contains(NO_CLASS) {
            kept.push_str(&tag.replace(NO_CLASS, ""));
        } else {
            kept.push_str(tag);
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_left_to_islands() {
        let html = "<title>A<!></title><p class=\"\">x <!>y</p><leptos-island a><b class=\"\">1<!></b></leptos-island><i>2<!></i>";
        let tidy = "<title>A</title><p>x y</p><leptos-island a><b class=\"\">1<!></b></leptos-island><i>2</i>";
        assert_eq!(without_marks(html), tidy);
    }

    #[test]
    fn what_people_write_stays_what_it_is() {
        let typed = "<!> class=\"\" <leptos-island> & é".to_owned();
        let html = render(move || view! { <p title=typed.clone()>{typed.clone()}</p> });
        assert!(html.ends_with(">&lt;!&gt; class=\"\" &lt;leptos-island&gt; &amp; é</p>"), "{html}");
    }
}
