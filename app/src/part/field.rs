//! Fields: label above, hint, error, then the field; never a placeholder instead of a label.

use leptos::prelude::*;

use super::{
    area::Area,
    form::{Form, beside, described_by, id_of},
};
use crate::visit::Visit;

/// How wide a field is: as wide as what belongs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// The whole line.
    #[default]
    Full,
    /// A name or an address.
    Mid,
    /// A number or a code.
    Short,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "input",
            Self::Mid => "input input--mid",
            Self::Short => "input input--short",
        }
    }
}

/// What is typed into a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    Line { kind: &'static str, inputmode: Option<&'static str> },
    Lines { rows: u8 },
    Choice { options: Vec<(String, String)> },
    File { accept: &'static str },
}

/// One field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    name: String,
    label: String,
    hint: String,
    shape: Shape,
    width: Width,
    autocomplete: Option<&'static str>,
    spellcheck: bool,
    lang: Option<&'static str>,
}

impl Field {
    fn new(name: &str, label: impl Into<String>, shape: Shape) -> Self {
        let (hint, width) = (String::new(), Width::Full);
        let (name, label) = (name.to_owned(), label.into());
        Self { name, label, hint, shape, width, autocomplete: None, spellcheck: true, lang: None }
    }

    /// A line of text.
    pub fn line(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "text", inputmode: None })
    }

    /// An e-mail address.
    pub fn mail(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "email", inputmode: None }).mid().plain()
    }

    /// A password.
    pub fn password(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "password", inputmode: None }).mid().plain()
    }

    /// A number, typed as text: people write "1,200".
    pub fn number(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "text", inputmode: Some("numeric") }).short().plain()
    }

    /// A date, as `2026-11-24`.
    pub fn date(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "date", inputmode: None }).mid().plain()
    }

    /// A time of day, as `17:00`.
    pub fn time(name: &str, label: impl Into<String>) -> Self {
        Self::new(name, label, Shape::Line { kind: "time", inputmode: None }).short().plain()
    }

    /// Several lines of text.
    pub fn lines(name: &str, label: impl Into<String>, rows: u8) -> Self {
        Self::new(name, label, Shape::Lines { rows })
    }

    /// One of several things: value and words.
    pub fn choice(name: &str, label: impl Into<String>, options: Vec<(String, String)>) -> Self {
        Self::new(name, label, Shape::Choice { options }).mid()
    }

    /// A file.
    pub fn file(name: &str, label: impl Into<String>, accept: &'static str) -> Self {
        Self::new(name, label, Shape::File { accept })
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The whole line.
    #[must_use]
    pub const fn wide(mut self) -> Self {
        self.width = Width::Full;
        self
    }

    /// As wide as a name.
    #[must_use]
    pub const fn mid(mut self) -> Self {
        self.width = Width::Mid;
        self
    }

    /// As wide as a code.
    #[must_use]
    pub const fn short(mut self) -> Self {
        self.width = Width::Short;
        self
    }

    /// What the browser may fill in.
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// Not prose: no spelling marks.
    #[must_use]
    pub const fn plain(mut self) -> Self {
        self.spellcheck = false;
        self
    }

    /// For words in another language than that of the page.
    #[must_use]
    pub const fn lang(mut self, code: &'static str) -> Self {
        self.lang = Some(code);
        self
    }

    /// The field with what the form holds.
    pub fn view(self, visit: &Visit, form: &Form) -> AnyView {
        let problem = form.problem(&self.name);
        let wrong = problem.is_some();
        let id = id_of(&self.name);
        let hint = (!self.hint.is_empty()).then(|| {
            view! { <span class="field__hint" id=format!("{id}-hint")>{self.hint.clone()}</span> }
        });
        let described = described_by(&self.name, hint.is_some(), wrong);
        let error = beside(visit, &self.name, problem);
        let class = if wrong { "field field--bad" } else { "field" };
        let label = self.label.clone();
        let label_for = id.clone();
        view! {
            <div class=class>
                <label class="field__label" for=label_for>{label}</label>
                {hint}
                {error}
                {self.input(id, described, wrong, form)}
            </div>
        }
        .into_any()
    }

    fn input(self, id: String, described: Option<String>, wrong: bool, form: &Form) -> AnyView {
        let invalid = wrong.then_some("true");
        let spelling = (!self.spellcheck).then_some("false");
        let value = form.value(&self.name).to_owned();
        let (name, class, autocomplete, lang) = (self.name, self.width.class(), self.autocomplete, self.lang);
        match self.shape {
            Shape::Line { kind, inputmode } => {
                // A password is never sent back, not even to whoever typed it.
                let value = if kind == "password" { String::new() } else { value };
                view! {
                    <input class=class id=id name=name type=kind value=value inputmode=inputmode spellcheck=spelling lang=lang
                        autocomplete=autocomplete aria-describedby=described aria-invalid=invalid/>
                }
                .into_any()
            }
            Shape::Lines { rows } => {
                Area { id, name, rows, described, wrong, prose: spelling.is_none(), lang, ..Area::default() }
                    .view(&value)
            }
            Shape::Choice { options } => {
                let options = options.into_iter().map(|(code, words)| {
                    let chosen = code == value;
                    view! { <option value=code selected=chosen>{words}</option> }
                });
                view! {
                    <select class=class id=id name=name aria-describedby=described aria-invalid=invalid>
                        {options.collect_view()}
                    </select>
                }
                .into_any()
            }
            Shape::File { accept } => view! {
                <input class=class id=id name=name type="file" accept=accept aria-describedby=described
                    aria-invalid=invalid/>
            }
            .into_any(),
        }
    }
}
