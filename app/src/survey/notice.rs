//! The start page of a survey as a form: what people are told before they answer, the days, the law.

use domain::{problem::Problem, survey::publish::Phase, text::Language};
use leptos::prelude::*;
use service::survey::{draft::Drafted, notice::NoticeForm};

use super::{
    frame::{Head, SurveyPage, Tab, conflict, done, path},
    place,
};
use crate::{
    part::{
        choice::{Line, boxes, choices, fieldset},
        field::Field,
        form::{Fields, Form, error_summary},
        list::{Tone, notice as notice_part},
    },
    visit::Visit,
};

/// The fields of a notice that hold words, with the label and the hint of each.
const TEXTS: [(&str, &str, &str); 10] = [
    ("title", "What is it called?", "The name that people see."),
    ("purpose", "What is it for?", "One or two sentences. They stand first on the start page and in letters."),
    ("who", "Who can answer?", ""),
    ("asks", "What does it ask?", "In a sentence. Say that any question can be left out."),
    ("seen-by", "Who sees the answers?", "And in which form."),
    ("happens", "What happens with the answers?", ""),
    ("legal-basis", "Why does the law allow it?", "Your data protection officer knows."),
    ("controller", "Who answers for the data?", ""),
    ("contact", "Whom can people ask?", "And how."),
    (
        "other-formats",
        "In which other ways can people answer?",
        "On paper, by phone, in easy read, in another language.",
    ),
];

/// Which text of a notice a field holds, in English and Gaelic.
fn text_of<'a>(form: &'a mut NoticeForm, name: &str) -> Option<&'a mut [String; 2]> {
    Some(match name {
        "title" => &mut form.title,
        "purpose" => &mut form.purpose,
        "who" => &mut form.who,
        "asks" => &mut form.asks,
        "seen-by" => &mut form.seen_by,
        "happens" => &mut form.happens,
        "legal-basis" => &mut form.legal_basis,
        "controller" => &mut form.controller,
        "contact" => &mut form.contact,
        "other-formats" => &mut form.other_formats,
        _ => return None,
    })
}

/// The form as fields of a page.
pub fn fields_of(mut notice: NoticeForm) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name: String, value: String| drop(fields.insert(name, vec![value]));
    for (name, ..) in TEXTS {
        let words = text_of(&mut notice, name).cloned().unwrap_or_default();
        for (language, words) in Language::ALL.into_iter().zip(words) {
            put(format!("{name}.{language}"), words);
        }
    }
    for (name, [date, time]) in [("opens", notice.opens), ("closes", notice.closes)] {
        put(name.to_owned(), date);
        put(format!("{name}-time"), time);
    }
    for (name, value) in [
        ("months", notice.months),
        ("minutes", notice.minutes),
        ("results-by", notice.results_by),
        ("decisions-by", notice.decisions_by),
        ("access", if notice.invited_only { "invited" } else { "open" }.to_owned()),
        ("seen", notice.seen.to_string()),
    ] {
        put(name.to_owned(), value);
    }
    if notice.gaelic {
        put("gaelic".to_owned(), "yes".to_owned());
    }
    fields
}

/// The form as posted.
pub fn read(fields: &Fields) -> NoticeForm {
    let value = |name: &str| fields.get(name).and_then(|values| values.first()).cloned().unwrap_or_default();
    let mut notice = NoticeForm {
        months: value("months"),
        minutes: value("minutes"),
        opens: [value("opens"), value("opens-time")],
        closes: [value("closes"), value("closes-time")],
        results_by: value("results-by"),
        decisions_by: value("decisions-by"),
        gaelic: fields.contains_key("gaelic"),
        invited_only: value("access") == "invited",
        seen: value("seen").parse().unwrap_or_default(),
        ..NoticeForm::default()
    };
    for (name, ..) in TEXTS {
        if let Some(text) = text_of(&mut notice, name) {
            *text = Language::ALL.map(|language| value(&format!("{name}.{language}")));
        }
    }
    notice
}

/// What stands above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// Nothing.
    Nothing,
    /// It was saved.
    Saved,
    /// Somebody else changed it.
    Conflict,
}

/// The start page, the days and the law.
pub fn notice(visit: &Visit, head: Head<'_>, form: &Form, drafted: &Drafted, above: Above) -> String {
    let above = match above {
        Above::Nothing => None,
        Above::Saved if head.survey.version.is_some() => Some(done(
            "Saved",
            "The days count from now on. The words are in the draft: people see them when you publish it.",
        )),
        Above::Saved => Some(done("Saved", "")),
        Above::Conflict => Some(conflict(())),
    };
    let closed = head.phase == Phase::Closed;
    let body = view! {
        {above}
        {error_summary(visit, &form.problems)}
        <p class="soft">"What people read before they start, and what the law wants them to be told. Write as you would speak."</p>
        {missing(visit, head, drafted)}
        {closed.then(|| notice_part(Tone::Plain, "This survey is closed", view! { <p>"It can be read and no longer changed."</p> }))}
        <form class="notice-form" method="post" action=path(head.survey.id, "/notice") novalidate=true>
            <input type="hidden" name="seen" value=form.value("seen").to_owned()/>
            <h2>"Name and purpose"</h2>
            {texts(visit, form, &TEXTS[..2])}
            {days(visit, form)}
            {who(visit, form, head)}
            <h2>"What people are told"</h2>
            {texts(visit, form, &TEXTS[3..6])}
            {afterwards(visit, form)}
            <h2>"The law"</h2>
            {texts(visit, form, &TEXTS[6..9])}
            {Field::number("months", "How many months are answers kept?").hint("After the survey closes, from 1 to 240. Then they are deleted by themselves.").view(visit, form)}
            <h2>"Ways to answer"</h2>
            {texts(visit, form, &TEXTS[9..])}
            {languages(visit, form, drafted)}
            {(!closed).then(|| view! { <div class="actions"><button class="button" type="submit">"Save"</button></div> })}
        </form>
    };
    let page = SurveyPage {
        tab: Tab::Notice,
        title: "start page and dates".to_owned(),
        wrong: form.is_wrong(),
        actions: None,
        body: body.into_any(),
    };
    page.render(visit, head)
}

