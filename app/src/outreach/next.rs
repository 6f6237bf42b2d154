//! What to do next: the groups that are missing, ways to reach them, the tasks that staff took and what became of them.

use domain::{
    id::SurveyId,
    inclusion::Verdict,
    outreach::{Effect, GroupRef},
    text::Language,
    time::words::day_and_month,
};
use leptos::prelude::*;
use service::{
    inclusion::Check,
    outreach::{Outcome, Outreach, Plan, TaskLine, Wanted},
};

use crate::{
    inclusion::{
        group_label, group_phrase,
        parts::{self, Part},
    },
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, empty, more, post_button, tag},
        survey_head::{Head, Tab, survey_head},
    },
    shell::{Desk, Title, desk as frame},
    visit::Visit,
    words::{grouped, number},
};

/// The most groups on the page.
const LISTED: usize = 12;
/// The most ways that are named for a group.
const NAMED: usize = 4;

/// The page.
pub fn next(visit: &Visit, desk: &Desk, head: &Head<'_>, plan: &Plan, form: &Form) -> String {
    let id = head.survey.id;
    let closed = plan.days_left.is_none() && head.survey.closed_at.is_some();
    let body = view! {
        {error_summary(visit, &form.problems)}
        {survey_head(visit, head, Tab::Who)}
        {parts::nav(visit, &plan.check, &format!("/desk/surveys/{id}/who"), head.editor, Part::Next)}
        <div class="flow">
            <h2 class="finding">{headline(plan, closed)}</h2>
            <p>{lead(plan, closed)}</p>
            {wanted(visit, id, plan, closed, form)}
            {tasks(visit, head, plan, form)}
            <p class="soft">
                "Suggestions come from the "<a href=format!("{}/outreach", desk.home)>"outreach list"</a>
                " of your partnership, the cheapest for each answer first. All numbers are published ones, rounded to 5."
            </p>
        </div>
    };
    let title = Title::of("What to do next").within(head.survey.title.clone()).wrong(form.is_wrong());
    frame(visit, &title, desk, body.into_any())
}

fn headline(plan: &Plan, closed: bool) -> String {
    let people = |wanted: &Wanted| group_phrase(&plan.check, &wanted.missing.characteristic, &wanted.missing.group);
    let named: Vec<String> = plan.wanted.iter().take(2).map(people).collect();
    match (named.as_slice(), closed) {
        ([], _) if plan.check.compared.is_empty() => "Nothing can be compared yet".to_owned(),
        ([], _) => "No group is clearly missing".to_owned(),
        ([one], false) => format!("Reach {one} next"),
        ([one, other, ..], false) => format!("Reach {one} and {other} next"),
        (named, true) => format!("Missing at the end: {}", named.join(" and ")),
    }
}

fn lead(plan: &Plan, closed: bool) -> String {
    if plan.check.compared.is_empty() {
        return "At least 10 people must have answered before groups can be compared with those who live here."
            .to_owned();
    }
    let days = match plan.days_left {
        Some(0) => "Today is the last day to change it.".to_owned(),
        Some(1) => "One day is left to change it.".to_owned(),
        Some(days) => format!("{} days are left to change it.", number(days)),
        None if closed => "The survey is closed: what was learnt here helps the next one.".to_owned(),
        None => "No last day is set.".to_owned(),
    };
    format!("{days} Far fewer than live here come first, then those of whom most people are absent.")
}

fn wanted(visit: &Visit, survey: SurveyId, plan: &Plan, closed: bool, form: &Form) -> AnyView {
    if plan.wanted.is_empty() {
        let words = "Every group answers about as often as its share of people, or too few have answered to say.";
        return empty("There is nobody to reach first", view! { <p>{words}</p> });
    }
    let lines =
        plan.wanted.iter().take(LISTED).map(|one| view! { <li>{group(visit, survey, plan, one, closed, form)}</li> });
    view! { <h2 id="groups">"Groups that are missing"</h2><ol class="reach reach--tall">{lines.collect_view()}</ol> }
        .into_any()
}

