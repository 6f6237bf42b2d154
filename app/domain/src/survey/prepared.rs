//! A questionnaire made ready for use: conditions parsed, names turned into indexes. A server prepares each version
//! once and keeps it; everything that happens for every request works on this.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Item, ItemCode, Page, Questionnaire, Row,
    logic::{self, Expr, Name},
};

/// A questionnaire with its conditions parsed and its names turned into indexes.
///
/// Items and fields are numbered through the whole questionnaire, in order. A *field* is what one name in a form holds:
/// an item, or one line of a matrix (`item.row`).
#[derive(Clone, Debug)]
pub struct Prepared {
    questionnaire: Questionnaire,
    pages: Vec<PagePlan>,
    items: Vec<ItemPlan>,
    fields: Vec<Field>,
    by_name: BTreeMap<String, usize>,
}

/// A condition that refers to fields by their index.
pub type Condition = Expr<usize>;

#[derive(Clone, Debug)]
struct PagePlan {
    condition: Option<Condition>,
    items: Range<usize>,
}

#[derive(Clone, Debug)]
struct ItemPlan {
    page: usize,
    position: usize,
    condition: Option<Condition>,
    fields: Range<usize>,
}

/// What one name in a form holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name: `item` or `item.row`.
    pub name: String,
    /// The index of its item.
    pub item: usize,
    /// The position of its line in the matrix.
    pub row: Option<usize>,
}

impl Prepared {
    /// The questionnaire, ready. A condition that does not parse, or that names what does not exist, counts as none:
    /// drafts can be tried before they are right, and what is published has been checked.
    pub fn new(questionnaire: Questionnaire) -> Self {
        let (mut pages, mut items, mut fields) = (Vec::new(), Vec::new(), Vec::new());
        for (page, step) in questionnaire.pages.iter().enumerate() {
            let first = items.len();
            for (position, item) in step.items.iter().enumerate() {
                let own = fields.len()..fields.len() + fields_of(item, items.len(), &mut fields);
                items.push(ItemPlan { page, position, condition: None, fields: own });
            }
            pages.push(PagePlan { condition: None, items: first..items.len() });
        }
        let mut by_name = BTreeMap::new();
        for (index, field) in fields.iter().enumerate() {
            by_name.entry(field.name.clone()).or_insert(index);
        }
        let prepare = |text: &Option<String>| prepare(text.as_deref()?, &by_name);
        for (plan, page) in pages.iter_mut().zip(&questionnaire.pages) {
            plan.condition = prepare(&page.show_if);
        }
        for (plan, (_, item)) in items.iter_mut().zip(questionnaire.items()) {
            plan.condition = prepare(&item.show_if);
        }
        Self { questionnaire, pages, items, fields, by_name }
    }

    /// The questionnaire itself.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// The page at this index.
    pub fn page(&self, page: usize) -> Option<&Page> {
        self.questionnaire.pages.get(page)
    }

    /// The index of the page with this code.
    pub fn page_index(&self, code: &str) -> Option<usize> {
        self.questionnaire.pages.iter().position(|page| page.code == code)
    }

    /// The items of a page, by index; none where there is no such page.
    pub fn items_on(&self, page: usize) -> Range<usize> {
        self.pages.get(page).map_or(0..0, |plan| plan.items.clone())
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// The item at an index that came from here.
    pub fn item(&self, item: usize) -> &Item {
        let plan = &self.items[item];
        &self.questionnaire.pages[plan.page].items[plan.position]
    }

    /// The index of an item by its code; of the first, where a draft has several of the same code.
    pub fn item_index(&self, code: &ItemCode) -> Option<usize> {
        (0..self.items.len()).find(|item| self.item(*item).code == *code)
    }

    /// The index of the page of an item.
    pub fn page_of(&self, item: usize) -> usize {
        self.items[item].page
    }

    /// The fields of an item, by index: one, or one for each line of a matrix, or none for a note.
    pub fn fields_of(&self, item: usize) -> Range<usize> {
        self.items[item].fields.clone()
    }

    /// All fields, in order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The index of a field by its name.
    pub fn field_index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The line of the matrix that a field belongs to.
    pub fn row(&self, field: &Field) -> Option<&Row> {
        self.item(field.item).kind.rows().get(field.row?)
    }

    /// The condition of a page.
    pub fn page_condition(&self, page: usize) -> Option<&Condition> {
        self.pages.get(page)?.condition.as_ref()
    }

    /// The condition of an item on its page.
    pub fn item_condition(&self, item: usize) -> Option<&Condition> {
        self.items[item].condition.as_ref()
    }
}

/// Adds the fields of an item and says how many there are.
fn fields_of(item: &Item, index: usize, fields: &mut Vec<Field>) -> usize {
    let before = fields.len();
    let rows = item.kind.rows();
    for (row, line) in rows.iter().enumerate() {
        fields.push(Field { name: format!("{}.{}", item.code, line.code), item: index, row: Some(row) });
    }
    if rows.is_empty() && item.kind.asks() {
        fields.push(Field { name: item.code.to_string(), item: index, row: None });
    }
    fields.len() - before
}

fn prepare(text: &str, by_name: &BTreeMap<String, usize>) -> Option<Condition> {
    let find = |name: &Name| match &name.row {
        Some(row) => by_name.get(&format!("{}.{row}", name.item)).copied(),
        None => by_name.get(name.item.as_str()).copied(),
    };
    logic::parse(text).ok()?.resolve(&find)
}
