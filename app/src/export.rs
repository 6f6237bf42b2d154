//! Pages of research files: asking for one, what was done to protect people in it, and how free text can be released.

use domain::{disclosure::Report, id::SurveyId};
use leptos::prelude::*;
use service::export::{Exports, File, State, TERMS, TextState, Undecided, Verdict};

use crate::{
    part::{
        choice::{Line, choices, fieldset},
        field::Field,
        form::{Form, error_summary},
        list::{Tone, facts, more, notice, post_button, tag},
        survey_head::{Head, Tab, survey_head},
    },
    shell::{Desk, Title, desk as frame},
    visit::Visit,
    words::{grouped, number},
};

/// The research files of a survey.
pub fn exports(visit: &Visit, desk: &Desk, head: &Head<'_>, form: &Form, exports: &Exports) -> String {
    let asks = if exports.anything {
        ask(visit, head, form, exports)
    } else {
        let words =
            "A file holds what is released, and nothing is yet: counts appear once at least 10 people have answered.";
        notice(Tone::Plain, "There is nothing to put into a file yet", view! { <p>{words}</p> })
    };
    let texts = (!exports.texts.is_empty()).then(|| texts(head, &exports.texts));
    let requests = (!exports.undecided.is_empty()).then(|| requests(visit, head, form, &exports.undecided));
    let body = view! {
        {error_summary(visit, &form.problems)}
        {survey_head(visit, head, Tab::Exports)}
        <div class="flow">
            <p>
                "For researchers who need more than the charts. You get a ZIP with tables that open in any program. What you \
                 ask for and when you take it stands on the record of this survey."
            </p>
            {requests}
            {asks}
            <h2 id="files">"Your files"</h2>
            {files(visit, head, &exports.files)}
            {texts}
        </div>
    };
    let title = Title::of("Research files").within(head.survey.title.clone()).wrong(form.is_wrong());
    frame(visit, &title, desk, body.into_any())
}

fn ask(visit: &Visit, head: &Head<'_>, form: &Form, exports: &Exports) -> AnyView {
    let action = format!("/desk/surveys/{}/exports", head.survey.id);
    let holds = if exports.with_answers {
        "It holds the tables of the results and one row for each response. Who people are is put together until at least \
         5 share every description. Not in it: addresses, postcodes, when, in which language and how somebody answered."
    } else {
        "It holds the tables of the results. One row for each response comes when the survey has closed."
    };
    let released = exports.texts.iter().any(|text| text.released);
    let text = (released && exports.with_answers).then(|| {
        let line = Line::new("yes", "Put released free text into it", form.has("text", "yes"))
            .hint("As a file of its own, in an order that says nothing, and only when at least 50 people answered");
        choices("text", "text", true, "", vec![line])
    });
    let purpose = Field::lines("purpose", "What do you need it for?", 3)
        .hint("A sentence that a resident would understand. It stands in the file and on the record.");
    let button = if exports.is_decided { "Send the request" } else { "Make the file" };
    view! {
        <h2 id="ask">"Ask for a file"</h2>
        <p>{holds}</p>
        <form class="sheet__body" method="post" action=action novalidate=true>
            {purpose.view(visit, form)}
            {text}
            {exports.is_decided.then(|| terms(visit, form))}
            <p class="actions"><button class="button" type="submit">{button}</button></p>
        </form>
    }
    .into_any()
}

/// What whoever asks for answers of people agrees to.
fn terms(visit: &Visit, form: &Form) -> AnyView {
    let list = TERMS.iter().map(|term| view! { <li>{*term}</li> }).collect_view();
    let agree = Line::new("yes", "I agree to each of these, and so does my institution", form.has("agreed", "yes"));
    let institution = Field::line("institution", "Which institution keeps to the terms?").mid();
    let until = Field::date("kept_until", "Until when do you keep the data?").hint("At most three years from now");
    view! {
        {institution.view(visit, form)}
        {until.view(visit, form)}
        <h3>"The terms"</h3>
        <ul>{list}</ul>
        {fieldset(visit, form, "agreed", "Do you agree?", "A second person of the partnership decides, and may refuse with a reason.",
            choices("agreed", "agreed", true, "", vec![agree]))}
    }
    .into_any()
}