fn group(visit: &Visit, survey: SurveyId, plan: &Plan, wanted: &Wanted, closed: bool, form: &Form) -> AnyView {
    let missing = &wanted.missing;
    let people = group_phrase(&plan.check, &missing.characteristic, &missing.group);
    let (count, small) = match missing.more_answers {
        Some(more) => (grouped(more), "more answers from them alone would match their share"),
        None => ("All".to_owned(), "of them would have to answer, and more"),
    };
    let code = GroupRef { characteristic: missing.characteristic.clone(), group: missing.group.clone() }.code();
    let far = if missing.verdict == Verdict::FarFewer { "Far fewer than live here" } else { "Fewer than live here" };
    let probably = if missing.probably { ", probably" } else { "" };
    let said = format!("{far}{probably}: {:.2} times their share.", missing.ratio);
    let taken = wanted.taken.then(|| tag(Tone::Now, "Somebody is on it"));
    let take = (!closed).then(|| take(visit, survey, wanted, &code, &people, form));
    view! {
        <span class="reach__more">{count}" "<small>{small}</small></span>
        <span class="flow">
            <span><span class="reach__who">{capital(&people)}</span>" "{taken}<br/>
            <span class="soft">{said}" "{going(wanted)}</span></span>
            {take}
        </span>
    }
    .into_any()
}

/// Where the group is going.
fn going(wanted: &Wanted) -> Option<String> {
    let found = wanted.projection?;
    let then = match found.verdict {
        Some(Verdict::FarFewer) => "and would still be far fewer than live here",
        Some(Verdict::Fewer) => "and would still be fewer than live here",
        Some(Verdict::AboutTheSame | Verdict::More | Verdict::FarMore) => "and would be about their share or more",
        Some(Verdict::CannotSayYet | Verdict::TooFewToSay) | None => "and it is open what can be said then",
    };
    let early = if found.is_early { " It is early: this can change much." } else { "" };
    let [low, high] = [found.range.low, found.range.high].map(|end| format!("{end:.0}"));
    Some(format!("At the present rate they end at about {} ({low} to {high}), {then}.{early}", grouped(found.group)))
}

/// The forms that take a task: one for each way, and one for a way of one's own.
fn take(visit: &Visit, survey: SurveyId, wanted: &Wanted, code: &str, people: &str, form: &Form) -> AnyView {
    let action = format!("/desk/surveys/{survey}/who/next");
    let mine = form.value("group") == code;
    let known = wanted.ways.iter().take(NAMED).map(|way| {
        let hidden = vec![("group", code.to_owned()), ("way", way.id.to_string())];
        let button = post_button(&action, "button button--second", format!("Take this on: {}", way.way.name), hidden);
        view! { <li>{way_words(way)}" "{button}</li> }
    });
    let known = known.collect_view();
    let none = wanted.ways.is_empty().then(|| {
        view! { <p class="soft">"No way of your outreach list reaches them yet."</p> }
    });
    let day = Field::date("due", "Until when? (you may leave it empty)");
    let blank = Form::default();
    let own = view! {
        <form class="flow" method="post" action=action.clone() novalidate=true>
            <input type="hidden" name="group" value=code.to_owned()/>
            {day.view(visit, if mine { form } else { &blank })}
            <p class="actions">
                <button class="button button--second" type="submit">
                    "Take a task of your own"<span class="unseen">{format!(": {people}")}</span>
                </button>
            </p>
        </form>
    };
    let own = if mine {
        own.into_any()
    } else {
        more(view! { "Another way, or with a day"<span class="unseen">{format!(": {people}")}</span> }, own)
    };
    view! { {none}<ul class="rows">{known}</ul>{own} }.into_any()
}

fn way_words(way: &Outreach) -> String {
    let cost = match (way.way.pounds, way.way.hours) {
        (0, 0) => "free".to_owned(),
        (0, hours) => format!("free, {} hours", grouped(hours)),
        (pounds, 0) => format!("£{}", grouped(pounds)),
        (pounds, hours) => format!("£{}, {} hours", grouped(pounds), grouped(hours)),
    };
    match way.way.brings {
        Some(brings) if brings > 0 => {
            let each = way.way.pounds as f64 / brings as f64;
            let each = if way.way.pounds == 0 { String::new() } else { format!(", £{each:.2} for each") };
            format!("{cost}; brings about {} answers{each}.", grouped(brings))
        }
        _ => format!("{cost}; nobody knows yet what it brings."),
    }
}

