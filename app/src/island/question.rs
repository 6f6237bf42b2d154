//! The question beside its form: how it looks to people and what would stop it from being published, while somebody
//! types. The same rules judge it on the server, which draws it as it is saved; without script it stays as that.

use std::collections::BTreeMap;

use domain::{
    problem::Problem,
    survey::{
        Definition, Item, ItemCode, Notice, Questionnaire, Severity, check, edit::ItemForm, severity, words::visit,
    },
    text::{Language, Text},
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys};
use serde::{Deserialize, Serialize};

use super::{
    field::field_of,
    look::{escaped, look},
};

/// The identifier of the form that the island reads.
pub const FORM: &str = "edit";

/// What a question is judged with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judging {
    /// The questionnaire; of other questions only what conditions look at.
    pub questionnaire: Questionnaire,
    /// The question.
    pub item: ItemCode,
    /// The language of the form.
    pub language: Language,
    /// The sentence for each kind of problem, with `{most}` where it names something.
    pub sentences: BTreeMap<String, String>,
}

/// One thing that is wrong with a question, or could be better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whether it stops publishing.
    pub stops: bool,
    /// What it is.
    pub words: String,
    /// The field in which it is put right.
    pub field: String,
}

impl Judging {
    /// What is needed to judge a question of a definition.
    pub fn new(
        definition: &Definition,
        item: &ItemCode,
        language: Language,
        sentences: BTreeMap<String, String>,
    ) -> Self {
        let mut kept = Definition { notice: Notice::default(), ..definition.clone() };
        let own = format!(".items.{item}.");
        visit(&mut kept, &mut |place, _, text| {
            if !place.contains(&own) && !place.starts_with("scales.") {
                *text = Text::default();
            }
        });
        Self { questionnaire: kept.questionnaire, item: item.clone(), language, sentences }
    }

    fn saved(&self) -> Option<&Item> {
        self.questionnaire.item(self.item.as_str())
    }

    /// The question as its form says, or as it is saved where that is no question, and everything that is wrong.
    pub fn judge(&self, typed: Option<&ItemForm>) -> Option<(Item, Vec<Found>)> {
        let saved = self.saved()?;
        let form = typed.cloned().map(ItemForm::without_emptied);
        let (item, refused) = match form.map(|form| form.item(saved)) {
            None => (saved.clone(), None),
            Some(Ok(item)) => (item, None),
            Some(Err(problem)) => (saved.clone(), Some(problem)),
        };
        let mut found = self.check(&item);
        found.extend(refused.map(|problem| Found {
            stops: true,
            words: self.say(&problem),
            field: problem.place.replace('.', "-"),
        }));
        Some((item, found))
    }

    fn check(&self, item: &Item) -> Vec<Found> {
        let mut definition = Definition { questionnaire: self.questionnaire.clone(), notice: Notice::default() };
        let mut prefix = String::new();
        for (index, page) in definition.questionnaire.pages.iter_mut().enumerate() {
            if let Some(old) = page.items.iter_mut().find(|old| old.code == self.item) {
                *old = item.clone();
                prefix = format!("pages.{index}.items.{}", item.code);
            }
        }
        let of_item = check(&definition).into_iter().filter_map(|problem| {
            let rest = problem.place.strip_prefix(&prefix)?;
            let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
            let field = field_of(item, rest, &problem.kind);
            Some((problem, field))
        });
        self.gathered(of_item.collect())
    }

    /// Problems as sentences; texts that are missing in another language than that of the form are one line together.
    fn gathered(&self, problems: Vec<(Problem, String)>) -> Vec<Found> {
        let mut missing: BTreeMap<Language, usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (problem, field) in problems {
            match missing_in(&problem).filter(|language| *language != self.language) {
                Some(language) => *missing.entry(language).or_default() += 1,
                None => {
                    let stops = severity(&problem.kind) == Severity::Stops;
                    found.push(Found { stops, words: self.say(&problem), field });
                }
            }
        }
        found.extend(missing.into_iter().map(|(language, texts)| Found {
            stops: true,
            words: missing_words(language, texts),
            field: "language".to_owned(),
        }));
        found
    }

