//! Editing: the steps by which a draft is changed with plain forms. Each gives a new definition or says why not; going
//! back is a matter of keeping the old one.
//!
//! An edit may leave a draft unfinished: whether it can be published is for [`check`](super::check) to say.

mod form;

pub use form::{ChoiceForm, ItemForm, KindName, RowForm};

use super::{Choice, Choices, Definition, Item, ItemCode, Kind, Page, words::visit};
use crate::{
    problem::Problem,
    text::{Language, Text},
};

/// Every kind of problem for which an edit can be refused, with what its sentence names.
pub const KINDS: &[(&str, &[&str])] = &[
    ("no-such-page", &[]),
    ("no-such-item", &[]),
    ("no-such-choice", &[]),
    ("no-such-text", &[]),
    ("no-own-choices", &[]),
    ("item-code", &["code"]),
    ("item-code-twice", &["code"]),
    ("page-code", &["code"]),
    ("page-code-twice", &["code"]),
    ("whole-number", &["example"]),
    ("scale-unknown", &["scale"]),
];

/// One change of a draft. Pages are counted from 0; items are named by their codes, which are unique in a draft that was
/// made here.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts an empty page before the page at this index, or at the end.
    AddPage(usize),
    /// Puts a copy of a page, with new codes, after it.
    CopyPage(usize),
    /// Swaps a page with the one before.
    MovePageUp(usize),
    /// Swaps a page with the one after.
    MovePageDown(usize),
    /// Takes a page away.
    DeletePage(usize),
    /// Sets the words of a page in one language, and its condition.
    ReplacePage {
        /// The page.
        page: usize,
        /// What its form says.
        form: PageForm,
    },
    /// Puts an empty question at the end of a page.
    AddItem(usize),
    /// Puts a page with an empty question before the page at this index, or at the end, in the same part as the page
    /// before it.
    AddItemOnPage(usize),
    /// Puts a copy of an item, with a new code, after it.
    CopyItem(ItemCode),
    /// Moves an item before the one before, or to the end of the page before.
    MoveItemUp(ItemCode),
    /// Moves an item after the one after, or to the start of the page after.
    MoveItemDown(ItemCode),
    /// Takes an item away.
    DeleteItem(ItemCode),
    /// Makes an item what its form says, in one language; other languages keep what they say. Where the form has no
    /// code, one is made from the words.
    ReplaceItem {
        /// The item, by the code that it had.
        item: ItemCode,
        /// What its form says.
        form: Box<ItemForm>,
    },
    /// Puts an empty choice before those that are ways of not answering.
    AddChoice(ItemCode),
    /// Takes the choice at this index away.
    RemoveChoice(ItemCode, usize),
    /// Says a text in a language. Places are those of [`texts`](super::words::texts).
    Translate {
        /// Where the text is.
        place: String,
        /// The language.
        language: Language,
        /// What it says; nothing takes the language away.
        words: String,
    },
    /// Says the words of a shared list in a language, choice by choice.
    ReplaceScale {
        /// The name of the list.
        scale: String,
        /// The language.
        language: Language,
        /// What its choices say, in their order; choices that are not named stay as they are.
        words: Vec<String>,
    },
}

/// What the form of a page says, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageForm {
    /// The language of its texts.
    pub language: Language,
    /// Its name in addresses.
    pub code: String,
    /// Its heading.
    pub title: String,
    /// The part that it belongs to.
    pub section: String,
    /// The line under its heading.
    pub help: String,
    /// Its condition.
    pub show_if: String,
}

