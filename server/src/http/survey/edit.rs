//! What a posted form of the editor asks for: one change of the draft, and where to go afterwards.

use app::{
    part::form::Fields,
    survey::{
        item::{self, first_values},
        page,
    },
};
use domain::{
    problem::Problem,
    survey::{Definition, ItemCode, edit::Edit},
    text::Language,
};

/// The change that a form asks for.
///
/// # Errors
/// `no-such-page` or `no-such-item` where it is not there (any more), or nothing that is known is asked for.
pub fn edit_of(fields: &Fields, definition: &Definition) -> Result<Edit, Problem> {
    let value = |name: &str| fields.get(name).and_then(|values| values.first()).map_or("", String::as_str);
    let pages = &definition.questionnaire.pages;
    let page = || {
        let at = pages.iter().position(|page| page.code == value("page"));
        at.ok_or_else(|| Problem::new("", "no-such-page"))
    };
    let item = || value("item").parse::<ItemCode>().map_err(|_| Problem::new("", "no-such-item"));
    let language = value("language").parse::<Language>().unwrap_or_default();
    Ok(match value("edit") {
        "page-up" => Edit::MovePageUp(page()?),
        "page-down" => Edit::MovePageDown(page()?),
        "page-copy" => Edit::CopyPage(page()?),
        "page-delete" => Edit::DeletePage(page()?),
        "page-save" => Edit::ReplacePage { page: page()?, form: page::read(fields, language) },
        "item-add" => Edit::AddItem(page()?),
        "item-new-page" => Edit::AddItemOnPage(value("page").parse().unwrap_or(pages.len())),
        "item-up" => Edit::MoveItemUp(item()?),
        "item-down" => Edit::MoveItemDown(item()?),
        "item-copy" => Edit::CopyItem(item()?),
        "item-delete" => Edit::DeleteItem(item()?),
        "item-save" => {
            let form = Box::new(item::read(fields, language, value("then")));
            Edit::ReplaceItem { item: item()?, form }
        }
        "list-save" => Edit::ReplaceScale { scale: value("list").to_owned(), language, words: words(fields) },
        _ => return Err(Problem::new("", "no-such-page")),
    })
}

/// The words of a shared list, in the order of their numbers.
fn words(fields: &Fields) -> Vec<String> {
    let fields = first_values(fields);
    (1..).map_while(|at| fields.get(&format!("answer.{at}")).cloned()).collect()
}

/// Where to go after a change, as the part of the address that comes after the survey.
pub fn after(edit: &Edit, then: &str, before: &Definition, now: &Definition) -> String {
    match edit {
        Edit::ReplaceItem { item, form } => {
            let code = same_place(item, before, now).unwrap_or_else(|| item.clone());
            after_item(&code, form.language, then, now)
        }
        Edit::ReplacePage { page, form } => {
            let code = now.questionnaire.pages.get(*page).map_or("", |page| page.code.as_str());
            match then.strip_prefix("language.") {
                Some(language) => format!("/questions/page.{code}?language={language}"),
                None => format!("/questions?done=saved#page-{}", if form.code.is_empty() { code } else { &form.code }),
            }
        }
        Edit::ReplaceScale { scale, .. } => match then.strip_prefix("language.") {
            Some(language) => format!("/questions/list.{scale}?language={language}"),
            None => "/questions?done=saved".to_owned(),
        },
        Edit::AddItem(_) | Edit::AddItemOnPage(_) => match new_item(before, now) {
            Some(code) => format!("/questions/{code}"),
            None => "/questions".to_owned(),
        },
        Edit::CopyItem(_) => format!("/questions?done=copied#item-{}", new_item(before, now).unwrap_or_default()),
        Edit::CopyPage(page) => format!("/questions?done=copied#page-{}", page_at(now, page + 1)),
        Edit::MovePageUp(page) | Edit::MovePageDown(page) => {
            format!("/questions?done=moved#page-{}", page_at(before, *page))
        }
        Edit::MoveItemUp(item) | Edit::MoveItemDown(item) => format!("/questions?done=moved#item-{item}"),
        Edit::DeletePage(_) | Edit::DeleteItem(_) => "/questions?done=deleted".to_owned(),
        Edit::AddPage(_) | Edit::AddChoice(_) | Edit::RemoveChoice(..) | Edit::Translate { .. } => {
            "/questions".to_owned()
        }
    }
}

