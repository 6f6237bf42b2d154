//! Stacked bars: how the answers to several statements on one scale are spread. On a scale with a middle the bars lie
//! around a line, less to the left and more to the right; on any other they begin at the left, lighter to darker.

use domain::disclosure::Cell;
use leptos::prelude::*;

use super::{
    Label, Released,
    marks::{Anchor, Marks},
    released::count_cell,
    row_label,
};
use crate::{
    part::table::{Cell as TableCell, Column, Row, table},
    words::Words,
};

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub label: Label,
    /// The part that each step of the scale has, from least to most.
    pub steps: Vec<Released>,
    /// The part that each answer beside the scale has, such as "I do not know".
    pub beside: Vec<Released>,
    /// How many answered.
    pub base: Cell,
}

/// The steps of a scale and how they are coloured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Their words, from least to most.
    pub words: Vec<String>,
    /// The words of answers beside the scale.
    pub beside: Vec<String>,
    /// Whether the step in the middle is neither less nor more.
    pub around: bool,
}

/// From this share on a number fits into its part of a bar.
const ROOM: u8 = 8;

impl Steps {
    /// The class of each step. Three and five steps can lie around a middle, up to five in one hue.
    fn classes(&self) -> Vec<&'static str> {
        match (self.around, self.words.len()) {
            (true, 3) => vec!["no2", "mid", "yes2"],
            (true, _) => vec!["no2", "no1", "mid", "yes1", "yes2"],
            (false, 2) => vec!["q2", "q4"],
            (false, 3) => vec!["q1", "q3", "q5"],
            (false, 4) => vec!["q1", "q2", "q4", "q5"],
            (false, _) => vec!["q1", "q2", "q3", "q4", "q5"],
        }
    }

    /// Whether such a scale can be drawn: otherwise its answers are bars, statement by statement.
    pub fn fit(&self) -> bool {
        matches!((self.around, self.words.len()), (true, 3 | 5) | (false, 2..=5))
    }

    /// What the colours mean.
    pub fn key(&self) -> AnyView {
        let steps = self.words.iter().zip(self.classes()).map(|(words, class)| {
            let mut marks = Marks::default();
            marks.filled(class, [0.0, 0.0, 100.0, 100.0]);
            view! { <li>{marks.draw("marks", None)}" "{words.clone()}</li> }
        });
        view! { <ul class="key">{steps.collect_view()}</ul> }.into_any()
    }
}

/// Where the parts of a bar begin and how wide they are, in percent of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts(pub Vec<[f64; 2]>);

/// The parts of each statement; none where a share is not given. All have one scale: around a middle, the widest side
/// decides it; otherwise shares that were rounded to more than everybody are squeezed into the drawing.
pub fn parts(steps: &Steps, statements: &[Statement]) -> Vec<Option<Parts>> {
    let shares: Vec<Option<Vec<f64>>> = statements
        .iter()
        .map(|statement| statement.steps.iter().map(|step| step.percent().map(f64::from)).collect())
        .collect();
    let middle = steps.words.len() / 2;
    let side = |shares: &[f64]| {
        let half = shares.get(middle).map_or(0.0, |share| share / 2.0);
        let sum = |part: &[f64]| part.iter().sum::<f64>() + half;
        (sum(&shares[..middle]), sum(shares.get(middle + 1..).unwrap_or_default()))
    };
    let known = || shares.iter().flatten();
    let widest = if steps.around {
        let ends = known().map(|shares| side(shares)).map(|(less, more)| less.max(more));
        [50.0, 60.0, 75.0, 100.0].into_iter().find(|end| ends.clone().all(|side| side <= *end)).unwrap_or(110.0) * 2.0
    } else {
        known().map(|shares| shares.iter().sum::<f64>()).fold(100.0, f64::max)
    };
    let place = |shares: &Vec<f64>| {
        let mut at = if steps.around { widest / 2.0 - side(shares).0 } else { 0.0 };
        let part = |share: &f64| {
            let from = at;
            at += share;
            [from / widest * 100.0, share / widest * 100.0]
        };
        Parts(shares.iter().map(part).collect())
    };
    shares.iter().map(|shares| shares.as_ref().map(place)).collect()
}

/// The bars. `how many` are too few for shares is said in their place.
pub fn plot(words: Words, steps: &Steps, statements: &[Statement]) -> AnyView {
    let classes = steps.classes();
    let rows = statements.iter().zip(parts(steps, statements)).map(|(statement, parts)| {
        let drawing = match parts {
            Some(parts) => drawn(words, steps, statement, &parts, &classes),
            None => absent(words, statement),
        };
        view! { <div class="plot__row plot__row--two">{row_label(&statement.label)}{drawing}</div> }
    });
    view! { <div class="plot">{rows.collect_view()}</div> }.into_any()
}

