//! The question beside its form: how it looks to people and what would stop it from being published, as it is saved or
//! as the form says while somebody types.

use std::collections::BTreeMap;

use domain::{
    problem::Problem,
    survey::{Definition, Item, ItemCode, Notice, Severity, check, edit::ItemForm, severity},
    text::Language,
};
use leptos::prelude::*;

use super::{field::field_of, look::look};
use crate::{
    island::question::{Beside, FOUND, LOOK, STATE},
    shell,
    visit::Visit,
    words::Words,
};

/// What a question is judged with.
#[derive(Clone, Debug)]
pub struct Judging<'a> {
    /// The draft.
    pub definition: &'a Definition,
    /// The question.
    pub item: &'a ItemCode,
    /// The language of the form.
    pub language: Language,
    /// The language of the desk.
    pub words: Words,
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

impl Judging<'_> {
    fn saved(&self) -> Option<&Item> {
        self.definition.questionnaire.item(self.item.as_str())
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
            words: self.words.problem(&problem),
            field: problem.place.replace('.', "-"),
        }));
        Some((item, found))
    }

    fn check(&self, item: &Item) -> Vec<Found> {
        let questionnaire = self.definition.questionnaire.clone();
        let mut definition = Definition { questionnaire, notice: Notice::default() };
        let mut prefix = String::new();
        for (index, page) in definition.questionnaire.pages.iter_mut().enumerate() {
            if let Some(old) = page.items.iter_mut().find(|old| old.code == *self.item) {
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
                    found.push(Found { stops, words: self.words.problem(&problem), field });
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

/// How a question looks as it is saved, and what would stop it.
pub fn beside(judging: &Judging<'_>) -> Option<AnyView> {
    let (item, found) = judging.judge(None)?;
    let drawn = view! {
        <div class="flow">
            <h2>"As people see it"</h2>
            <div id=LOOK>{look(&judging.definition.questionnaire, &item, judging.language)}</div>
            <h2>"Before it can be published"</h2>
            <p id=STATE aria-live="polite">{state(&found)}</p>
            <div class="flow" id=FOUND>{list(found)}</div>
        </div>
    };
    Some(drawn.into_any())
}

/// What the island shows: the question as its form says; none where there is no such question.
pub fn typed(visit: &Visit, definition: &Definition, fields: &BTreeMap<String, String>) -> Option<Beside> {
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    let item = field("item").parse().ok()?;
    let language = field("language").parse().unwrap_or_default();
    let judging = Judging { definition, item: &item, language, words: visit.words };
    let (item, found) = judging.judge(Some(&ItemForm::read(fields, language)))?;
    let html = |view: AnyView| shell::without_marks(&view.to_html());
    Some(Beside {
        look: html(look(&definition.questionnaire, &item, language)),
        state: state(&found),
        found: html(list(found)),
    })
}

/// Whether anything stops the question, in words.
fn state(found: &[Found]) -> String {
    match found.iter().filter(|found| found.stops).count() {
        0 => "Nothing in this question stops it.".to_owned(),
        1 => "One thing in this question stops it:".to_owned(),
        n => format!("{n} things in this question stop it:"),
    }
}

fn list(found: Vec<Found>) -> AnyView {
    let (stops, advice): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|found| found.stops);
    let line = |found: Found| view! { <li><a href=format!("#{}", found.field)>{found.words}</a></li> };
    let stops = (!stops.is_empty()).then(|| {
        view! { <ul class="problems problems--stop">{stops.into_iter().map(line).collect_view()}</ul> }
    });
    let advice = (!advice.is_empty()).then(|| {
        view! { <p>"Could be better:"</p><ul class="problems">{advice.into_iter().map(line).collect_view()}</ul> }
    });
    view! { {stops}{advice} }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    fn judging<'a>(definition: &'a Definition, code: &str, language: Language) -> Judging<'a> {
        let item = &definition.questionnaire.item(code).unwrap().code;
        Judging { definition, item, language, words: Words::of(Language::English) }
    }

    #[test]
    fn a_question_of_a_template_has_nothing_wrong() {
        let definition = template::community();
        let (item, found) = judging(&definition, "travel", Language::English).judge(None).unwrap();
        assert_eq!(Some(&item), definition.questionnaire.item("travel"));
        assert_eq!(found, []);
    }

    #[test]
    fn what_is_typed_is_judged_before_it_is_saved() {
        let definition = template::community();
        let judging = judging(&definition, "travel", Language::English);
        let mut form = ItemForm::of(judging.saved().unwrap(), Language::English);
        form.choices.truncate(1);
        (form.prefer_not, form.show_if) = (false, "${say} = '1'".to_owned());
        form.choices[0].words = "On horseback".to_owned();
        form.choices[0].code = String::new();
        let (item, found) = judging.judge(Some(&form)).unwrap();
        assert_eq!(definition.questionnaire.choices_of(&item)[0].code, "on_horseback");
        let told: Vec<_> = found.iter().map(|found| (found.words.as_str(), found.field.as_str())).collect();
        let needs_row = ("At character 1: say has several lines; name one, like ${say.line}", "show");
        assert_eq!(
            told,
            [
                ("Give at least 2 answers to choose from", "answer-1"),
                needs_row,
                ("At character 1: say is asked later", "show"),
                ("Gàidhlig: 1 text is missing", "language")
            ]
        );
    }

    #[test]
    fn what_is_no_question_yet_shows_the_saved_one() {
        let definition = template::community();
        let judging = judging(&definition, "years_here", Language::Gaelic);
        let mut form = ItemForm::of(judging.saved().unwrap(), Language::Gaelic);
        form.to = "many".to_owned();
        let (item, found) = judging.judge(Some(&form)).unwrap();
        assert_eq!(Some(&item), judging.saved());
        assert_eq!(
            found,
            [Found { stops: true, words: "Enter a whole number, like 10".to_owned(), field: "to".to_owned() }]
        );
    }
}