fn after_item(code: &ItemCode, language: Language, then: &str, now: &Definition) -> String {
    let spoken = if language == Language::English { String::new() } else { format!("&language={language}") };
    let (what, of) = then.split_once('.').unwrap_or((then, ""));
    match what {
        "language" => format!("/questions/{code}?language={of}"),
        "more" => format!("/questions/{code}?more=8{spoken}#{of}s"),
        "answer-up" | "answer-remove" => format!("/questions/{code}?done=saved{spoken}#answers"),
        "row-up" | "row-remove" => format!("/questions/{code}?done=saved{spoken}#rows"),
        "next" => {
            let items: Vec<&ItemCode> = now.questionnaire.items().map(|(_, item)| &item.code).collect();
            let next = items.iter().position(|known| *known == code).and_then(|at| items.get(at + 1));
            match next {
                Some(next) => format!("/questions/{next}?done=saved{spoken}"),
                None => format!("/questions?done=saved#item-{code}"),
            }
        }
        _ => format!("/questions?done=saved#item-{code}"),
    }
}

/// The code that the item of this code has after the change: the item in the same place.
fn same_place(item: &ItemCode, before: &Definition, now: &Definition) -> Option<ItemCode> {
    let at = before.questionnaire.items().position(|(_, known)| known.code == *item)?;
    now.questionnaire.items().nth(at).map(|(_, item)| item.code.clone())
}

/// The item that was not there before.
fn new_item(before: &Definition, now: &Definition) -> Option<String> {
    let known = |code: &str| before.questionnaire.item(code).is_some();
    now.questionnaire.items().map(|(_, item)| item.code.to_string()).find(|code| !known(code))
}

fn page_at(definition: &Definition, at: usize) -> &str {
    definition.questionnaire.pages.get(at).map_or("", |page| page.code.as_str())
}

#[cfg(test)]
mod tests {
    use domain::survey::{edit::apply, template};

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect()
    }

    /// Where a posted form leads, when the change is made.
    fn lead(pairs: &[(&str, &str)]) -> String {
        let before = template::community();
        let fields = fields(pairs);
        let edit = edit_of(&fields, &before).unwrap();
        let now = apply(&before, edit.clone()).unwrap();
        let then = fields.get("then").and_then(|then| then.first()).map_or("", String::as_str);
        after(&edit, then, &before, &now)
    }

    #[test]
    fn every_change_leads_back_to_what_was_changed() {
        for (pairs, path) in [
            (&[("edit", "page-up"), ("page", "travel")][..], "/questions?done=moved#page-travel"),
            (&[("edit", "page-copy"), ("page", "travel")], "/questions?done=copied#page-page_2"),
            (&[("edit", "page-delete"), ("page", "travel")], "/questions?done=deleted"),
            (&[("edit", "item-copy"), ("item", "travel")], "/questions?done=copied#item-travel_2"),
            (&[("edit", "item-down"), ("item", "travel")], "/questions?done=moved#item-travel"),
            (&[("edit", "item-add"), ("page", "travel")], "/questions/question_2"),
            (&[("edit", "item-new-page"), ("page", "0")], "/questions/question_2"),
            (&[("edit", "page-save"), ("page", "travel"), ("code", "moving")], "/questions?done=saved#page-moving"),
            (&[("edit", "list-save"), ("list", "a5"), ("answer.1", "No")], "/questions?done=saved"),
        ] {
            assert_eq!(lead(pairs), path, "{pairs:?}");
        }
    }

    #[test]
    fn a_saved_question_leads_where_its_button_says() {
        let form = |then: &str| {
            lead(&[
                ("edit", "item-save"),
                ("item", "travel_easier"),
                ("kind", "note"),
                ("words", "Easier"),
                ("then", then),
            ])
        };
        for (then, path) in [
            ("", "/questions?done=saved#item-easier"),
            ("next", "/questions/say?done=saved"),
            ("more.answer", "/questions/easier?more=8#answers"),
            ("row-up.2", "/questions/easier?done=saved#rows"),
            ("language.gd", "/questions/easier?language=gd"),
        ] {
            assert_eq!(form(then), path, "{then}");
        }
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let definition = template::community();
        for pairs in [
            &[("edit", "page-up"), ("page", "nowhere")][..],
            &[("edit", "item-up"), ("item", "No code")],
            &[("edit", "everything")],
            &[],
        ] {
            assert!(edit_of(&fields(pairs), &definition).is_err(), "{pairs:?}");
        }
    }
}