/// The requests that wait for a second person.
fn requests(visit: &Visit, head: &Head<'_>, form: &Form, undecided: &[Undecided]) -> AnyView {
    let lines = undecided.iter().map(|one| view! { <li>{request(visit, head, form, one)}</li> });
    view! {
        <h2 id="requests">"Requests that wait for a second person"</h2>
        <ul class="rows">{lines.collect_view()}</ul>
    }
    .into_any()
}

fn request(visit: &Visit, head: &Head<'_>, form: &Form, one: &Undecided) -> AnyView {
    let who = if one.who.is_empty() { "Somebody".to_owned() } else { one.who.clone() };
    let asked = format!(
        "{who} of {}, on {}; the data would be kept until {}.",
        one.request.institution,
        head.today.moment(one.export.made_at, visit),
        domain::time::words::long_date(one.request.kept_until, domain::text::Language::English)
    );
    let text = one.export.with_text.then_some(" Released free text is asked for as well.");
    let decides = match (head.editor, one.own) {
        (true, false) => decision(visit, head, form, one),
        (_, true) => view! { <p>{tag(Tone::Now, "You asked; another person must decide")}</p> }.into_any(),
        (false, false) => view! { <p>{tag(Tone::Now, "An officer must decide")}</p> }.into_any(),
    };
    view! { <p><strong>{one.export.purpose.clone()}</strong></p><p class="soft">{asked}{text}</p>{decides} }.into_any()
}

fn decision(visit: &Visit, head: &Head<'_>, form: &Form, one: &Undecided) -> AnyView {
    let action = format!("/desk/surveys/{}/exports/decide", head.survey.id);
    let id = one.export.id.to_string();
    let mine = form.value("file") == id;
    let blank = Form::default();
    let reason = Field::lines("reason", "Why is it refused?", 2).hint("Say also what would be possible");
    let approve = vec![("file", id.clone()), ("verdict", Verdict::Approved.code().to_owned())];
    let refuse = view! {
        <form class="flow" method="post" action=action.clone() novalidate=true>
            <input type="hidden" name="file" value=id/>
            <input type="hidden" name="verdict" value=Verdict::Refused.code()/>
            {reason.view(visit, if mine { form } else { &blank })}
            <p class="actions"><button class="button button--second" type="submit">"Refuse it"</button></p>
        </form>
    };
    let refuse = if mine { refuse.into_any() } else { more("Refuse it", refuse) };
    view! { {post_button(&action, "button", "Approve it", approve)}{refuse} }.into_any()
}

fn files(visit: &Visit, head: &Head<'_>, files: &[File]) -> AnyView {
    if files.is_empty() {
        let words = "A file that you ask for stands here for 14 days after it is ready. Only you can take it.";
        return view! { <div class="empty"><h3>"No files yet"</h3><p>{words}</p></div> }.into_any();
    }
    let lines = files.iter().map(|file| view! { <li>{one(visit, head, file)}</li> });
    view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any()
}

fn one(visit: &Visit, head: &Head<'_>, file: &File) -> AnyView {
    let export = &file.export;
    let asked = format!("Asked for on {}", head.today.moment(export.made_at, visit));
    let (state, what) = match export.state {
        State::Waiting if file.request.as_ref().is_some_and(|request| request.decision.is_none()) => {
            let words = "A second person of the partnership decides. You get a letter when the file is ready.";
            (tag(Tone::Now, "Waits for a second person"), view! { <p>{words}</p> }.into_any())
        }
        State::Waiting => (tag(Tone::Now, "Being made"), waiting(head.survey.id, file.progress)),
        State::Ready if export.ends_at > head.now => {
            let href = format!("/exports/{}", export.id);
            let download = view! {
                <p class="actions">
                    <a class="button button--second" href=href download="">{format!("Download (ZIP, {})", size(export.bytes))}</a>
                    " "<span class="soft">{format!("until {}", head.today.moment(export.ends_at, visit))}</span>
                </p>
                {protected(file.report.as_ref())}
            };
            (tag(Tone::Good, "Ready"), download.into_any())
        }
        State::Ready | State::Expired => (
            tag(Tone::Plain, "Removed"),
            view! { <p>"Its 14 days are over. Ask again if you still need it."</p> }.into_any(),
        ),
        State::Failed if refusal(file).is_some() => {
            (tag(Tone::Bad, "Refused"), view! { <p>{refusal(file)}</p> }.into_any())
        }
        State::Failed => {
            (tag(Tone::Bad, "Could not be made"), view! { <p>{why_failed(visit, &export.report)}</p> }.into_any())
        }
    };
    let text = export.with_text.then_some(" With free text that was released.");
    view! {
        <p>{state}" "<span class="soft">{asked}"."{text}</span></p>
        <p>{export.purpose.clone()}</p>
        {what}
    }
    .into_any()
}

