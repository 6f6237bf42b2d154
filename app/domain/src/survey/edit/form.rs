//! The form of an item: plain fields, as a browser without script sends them, and the item that they describe.

mod read;

use crate::{
    problem::Problem,
    survey::{
        Choice, ChoiceRole, Choices, Item, ItemCode, Kind, Row,
        choice::{DONT_KNOW, PREFER_NOT},
        number::whole,
    },
    text::{Language, Text, one_line, tidy},
};

/// The kinds of answer by name, as a form offers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KindName {
    /// One of several choices.
    #[default]
    Single,
    /// Any of several choices.
    Multiple,
    /// One choice on each line.
    Matrix,
    /// A point on a scale.
    Scale,
    /// A few words.
    ShortText,
    /// Many words.
    LongText,
    /// A whole number.
    Whole,
    /// Where somebody lives.
    Place,
    /// No answer.
    Note,
}

impl KindName {
    /// All kinds with their stable names, in the order in which they are offered.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Single, "single"),
        (Self::Multiple, "multiple"),
        (Self::Matrix, "matrix"),
        (Self::Scale, "scale"),
        (Self::ShortText, "short_text"),
        (Self::LongText, "long_text"),
        (Self::Whole, "whole"),
        (Self::Place, "place"),
        (Self::Note, "note"),
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Single { .. } => Self::Single,
            Kind::Multiple { .. } => Self::Multiple,
            Kind::Matrix { .. } => Self::Matrix,
            Kind::Scale { .. } => Self::Scale,
            Kind::ShortText { .. } => Self::ShortText,
            Kind::LongText { .. } => Self::LongText,
            Kind::Whole { .. } => Self::Whole,
            Kind::Place => Self::Place,
            Kind::Note => Self::Note,
        }
    }
}

/// A choice in the form. What is none stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceForm {
    /// Its code; made from the words where it is empty.
    pub code: String,
    /// What it says.
    pub words: String,
    /// The line under its words.
    pub hint: Option<String>,
    /// Whether it rules out all others of its list.
    pub alone: Option<bool>,
    /// The category of the population figures that it counts as.
    pub counts_as: Option<String>,
}

/// A line of a matrix in the form. What is none stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowForm {
    /// Its code; made from the words where it is empty.
    pub code: String,
    /// What it says.
    pub words: String,
    /// Its label for charts and lists.
    pub short: Option<String>,
}

impl ChoiceForm {
    /// Gives a choice what the form says beside its words.
    fn fill(&self, choice: &mut Choice, language: Language) {
        if let Some(hint) = &self.hint {
            say(&mut choice.hint, language, hint);
        }
        choice.role = match (self.alone, choice.role) {
            (Some(true), ChoiceRole::Ordinary) => ChoiceRole::Exclusive,
            (Some(false), ChoiceRole::Exclusive) => ChoiceRole::Ordinary,
            (_, role) => role,
        };
        if let Some(category) = &self.counts_as {
            choice.counts_as = Some(one_line(category)).filter(|category| !category.is_empty());
        }
    }
}

/// What the form of an item says, in one language. Numbers are as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each box that can be ticked")]
pub struct ItemForm {
    /// The language of its texts.
    pub language: Language,
    /// The stable name.
    pub code: String,
    /// The question.
    pub words: String,
    /// The short label.
    pub short: String,
    /// The line under the question.
    pub help: String,
    /// Why it is asked.
    pub why: String,
    /// The kind of answer.
    pub kind: KindName,
    /// The name of a shared list; empty for choices of its own.
    pub scale: String,
    /// The choices of its own, without the ways of not answering that have boxes.
    pub choices: Vec<ChoiceForm>,
    /// The lines of a matrix.
    pub rows: Vec<RowForm>,
    /// The lowest point or the smallest number.
    pub from: String,
    /// The highest point or the largest number.
    pub to: String,
    /// What the lowest point means.
    pub low: String,
    /// What the highest point means.
    pub high: String,
    /// What is counted.
    pub unit: String,
    /// How many characters or choices at most; may be empty for choices.
    pub at_most: String,
    /// The condition.
    pub show_if: String,
    /// Whether "I do not know" is offered.
    pub dont_know: bool,
    /// Whether "I prefer not to say" is offered.
    pub prefer_not: bool,
    /// Whether it must be answered.
    pub required: bool,
    /// Whether it is asked in the same words in every wave.
    pub trend: bool,
    /// Whether its answers are special category data.
    pub special_category: bool,
    /// Whether results are never shown by it.
    pub not_published: bool,
    /// The characteristic of people that it is about.
    pub characteristic: String,
}

