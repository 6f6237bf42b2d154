//! The numbers of two waves as tables.

use domain::inclusion::wave::ShareChange;
use leptos::prelude::*;
use service::survey::wave::Line;

use super::{Reading, has_shares};
use crate::part::table::{Cell, Column, Row, table};

impl Reading<'_> {
    /// The shares of a section, with what chance allows.
    pub(super) fn numbers(&self, title: &str, lines: &[(&Line, ShareChange)]) -> AnyView {
        let bounds = lines.iter().any(|(_, change)| change.worst_case_after.is_some());
        let mut columns = vec![Column::words(self.t("waves-column-question"))];
        for key in ["before", "after", "difference", "interval", "p"] {
            columns.push(Column::number(self.t(&format!("waves-column-{key}"))));
        }
        columns.push(Column::words(self.t("waves-column-so")));
        if bounds {
            columns.push(Column::number(self.t("waves-column-bounds")));
        }
        let rows = lines.iter().map(|(line, change)| {
            let head = self.label(line, false).view();
            Row { head, cells: self.cells(change, bounds), all: false }
        });
        table(title, columns, rows.collect())
    }

    fn cells(&self, change: &ShareChange, bounds: bool) -> Vec<Cell> {
        let shares = change.shares.filter(|_| has_shares(change));
        let Some([before, after]) = shares else {
            return vec![Cell::Withheld(if bounds { 7 } else { 6 }, self.t("waves-no-share"))];
        };
        let points = |share: f64| signed(share * 100.0);
        let ends = change.interval.map(|interval| [interval.low, interval.high].map(points));
        let interval =
            ends.map_or_else(String::new, |[low, high]| self.with("who-interval", &[("low", &low), ("high", &high)]));
        let mut cells: Vec<Cell> = vec![
            self.percent(before).into(),
            self.percent(after).into(),
            points(after - before).into(),
            interval.into(),
            change.adjusted_p.map(p_words).unwrap_or_default().into(),
            self.so(change.finding).into(),
        ];
        if bounds {
            let ends = change.worst_case_after.map(|bounds| [bounds.low, bounds.high].map(|end| self.percent(end)));
            cells.push(
                ends.map_or_else(String::new, |[low, high]| {
                    self.with("who-interval", &[("low", &low), ("high", &high)])
                })
                .into(),
            );
        }
        cells
    }

    /// The scales of a question, by the order of their answers.
    pub(super) fn points(&self, lines: &[Line]) -> Option<AnyView> {
        let columns = vec![
            Column::words(self.t("waves-column-question")),
            Column::number(self.t("waves-column-higher")),
            Column::number(self.t("waves-column-mean")),
            Column::number(self.t("waves-column-p")),
            Column::words(self.t("waves-column-so")),
        ];
        let row = |line: &Line| {
            let scale = line.scale?;
            let head = self.said(line.row.as_ref().unwrap_or(&line.label)).view();
            let pairs = scale.answered.iter().product::<u64>() as f64;
            let higher = scale.u.filter(|_| pairs > 0.0).map(|u| format!("{:.0}", u / pairs * 100.0));
            let means = scale.means.map(|means| means.map(|mean| format!("{mean:.1}")));
            let means =
                means.map(|[before, after]| self.with("waves-value", &[("after", &after), ("before", &before)]));
            let cells = vec![
                higher.unwrap_or_default().into(),
                means.unwrap_or_default().into(),
                scale.adjusted_p.map(p_words).unwrap_or_default().into(),
                self.so(scale.finding).into(),
            ];
            Some(Row { head, cells, all: false })
        };
        let rows: Vec<Row> = lines.iter().filter_map(row).collect();
        if rows.is_empty() {
            return None;
        }
        let view = view! {
            {table(&self.t("waves-points"), columns, rows)}
            <p class="soft">{self.t("waves-points-note")}</p>
        };
        Some(view.into_any())
    }
}

/// A number of points with its sign; a whole one.
fn signed(points: f64) -> String {
    let rounded = points.round();
    match rounded {
        r if r > 0.0 => format!("+{r:.0}"),
        r if r < 0.0 => format!("\u{2212}{:.0}", -r),
        _ => "0".to_owned(),
    }
}

fn p_words(p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format!("{p:.3}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_signs_and_small_p_is_not_nothing() {
        assert_eq!([12.4, -0.6, 0.2, -0.2].map(signed), ["+12", "\u{2212}1", "0", "0"]);
        assert_eq!([0.04, 0.000_2, 1.0].map(p_words), ["0.040", "< 0.001", "1.000"]);
    }
}