/// Why a request was refused.
fn refusal(file: &File) -> Option<String> {
    let decision = file.request.as_ref()?.decision.as_ref()?;
    (decision.verdict == Verdict::Refused).then(|| decision.reason.clone())
}

/// How far the job is. Leaving is safe: the file is made anyway, and a letter says when it is ready.
fn waiting(survey: SurveyId, progress: Option<(i64, i64)>) -> AnyView {
    let bar = progress.filter(|(_, total)| *total > 0).map(|(done, total)| {
        let words = format!("{} of {} answers read", number(done), number(total));
        view! {
            <div class="progress">
                <progress class="progress__bar" max=total.to_string() value=done.to_string() aria-label="How far it is"></progress>
                {words}
            </div>
        }
    });
    // No fragment: from `…/exports#files` the browser would not ask again.
    let again = format!("/desk/surveys/{survey}/exports");
    view! {
        {bar}
        <p>"You can leave this page. We write to you when the file is ready. "<a href=again>"Look again"</a></p>
    }
    .into_any()
}

fn size(bytes: i64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", number((bytes + 999) / 1000))
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}

/// What was done to protect people, in words and numbers.
fn protected(report: Option<&Report>) -> AnyView {
    let Some(report) = report else {
        let words = "It holds tables only: every count is rounded to 5, and groups of fewer than 10 are withheld.";
        return view! { <p class="soft">{words}</p> }.into_any();
    };
    let withheld: u64 = report.suppressed.iter().map(|(_, count)| *count).sum();
    let where_withheld: Vec<String> = report
        .suppressed
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(code, count)| format!("{} of {code}", grouped(*count)))
        .collect();
    let rows = vec![
        (
            "Alike".to_owned(),
            format!("Every description of a person is shared by at least {} rows.", grouped(report.k)),
        ),
        (
            "Before".to_owned(),
            format!(
                "{} of {} rows had a description that fewer shared.",
                grouped(report.before.below_k),
                grouped(report.before.records)
            ),
        ),
        (
            "Withheld".to_owned(),
            if withheld == 0 {
                "No value.".to_owned()
            } else {
                format!("{} values: {}.", grouped(withheld), where_withheld.join(", "))
            },
        ),
        ("Left out".to_owned(), format!("{} rows.", grouped(report.removed))),
    ];
    let rows = rows.into_iter().map(|(term, words)| (term, words.into_any())).collect();
    view! { <h3>"What was done to protect people"</h3>{facts(rows)} }.into_any()
}

/// Why a file failed: the code of a refusal.
fn why_failed(visit: &Visit, code: &str) -> String {
    let key = format!("refused-{code}");
    if visit.words.has(&key) { visit.t(&key) } else { "Ask again. If it fails again, tell us.".to_owned() }
}

/// The questions with free text, each with how its release stands.
fn texts(head: &Head<'_>, texts: &[TextState]) -> AnyView {
    let lines = texts.iter().map(|text| view! { <li>{text_line(head, text)}</li> });
    view! {
        <h2 id="texts">"Free text"</h2>
        <p>
            "What people wrote can give away who they are. It is in a file only when two people have released it: one asks, \
             another releases. A file then holds every word as it was written, names too."
        </p>
        <ul class="rows">{lines.collect_view()}</ul>
    }
    .into_any()
}

fn text_line(head: &Head<'_>, text: &TextState) -> AnyView {
    let words = text.words.best(domain::text::Language::English).0.to_owned();
    let action = format!("/desk/surveys/{}/text", head.survey.id);
    let send = |words: &str| {
        let button = post_button(&action, "button button--second", words, vec![("item", text.item.clone())]);
        head.editor.then(|| view! { <p class="actions">{button}</p> })
    };
    let (state, button) = match (text.released, text.asked, text.asked_by_me) {
        (true, ..) => (tag(Tone::Good, "Released"), None),
        (false, true, true) => (tag(Tone::Now, "You asked; another person must release it"), None),
        (false, true, false) => (tag(Tone::Warn, "Somebody asked for its release"), send("Release it")),
        (false, false, _) => (tag(Tone::Plain, "Not released"), send("Ask that it be released")),
    };
    view! { <p><strong>{words}</strong></p><p>{state}</p>{button} }.into_any()
}