impl ItemForm {
    /// The form of an item, filled in.
    pub fn of(item: &Item, language: Language) -> Self {
        let said = |text: &Text| text.get(language).unwrap_or_default().to_owned();
        let mut form = Self {
            language,
            code: item.code.to_string(),
            words: said(&item.words),
            short: said(&item.short),
            help: said(&item.help),
            why: said(&item.why),
            kind: KindName::of(&item.kind),
            show_if: item.show_if.clone().unwrap_or_default(),
            required: item.required,
            trend: item.trend,
            special_category: item.special_category,
            not_published: item.not_published,
            characteristic: item.characteristic.clone().unwrap_or_default(),
            ..Self::default()
        };
        form.fill_choices(item, said);
        match &item.kind {
            Kind::Multiple { at_most, .. } => form.at_most = at_most.map(|most| most.to_string()).unwrap_or_default(),
            Kind::ShortText { at_most } | Kind::LongText { at_most } => form.at_most = at_most.to_string(),
            Kind::Scale { from, to, low, high, prefer_not } => {
                (form.from, form.to) = (from.to_string(), to.to_string());
                (form.low, form.high, form.prefer_not) = (said(low), said(high), *prefer_not);
            }
            Kind::Whole { from, to, unit } => {
                (form.from, form.to, form.unit) = (from.to_string(), to.to_string(), said(unit));
            }
            Kind::Single { .. } | Kind::Matrix { .. } | Kind::Place | Kind::Note => {}
        }
        form
    }

    fn fill_choices(&mut self, item: &Item, said: impl Fn(&Text) -> String) {
        let row =
            |row: &Row| RowForm { code: row.code.clone(), words: said(&row.words), short: Some(said(&row.short)) };
        self.rows = item.kind.rows().iter().map(row).collect();
        match item.kind.choices() {
            Some(Choices::Scale(name)) => self.scale.clone_from(name),
            Some(Choices::Own(own)) => {
                let offers = |role| own.iter().any(|choice| choice.role == role);
                self.dont_know = offers(ChoiceRole::DontKnow);
                self.prefer_not = offers(ChoiceRole::PreferNotToSay);
                let listed = own.iter().filter(|choice| !has_a_box(choice.role));
                let form = |choice: &Choice| ChoiceForm {
                    code: choice.code.clone(),
                    words: said(&choice.words),
                    hint: Some(said(&choice.hint)),
                    alone: Some(choice.role == ChoiceRole::Exclusive),
                    counts_as: Some(choice.counts_as.clone().unwrap_or_default()),
                };
                self.choices = listed.map(form).collect();
            }
            None => {}
        }
    }

    /// The item that the form describes. What it does not say (other languages, hints, what choices count as) stays as
    /// it was. Problems: `item-code`, and `whole-number` for numbers that are none.
    pub fn item(&self, old: &Item) -> Result<Item, Problem> {
        let code = one_line(&self.code);
        let wrong = |_| Problem::new("code", "item-code").about("code", &code);
        let characteristic = one_line(&self.characteristic);
        let mut item = Item {
            code: code.parse::<ItemCode>().map_err(wrong)?,
            kind: self.kind_of(&old.kind)?,
            show_if: condition(&self.show_if),
            required: self.required,
            trend: self.trend,
            special_category: self.special_category,
            not_published: self.not_published,
            characteristic: Some(characteristic).filter(|name| !name.is_empty()),
            ..old.clone()
        };
        for (text, typed) in [
            (&mut item.words, &self.words),
            (&mut item.short, &self.short),
            (&mut item.help, &self.help),
            (&mut item.why, &self.why),
        ] {
            say(text, self.language, typed);
        }
        Ok(item)
    }

    fn kind_of(&self, old: &Kind) -> Result<Kind, Problem> {
        let said = |old: Option<&Text>, typed: &str| {
            let mut text = old.cloned().unwrap_or_default();
            say(&mut text, self.language, typed);
            text
        };
        Ok(match self.kind {
            KindName::Single => Kind::Single { choices: self.choices_of(old) },
            KindName::Multiple => {
                let at_most =
                    if self.at_most.trim().is_empty() { None } else { Some(count("at_most", &self.at_most)?) };
                Kind::Multiple { choices: self.choices_of(old), at_most }
            }
            KindName::Matrix => Kind::Matrix { rows: self.rows_of(old), choices: self.choices_of(old) },
            KindName::Scale => {
                let (from, to) = (number("from", &self.from)?, number("to", &self.to)?);
                let ends = if let Kind::Scale { low, high, .. } = old { Some((low, high)) } else { None };
                let low = said(ends.map(|(low, _)| low), &self.low);
                let high = said(ends.map(|(_, high)| high), &self.high);
                Kind::Scale { from, to, low, high, prefer_not: self.prefer_not }
            }
            KindName::ShortText => Kind::ShortText { at_most: count("at_most", &self.at_most)? },
            KindName::LongText => Kind::LongText { at_most: count("at_most", &self.at_most)? },
            KindName::Whole => {
                let (from, to) = (number("from", &self.from)?, number("to", &self.to)?);
                let old = if let Kind::Whole { unit, .. } = old { Some(unit) } else { None };
                Kind::Whole { from, to, unit: said(old, &self.unit) }
            }
            KindName::Place => Kind::Place,
            KindName::Note => Kind::Note,
        })
    }

