//! Invitations to a survey: who is invited in numbers, adding people from a list, reminders, how many could answer.
//! Nothing here says who answered.

use std::collections::BTreeSet;

use leptos::prelude::*;
use service::{
    invitation::{Added, Invited},
    survey::{Access, share::FrameLine},
};

use crate::{
    part::{
        field::Field,
        form::{Form, beside, error_summary, id_of},
        list::{Tone, empty, more, notice, stats},
        table::{Cell, Column, Row, table},
    },
    survey::frame::{Head, SurveyPage, Tab, counted, done, path},
    visit::Visit,
    words::number,
};
use domain::survey::publish::Phase;

/// How many bad lines are shown at once.
const BAD_SHOWN: usize = 200;

/// What the page of invitations shows.
pub struct Shown<'a> {
    /// Who is invited, in numbers.
    pub invited: &'a Invited,
    /// How many could answer, partnership by partnership.
    pub frame: &'a [FrameLine],
    /// The words by which a list names partnerships; none where there is only one.
    pub named: &'a BTreeSet<String>,
    /// What was done just now.
    pub just: &'a str,
}

/// Who is invited.
pub fn invitations(visit: &Visit, head: Head<'_>, form: &Form, shown: &Shown<'_>) -> String {
    let just = match shown.just {
        "reminded" => Some(done(
            "Reminders are on their way",
            "Only people who have not answered get one, and nobody can see who that is.",
        )),
        "frame" => Some(done("Saved", "")),
        _ => None,
    };
    let body = view! {
        {just}
        {error_summary(visit, &form.problems)}
        <div class="flow">
            {numbers(head, shown)}
            {reminders(visit, head, shown)}
            {(head.phase != Phase::Closed).then(|| add_form(visit, head, form, shown))}
            {frame(visit, head, form, shown)}
        </div>
    };
    page(visit, head, form.is_wrong(), body.into_any())
}

fn page(visit: &Visit, head: Head<'_>, wrong: bool, body: AnyView) -> String {
    let title = "invitations".to_owned();
    SurveyPage { tab: Tab::Invitations, title, wrong, actions: None, body }.render(visit, head)
}

fn numbers(head: Head<'_>, shown: &Shown<'_>) -> AnyView {
    let Invited { people, stopped, unwritten, .. } = *shown.invited;
    if people == 0 && head.phase == Phase::Closed {
        let words = "Addresses serve for invitations and reminders only. They are deleted when a survey closes.";
        return empty("There are no addresses any more", view! { <p>{words}</p> });
    }
    if people == 0 {
        let words = if head.survey.access == Access::Invited {
            "Only people who are invited can answer this survey. Add their addresses below: each gets a letter with a link of \
             their own when it opens."
        } else {
            "Anybody with the address can answer this survey, so you need not invite anybody. If you do, each person gets \
             a letter with a link of their own, and can be reminded."
        };
        return empty("Nobody is invited yet", view! { <p>{words}</p><p>{PROMISE}</p> });
    }
    let count = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    let letters = match (unwritten, head.phase) {
        (0, _) => "letters are still to be written: all are on their way",
        (_, Phase::Open) => "letters are still to be written; it goes on by itself",
        (_, Phase::Closed) => "letters were never written",
        _ => "letters will be written when the survey opens",
    };
    let mut rows = vec![(count(people), "people are invited".into_any()), (count(unwritten), letters.into_any())];
    if stopped > 0 {
        rows.push((count(stopped), "of them asked for no more letters".into_any()));
    }
    view! { <h2>"Who is invited"</h2> {stats(rows)} <p class="soft">{PROMISE}</p> }.into_any()
}

const PROMISE: &str =
    "Nobody can see who has answered, not even you: nothing that is stored matches an invitation with its answers.";

