//! Words: that everything is said, in every language in which the survey is offered, and that the notice says all that
//! it has to.

use crate::{
    problem::Problem,
    survey::{
        Definition, Notice, Retention, limit,
        words::{Need, Said, texts},
    },
    text::{Language, Text},
};

pub(super) fn check(definition: &Definition) -> Vec<Problem> {
    let languages = &definition.questionnaire.languages;
    let mut problems = Vec::new();
    for said in texts(definition) {
        check_text(&said, languages, &mut problems);
    }
    facts(&definition.notice, &mut problems);
    problems
}

/// Whether a text says anything in a language.
fn says(text: &Text, language: Language) -> bool {
    text.get(language).is_some_and(|words| !words.trim().is_empty())
}

fn check_text(said: &Said, languages: &[Language], problems: &mut Vec<Problem>) {
    let Said { place, need, text } = said;
    if !languages.iter().any(|language| says(text, *language)) {
        problems.extend(nothing_said(place, *need));
        return;
    }
    for language in languages.iter().filter(|language| !says(text, **language)) {
        problems.push(Problem::new(place, "translation-missing").about("language", language));
    }
    if *need == Need::Needed {
        let long = |(_, words): &(Language, &str)| words.chars().count() > limit::WORDS_ADVISED;
        for (language, _) in text.iter().filter(long) {
            let problem = Problem::new(place, "words-long").about("language", language);
            problems.push(problem.about("advised", limit::WORDS_ADVISED));
        }
    }
}

/// What is wrong with a text that says nothing in any language.
fn nothing_said(place: &str, need: Need) -> Option<Problem> {
    let part = place.strip_prefix("notice.").unwrap_or_default();
    match need {
        Need::Needed => Some(Problem::new(place, "words-missing")),
        Need::Notice => Some(Problem::new(place, "notice-missing").about("part", part)),
        Need::Wanted if part.is_empty() => Some(Problem::new(place, "short-missing")),
        Need::Wanted => Some(Problem::new(place, "notice-advised").about("part", part)),
        Need::Free => None,
    }
}

/// The parts of the notice that are no texts.
fn facts(notice: &Notice, problems: &mut Vec<Problem>) {
    let named = |part: &str, kind| Problem::new(format!("notice.{part}"), kind).about("part", part);
    match notice.retention {
        None | Some(Retention::Months(0)) => problems.push(named("retention", "notice-missing")),
        Some(_) => {}
    }
    for (part, said) in [
        ("results_by", notice.results_by.is_some()),
        ("decisions_by", notice.decisions_by.is_some()),
        ("minutes", notice.minutes.is_some()),
    ] {
        if !said {
            problems.push(named(part, "notice-advised"));
        }
    }
    if let (Some(results), Some(decisions)) = (notice.results_by, notice.decisions_by)
        && decisions < results
    {
        problems.push(Problem::new("notice.decisions_by", "dates-order"));
    }
}
