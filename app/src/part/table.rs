//! Tables: on narrow pages each row becomes a card that carries the heads of its columns.

use leptos::prelude::*;

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers.
    pub number: bool,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>) -> Self {
        Self { head: head.into(), number: false }
    }

    /// A column of numbers.
    pub fn number(head: impl Into<String>) -> Self {
        Self { head: head.into(), number: true }
    }
}

/// One cell of a row.
pub enum Cell {
    /// Words, a link, a tag.
    View(AnyView),
    /// A number or short text.
    Text(String),
    /// Nothing to show here, for reasons of privacy: over so many columns.
    Withheld(usize, String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// One row: its head, its cells, whether it sums up the others.
pub struct Row {
    /// The head of the row.
    pub head: AnyView,
    /// The other cells.
    pub cells: Vec<Cell>,
    /// Whether it stands for all.
    pub all: bool,
}

/// A table with its name above it.
pub fn table(caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> AnyView {
    named(caption, None, columns, rows)
}

/// A table under a head that names it already: its own name is for those who do not see the head.
pub fn under_head(caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> AnyView {
    named(caption, Some("unseen"), columns, rows)
}

fn named(caption: &str, class: Option<&'static str>, columns: Vec<Column>, rows: Vec<Row>) -> AnyView {
    let heads: Vec<Column> = columns.clone();
    let head_cells = columns.into_iter().map(|column| {
        view! { <th role="columnheader" scope="col" class=column.number.then_some("n")>{column.head}</th> }
    });
    let rows = rows.into_iter().map(|row| table_row(row, &heads)).collect_view();
    let (label, caption) = (caption.to_owned(), caption.to_owned());
    view! {
        <div class="table-box table-box--cards" role="region" aria-label=label tabindex="0">
            <table class="table table--cards" role="table">
                <caption class=class>{caption}</caption>
                <thead role="rowgroup"><tr role="row">{head_cells.collect_view()}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_row(row: Row, columns: &[Column]) -> impl IntoView + use<> {
    let mut at = 1;
    let cells: Vec<AnyView> = row
        .cells
        .into_iter()
        .map(|cell| {
            let column = columns.get(at).cloned().unwrap_or_else(|| Column::words(""));
            let class = column.number.then_some("n");
            match cell {
                Cell::View(view) => {
                    at += 1;
                    view! { <td role="cell" data-head=column.head class=class>{view}</td> }.into_any()
                }
                Cell::Text(text) => {
                    at += 1;
                    view! { <td role="cell" data-head=column.head class=class>{text}</td> }.into_any()
                }
                Cell::Withheld(over, words) => {
                    at += over;
                    let over = over.to_string();
                    view! { <td role="cell" class="withheld whole" colspan=over><span>{words}</span></td> }.into_any()
                }
            }
        })
        .collect();
    view! { <tr role="row" class=row.all.then_some("all")><th role="rowheader" scope="row">{row.head}</th>{cells}</tr> }
}
