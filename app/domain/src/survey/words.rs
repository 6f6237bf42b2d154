//! Every text of a definition with its place: for finding what is not translated, for translating it, and for telling a
//! change of words from a change of what is asked.

use super::{Choice, Definition, Item, Kind, Notice, Page, Retention};
use crate::text::Text;

/// How much a text is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// People cannot answer without it.
    Needed,
    /// The law, or fairness, wants it said before anybody answers.
    Notice,
    /// It is better to have it.
    Wanted,
    /// It may well be empty.
    Free,
}

/// A text of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Where it is, such as `pages.3.items.age.words` or `notice.purpose`.
    pub place: String,
    /// How much it is needed.
    pub need: Need,
    /// The text.
    pub text: Text,
}

/// All texts of a definition, in the order in which people meet them.
pub fn texts(definition: &Definition) -> Vec<Said> {
    let mut all = Vec::new();
    let collect = &mut |place: &str, need, text: &mut Text| {
        all.push(Said { place: place.to_owned(), need, text: text.clone() });
    };
    visit(&mut definition.clone(), collect);
    all
}

/// Whether two definitions ask and tell the same, in other words or the same: such a change is safe while a survey is
/// open.
pub fn differ_in_words_only(one: &Definition, other: &Definition) -> bool {
    let silent = |definition: &Definition| {
        let mut definition = definition.clone();
        visit(&mut definition, &mut |_, _, text| *text = Text::default());
        definition
    };
    silent(one) == silent(other)
}

type Visit<'a> = dyn FnMut(&str, Need, &mut Text) + 'a;

/// Shows every text of a definition, with its place, to a visitor that may change it.
pub fn visit(definition: &mut Definition, seen: &mut Visit<'_>) {
    let questionnaire = &mut definition.questionnaire;
    seen("title", Need::Needed, &mut questionnaire.title);
    notice(&mut definition.notice, seen);
    for (index, one) in questionnaire.pages.iter_mut().enumerate() {
        page(one, &format!("pages.{index}"), seen);
    }
    for (name, list) in &mut questionnaire.scales {
        choices(list, &format!("scales.{name}"), seen);
    }
}

fn page(page: &mut Page, place: &str, seen: &mut Visit<'_>) {
    let asked = page.items.iter().filter(|item| item.kind.asks()).count();
    let heading = if asked == 1 { Need::Free } else { Need::Needed };
    seen(&format!("{place}.section"), Need::Free, &mut page.section);
    seen(&format!("{place}.title"), heading, &mut page.title);
    seen(&format!("{place}.help"), Need::Free, &mut page.help);
    for one in &mut page.items {
        let place = format!("{place}.items.{}", one.code);
        item(one, &place, seen);
    }
}

fn item(item: &mut Item, place: &str, seen: &mut Visit<'_>) {
    let short = if item.kind.asks() { Need::Wanted } else { Need::Free };
    seen(&format!("{place}.words"), Need::Needed, &mut item.words);
    seen(&format!("{place}.short"), short, &mut item.short);
    seen(&format!("{place}.help"), Need::Free, &mut item.help);
    seen(&format!("{place}.why"), Need::Free, &mut item.why);
    match &mut item.kind {
        Kind::Single { choices: list } | Kind::Multiple { choices: list, .. } => own(list, place, seen),
        Kind::Matrix { rows, choices: list } => {
            for (index, row) in rows.iter_mut().enumerate() {
                seen(&format!("{place}.rows.{index}.words"), Need::Needed, &mut row.words);
                seen(&format!("{place}.rows.{index}.short"), Need::Free, &mut row.short);
            }
            own(list, place, seen);
        }
        Kind::Scale { low, high, .. } => {
            seen(&format!("{place}.low"), Need::Needed, low);
            seen(&format!("{place}.high"), Need::Needed, high);
        }
        Kind::Whole { unit, .. } => seen(&format!("{place}.unit"), Need::Free, unit),
        Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Place | Kind::Note => {}
    }
}

fn own(list: &mut super::Choices, place: &str, seen: &mut Visit<'_>) {
    if let super::Choices::Own(list) = list {
        choices(list, &format!("{place}.choices"), seen);
    }
}

fn choices(list: &mut [Choice], place: &str, seen: &mut Visit<'_>) {
    for (index, choice) in list.iter_mut().enumerate() {
        seen(&format!("{place}.{index}.words"), Need::Needed, &mut choice.words);
        seen(&format!("{place}.{index}.hint"), Need::Free, &mut choice.hint);
    }
}

fn notice(notice: &mut Notice, seen: &mut Visit<'_>) {
    seen("notice.purpose", Need::Notice, &mut notice.purpose);
    seen("notice.who", Need::Notice, &mut notice.who);
    seen("notice.asks", Need::Notice, &mut notice.asks);
    seen("notice.seen_by", Need::Notice, &mut notice.seen_by);
    seen("notice.happens", Need::Notice, &mut notice.happens);
    seen("notice.legal_basis", Need::Notice, &mut notice.legal_basis);
    if let Some(Retention::Words(words)) = &mut notice.retention {
        seen("notice.retention", Need::Notice, words);
    }
    seen("notice.controller", Need::Notice, &mut notice.controller);
    seen("notice.contact", Need::Notice, &mut notice.contact);
    seen("notice.other_formats", Need::Wanted, &mut notice.other_formats);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::template;

    #[test]
    fn a_change_of_words_is_told_from_a_change_of_what_is_asked() {
        let one = template::community();
        let mut other = one.clone();
        other.questionnaire.pages[0].items[0].words = Text::english("How is it here?");
        other.notice.purpose = Text::default();
        assert!(differ_in_words_only(&one, &other));
        other.questionnaire.pages[0].items[0].required = true;
        assert!(!differ_in_words_only(&one, &other));
    }

    #[test]
    fn every_place_is_there_once() {
        for template in [template::community(), template::officials()] {
            let all = texts(&template);
            let places: std::collections::BTreeSet<_> = all.iter().map(|said| &said.place).collect();
            assert_eq!(places.len(), all.len());
            for place in ["title", "notice.purpose", "pages.0.section", "scales.a5.0.words"] {
                assert!(places.contains(&place.to_owned()), "{place}");
            }
        }
    }
}
