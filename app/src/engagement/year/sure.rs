//! How sure a year is: what is counted, what chance does, who looked at it, what was corrected.

use domain::time::words::long_date;
use leptos::prelude::*;
use service::engagement::State;

use super::{Reading, Section};
use crate::{part::list::facts, recognition::sentence};

impl Reading<'_> {
    pub(super) fn sure(&self) -> Section {
        let mut rows: Vec<(String, AnyView)> = vec![
            (self.t("year-sure-twice"), self.twice().into_any()),
            (self.t("year-sure-unsaid"), self.unsaid().into_any()),
            (self.t("year-sure-chance"), self.t("year-sure-chance-words").into_any()),
            (self.t("year-sure-privacy"), self.t("year-sure-privacy-words").into_any()),
        ];
        let sources = self.ledger.names.iter().filter(|named| !named.source.is_empty());
        let sources = sources.map(|named| {
            let title = self.said(&named.title).view();
            view! { <li>{title}": "<span lang="en">{named.source.clone()}</span></li> }
        });
        rows.push((self.t("year-sure-sources"), view! { <ul>{sources.collect_view()}</ul> }.into_any()));
        if let Some((state, earlier)) = self.states {
            let date = |state: &State| {
                let at = state.published_at.map(|at| self.london.to_datetime(at).date());
                at.map(|at| long_date(at, self.visit.language())).unwrap_or_default()
            };
            let first = earlier.last().unwrap_or(state);
            rows.push((
                self.t("year-sure-checked"),
                self.with("year-sure-checked-words", &[("date", &date(first))]).into_any(),
            ));
            let newer = std::iter::once(state).chain(earlier).filter(|one| one.number != first.number);
            let lines: Vec<_> = newer
                .map(|one| {
                    let words = self.with("year-sure-corrected-line", &[("date", &date(one)), ("note", &one.note)]);
                    view! { <li>{words}</li> }
                })
                .collect();
            let corrected = if lines.is_empty() {
                self.t("year-sure-corrected-nothing").into_any()
            } else {
                view! { <ul>{lines}</ul> }.into_any()
            };
            rows.push((self.t("year-sure-corrected"), corrected));
        }
        Section { id: "sure", head: self.t("year-sure"), note: String::new(), body: facts(rows) }
    }

    /// Whether the same people came again: of those who let themselves be recognised.
    fn twice(&self) -> String {
        let linked = self.ledger.recognised.as_ref().map(|figures| sentence(self.visit, figures));
        [Some(self.t("year-sure-twice-words")), linked].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// How many said who they are.
    fn unsaid(&self) -> String {
        let shares = self.ledger.entries.iter().flat_map(|entry| &entry.comparisons).filter_map(|one| one.completion);
        let shares: Vec<f64> = shares.collect();
        let ends = (shares.iter().copied().reduce(f64::min), shares.iter().copied().reduce(f64::max));
        let (Some(least), Some(most)) = ends else { return self.t("year-sure-unsaid-unknown") };
        let [least, most] =
            [least, most].map(|share| self.with("chart-share", &[("percent", &format!("{:.0}", share * 100.0))]));
        let least = if least == most { "same".to_owned() } else { least };
        self.with("year-sure-unsaid-words", &[("least", &least), ("most", &most)])
    }
}