    fn say(&self, problem: &Problem) -> String {
        let sentence = self.sentences.get(&*problem.kind).map_or(&*problem.kind, String::as_str);
        problem.about.iter().fold(sentence.to_owned(), |words, (name, value)| {
            let value = match value.parse::<Language>() {
                Ok(language) if name == "language" => language.name(),
                _ => value.as_str(),
            };
            words.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// The language in which a text is missing, if that is the problem.
pub fn missing_in(problem: &Problem) -> Option<Language> {
    let language = problem.about.iter().find(|(name, _)| name == "language")?;
    (problem.kind == "translation-missing").then(|| language.1.parse().ok()).flatten()
}

/// "Gàidhlig: 1 text is missing".
pub fn missing_words(language: Language, texts: usize) -> String {
    let name = language.name();
    if texts == 1 { format!("{name}: 1 text is missing") } else { format!("{name}: {texts} texts are missing") }
}

/// How the question looks and what would stop it, read from the form at every change.
#[island]
pub fn QuestionBeside(
    /// What the question is judged with.
    judging: Judging,
) -> impl IntoView {
    let typed = RwSignal::new(None::<ItemForm>);
    let language = judging.language;
    // Runs in browsers only.
    Effect::new(move |_| {
        typed.set(read_form(language));
        let listener = window_event_listener(ev::input, move |_| typed.set(read_form(language)));
        on_cleanup(move || listener.remove());
    });
    let seen = Memo::new(move |_| typed.with(|typed| Seen::of(&judging, typed.as_ref())));
    view! {
        <div class="flow">
            <h2>"As people see it"</h2>
            <div class="phone" lang=language.code() inner_html=move || seen.with(|seen| seen.look.clone())></div>
            <h2>"Before it can be published"</h2>
            <p aria-live="polite">{move || seen.with(|seen| seen.state.clone())}</p>
            <div inner_html=move || seen.with(|seen| seen.found.clone())></div>
        </div>
    }
}

/// What stands beside the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// The question, as HTML.
    look: String,
    /// How many things stop it, in words.
    state: String,
    /// What they are and what could be better, as HTML.
    found: String,
}

impl Seen {
    fn of(judging: &Judging, typed: Option<&ItemForm>) -> Self {
        let Some((item, found)) = judging.judge(typed) else { return Self::default() };
        let (stops, advice): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| found.stops);
        let state = match stops.len() {
            0 => "Nothing in this question stops it.".to_owned(),
            1 => "One thing in this question stops it:".to_owned(),
            n => format!("{n} things in this question stop it:"),
        };
        let mut found = list("problems problems--stop", &stops);
        if !advice.is_empty() {
            found.push_str("<p>Could be better:</p>");
            found.push_str(&list("problems", &advice));
        }
        Self { look: look(&judging.questionnaire, &item, judging.language), state, found }
    }
}

/// A list of links to the fields in which things are put right, as HTML; nothing where there is none.
fn list(class: &str, found: &[Found]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let line = |found: &Found| format!("<li><a href=\"#{}\">{}</a></li>", escaped(&found.field), escaped(&found.words));
    format!("<ul class=\"{class}\">{}</ul>", found.iter().map(line).collect::<String>())
}

/// The form as it is filled in now; none where there is no such form.
fn read_form(language: Language) -> Option<ItemForm> {
    let form = document().get_element_by_id(FORM)?.dyn_into::<web_sys::HtmlFormElement>().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let mut fields = BTreeMap::new();
    for entry in web_sys::js_sys::try_iter(&data).ok()?? {
        let pair = web_sys::js_sys::Array::from(&entry.ok()?);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.entry(name).or_insert(value);
        }
    }
    Some(ItemForm::read(&fields, language))
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    fn judging(code: &str, language: Language) -> Judging {
        let definition = template::community();
        let item = definition.questionnaire.item(code).unwrap().code.clone();
        let sentences = [("choices-too-few", "Give at least {least}"), ("whole-number", "A number, like {example}")];
        let sentences = sentences.map(|(kind, words)| (kind.to_owned(), words.to_owned()));
        Judging::new(&definition, &item, language, sentences.into())
    }

    #[test]
    fn a_template_s_question_is_whole_beside_the_bones_of_the_others() {
        let judging = judging("travel", Language::English);
        let (item, found) = judging.judge(None).unwrap();
        assert_eq!(Some(&item), template::community().questionnaire.item("travel"));
        assert_eq!(found, []);
        let sent = leptos::serde_json::to_string(&judging).unwrap();
        assert!(sent.len() < 24_000 && !sent.contains("neighbourhood as a place"), "{}", sent.len());
    }

    #[test]
    fn what_is_typed_is_judged_before_it_is_saved() {
        let judging = judging("travel", Language::English);
        let mut form = ItemForm::of(judging.saved().unwrap(), Language::English);
        form.choices.truncate(1);
        (form.prefer_not, form.show_if) = (false, "${say} = '1'".to_owned());
        form.choices[0].words = "On horseback".to_owned();
        form.choices[0].code = String::new();
        let (item, found) = judging.judge(Some(&form)).unwrap();
        assert_eq!(judging.questionnaire.choices_of(&item)[0].code, "on_horseback");
        let told: Vec<_> = found.iter().map(|found| (found.words.as_str(), found.field.as_str())).collect();
        let needs_row = ("logic-needs-row", "show");
        assert_eq!(
            told,
            [
                ("Give at least 2", "answer-1"),
                needs_row,
                ("condition-later", "show"),
                ("Gàidhlig: 1 text is missing", "language")
            ]
        );
    }

    #[test]
    fn what_is_no_question_yet_shows_the_saved_one() {
        let judging = judging("years_here", Language::Gaelic);
        let mut form = ItemForm::of(judging.saved().unwrap(), Language::Gaelic);
        form.to = "many".to_owned();
        let (item, found) = judging.judge(Some(&form)).unwrap();
        assert_eq!(Some(&item), judging.saved());
        assert_eq!(found, [Found { stops: true, words: "A number, like 10".to_owned(), field: "to".to_owned() }]);
    }
}
