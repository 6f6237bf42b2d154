//! Charts: a figure that states its finding first, then its plot, its numbers behind a line that opens, its source.
//!
//! Words are HTML, so that they wrap, grow and translate; marks are SVG in percentages, so that one drawing fits every
//! width. A chart takes released values only ([`Released`]): it cannot show what a table does not publish, and what is
//! withheld is hatched and says so.

pub mod bars;
pub mod columns;
pub mod dots;
pub mod funnel;
pub mod lorenz;
pub mod map;
mod marks;
pub mod plane;
mod released;
pub mod stacked;
#[cfg(test)]
mod tests;
pub mod tiles;
pub mod weeks;
pub mod wheel;

use leptos::prelude::*;

pub use self::{
    marks::Tone,
    released::{Label, Released, Spread, joined},
};
use super::list::more;
use crate::visit::Visit;

/// How deep in its page the heading of a chart stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Under the head of the page.
    Two,
    /// Under the head of a part.
    #[default]
    Three,
}

/// A chart with everything that stands around it.
pub struct Chart {
    /// The identifier of its heading, unique in its page.
    pub id: String,
    /// How deep it stands.
    pub level: Level,
    /// What it shows, in a sentence.
    pub finding: String,
    /// What is measured.
    pub how: AnyView,
    /// What its colours and shapes mean, where they are not named in the plot.
    pub key: Option<AnyView>,
    /// The plot; none where the numbers speak for themselves.
    pub plot: Option<AnyView>,
    /// What the numbers are of, for those who do not see the chart.
    pub about: String,
    /// The numbers as a table.
    pub numbers: AnyView,
    /// The base, the rounding, the source, the date.
    pub source: String,
}

impl Chart {
    /// The chart as a figure. Without a plot its table stands open.
    pub fn view(self, visit: &Visit) -> AnyView {
        let Self { id, level, finding, how, key, plot, about, numbers, source } = self;
        let finding = match level {
            Level::Two => view! { <h2 class="chart__finding" id=id>{finding}</h2> }.into_any(),
            Level::Three => view! { <h3 class="chart__finding" id=id>{finding}</h3> }.into_any(),
        };
        let numbers = match plot {
            None => numbers,
            Some(_) => {
                let of = visit.words.with("chart-numbers-of", &[("about", &about)]);
                more(view! { {visit.t("show-numbers")}<span class="unseen">{of}</span> }, numbers)
            }
        };
        view! {
            <figure class="chart">
                <figcaption>{finding}<span class="chart__how">{how}</span></figcaption>
                {key}
                {plot}
                {numbers}
                <p class="chart__source">{source}</p>
            </figure>
        }
        .into_any()
    }
}

/// The label of a row, marked with its language where it is not that of the page.
fn row_label(label: &Label) -> AnyView {
    view! { <span class="plot__label" lang=label.lang>{label.words.clone()}</span> }.into_any()
}
