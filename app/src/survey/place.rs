//! Where a problem of a questionnaire is: in words, and as the address of the field in which it is put right.

use domain::{
    id::SurveyId,
    problem::Problem,
    survey::{Definition, Severity, severity},
    text::Language,
};
use leptos::prelude::*;

use super::{
    beside::{missing_in, missing_words},
    field::field_of,
    frame::path,
};
use crate::visit::Visit;

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In words: "Question 7".
    pub words: String,
    /// The page and the field.
    pub href: String,
}

/// Where the problem at a place of a definition is put right.
pub fn place_of(definition: &Definition, survey: SurveyId, problem: &Problem) -> Place {
    let place = problem.place.as_str();
    let at = |words: &str, page: String| Place { words: words.to_owned(), href: path(survey, &page) };
    if let Some(part) = place.strip_prefix("notice.") {
        return at("Start page", format!("/notice#{}", notice_field(part)));
    }
    if let Some(rest) = place.strip_prefix("scales.") {
        let name = rest.split('.').next().unwrap_or_default();
        return at(&format!("Shared list {name}"), format!("/questions/list.{name}"));
    }
    match place {
        "title" => at("Name of the survey", "/notice#title-en".to_owned()),
        "languages" => at("Languages", "/notice#gaelic".to_owned()),
        "opens" => at("First day", "/notice#opens".to_owned()),
        "closes" => at("Last day", "/notice#closes".to_owned()),
        _ => in_pages(definition, survey, problem),
    }
}