fn tasks(visit: &Visit, head: &Head<'_>, plan: &Plan, form: &Form) -> AnyView {
    if plan.tasks.is_empty() {
        return ().into_any();
    }
    let (open, closed): (Vec<&TaskLine>, Vec<&TaskLine>) =
        plan.tasks.iter().partition(|line| line.task.closed.is_none());
    let list = |lines: Vec<&TaskLine>| {
        let lines = lines.into_iter().map(|line| view! { <li>{task(visit, head, &plan.check, line, form)}</li> });
        view! { <ul class="rows">{lines.collect_view()}</ul> }
    };
    let (some_open, some_closed) = (!open.is_empty(), !closed.is_empty());
    view! {
        {some_open.then(|| view! { <h2 id="tasks">"Tasks that are open"</h2>{list(open)} })}
        {some_closed.then(|| view! { <h2 id="closed">"Tasks that are closed, and what became of the group"</h2>{list(closed)} })}
    }
    .into_any()
}

fn task(visit: &Visit, head: &Head<'_>, check: &Check, line: &TaskLine, form: &Form) -> AnyView {
    let task = &line.task;
    let people = group_phrase(check, &task.group.characteristic, &task.group.group);
    let people = if people.is_empty() { group_label(&[], &task.group) } else { people };
    let way = line.way.as_ref().map_or_else(|| "a way of their own".to_owned(), |way| way.way.name.clone());
    let who = if line.who.is_empty() { "somebody who has left".to_owned() } else { line.who.clone() };
    let day = |at: jiff::Timestamp| day_and_month(head.today.date(at), Language::English);
    let due = task.due.map(|due| format!(", until {}", day_and_month(due, Language::English))).unwrap_or_default();
    let late = task.closed.is_none() && task.due.is_some_and(|due| due < head.today.date);
    let action = format!("/desk/surveys/{}/who/tasks", head.survey.id);
    let state = match &task.closed {
        None if late => tag(Tone::Bad, "Late"),
        None => tag(Tone::Now, "Open"),
        Some(closed) if closed.outcome == Outcome::Done => tag(Tone::Good, "Done"),
        Some(_) => tag(Tone::Plain, "Given up"),
    };
    let ended = task.closed.as_ref().map(|closed| {
        let reason = if closed.reason.is_empty() { String::new() } else { format!(": {}", closed.reason) };
        format!("Closed on {}{reason}. ", day(closed.at))
    });
    view! {
        <p>{state}" "<strong>{capital(&people)}</strong>{format!(": {way}")}</p>
        <p class="soft">{format!("Taken by {who} on {}{due}. ", day(task.taken_at))}{ended}</p>
        <p>{became(line)}</p>
        {ends(visit, &action, line, &people, form)}
    }
    .into_any()
}

/// What became of the group.
fn became(line: &TaskLine) -> String {
    let Some(effect) = line.effect else { return "The group is not published now.".to_owned() };
    let (head, shares) = match effect {
        Effect::TooEarly => return "Too few answers came since then to say what became of the group.".to_owned(),
        Effect::Larger(shares) => ("The gap is closing", shares),
        Effect::Smaller(shares) => ("The gap is growing", shares),
        Effect::NoSign(shares) => ("No sign of a change that chance could not make", shares),
    };
    format!(
        "{head}: of the answers before, {:.0}% were theirs; of the {} since then, {:.0}%. Other things went on as well.",
        shares.before * 100.0,
        grouped(shares.more_of_all),
        shares.since * 100.0
    )
}

/// The forms that close a task, or open it again.
fn ends(visit: &Visit, action: &str, line: &TaskLine, people: &str, form: &Form) -> AnyView {
    let id = line.task.id.to_string();
    let of = || view! { <span class="unseen">{format!(": {people}")}</span> };
    if line.task.closed.is_some() {
        let hidden = vec![("task", id), ("to", "open".to_owned())];
        return post_button(action, "button button--quiet", "Open it again", hidden);
    }
    let mine = form.value("task") == id;
    let blank = Form::default();
    let reason = Field::line("reason", "Why?").hint("A few words, so that the next person knows");
    let give_up = view! {
        <form class="flow" method="post" action=action.to_owned() novalidate=true>
            <input type="hidden" name="task" value=id.clone()/>
            <input type="hidden" name="to" value="given_up"/>
            {reason.view(visit, if mine { form } else { &blank })}
            <p class="actions"><button class="button button--second" type="submit">"Give it up"{of()}</button></p>
        </form>
    };
    let give_up = if mine { give_up.into_any() } else { more(view! { "Give it up"{of()} }, give_up) };
    let done = view! {
        <form class="one" method="post" action=action.to_owned()>
            <input type="hidden" name="task" value=id/>
            <input type="hidden" name="to" value="done"/>
            <button class="button button--second" type="submit">"It is done"{of()}</button>
        </form>
    };
    view! { {done}{give_up} }.into_any()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
