//! The same groups over several years.

use domain::{
    inclusion::{Representation, Tolerance},
    outreach::GroupRef,
};
use leptos::prelude::*;
use service::engagement::Trend;

use super::{Reading, Section, two};
use crate::part::{
    chart::{
        Chart, Level,
        dots::{self, Axis},
    },
    table::{Cell, Column, Row, table},
};

impl Reading<'_> {
    /// The same groups in the years before.
    pub(super) fn over_years(&self) -> Option<Section> {
        let (head, note) = (self.t("year-trend"), self.t("year-trend-note"));
        if self.trend.len() < 2 {
            self.states?;
            let body = view! { <p>{self.t("year-trend-first")}</p> }.into_any();
            return Some(Section { id: "trend", head, note: String::new(), body });
        }
        let charts = self.ledger.focus().into_iter().filter_map(|group| self.trend_chart(&group));
        let body = charts.collect_view().into_any();
        Some(Section { id: "trend", head, note, body })
    }

    fn trend_chart(&self, group: &GroupRef) -> Option<AnyView> {
        let years: Vec<(&Trend, Representation, f64)> = self
            .trend
            .iter()
            .filter_map(|trend| {
                let shown = trend.groups.iter().find(|(known, _)| known == group)?.1?;
                Some((trend, shown, shown.ratio?))
            })
            .collect();
        let [.., before, now] = years.as_slice() else { return None };
        let way = change(&before.1, &now.1);
        let year = before.0.year.to_string();
        let values = [("way", way), ("group", &*self.phrase(group)), ("year", &year)];
        let verdict = |shown: &Representation| shown.verdict(&Tolerance::default());
        let rows = years
            .iter()
            .map(|(trend, shown, ratio)| self.row(trend.year.to_string().into(), shown, *ratio, verdict(shown)));
        let columns = vec![
            Column::words(self.t("year-column-year")),
            Column::number(self.t("year-column-engagements")),
            Column::number(self.t("who-column-times")),
            Column::number(self.t("who-column-interval")),
            Column::words(self.t("who-column-so")),
        ];
        let numbers = years.iter().map(|(trend, shown, ratio)| Row {
            head: trend.year.to_string().into_any(),
            cells: vec![
                trend.engagements.to_string().into(),
                two(*ratio).into(),
                self.interval(shown).into(),
                Cell::View(self.verdict(verdict(shown), None)),
            ],
            all: false,
        });
        let about = self.phrase(group);
        let chart = Chart {
            id: format!("trend-{}-{}", group.characteristic, group.group),
            level: Level::Three,
            finding: self.with("year-trend-finding", &values),
            how: self.t("year-trend-how").into_any(),
            key: None,
            plot: Some(dots::plot(self.visit.words, Axis::Times, None, rows.collect())),
            numbers: table(&about, columns, numbers.collect()),
            about,
            source: self.t("year-trend-source"),
        };
        Some(chart.view(self.visit))
    }
}

/// Whether a group came closer to its share from one year to the next: only where the ranges lie apart.
fn change(before: &Representation, now: &Representation) -> &'static str {
    let ends = (before.ratio_interval, now.ratio_interval, before.ratio, now.ratio);
    let (Some(first), Some(second), Some(from), Some(to)) = ends else { return "same" };
    let apart = first.high < second.low || second.high < first.low;
    let distance = |ratio: f64| ratio.max(f64::MIN_POSITIVE).ln().abs();
    match (apart, distance(to) < distance(from)) {
        (false, _) => "same",
        (true, true) => "closer",
        (true, false) => "further",
    }
}

#[cfg(test)]
mod tests {
    use domain::inclusion::{Count, representation::measure};

    use super::*;

    #[test]
    fn a_change_is_said_only_where_ranges_lie_apart() {
        let whole = Count { participants: 1000, population: 1000 };
        let of = |participants| measure(Count { participants, population: 400 }, whole);
        for (before, now, way) in [
            (200, 210, "same"),
            (200, 300, "closer"),
            (300, 200, "further"),
            (400, 700, "further"),
            (200, 390, "closer"),
        ] {
            assert_eq!(change(&of(before), &of(now)), way, "{before} {now}");
        }
    }
}