/// What is still missing of the notice, each with a link to its field.
fn missing(visit: &Visit, head: Head<'_>, drafted: &Drafted) -> Option<AnyView> {
    let of_notice = |problem: &&Problem| {
        ["notice", "title", "languages", "opens", "closes"]
            .contains(&problem.place.split('.').next().unwrap_or_default())
    };
    let stops: Vec<Problem> = drafted.readiness.stops.iter().filter(of_notice).cloned().collect();
    if stops.is_empty() {
        return None;
    }
    let list = place::list(visit, &drafted.definition, head.survey.id, &stops);
    Some(notice_part(Tone::Warn, "Still missing before it can be published", list))
}

/// Texts in both languages, side by side where there is room.
fn texts(visit: &Visit, form: &Form, which: &[(&'static str, &'static str, &'static str)]) -> AnyView {
    let pair = |(name, label, hint): &(&'static str, &'static str, &'static str)| {
        let field = |language: Language| {
            let name = format!("{name}.{language}");
            let label = if language == Language::English { (*label).to_owned() } else { "In Gaelic".to_owned() };
            let rows = if name.starts_with("title") { 1 } else { 3 };
            let field = if rows == 1 { Field::line(&name, label) } else { Field::lines(&name, label, rows) };
            if language == Language::English { field.hint(*hint) } else { field.lang(language.code()) }
        };
        view! {
            <div class="pair" role="group" aria-label=*label>
                {Language::ALL.map(|language| field(language).view(visit, form)).into_iter().collect_view()}
            </div>
        }
    };
    which.iter().map(pair).collect_view().into_any()
}

fn days(visit: &Visit, form: &Form) -> AnyView {
    let pair = |name: &'static str, date: &str, time: &str, hint: &str| {
        view! {
            <div class="moment">
                {Field::date(name, date).view(visit, form)}
                {Field::time(&format!("{name}-time"), time).hint(hint).view(visit, form)}
            </div>
        }
    };
    view! {
        <h2>"Days"</h2>
        <p class="soft">"By the clock in Scotland. It opens and closes by itself."</p>
        {pair("opens", "First day", "From", "Empty: 9am")}
        {pair("closes", "Last day", "Until", "Empty: 5pm")}
    }
    .into_any()
}

fn who(visit: &Visit, form: &Form, head: Head<'_>) -> AnyView {
    let access = if head.survey.version.is_some() {
        let words = if form.value("access") == "invited" {
            "Only people who are invited can answer."
        } else {
            "Anybody with the address can answer."
        };
        let kept = form.value("access").to_owned();
        view! {
            <input type="hidden" name="access" value=kept/>
            <p>{words}" "<span class="soft">"This cannot change once the survey is published."</span></p>
        }
        .into_any()
    } else {
        let lines = vec![
            Line::new("open", "Anybody with the address", form.value("access") != "invited")
                .hint("Put the address and its code on posters and in letters. You can invite people as well."),
            Line::new("invited", "Only people who are invited", form.value("access") == "invited")
                .hint("Each gets a letter with a link of their own. Nothing that is stored matches an invitation with its answers."),
        ];
        fieldset(
            visit,
            form,
            "access",
            "With an invitation, or without?",
            "",
            choices("access", "access", false, "", lines),
        )
    };
    view! { <h2>"Who gets in"</h2> {texts(visit, form, &TEXTS[2..3])} {access} }.into_any()
}

fn afterwards(visit: &Visit, form: &Form) -> AnyView {
    view! {
        <h2>"Afterwards"</h2>
        <p class="soft">"People are told these days, so choose days you can keep. You may leave them empty."</p>
        {Field::date("results-by", "When will the results be public?").view(visit, form)}
        {Field::date("decisions-by", "When will you say what you will do, and what not?").view(visit, form)}
    }
    .into_any()
}

fn languages(visit: &Visit, form: &Form, drafted: &Drafted) -> AnyView {
    let guess = drafted.definition.questionnaire.minutes();
    let hint = format!("Leave it empty for our estimate: about {guess}.");
    let gaelic = Line::new("gaelic", "Also in Gaelic", form.has("gaelic", "yes"))
        .hint("Then every text needs its Gaelic words before you can publish.");
    view! {
        {Field::number("minutes", "How many minutes does it take?").hint(hint).view(visit, form)}
        {fieldset(visit, form, "languages", "Languages", "English is always offered.", boxes(vec![gaelic]))}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_is_sent_back_unchanged_says_the_same() {
        let mut notice = NoticeForm {
            months: "24".to_owned(),
            opens: ["2026-11-24".to_owned(), "09:00".to_owned()],
            closes: ["2026-12-18".to_owned(), "17:00".to_owned()],
            results_by: "2027-01-15".to_owned(),
            gaelic: true,
            invited_only: true,
            seen: 7,
            ..NoticeForm::default()
        };
        for (at, (name, ..)) in TEXTS.into_iter().enumerate() {
            *text_of(&mut notice, name).unwrap() = [format!("{at} in English"), format!("{at} sa Ghàidhlig")];
        }
        let again = read(&fields_of(notice.clone()));
        assert_eq!(format!("{again:?}"), format!("{notice:?}"));
    }
}
