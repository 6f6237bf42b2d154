//! Text areas: the only place that writes one, because what stands in it must be escaped here.

use leptos::prelude::*;

/// A field for several lines.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// Its identifier.
    pub id: String,
    /// What it is called, where no label on the page says so.
    pub label: Option<String>,
    /// The name under which it is posted.
    pub name: String,
    /// How many lines are shown.
    pub rows: u8,
    /// What it is described by.
    pub described: Option<String>,
    /// Whether what stands in it is wrong.
    pub wrong: bool,
    /// Whether it holds prose, where spelling is marked.
    pub prose: bool,
    /// Whether nothing can be written in it: a picture of a field.
    pub disabled: bool,
    /// The language of what is written, where it is not that of the page.
    pub lang: Option<&'static str>,
}

impl Area {
    /// The field with these words in it.
    pub fn view(self, words: &str) -> AnyView {
        // Leptos writes the children of a text area as they are. The first line break is the one that browsers drop.
        let words = format!("\n{}", escaped(words));
        let named = |name: String| (!name.is_empty()).then_some(name);
        view! {
            <textarea class="input" id=named(self.id) name=named(self.name) rows=self.rows.to_string() autocomplete="off"
                aria-label=self.label spellcheck=(!self.prose).then_some("false") aria-describedby=self.described
                aria-invalid=self.wrong.then_some("true") disabled=self.disabled lang=self.lang>{words}</textarea>
        }
        .into_any()
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::render;

    #[test]
    fn what_is_typed_cannot_end_the_field() {
        let typed = "</textarea><script>alert(1)</script> <!> & \" é";
        let area = Area { name: "words".to_owned(), rows: 3, ..Area::default() };
        let html = render(move || area.view(typed));
        assert!(
            html.ends_with(">\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;!&gt; &amp; \" é</textarea>"),
            "{html}"
        );
    }
}
