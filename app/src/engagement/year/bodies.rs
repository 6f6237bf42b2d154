//! The organisations and groups that came under their names: whether the same ones came again and again.

use domain::engagement::bodies::{Bodies, Spread};
use leptos::prelude::*;

use super::{Reading, Section, two};
use crate::part::{
    chart::{
        Chart, Level,
        lorenz::{self, Point},
    },
    table::{Column, Row, table},
};

impl Reading<'_> {
    /// The bodies of the year; none where no engagement names any.
    pub(super) fn bodies(&self) -> Option<Section> {
        let bodies = self.ledger.named_bodies()?;
        let body = match &bodies.spread {
            Some(spread) => self.bodies_chart(&bodies, spread).view(self.visit),
            None => view! {
                <p>{self.t("year-bodies-few")}</p>
                {self.bodies_table(&bodies)}
            }
            .into_any(),
        };
        Some(Section { id: "bodies", head: self.t("year-bodies"), note: self.t("year-bodies-note"), body })
    }

    fn bodies_chart(&self, bodies: &Bodies, spread: &Spread) -> Chart {
        let (again, of) = (bodies.again().to_string(), bodies.times.len().to_string());
        let finding = self.with("year-bodies-finding", &[("again", &again), ("of", &of)]);
        let tenth = |(at, share): (usize, &f64)| Point { people: at as f64 / 10.0, share: *share, told: None };
        let points: Vec<Point> = spread.lorenz.iter().enumerate().skip(1).map(tenth).collect();
        let top = self.with("chart-share", &[("percent", &format!("{:.0}", spread.top_tenth * 100.0))]);
        let said = self.with("year-bodies-said", &[("finding", &finding), ("top", &top)]);
        let axes = [self.t("year-bodies-axis-groups"), self.t("year-bodies-axis-times")];
        let engagements = i64::try_from(bodies.engagements).unwrap_or(i64::MAX);
        let engagements = self.visit.words.count("year-bodies-engagements", engagements);
        Chart {
            id: "bodies-lorenz".to_owned(),
            level: Level::Three,
            finding,
            how: self.t("year-bodies-how").into_any(),
            key: Some(lorenz::key(self.t("year-bodies-key"), self.t("year-bodies-alike"))),
            plot: Some(lorenz::plot(self.visit.words, axes, &points, said)),
            about: self.t("year-bodies-all"),
            numbers: self.bodies_table(bodies),
            source: self.with(
                "year-bodies-source",
                &[
                    ("engagements", &engagements),
                    ("gini", &two(spread.gini)),
                    ("voices", &format!("{:.1}", spread.voices)),
                ],
            ),
        }
    }

    fn bodies_table(&self, bodies: &Bodies) -> AnyView {
        let columns =
            vec![Column::words(self.t("year-bodies-column-body")), Column::number(self.t("year-bodies-column-times"))];
        let row = |(name, times): &(String, u64)| Row {
            head: name.clone().into_any(),
            cells: vec![times.to_string().into()],
            all: false,
        };
        table(&self.t("year-bodies-all"), columns, bodies.times.iter().map(row).collect())
    }
}