fn drawn(words: Words, steps: &Steps, statement: &Statement, parts: &Parts, classes: &[&'static str]) -> AnyView {
    let mut marks = Marks::default();
    if steps.around {
        marks.upright("base", 50.0);
    }
    for ((part, class), [from, width]) in statement.steps.iter().zip(classes).zip(&parts.0) {
        let Some(share) = part.percent().filter(|share| *share > 0) else { continue };
        marks.filled(class, [*from, 8.0, *width, 84.0]);
        if share >= ROOM {
            marks.beside(on(class), from + width / 2.0, Anchor::Middle, &share.to_string());
        }
    }
    let said = steps
        .words
        .iter()
        .zip(&statement.steps)
        .map(|(step, part)| words.with("chart-row", &[("label", step), ("value", &part.words(words))]));
    let said = said.collect::<Vec<_>>().join(", ");
    let said = words.with("chart-row", &[("label", &statement.label.words), ("value", &said)]);
    view! { <div class="plot__track">{marks.draw("marks", Some(said))}</div> }.into_any()
}

/// The colour of a number in its part.
fn on(class: &str) -> &'static str {
    match class {
        "no2" | "yes2" => "on",
        "q4" | "q5" => "high",
        "q1" | "q2" | "q3" => "low",
        _ => "off",
    }
}

fn absent(words: Words, statement: &Statement) -> AnyView {
    if statement.base.published().is_none() {
        return view! { <div class="plot__track withheld"><span>{words.t("chart-withheld")}</span></div> }.into_any();
    }
    view! { <div class="plot__track soft">{words.t("chart-too-few-for-shares")}</div> }.into_any()
}

/// The numbers: shares and, in the last column, how many answered; counts for those too few for shares.
pub fn numbers(words: Words, caption: &str, head: String, steps: &Steps, statements: &[Statement]) -> AnyView {
    let mut columns = vec![Column::words(head)];
    columns.extend(steps.words.iter().chain(&steps.beside).map(Column::number));
    columns.push(Column::number(words.t("chart-answers")));
    let over = columns.len() - 1;
    let row = |statement: &Statement| {
        let cells = match statement.base {
            Cell::Withheld => vec![TableCell::Withheld(over, words.t("chart-withheld"))],
            Cell::Published(_) => {
                let parts = statement.steps.iter().chain(&statement.beside).map(|part| part.words(words).into());
                parts.chain([count_cell(words, statement.base)]).collect()
            }
        };
        Row { head: statement.label.view(), cells, all: false }
    };
    table(caption, columns, statements.iter().map(row).collect())
}

/// Whether anything of it can be drawn.
pub fn drawable(steps: &Steps, statements: &[Statement]) -> bool {
    steps.fit() && parts(steps, statements).iter().any(Option::is_some)
}

#[cfg(test)]
mod tests {
    use domain::disclosure::Percent;
    use proptest::prelude::*;

    use super::*;

    fn steps(count: usize, around: bool) -> Steps {
        Steps { words: (0..count).map(|at| format!("step {at}")).collect(), beside: Vec::new(), around }
    }

    fn statement(shares: &[u8]) -> Statement {
        let step = |share: &u8| Released { count: Cell::Published(10), share: Percent::Whole(*share) };
        Statement {
            label: Label::default(),
            steps: shares.iter().map(step).collect(),
            beside: Vec::new(),
            base: Cell::Published(100),
        }
    }

    #[test]
    fn the_middle_lies_on_the_line() {
        let statements = [statement(&[8, 18, 17, 39, 18]), statement(&[26, 34, 20, 16, 4])];
        let found = parts(&steps(5, true), &statements);
        for parts in found.into_iter().flatten() {
            let [from, width] = parts.0[2];
            assert!((from + width / 2.0 - 50.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_statement_of_few_has_no_bar() {
        let mut few = statement(&[0, 0, 0]);
        few.steps[1].share = Percent::TooSmallBase;
        assert_eq!(parts(&steps(3, true), &[few.clone()]), [None]);
        assert!(!drawable(&steps(3, true), &[few]));
        assert!(!drawable(&steps(7, true), &[statement(&[10; 7])]));
    }

    proptest! {
        #[test]
        fn no_bar_leaves_the_drawing(
            shares in prop::collection::vec(prop::collection::vec(0_u8..=30, 5), 1..6), around: bool,
        ) {
            let statements: Vec<_> = shares.iter().map(|shares| statement(shares)).collect();
            for parts in parts(&steps(5, around), &statements).into_iter().flatten() {
                let (first, last) = (parts.0[0], parts.0[4]);
                prop_assert!(first[0] >= -1e-9 && last[0] + last[1] <= 100.0 + 1e-9);
                prop_assert!(parts.0.windows(2).all(|pair| (pair[0][0] + pair[0][1] - pair[1][0]).abs() < 1e-9));
            }
        }
    }
}