/// The definition after an edit, or why it cannot be made: one of [`KINDS`].
pub fn apply(definition: &Definition, edit: Edit) -> Result<Definition, Problem> {
    let mut edited = definition.clone();
    let pages = &mut edited.questionnaire.pages;
    match edit {
        Edit::AddPage(at) => pages.insert(at.min(pages.len()), Page { code: free_page_code(pages), ..Page::default() }),
        Edit::CopyPage(page) => copy_page(pages, page)?,
        Edit::MovePageUp(page) => swap(pages, page.checked_sub(1), Some(page)),
        Edit::MovePageDown(page) => swap(pages, Some(page), page.checked_add(1)),
        Edit::DeletePage(page) => drop(pages.remove(known_page(pages, page)?)),
        Edit::ReplacePage { page, form } => replace_page(pages, page, form)?,
        Edit::AddItem(page) => {
            let page = known_page(pages, page)?;
            let item = new_item(pages);
            pages[page].items.push(item);
        }
        Edit::AddItemOnPage(at) => {
            let at = at.min(pages.len());
            let section = at.checked_sub(1).map(|before| pages[before].section.clone()).unwrap_or_default();
            let page = Page::new(free_page_code(pages), Text::default(), vec![new_item(pages)]).section(section);
            pages.insert(at, page);
        }
        Edit::CopyItem(code) => {
            let (page, at) = known_item(pages, &code)?;
            let copy = Item { code: free_item_code(pages, code.as_str()), ..pages[page].items[at].clone() };
            pages[page].items.insert(at + 1, copy);
        }
        Edit::MoveItemUp(code) => move_item_up(pages, &code)?,
        Edit::MoveItemDown(code) => move_item_down(pages, &code)?,
        Edit::DeleteItem(code) => {
            let (page, at) = known_item(pages, &code)?;
            pages[page].items.remove(at);
        }
        Edit::ReplaceItem { item, form } => replace_item(pages, &item, *form)?,
        Edit::AddChoice(code) => add_choice(own_choices(pages, &code)?),
        Edit::RemoveChoice(code, at) => {
            let own = own_choices(pages, &code)?;
            if at >= own.len() {
                return Err(Problem::new(code.as_str(), "no-such-choice"));
            }
            own.remove(at);
        }
        Edit::Translate { place, language, words } => translate(&mut edited, &place, language, &words)?,
        Edit::ReplaceScale { scale, language, words } => {
            let known = edited.questionnaire.scales.get_mut(&scale);
            let list = known.ok_or_else(|| Problem::new("", "scale-unknown").about("scale", &scale))?;
            for (choice, typed) in list.iter_mut().zip(&words) {
                form::say(&mut choice.words, language, typed);
            }
        }
    }
    Ok(edited)
}

fn replace_item(pages: &mut [Page], item: &ItemCode, mut form: ItemForm) -> Result<(), Problem> {
    let (page, at) = known_item(pages, item)?;
    if form.code.trim().is_empty() {
        form.code = code_of_words(pages, item, &form.words).to_string();
    }
    let replaced = form.item(&pages[page].items[at])?;
    if replaced.code != *item && known_item(pages, &replaced.code).is_ok() {
        return Err(Problem::new("code", "item-code-twice").about("code", replaced.code));
    }
    pages[page].items[at] = replaced;
    Ok(())
}

fn known_page(pages: &[Page], page: usize) -> Result<usize, Problem> {
    if page < pages.len() { Ok(page) } else { Err(Problem::new("", "no-such-page")) }
}

/// The page of an item and its position on it.
fn known_item(pages: &[Page], code: &ItemCode) -> Result<(usize, usize), Problem> {
    let on = |page: &Page| page.items.iter().position(|item| item.code == *code);
    let found = pages.iter().enumerate().find_map(|(index, page)| Some((index, on(page)?)));
    found.ok_or_else(|| Problem::new(code.as_str(), "no-such-item"))
}

/// Swaps two pages if both exist; the first cannot go up nor the last down, and that is fine.
fn swap(pages: &mut [Page], one: Option<usize>, other: Option<usize>) {
    if let (Some(one), Some(other)) = (one, other)
        && one.max(other) < pages.len()
    {
        pages.swap(one, other);
    }
}

fn copy_page(pages: &mut Vec<Page>, page: usize) -> Result<(), Problem> {
    let page = known_page(pages, page)?;
    let mut copy = Page { code: free_page_code(pages), items: Vec::new(), ..pages[page].clone() };
    pages.insert(page + 1, Page::default());
    for item in pages[page].items.clone() {
        let code = free_item_code(pages, item.code.as_str());
        // What the page holds so far makes the next code another one.
        pages[page + 1].items.push(Item { code, ..item });
    }
    copy.items = std::mem::take(&mut pages[page + 1].items);
    pages[page + 1] = copy;
    Ok(())
}

fn replace_page(pages: &mut [Page], page: usize, form: PageForm) -> Result<(), Problem> {
    let at = known_page(pages, page)?;
    if pages.iter().enumerate().any(|(index, other)| index != at && other.code == form.code) {
        return Err(Problem::new("code", "page-code-twice").about("code", form.code));
    }
    if !Page::is_code(&form.code) {
        return Err(Problem::new("code", "page-code").about("code", form.code));
    }
    let page = &mut pages[at];
    page.code = form.code;
    form::say(&mut page.title, form.language, &form.title);
    form::say(&mut page.section, form.language, &form.section);
    form::say(&mut page.help, form.language, &form.help);
    page.show_if = form::condition(&form.show_if);
    Ok(())
}

