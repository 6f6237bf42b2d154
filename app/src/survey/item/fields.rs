//! The fields of a question's form: filled in from the question, and read as they were posted.

use std::collections::BTreeMap;

use domain::{
    survey::edit::{ItemForm, KindName},
    text::Language,
};
use leptos::prelude::*;

use crate::part::form::{Fields, Form};

/// The form, filled in. A choice that says nothing yet has no code either: it gets one from its words.
pub fn form_of(item: &ItemForm) -> Form {
    let mut fields = Fields::new();
    let mut put = |name: String, value: &str| drop(fields.insert(name, vec![value.to_owned()]));
    for (name, value) in [
        ("code", &item.code),
        ("words", &item.words),
        ("short", &item.short),
        ("help", &item.help),
        ("why", &item.why),
        ("scale", &item.scale),
        ("from", &item.from),
        ("to", &item.to),
        ("low", &item.low),
        ("high", &item.high),
        ("unit", &item.unit),
        ("show", &item.show_if),
        ("characteristic", &item.characteristic),
    ] {
        put(name.to_owned(), value);
    }
    put("kind".to_owned(), item.kind.name());
    let writes = matches!(item.kind, KindName::ShortText | KindName::LongText);
    put(if writes { "longest" } else { "at_most" }.to_owned(), &item.at_most);
    for (name, ticked) in [
        ("dont_know", item.dont_know),
        ("say", item.prefer_not),
        ("required", item.required),
        ("trend", item.trend),
        ("special", item.special_category),
        ("not_published", item.not_published),
    ] {
        if ticked {
            put(name.to_owned(), "yes");
        }
    }
    let english = item.language == Language::English;
    for (at, choice) in (1..).zip(&item.choices) {
        put(format!("answer.{at}"), &choice.words);
        put(format!("code.{at}"), if english && choice.words.is_empty() { "" } else { &choice.code });
        put(format!("hint.{at}"), choice.hint.as_deref().unwrap_or_default());
        put(format!("counts_as.{at}"), choice.counts_as.as_deref().unwrap_or_default());
        if choice.alone == Some(true) {
            put(format!("alone.{at}"), "yes");
        }
    }
    for (at, row) in (1..).zip(&item.rows) {
        put(format!("row.{at}"), &row.words);
        put(format!("row_code.{at}"), &row.code);
        put(format!("row_short.{at}"), row.short.as_deref().unwrap_or_default());
    }
    Form { values: fields, problems: Vec::new() }
}

/// The first value of each field: no field of this form has several.
pub fn first_values(fields: &Fields) -> BTreeMap<String, String> {
    fields.iter().filter_map(|(name, values)| Some((name.clone(), values.first()?.clone()))).collect()
}

/// The form as posted, after the button that was pressed.
pub fn read(fields: &Fields, language: Language, button: &str) -> ItemForm {
    ItemForm::read(&first_values(fields), language).pressed(button).without_emptied()
}

/// What a form in another language sends along unchanged.
const KEPT: [&str; 13] = [
    "code",
    "kind",
    "scale",
    "from",
    "to",
    "at_most",
    "longest",
    "show",
    "characteristic",
    "required",
    "trend",
    "special",
    "not_published",
];

/// The fields that have no words, hidden in a form of another language than English.
pub fn kept(form: &Form) -> AnyView {
    let hidden = KEPT.iter().chain(&["dont_know", "say"]).filter_map(|name| {
        let value = form.values.get(*name)?.first()?.clone();
        Some(view! { <input type="hidden" name=*name value=value/> })
    });
    hidden.collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    #[test]
    fn every_question_of_the_templates_survives_its_form() {
        for definition in [template::community(), template::officials()] {
            for (_, item) in definition.questionnaire.items() {
                for language in Language::ALL {
                    let mut form = form_of(&ItemForm::of(item, language));
                    if language == Language::English {
                        form.values.insert("alone".to_owned(), vec![String::new()]);
                    }
                    let again = read(&form.values, language, "").item(item);
                    assert_eq!(again.as_ref(), Ok(item), "{} {language}", item.code);
                }
            }
        }
    }

    #[test]
    fn a_form_in_gaelic_keeps_what_has_no_words() {
        let definition = template::community();
        for (_, item) in definition.questionnaire.items() {
            let shown = form_of(&ItemForm::of(item, Language::Gaelic)).values;
            let words = ["words", "short", "help", "why", "low", "high", "unit"];
            let is_line =
                |name: &str| name.contains('.') && !name.starts_with("alone") && !name.starts_with("counts_as");
            let sent = |name: &String| {
                let boxes = ["dont_know", "say"].contains(&name.as_str());
                boxes || KEPT.contains(&name.as_str()) || words.contains(&name.as_str()) || is_line(name)
            };
            let posted: Fields = shown.into_iter().filter(|(name, _)| sent(name)).collect();
            assert_eq!(read(&posted, Language::Gaelic, "").item(item).as_ref(), Ok(item), "{}", item.code);
        }
    }
}