fn reminders(visit: &Visit, head: Head<'_>, shown: &Shown<'_>) -> Option<AnyView> {
    let waves = &shown.invited.reminders;
    let silent = shown.invited.silent_about;
    let open = head.phase == Phase::Open;
    if shown.invited.people == 0 || (waves.is_empty() && !open) {
        return None;
    }
    let button = (open && shown.invited.unwritten == 0).then(|| {
        let about = match silent {
            0 => "By the newest count nearly everybody who was invited has answered.".to_owned(),
            silent => format!(
                "By the newest count about {} people who were invited have not answered.",
                number(i64::try_from(silent).unwrap_or(i64::MAX))
            ),
        };
        view! {
            <p>{about}</p>
            <form method="post" action=path(head.survey.id, "/remind")>
                <input type="hidden" name="waves" value=waves.len().to_string()/>
                <p class="actions"><button class="button" type="submit">"Remind them"</button></p>
            </form>
        }
    });
    let waiting = (open && shown.invited.unwritten > 0)
        .then(|| view! { <p class="soft">"You can remind people once all first letters are written."</p> });
    let sent = waves.iter().map(|wave| {
        let letters = match wave.letters / 10 * 10 {
            0 => "fewer than 10".to_owned(),
            about => format!("about {}", number(about)),
        };
        let head_cell = format!("Reminder {}", wave.wave).into_any();
        let cells = vec![Cell::Text(head.now.moment(visit, wave.made_at)), Cell::Text(letters)];
        Row { head: head_cell, cells, all: false }
    });
    let sent = (!waves.is_empty()).then(|| {
        let columns = vec![Column::words("Reminder"), Column::words("When"), Column::number("Letters")];
        table("Reminders so far", columns, sent.collect())
    });
    Some(view! { <h2>"Reminders"</h2> {button} {waiting} {sent} }.into_any())
}

/// The form that adds people, as a list that is pasted or as a file.
fn add_form(visit: &Visit, head: Head<'_>, form: &Form, shown: &Shown<'_>) -> AnyView {
    let several = !shown.named.is_empty();
    let hint = if several {
        "One person on each line: the address, a comma, and their partnership. For example: ann@example.org, inverclyde"
    } else {
        "One address on each line. What stands behind a comma is not read."
    };
    let named = several.then(|| {
        let names = shown.named.iter().map(|name| view! { <li><code>{name.clone()}</code></li> }).collect_view();
        let body = view! {
            <div>
                <p>"You can also write the code of the area (such as S12000018) or its name."</p>
                <ul class="names">{names}</ul>
            </div>
        };
        more("Words for the partnerships", body)
    });
    view! {
        <h2>"Invite people"</h2>
        <form class="narrow" method="post" action=path(head.survey.id, "/invitations") enctype="multipart/form-data" novalidate=true>
            {Field::lines("list", "Paste a list", 8).hint(hint).plain().view(visit, form)}
            {named}
            {Field::file("file", "Or choose a file", ".csv,.txt,text/csv,text/plain")
                .hint("A table saved as CSV or plain text, at most 4 MB, with addresses in the first column.").view(visit, form)}
            <p class="soft">"Use addresses only for this. They are deleted when the survey is closed, and everybody can ask for no more letters."</p>
            <div class="actions"><button class="button" type="submit">"Invite them"</button></div>
        </form>
    }
    .into_any()
}

