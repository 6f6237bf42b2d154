//! How a question looks to people, beside the form in which it is written. It is drawn on the server and in browsers
//! alike, so it uses nothing but the rules; its fields cannot be filled in. It is drawn as text: views of every shape of
//! a question would be most of what browsers load.

use std::fmt::Write as _;

use domain::{
    survey::{Choice, ChoiceRole, Item, Kind, Questionnaire, Row},
    text::{Language, Text},
};

/// Words as they stand in HTML, in elements and in attributes.
pub fn escaped(words: &str) -> String {
    let mut html = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
    html
}

/// A question as people see it, in a language or what stands for it: HTML.
pub fn look(questionnaire: &Questionnaire, item: &Item, language: Language) -> String {
    let drawing = Drawing { language };
    let words = match drawing.said(&item.words) {
        words if words.is_empty() => "The question stands here".to_owned(),
        words => words,
    };
    let mut html = format!("<p class=\"ask\">{words}</p>");
    let (help, why) = (drawing.said(&item.help), drawing.said(&item.why));
    if !help.is_empty() {
        add(&mut html, format_args!("<p class=\"field__hint\">{help}</p>"));
    }
    if !why.is_empty() {
        add(&mut html, format_args!("<details class=\"more\"><summary>Why we ask</summary><p>{why}</p></details>"));
    }
    html.push_str(&drawing.answers(&words, questionnaire, item));
    html
}

/// Writing to a text cannot fail.
fn add(html: &mut String, more: std::fmt::Arguments<'_>) {
    let _ = html.write_fmt(more);
}

/// What every part of a question is drawn with.
struct Drawing {
    language: Language,
}

impl Drawing {
    fn said(&self, text: &Text) -> String {
        escaped(text.best(self.language).0)
    }

    /// What somebody would fill in; `words` name it where it has no words of its own.
    fn answers(&self, words: &str, questionnaire: &Questionnaire, item: &Item) -> String {
        let list = questionnaire.choices_of(item);
        match &item.kind {
            Kind::Single { .. } => self.choices(list, "radio"),
            Kind::Multiple { .. } => self.choices(list, "checkbox"),
            Kind::Matrix { rows, .. } => self.matrix(rows, list),
            Kind::Scale { from, to, low, high, prefer_not } => {
                let mut html = scale(*from, *to, [&self.said(low), &self.said(high)]);
                if *prefer_not {
                    html.push_str(&self.choices(&[Choice::prefer_not()], "radio"));
                }
                html
            }
            Kind::ShortText { .. } => format!("<input class=\"input\" type=\"text\" aria-label=\"{words}\" disabled>"),
            Kind::LongText { .. } => {
                format!("<textarea class=\"input\" rows=\"4\" aria-label=\"{words}\" disabled></textarea>")
            }
            Kind::Whole { unit, .. } => {
                let unit = self.said(unit);
                format!(
                    "<p><input class=\"input input--short\" type=\"text\" aria-label=\"{words}\" disabled> {unit}</p>"
                )
            }
            Kind::Place => "<p class=\"soft\">A postcode, or an area from your list of places.</p>".to_owned(),
            Kind::Note => String::new(),
        }
    }

    fn choices(&self, list: &[Choice], kind: &str) -> String {
        let first_apart = list.iter().position(|choice| choice.role != ChoiceRole::Ordinary).filter(|at| *at > 0);
        let mut html = "<div class=\"choices\">".to_owned();
        for (at, choice) in list.iter().enumerate() {
            if first_apart == Some(at) {
                html.push_str("<p class=\"choices__or\">or</p>");
            }
            let (words, hint) = (self.said(&choice.words), self.said(&choice.hint));
            let hint = if hint.is_empty() { hint } else { format!("<span class=\"choice__hint\">{hint}</span>") };
            add(
                &mut html,
                format_args!(
                    "<label class=\"choice\"><input class=\"tick\" type=\"{kind}\" disabled> \
                     <span class=\"choice__text\">{words}{hint}</span></label>"
                ),
            );
        }
        html.push_str("</div>");
        html
    }

    fn matrix(&self, rows: &[Row], list: &[Choice]) -> String {
        let mut html = "<div class=\"fit\"><div class=\"matrix\">".to_owned();
        for row in rows {
            let words = self.said(&row.words);
            add(&mut html, format_args!("<div class=\"matrix__row\"><p class=\"matrix__text\">{words}</p>"));
            for choice in list {
                let words = self.said(&choice.words);
                add(
                    &mut html,
                    format_args!(
                        "<label class=\"matrix__cell\"><input class=\"tick\" type=\"radio\" disabled> \
                         <span>{words}</span></label>"
                    ),
                );
            }
            html.push_str("</div>");
        }
        html.push_str("</div></div>");
        html
    }
}

/// The points of a scale; of a long one the ends only.
fn scale(from: i64, to: i64, ends: [&str; 2]) -> String {
    let shown: Vec<i64> = if to.saturating_sub(from) <= 10 { (from..=to).collect() } else { vec![from, to] };
    let mut html = "<div class=\"fit\"><div class=\"scale\">".to_owned();
    for point in shown {
        let end = match point {
            point if point == from => ends[0],
            point if point == to => ends[1],
            _ => "",
        };
        add(
            &mut html,
            format_args!(
                "<label class=\"scale__point\"><input class=\"tick\" type=\"radio\" disabled> \
                 <span class=\"num\">{point}</span> <small>{end}</small></label>"
            ),
        );
    }
    html.push_str("</div></div>");
    html
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    #[test]
    fn what_people_wrote_is_never_markup() {
        let mut questionnaire = template::community().questionnaire;
        let item = questionnaire.pages.iter_mut().flat_map(|page| &mut page.items).next().unwrap();
        item.words = Text::both("<b>1 & 2</b> \"3\"", "");
        let item = item.clone();
        let html = look(&questionnaire, &item, Language::English);
        assert!(html.starts_with("<p class=\"ask\">&lt;b&gt;1 &amp; 2&lt;/b&gt; &quot;3&quot;</p>"), "{html}");
    }

    #[test]
    fn every_question_of_the_templates_has_a_look() {
        for questionnaire in [template::community().questionnaire, template::officials().questionnaire] {
            for (_, item) in questionnaire.items() {
                let html = look(&questionnaire, item, Language::Gaelic);
                assert_eq!(html.matches("<label").count(), html.matches("</label>").count(), "{}", item.code);
                assert_eq!(html.matches("<div").count(), html.matches("</div>").count(), "{}", item.code);
            }
        }
    }
}