    fn choices_of(&self, old: &Kind) -> Choices {
        let scale = one_line(&self.scale);
        if !scale.is_empty() {
            return Choices::Scale(scale);
        }
        let old = if let Some(Choices::Own(own)) = old.choices() { own.as_slice() } else { &[] };
        let known = |code: &str| old.iter().find(|choice| choice.code == code).cloned();
        let listed = self.choices.iter().filter(|form| !form.words.trim().is_empty() || !form.code.trim().is_empty());
        let mut own: Vec<Choice> = Vec::new();
        for form in listed {
            let code = code_or_slug(&form.code, &form.words, |code| own.iter().any(|choice| choice.code == code));
            let mut choice = known(&code).unwrap_or_else(|| Choice::new(code, Text::default()));
            say(&mut choice.words, self.language, &form.words);
            form.fill(&mut choice, self.language);
            own.push(choice);
        }
        for (offered, role, new) in [
            (self.dont_know, ChoiceRole::DontKnow, Choice::dont_know()),
            (self.prefer_not, ChoiceRole::PreferNotToSay, Choice::prefer_not()),
        ] {
            if offered {
                own.push(old.iter().find(|choice| choice.role == role).cloned().unwrap_or(new));
            }
        }
        Choices::Own(own)
    }

    fn rows_of(&self, old: &Kind) -> Vec<Row> {
        let known = |code: &str| old.rows().iter().find(|row| row.code == code).cloned();
        let listed = self.rows.iter().filter(|form| !form.words.trim().is_empty() || !form.code.trim().is_empty());
        let mut rows: Vec<Row> = Vec::new();
        for form in listed {
            let code = code_or_slug(&form.code, &form.words, |code| rows.iter().any(|row| row.code == code));
            let mut row = known(&code).unwrap_or_else(|| Row { code, ..Row::default() });
            say(&mut row.words, self.language, &form.words);
            if let Some(short) = &form.short {
                say(&mut row.short, self.language, short);
            }
            rows.push(row);
        }
        rows
    }
}

/// "I do not know" and "I prefer not to say" have boxes of their own in the form.
fn has_a_box(role: ChoiceRole) -> bool {
    matches!(role, ChoiceRole::DontKnow | ChoiceRole::PreferNotToSay)
}

/// Says what was typed in a language; nothing takes the language away.
pub(super) fn say(text: &mut Text, language: Language, typed: &str) {
    *text = std::mem::take(text).with(language, tidy(typed));
}

/// The condition that was typed; none where nothing was.
pub(super) fn condition(typed: &str) -> Option<String> {
    Some(one_line(typed)).filter(|condition| !condition.is_empty())
}

fn number(name: &str, typed: &str) -> Result<i64, Problem> {
    whole(typed).ok_or_else(|| Problem::new(name, "whole-number").about("example", 10))
}

fn count(name: &str, typed: &str) -> Result<u32, Problem> {
    let count = whole(typed).and_then(|number| u32::try_from(number).ok());
    count.ok_or_else(|| Problem::new(name, "whole-number").about("example", 500))
}

/// The code that was typed or, where none was, one made from the words that is not taken.
fn code_or_slug(typed: &str, words: &str, taken: impl Fn(&str) -> bool) -> String {
    let typed = one_line(typed);
    if !typed.is_empty() {
        return typed;
    }
    let reserved = |code: &str| code == DONT_KNOW || code == PREFER_NOT;
    let slug = slug(words);
    let slug = if slug.is_empty() { "choice".to_owned() } else { slug };
    if taken(&slug) || reserved(&slug) { super::free(|code| !taken(code), &slug, 32) } else { slug }
}

/// Small letters, digits and underscores out of words: at most 24 of them, perhaps none.
pub(super) fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'à' | 'á' => slug.push('a'),
            'è' | 'é' => slug.push('e'),
            'ì' | 'í' => slug.push('i'),
            'ò' | 'ó' => slug.push('o'),
            'ù' | 'ú' => slug.push('u'),
            '\'' | '\u{2019}' => {}
            _ if slug.is_empty() || slug.ends_with('_') => {}
            _ => slug.push('_'),
        }
        if slug.len() >= 24 {
            break;
        }
    }
    slug.trim_end_matches('_').to_owned()
}
