//! Reading the forms of the editor as they were posted: fields by name, and the buttons that change lines.

use std::collections::BTreeMap;

use super::{ChoiceForm, ItemForm, KindName, RowForm};
use crate::{
    survey::{
        edit::PageForm,
        limit,
        logic::{Operator, Says, parse},
    },
    text::{Language, one_line},
};

type Fields = BTreeMap<String, String>;

fn text(fields: &Fields, name: &str) -> String {
    fields.get(name).cloned().unwrap_or_default()
}

impl PageForm {
    /// The form as posted.
    pub fn read(fields: &Fields, language: Language) -> Self {
        Self {
            language,
            code: one_line(&text(fields, "code")),
            title: text(fields, "title"),
            section: text(fields, "section"),
            help: text(fields, "help"),
            show_if: condition(fields),
        }
    }
}

impl ItemForm {
    /// The form as posted. Choices are `answer.1`, `code.1`, `hint.1`, `counts_as.1`, `alone.1` ... and lines `row.1`,
    /// `row_code.1`, `row_short.1` ... in the order of their numbers. A box is ticked if its field is there; whether
    /// the boxes `alone.1` ... are in the form at all, says the field `alone`. The limit of a text may be `longest`.
    pub fn read(fields: &Fields, language: Language) -> Self {
        let text = |name: &str| text(fields, name);
        let ticked = |name: &str| fields.contains_key(name);
        let kind = KindName::from_name(&text("kind")).unwrap_or_default();
        let writes = matches!(kind, KindName::ShortText | KindName::LongText);
        Self {
            language,
            code: text("code"),
            words: text("words"),
            short: text("short"),
            help: text("help"),
            why: text("why"),
            kind,
            scale: text("scale"),
            choices: numbered(fields, "answer").into_iter().map(|number| choice(fields, number)).collect(),
            rows: numbered(fields, "row").into_iter().map(|number| row(fields, number)).collect(),
            from: text("from"),
            to: text("to"),
            low: text("low"),
            high: text("high"),
            unit: text("unit"),
            at_most: if writes && ticked("longest") { text("longest") } else { text("at_most") },
            show_if: condition(fields),
            dont_know: ticked("dont_know"),
            prefer_not: ticked("say"),
            required: ticked("required"),
            trend: ticked("trend"),
            special_category: ticked("special"),
            not_published: ticked("not_published"),
            characteristic: text("characteristic"),
        }
    }

    /// The same form after a button beside one of its lines: `answer-up.2`, `answer-remove.2`, `row-up.2`,
    /// `row-remove.2`, counted from 1 over the lines as they stand. Anything else changes nothing.
    #[must_use]
    pub fn pressed(mut self, button: &str) -> Self {
        let Some((what, at)) = button.split_once('.').and_then(|(what, at)| Some((what, at.parse().ok()?))) else {
            return self;
        };
        match what {
            "answer-up" => up(&mut self.choices, at),
            "answer-remove" => remove(&mut self.choices, at),
            "row-up" => up(&mut self.rows, at),
            "row-remove" => remove(&mut self.rows, at),
            _ => {}
        }
        self
    }

    /// The same form without lines that were emptied. In English, which every survey speaks, that takes a line away;
    /// in another language it is only not translated.
    #[must_use]
    pub fn without_emptied(mut self) -> Self {
        if self.language == Language::English {
            self.choices.retain(|choice| !choice.words.trim().is_empty());
            self.rows.retain(|row| !row.words.trim().is_empty());
        }
        self
    }
}

fn choice(fields: &Fields, number: u32) -> ChoiceForm {
    let boxes = fields.contains_key("alone");
    ChoiceForm {
        code: text(fields, &format!("code.{number}")),
        words: text(fields, &format!("answer.{number}")),
        hint: fields.get(&format!("hint.{number}")).cloned(),
        alone: boxes.then(|| fields.contains_key(&format!("alone.{number}"))),
        counts_as: fields.get(&format!("counts_as.{number}")).cloned(),
    }
}

fn row(fields: &Fields, number: u32) -> RowForm {
    RowForm {
        code: text(fields, &format!("row_code.{number}")),
        words: text(fields, &format!("row.{number}")),
        short: fields.get(&format!("row_short.{number}")).cloned(),
    }
}

/// The numbers after a stem, in order; no more than a list may have.
fn numbered(fields: &Fields, stem: &str) -> Vec<u32> {
    let number = |name: &String| name.strip_prefix(stem)?.strip_prefix('.')?.parse::<u32>().ok();
    let mut found: Vec<u32> = fields.keys().filter_map(number).collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(limit::CHOICES);
    found
}

fn up<T>(lines: &mut [T], at: usize) {
    if (2..=lines.len()).contains(&at) {
        lines.swap(at - 2, at - 1);
    }
}

fn remove<T>(lines: &mut Vec<T>, at: usize) {
    if (1..=lines.len()).contains(&at) {
        lines.remove(at - 1);
    }
}