/// How many people could answer, partnership by partnership.
fn frame(visit: &Visit, head: Head<'_>, form: &Form, shown: &Shown<'_>) -> AnyView {
    let value = |line: &FrameLine, name: &str| match form.values.get(name).and_then(|typed| typed.first()) {
        Some(typed) => typed.clone(),
        None => line.eligible.map(|eligible| eligible.to_string()).unwrap_or_default(),
    };
    let field = |line: &FrameLine| {
        let name = format!("eligible-{}", line.partnership.id);
        let problem = form.problem(&name);
        let label = format!("People who could answer in {}", line.partnership.area_name);
        let invalid = problem.is_some().then_some("true");
        let described = problem.is_some().then(|| format!("{}-error", id_of(&name)));
        view! {
            {beside(visit, &name, problem)}
            <input class="input input--short" type="text" inputmode="numeric" id=id_of(&name) name=name.clone()
                value=value(line, &name) aria-label=label aria-invalid=invalid aria-describedby=described/>
        }
        .into_any()
    };
    let fields = if let [only] = shown.frame {
        let name = format!("eligible-{}", only.partnership.id);
        let mut filled = form.clone();
        filled.values.insert(name.clone(), vec![value(only, &name)]);
        Field::number(&name, "How many people could answer?").view(visit, &filled)
    } else {
        let rows = shown.frame.iter().map(|line| Row {
            head: line.partnership.area_name.clone().into_any(),
            cells: vec![Cell::View(field(line)), Cell::Text(number(line.invited))],
            all: false,
        });
        let columns = vec![Column::words("Partnership"), Column::number("Could answer"), Column::number("Invited")];
        table("People who could answer, by partnership", columns, rows.collect())
    };
    let known: Vec<i64> = shown.frame.iter().filter_map(|line| line.eligible).collect();
    let sum = (known.len() > 1).then(|| {
        let of = counted(known.len(), "partnership", "partnerships");
        view! { <p>{format!("{} people in {of}, as far as you said.", number(known.iter().sum()))}</p> }
    });
    let words = "The number of people that the survey is for, whether they are invited or not. Results say which part of them \
                 answered. Leave it empty if nobody knows.";
    view! {
        <h2 id="frame">"How many could answer"</h2>
        <p class="soft">{words}</p>
        <form class="narrow" method="post" action=path(head.survey.id, "/frame") novalidate=true>
            {fields}
            {sum}
            <div class="actions"><button class="button button--second" type="submit">"Save the numbers"</button></div>
        </form>
    }
    .into_any()
}

/// What became of a list: how many are invited now, and every line that could not be read. The form holds those lines, to
/// be put right and sent again.
pub fn added(visit: &Visit, head: Head<'_>, form: &Form, shown: &Shown<'_>, added: &Added) -> String {
    let summary = view! {
        <p>{format!("{} new, {} invited before or twice in the list, {} that could not be read.",
            counted(added.added, "person", "people"), number(size(added.known)), counted(added.bad.len(), "line", "lines"))}</p>
    };
    let (tone, head_words) = match (added.added, added.bad.len()) {
        (0, 0) => (Tone::Plain, "Nobody new was in the list".to_owned()),
        (new, 0) => (Tone::Good, format!("{} invited", counted(new, "person is", "people are"))),
        (new, bad) => (
            Tone::Warn,
            format!(
                "{} invited; {} could not be read",
                counted(new, "person is", "people are"),
                counted(bad, "line", "lines")
            ),
        ),
    };
    let rows = added.bad.iter().take(BAD_SHOWN).map(|(line, problem)| Row {
        head: format!("Line {}", number(size(*line))).into_any(),
        cells: vec![Cell::Text(visit.words.problem(problem))],
        all: false,
    });
    let bad = (!added.bad.is_empty()).then(|| {
        let columns = vec![Column::words("Line"), Column::words("What is wrong")];
        let rest = added.bad.len().saturating_sub(BAD_SHOWN);
        let rest = (rest > 0).then(|| view! { <p>{format!("And {} more.", counted(rest, "line", "lines"))}</p> });
        view! {
            <h2>"Lines that could not be read"</h2>
            {table("Lines that could not be read", columns, rows.collect())}
            {rest}
            <p>"They stand in the box below. Put them right there and send them again."</p>
        }
    });
    let body = view! {
        <div class="flow">
            <div role="status">{notice(tone, head_words, summary)}</div>
            {bad}
            {add_form(visit, head, form, shown)}
            <p><a href=path(head.survey.id, "/invitations")>"Back to the invitations"</a></p>
        </div>
    };
    page(visit, head, false, body.into_any())
}

fn size(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