fn move_item_up(pages: &mut [Page], code: &ItemCode) -> Result<(), Problem> {
    match known_item(pages, code)? {
        (0, 0) => {}
        (page, 0) => {
            let item = pages[page].items.remove(0);
            pages[page - 1].items.push(item);
        }
        (page, at) => pages[page].items.swap(at - 1, at),
    }
    Ok(())
}

fn move_item_down(pages: &mut [Page], code: &ItemCode) -> Result<(), Problem> {
    let (page, at) = known_item(pages, code)?;
    if at + 1 < pages[page].items.len() {
        pages[page].items.swap(at, at + 1);
    } else if page + 1 < pages.len() {
        let item = pages[page].items.remove(at);
        pages[page + 1].items.insert(0, item);
    }
    Ok(())
}

fn own_choices<'a>(pages: &'a mut [Page], code: &ItemCode) -> Result<&'a mut Vec<Choice>, Problem> {
    let (page, at) = known_item(pages, code)?;
    match &mut pages[page].items[at].kind {
        Kind::Single { choices: Choices::Own(own) }
        | Kind::Multiple { choices: Choices::Own(own), .. }
        | Kind::Matrix { choices: Choices::Own(own), .. } => Ok(own),
        _ => Err(Problem::new(code.as_str(), "no-own-choices")),
    }
}

fn add_choice(own: &mut Vec<Choice>) {
    let code = free(|code| own.iter().all(|choice| choice.code != code), "choice", 32);
    let at = own.iter().position(|choice| choice.role.stands_alone()).unwrap_or(own.len());
    own.insert(at, Choice::new(code, Text::default()));
}

fn translate(definition: &mut Definition, place: &str, language: Language, words: &str) -> Result<(), Problem> {
    let mut found = false;
    visit(definition, &mut |other, _, text| {
        if other == place {
            form::say(text, language, words);
            found = true;
        }
    });
    if found { Ok(()) } else { Err(Problem::new(place, "no-such-text")) }
}

fn new_item(pages: &[Page]) -> Item {
    Item::new(free_item_code(pages, "question"), Text::default(), Text::default(), new_kind())
}

/// What a new question is until somebody says otherwise.
fn new_kind() -> Kind {
    Kind::Single { choices: Choices::Own(vec![Choice::new("1", Text::default()), Choice::new("2", Text::default())]) }
}

fn free_page_code(pages: &[Page]) -> String {
    free(|code| pages.iter().all(|page| page.code != code), "page", 32)
}

fn free_item_code(pages: &[Page], like: &str) -> ItemCode {
    let code = free(|code| pages.iter().all(|page| page.items.iter().all(|item| item.code.as_str() != code)), like, 32);
    // A code with a number after it is a code; the fallback is never used.
    code.parse().unwrap_or_else(|_| crate::survey::item_code::item_code!("question"))
}

/// A code made from the words of a question that no other item has; its own where the words give none.
fn code_of_words(pages: &[Page], item: &ItemCode, words: &str) -> ItemCode {
    let slug = form::slug(words);
    let slug = if slug.starts_with(|first: char| first.is_ascii_digit()) { format!("q_{slug}") } else { slug };
    match slug.parse::<ItemCode>() {
        Ok(code) if words.trim().is_empty() || code == *item => item.clone(),
        Ok(code) if known_item(pages, &code).is_ok() => free_item_code(pages, code.as_str()),
        Ok(code) => code,
        Err(_) => item.clone(),
    }
}

/// The first of `like_2`, `like_3` ... that is free, no longer than it may be. A number at the end of `like` is counted
/// on from.
fn free(is_free: impl Fn(&str) -> bool, like: &str, longest: usize) -> String {
    let (stem, from) = match like.rsplit_once('_') {
        Some((stem, number)) if !stem.is_empty() => {
            let next = number.parse::<u32>().ok().and_then(|number| number.checked_add(1));
            next.map_or((like, 2), |next| (stem, next))
        }
        _ => (like, 2),
    };
    let mut number = from;
    loop {
        let end = format!("_{number}");
        let stem = &stem[..stem.len().min(longest - end.len())];
        let code = format!("{stem}{end}");
        if is_free(&code) {
            return code;
        }
        number = number.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests;