/// The condition as typed in `show`, with one that was chosen from a list in `when` added to it; `when_is` says `not`
/// where the opposite is meant.
fn condition(fields: &Fields) -> String {
    let (typed, chosen) = (one_line(&text(fields, "show")), one_line(&text(fields, "when")));
    if chosen.is_empty() {
        return typed;
    }
    let chosen = if text(fields, "when_is") == "not" { format!("not({chosen})") } else { chosen };
    if typed.is_empty() {
        return chosen;
    }
    let loose = parse(&typed).is_ok_and(|parsed| matches!(parsed.says, Says::Both(_, Operator::Or, _)));
    if loose { format!("({typed}) and {chosen}") } else { format!("{typed} and {chosen}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        survey::{Choice, ChoiceRole, Choices, Item, Kind, item_code::item_code},
        text::Text,
    };

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn words(form: &ItemForm) -> Vec<&str> {
        form.choices.iter().map(|choice| choice.words.as_str()).collect()
    }

    fn old() -> Item {
        let own = vec![
            Choice::new("bus", Text::both("Bus", "Bus")).hint(Text::english("Any bus")).counts_as("bus"),
            Choice::new("none", Text::both("None of these", "Gin")).exclusive(),
        ];
        let kind = Kind::Multiple { choices: Choices::Own(own), at_most: None };
        Item::new(item_code!("travel"), Text::english("How?"), Text::default(), kind)
    }

    #[test]
    fn what_a_form_does_not_hold_stays() {
        let posted = fields(&[
            ("code", "travel"),
            ("kind", "multiple"),
            ("answer.1", "Coach"),
            ("code.1", "bus"),
            ("answer.2", "None"),
            ("code.2", "none"),
        ]);
        let item = ItemForm::read(&posted, Language::English).item(&old()).unwrap();
        let Kind::Multiple { choices: Choices::Own(own), .. } = item.kind else { panic!("another kind") };
        assert_eq!(own[0].words, Text::both("Coach", "Bus"));
        assert_eq!((own[0].hint.clone(), own[0].counts_as.as_deref()), (Text::english("Any bus"), Some("bus")));
        assert_eq!(own[1].role, ChoiceRole::Exclusive);
    }

    #[test]
    fn an_answer_can_be_made_to_stand_alone_and_back() {
        let mut posted = fields(&[
            ("code", "travel"),
            ("kind", "multiple"),
            ("alone", ""),
            ("answer.1", "Bus"),
            ("code.1", "bus"),
            ("hint.1", ""),
            ("counts_as.1", " "),
            ("answer.2", "None"),
            ("code.2", "none"),
        ]);
        let roles = |posted: &Fields| {
            let item = ItemForm::read(posted, Language::English).item(&old()).unwrap();
            let Some(Choices::Own(own)) = item.kind.choices().cloned() else { panic!("no choices") };
            assert!(own[0].hint.is_empty() && own[0].counts_as.is_none());
            own.iter().map(|choice| choice.role).collect::<Vec<_>>()
        };
        assert_eq!(roles(&posted), [ChoiceRole::Ordinary, ChoiceRole::Ordinary]);
        posted.extend(fields(&[("alone.1", "on")]));
        assert_eq!(roles(&posted), [ChoiceRole::Exclusive, ChoiceRole::Ordinary]);
    }

    #[test]
    fn lines_move_and_go_by_their_buttons() {
        let posted = fields(&[("answer.1", "a"), ("answer.3", "c"), ("answer.2", "b"), ("row.1", "x"), ("row.2", "y")]);
        let form = ItemForm::read(&posted, Language::English);
        assert_eq!(words(&form.clone().pressed("answer-up.2")), ["b", "a", "c"]);
        assert_eq!(words(&form.clone().pressed("answer-remove.3")), ["a", "b"]);
        for nothing in ["answer-up.1", "answer-up.9", "answer-remove.0", "answer-remove.4", "more", "", "answer-up.x"] {
            assert_eq!(form.clone().pressed(nothing), form, "{nothing}");
        }
        let rows = form.pressed("row-up.2");
        assert_eq!(rows.rows.iter().map(|row| row.words.as_str()).collect::<Vec<_>>(), ["y", "x"]);
    }

    #[test]
    fn an_emptied_line_goes_in_english_only() {
        let posted = fields(&[("answer.1", "a"), ("code.1", "a"), ("answer.2", " "), ("code.2", "b"), ("row.1", "")]);
        let english = ItemForm::read(&posted, Language::English).without_emptied();
        assert_eq!((english.choices.len(), english.rows.len()), (1, 0));
        assert_eq!(ItemForm::read(&posted, Language::Gaelic).without_emptied().choices.len(), 2);
    }

    #[test]
    fn texts_have_a_limit_of_their_own() {
        let mut posted = fields(&[("kind", "multiple"), ("at_most", "3"), ("longest", "500")]);
        assert_eq!(ItemForm::read(&posted, Language::English).at_most, "3");
        posted.extend(fields(&[("kind", "long_text")]));
        assert_eq!(ItemForm::read(&posted, Language::English).at_most, "500");
    }

    #[test]
    fn a_chosen_condition_is_added_to_a_typed_one() {
        for (show, when, is, whole) in [
            ("", "", "", ""),
            (" ${a} = '1' ", "", "not", "${a} = '1'"),
            ("", "${a} = '1'", "is", "${a} = '1'"),
            ("", "selected(${a}, '1')", "not", "not(selected(${a}, '1'))"),
            ("${b} = '2'", "${a} = '1'", "is", "${b} = '2' and ${a} = '1'"),
            ("${b} = '2' or ${c} = '3'", "${a} = '1'", "not", "(${b} = '2' or ${c} = '3') and not(${a} = '1')"),
        ] {
            let posted = fields(&[("show", show), ("when", when), ("when_is", is)]);
            assert_eq!(PageForm::read(&posted, Language::English).show_if, whole);
        }
    }
}