fn in_pages(definition: &Definition, survey: SurveyId, problem: &Problem) -> Place {
    let questionnaire = &definition.questionnaire;
    let whole = || Place { words: "Questions".to_owned(), href: path(survey, "/questions") };
    let Some(rest) = problem.place.strip_prefix("pages.") else { return whole() };
    let (index, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let Some(index) = index.parse::<usize>().ok() else { return whole() };
    let Some(page) = questionnaire.pages.get(index) else { return whole() };
    let Some(rest) = rest.strip_prefix("items.") else {
        let field = match rest {
            "" => "code",
            "show_if" => "show",
            field => field,
        };
        let href = path(survey, &format!("/questions/page.{}#{field}", page.code));
        return Place { words: format!("Page {}", index + 1), href };
    };
    let (code, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let Some(item) = page.items.iter().find(|item| item.code.as_str() == code) else { return whole() };
    let number = questionnaire.label(code).map_or_else(|| "Note".to_owned(), |number| format!("Question {number}"));
    let field = field_of(item, rest, &problem.kind);
    Place { words: number, href: path(survey, &format!("/questions/{code}#{field}")) }
}

/// The identifier of the field of the start page's form for a part of the notice.
fn notice_field(part: &str) -> String {
    match part {
        "retention" => "months".to_owned(),
        "results_by" | "decisions_by" | "minutes" => part.replace('_', "-"),
        text => format!("{}-en", text.replace('_', "-")),
    }
}

/// Problems as a list of links, each with where it is. Texts that are missing in a language are told once for each page.
pub fn list(visit: &Visit, definition: &Definition, survey: SurveyId, problems: &[Problem]) -> AnyView {
    let (missing, others): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|problem| missing_in(problem).is_some());
    let lines = others.into_iter().map(|problem| {
        let place = place_of(definition, survey, problem);
        view! { <li><a href=place.href>{format!("{}: {}", place.words, visit.words.problem(problem))}</a></li> }
    });
    let lines = lines.collect_view();
    let missing = untranslated(definition, survey, &missing).into_iter().map(|place| {
        view! { <li><a href=place.href>{place.words}</a></li> }
    });
    view! { <ul class="problems problems--stop">{lines}{missing.collect_view()}</ul> }.into_any()
}

/// What is not translated, one line for each place that has it: "Question 7: Gàidhlig: 2 texts are missing".
fn untranslated(definition: &Definition, survey: SurveyId, problems: &[&Problem]) -> Vec<Place> {
    let mut found: Vec<(String, String, Language, usize)> = Vec::new();
    for problem in problems {
        let Some(language) = missing_in(problem) else { continue };
        let Place { words, href } = place_of(definition, survey, problem);
        let page = href.split('#').next().unwrap_or_default().to_owned();
        match found.iter_mut().find(|(known, _, spoken, _)| *known == page && *spoken == language) {
            Some((.., texts)) => *texts += 1,
            None => found.push((page, words, language, 1)),
        }
    }
    let line = |(page, words, language, texts): (String, String, Language, usize)| {
        let asks = if page.ends_with("/notice") || page.ends_with("/questions") { "" } else { "?language=" };
        let asked = if asks.is_empty() { String::new() } else { format!("{asks}{language}") };
        Place { words: format!("{words}: {}", missing_words(language, texts)), href: format!("{page}{asked}") }
    };
    found.into_iter().map(line).collect()
}

/// The problems at a place or within it.
pub fn within<'a>(problems: &'a [Problem], place: &'a str) -> impl Iterator<Item = &'a Problem> + 'a {
    problems.iter().filter(move |problem| {
        let rest = problem.place.strip_prefix(place);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Problems beside a page or a question, those that stop publishing apart from advice.
pub fn beside(visit: &Visit, definition: &Definition, survey: SurveyId, problems: &[&Problem]) -> Option<AnyView> {
    if problems.is_empty() {
        return None;
    }
    let mut stops = Vec::new();
    let mut advice = Vec::new();
    for problem in problems.iter().filter(|problem| missing_in(problem).is_none()) {
        let href = place_of(definition, survey, problem).href;
        let line = view! { <li><a href=href>{visit.words.problem(problem)}</a></li> };
        if severity(&problem.kind) == Severity::Stops { stops.push(line) } else { advice.push(line) }
    }
    let missing: Vec<&Problem> = problems.iter().copied().filter(|problem| missing_in(problem).is_some()).collect();
    let missing = untranslated(definition, survey, &missing).into_iter().map(|place| {
        let words = place.words.split_once(": ").map_or(place.words.clone(), |(_, words)| words.to_owned());
        view! { <li><a href=place.href>{words}</a></li> }
    });
    let missing: Vec<_> = missing.collect();
    let stopped = (!stops.is_empty() || !missing.is_empty())
        .then(|| view! { <ul class="problems problems--stop">{stops}{missing}</ul> });
    let advised = (!advice.is_empty()).then(|| view! { <ul class="problems" aria-label="Advice">{advice}</ul> });
    Some(view! { {stopped} {advised} }.into_any())
}

#[cfg(test)]
mod tests {
    use domain::survey::template;

    use super::*;

    #[test]
    fn a_problem_leads_to_where_it_is_put_right() {
        let definition = template::community();
        let survey: SurveyId = "01234567-89ab-7def-8123-456789abcdef".parse().unwrap();
        let home = path(survey, "");
        for (place, kind, words, page) in [
            ("notice.seen_by", "notice-missing", "Start page", "/notice#seen-by-en"),
            ("notice.retention", "notice-missing", "Start page", "/notice#months"),
            ("opens", "time-missing", "First day", "/notice#opens"),
            ("scales.a5.2.words", "words-missing", "Shared list a5", "/questions/list.a5"),
            ("pages.2.items.travel.choices.1.words", "words-missing", "Question 3", "/questions/travel#answer-2"),
            ("pages.2", "page-empty", "Page 3", "/questions/page.travel#code"),
            ("pages.2.show_if", "condition-loop", "Page 3", "/questions/page.travel#show"),
            ("pages", "too-many-pages", "Questions", "/questions"),
            ("pages.999", "page-empty", "Questions", "/questions"),
        ] {
            let found = place_of(&definition, survey, &Problem::new(place, kind));
            assert_eq!((found.words.as_str(), found.href), (words, format!("{home}{page}")), "{place}");
        }
    }

    #[test]
    fn a_place_holds_what_is_within_it_only() {
        let problems = ["pages.1", "pages.1.title", "pages.10.title"].map(|place| Problem::new(place, "words-missing"));
        assert_eq!(within(&problems, "pages.1").count(), 2);
    }
}
