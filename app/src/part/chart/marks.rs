//! Marks: the drawn part of a chart, in percentages of a drawing that is as wide as its place.

use std::fmt::Write;

use leptos::prelude::*;

/// How a dot stands to what it is compared with: as a colour, and as a full or hollow shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As much, or more.
    Full,
    /// Less.
    Less,
    /// Not enough to say.
    Unsure,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "same",
            Self::Less => "less",
            Self::Unsure => "unsure",
        }
    }
}

/// Where a text stands on its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Marks that are being drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(String);

/// A coordinate: never outside of the drawing, in hundredths of a percent.
pub(super) fn percent(value: f64) -> String {
    let value = if value.is_finite() { value.clamp(0.0, 100.0) } else { 0.0 };
    let text = format!("{value:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Marks {
    /// Writing to a text cannot fail.
    fn add(&mut self, mark: std::fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(mark);
    }

    /// A line from top to bottom.
    pub(super) fn upright(&mut self, class: &str, x: f64) {
        let (x, [top, bottom]) = (percent(x), if class == "people" { ["20%", "80%"] } else { ["0", "100%"] });
        self.add(format_args!(r#"<line class="{class}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>"#));
    }

    /// A line from left to right.
    pub(super) fn level(&mut self, class: &str, from: f64, to: f64, y: f64) {
        let (from, to, y) = (percent(from), percent(to), percent(y));
        self.add(format_args!(r#"<line class="{class}" x1="{from}" x2="{to}" y1="{y}" y2="{y}"/>"#));
    }

    /// A filled box.
    pub(super) fn filled(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let [x, y, width, height] = [x, y, width, height].map(percent);
        self.add(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#));
    }

    /// A dot with the range around it.
    pub(super) fn dot(&mut self, tone: Tone, at: f64, range: Option<[f64; 2]>) {
        self.add(format_args!(r#"<g class="{}">"#, tone.class()));
        if let Some([low, high]) = range {
            self.level("interval", low, high, 50.0);
        }
        self.add(format_args!(r#"<circle class="point" cx="{}" cy="50%" r="7"/></g>"#, percent(at)));
    }

    /// A path in a box of 100 by 100 that stretches with the drawing, while its line keeps its width.
    pub(super) fn boxed_path(&mut self, class: &str, way: &str) {
        self.add(format_args!(
            r#"<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none"><path class="{class}" d="{way}" vector-effect="non-scaling-stroke"/></svg>"#
        ));
    }

    /// A dot anywhere in the drawing.
    pub(super) fn spot(&mut self, class: &str, x: f64, y: f64) {
        let (x, y) = (percent(x), percent(y));
        self.add(format_args!(r#"<g class="{class}"><circle class="point" cx="{x}" cy="{y}" r="7"/></g>"#));
    }

    /// A text beside a dot: after it and below, or before it and above.
    pub(super) fn near(&mut self, x: f64, y: f64, anchor: Anchor, text: &str) {
        let [dx, dy] = if anchor == Anchor::End { ["-.7em", "-.4em"] } else { [".7em", "1em"] };
        let (x, y, anchor, text) = (percent(x), percent(y), anchor.word(), escaped(text));
        self.add(format_args!(
            r#"<text class="off" x="{x}" dx="{dx}" y="{y}" dy="{dy}" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    /// The word of a rule at a height from the foot, which is a percentage already.
    pub(super) fn height(&mut self, from_foot: &str, text: &str) {
        let text = escaped(text);
        let value = from_foot.trim_end_matches('%').parse().unwrap_or(0.0);
        let y = percent(100.0 - value);
        self.add(format_args!(r#"<text x="0" dx=".4em" dy="-.3em" y="{y}">{text}</text>"#));
    }

    /// A text in the middle of the height of a row.
    pub(super) fn beside(&mut self, class: &str, x: f64, anchor: Anchor, text: &str) {
        let push = if anchor == Anchor::Start { r#" dx=".5em""# } else { "" };
        let (x, anchor, text) = (percent(x), anchor.word(), escaped(text));
        self.add(format_args!(
            r#"<text class="{class}" x="{x}"{push} y="50%" dy=".35em" text-anchor="{anchor}">{text}</text>"#
        ));
    }

    /// A text that stands on a height.
    pub(super) fn above(&mut self, [x, y]: [f64; 2], anchor: Anchor, text: &str) {
        let (x, y, anchor, text) = (percent(x), percent(y), anchor.word(), escaped(text));
        self.add(format_args!(r#"<text x="{x}" y="{y}" dy="-.4em" text-anchor="{anchor}">{text}</text>"#));
    }

    /// A text under an axis.
    pub(super) fn under(&mut self, class: &str, x: f64, anchor: Anchor, text: &str) {
        let (x, anchor, text) = (percent(x), anchor.word(), escaped(text));
        self.add(format_args!(r#"<text class="{class}" x="{x}" y="1.2em" text-anchor="{anchor}">{text}</text>"#));
    }

    /// The drawing, with what it says for those who do not see it; silent where the words beside it say everything.
    pub(super) fn draw(self, class: &'static str, label: Option<String>) -> AnyView {
        let (role, hidden) = if label.is_some() { (Some("img"), None) } else { (None, Some("true")) };
        view! {
            <svg class=class role=role aria-label=label aria-hidden=hidden width="600" height="36" inner_html=self.0></svg>
        }
        .into_any()
    }

    /// The drawing of a plane, with what it says for those who do not see it.
    pub(super) fn draw_plane(self, label: String) -> AnyView {
        view! {
            <svg class="marks marks--plane" role="img" aria-label=label width="600" height="360" inner_html=self.0></svg>
        }
        .into_any()
    }

    /// The words under an axis.
    pub(super) fn draw_axis(words: String) -> AnyView {
        view! { <svg class="marks marks--axis" aria-hidden="true" width="600" height="24" inner_html=words></svg> }
            .into_any()
    }

    /// A drawing that keeps its shape in a square of 400 by 400, with what it says for those who do not see it.
    pub(super) fn draw_square(drawing: String, label: String) -> AnyView {
        view! {
            <svg class="marks wheel__drawing" role="img" aria-label=label viewBox="0 0 400 400" inner_html=drawing></svg>
        }
        .into_any()
    }

    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_inside() {
        for (value, text) in [
            (38.0, "38%"),
            (100.0 / 3.0, "33.33%"),
            (14.5, "14.5%"),
            (0.0, "0%"),
            (-3.0, "0%"),
            (140.0, "100%"),
            (f64::NAN, "0%"),
            (f64::INFINITY, "0%"),
        ] {
            assert_eq!(percent(value), text);
        }
    }

    #[test]
    fn words_in_a_drawing_are_words() {
        let mut marks = Marks::default();
        marks.under("", 0.0, Anchor::Start, "<b> & co");
        assert!(marks.text().contains("&lt;b&gt; &amp; co"));
    }
}
