//! One engagement that was run elsewhere: its form, and its page with the file of who took part.

use domain::{disclosure::Cell as Published, engagement::Method, text::Language};
use leptos::prelude::*;
use service::engagement::{Counts, One};

use super::{plain, year::span};
use crate::{
    desk::{page, title},
    part::{
        field::Field,
        form::{Form, error_summary},
        list::{Tone, back, facts, notice, post_button},
        table::{Column, Row, under_head},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What became of a file, or of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Nothing was sent.
    Nothing,
    /// The engagement was added.
    Added,
    /// It was changed.
    Changed,
    /// The file was counted.
    Counted,
    /// The file was forgotten.
    Forgotten,
    /// The file could not be read: what is wrong with it, and how many things more.
    Wrong(Vec<String>, u64),
}

/// The form of an engagement as it is saved.
pub fn filled(one: &One) -> Form {
    let details = &one.engagement.details;
    let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
    Form::filled([
        ("title", details.title.get(Language::English).unwrap_or_default().to_owned()),
        ("title_gd", details.title.get(Language::Gaelic).unwrap_or_default().to_owned()),
        ("method", details.method.code().to_owned()),
        ("from", details.from.to_string()),
        ("to", details.to.to_string()),
        ("people", details.people.map(|people| people.to_string()).unwrap_or_default()),
        ("bodies", number(details.bodies)),
        ("named", details.named.join("\n")),
        ("conversations", number(details.conversations)),
        ("link", details.link.clone()),
    ])
}

/// The form of a new engagement, or of one that is changed.
pub fn form(visit: &Visit, desk: &Desk, one: Option<&One>, form: &Form) -> String {
    let head = if one.is_some() { "Change the engagement" } else { "Add an engagement that was run elsewhere" };
    let id = one.map(|one| view! { <input type="hidden" name="engagement" value=one.engagement.id.to_string()/> });
    let list = format!("{}/engagements", desk.home);
    let up = match one {
        Some(one) => back(format!("{list}/{}", one.engagement.id), "The engagement"),
        None => back(list.clone(), "Engagements"),
    };
    let methods = std::iter::once((String::new(), "Choose one".to_owned())).chain(
        Method::ALL
            .into_iter()
            .map(|method| (method.code().to_owned(), visit.t(&format!("engagement-method-{}", method.code())))),
    );
    let people = Field::number("people", "How many people took part?")
        .hint("Persons only. Leave it empty if a file will say so.");
    let named = Field::lines("named", "Which organisations or groups were they?", 4)
        .hint("One in each line, only names that are public: the page of the year says which came again and again. Never the name of a person.");
    let body = view! {
        {error_summary(visit, &form.problems)}
        {up}
        <div class="desk__top"><h1>{head}</h1></div>
        <form class="flow narrow" method="post" action=list novalidate=true>
            {id}
            {Field::line("title", "What is it called?").hint("It stands on the public page of the year").view(visit, form)}
            {Field::line("title_gd", "What is it called in Gaelic?").hint("Leave it empty if it has no Gaelic name").lang("gd").view(visit, form)}
            {Field::choice("method", "How did people take part?", methods.collect()).view(visit, form)}
            {Field::date("from", "First day").view(visit, form)}
            {Field::date("to", "Last day").hint("It counts in the year of this day").view(visit, form)}
            {people.view(visit, form)}
            {Field::number("bodies", "How many organisations answered as such?").hint("They are counted apart from people").view(visit, form)}
            {named.view(visit, form)}
            {Field::number("conversations", "How many groups sent what they said together?").view(visit, form)}
            {Field::line("link", "Where can it be read?").hint("An address that begins with https://, if there is one").plain().view(visit, form)}
            <p class="actions"><button class="button" type="submit">{if one.is_some() { "Save" } else { "Add it" }}</button></p>
        </form>
    };
    page(visit, desk, &title(head).wrong(form.is_wrong()), body)
}

/// The page of an engagement.
pub fn one(visit: &Visit, desk: &Desk, one: &One, sent: &Sent, form: &Form) -> String {
    let details = &one.engagement.details;
    let (name, spoken) = details.title.best(Language::English);
    let lang = (spoken != Language::English).then(|| spoken.code());
    let base = format!("{}/engagements", desk.home);
    let here = format!("{base}/{}", one.engagement.id);
    let year = details.year();
    let number = |n: u64| if n == 0 { "none".to_owned() } else { grouped(n) };
    let people = match one.entry.people {
        Published::Published(people) => format!("{} (rounded)", grouped(people)),
        Published::Withheld if one.counts.is_some() || details.people.is_some() => {
            "fewer than 10, not shown".to_owned()
        }
        Published::Withheld => "not said yet".to_owned(),
    };
    let link = (!details.link.is_empty()).then(|| {
        (
            "Where to read it".to_owned(),
            view! { <a href=details.link.clone() rel="noreferrer">{details.link.clone()}</a> }.into_any(),
        )
    });
    let year_href = format!("{base}/years/{year}");
    let mut rows = vec![
        ("When".to_owned(), span(visit, details.from, details.to).into_any()),
        ("How".to_owned(), visit.t(&format!("engagement-method-{}", details.method.code())).into_any()),
        ("People".to_owned(), people.into_any()),
        ("Organisations, apart".to_owned(), number(one.entry.bodies).into_any()),
        ("Conversations, apart".to_owned(), number(one.entry.conversations).into_any()),
        ("Year".to_owned(), view! { <a href=year_href>{year.to_string()}</a> }.into_any()),
    ];
    rows.extend(link);
    let off = one.engagement.removed_at.is_some();
    let remove = if off {
        post_button(
            &format!("{base}/remove"),
            "button button--quiet",
            "Put it back on the list",
            vec![("engagement", one.engagement.id.to_string())],
        )
    } else {
        let hidden = vec![("engagement", one.engagement.id.to_string()), ("off", "yes".to_owned())];
        post_button(&format!("{base}/remove"), "button button--quiet", "Take it off the list", hidden)
    };
    let change = format!("{here}/change");
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(base, "Engagements")}
        <div class="desk__top"><h1 lang=lang>{name.to_owned()}</h1></div>
        <div class="flow">
            {said(sent)}
            {facts(rows)}
            <div class="actions"><a class="button button--second" href=change>"Change this"</a>{remove}</div>
            <h2>"Who took part"</h2>
            {one.counts.as_ref().map(|counts| counted(visit, one, counts))}
            {upload(visit, one, &here, form)}
        </div>
    };
    page(visit, desk, &title(name).wrong(form.is_wrong() || matches!(sent, Sent::Wrong(..))), body)
}

fn said(sent: &Sent) -> Option<AnyView> {
    let good = |head: &'static str, words: &'static str| Some(notice(Tone::Good, head, view! { <p>{words}</p> }));
    match sent {
        Sent::Nothing => None,
        Sent::Added => good("It is added", "Send a file of who took part, if you have one."),
        Sent::Changed => good("It is changed", "A year that is public keeps what it says until it is published again."),
        Sent::Counted => good("The file is counted", "Of the file itself nothing is kept."),
        Sent::Forgotten => good("The file is forgotten", "Nothing of it is kept."),
        Sent::Wrong(faults, more) => {
            let lines = faults.iter().map(|fault| view! { <li>{fault.clone()}</li> }).collect_view();
            let more = (*more > 0).then(|| view! { <p>"And "{grouped(*more)}" more."</p> });
            let body =
                view! { <p>"Nothing of it was kept. Put this right and send it again:"</p><ul>{lines}</ul>{more} };
            Some(notice(Tone::Bad, "The file could not be read", body))
        }
    }
}

/// What the file said, as it is kept.
fn counted(visit: &Visit, one: &One, counts: &Counts) -> AnyView {
    let title = |code: &str| {
        let found = one.populations.iter().find(|population| population.characteristic == code);
        found.map_or_else(|| code.to_owned(), |population| population.title.best(Language::English).0.to_owned())
    };
    let columns =
        vec![Column::words("Characteristic"), Column::number("People who said"), Column::words("How it stands")];
    let said = |code: &str| {
        let comparison = one.entry.comparisons.iter().find(|comparison| comparison.code == code);
        comparison.and_then(|comparison| comparison.said.published()).map_or_else(|| "withheld".to_owned(), grouped)
    };
    let shown = counts.characteristics().map(|code| {
        let kept = counts.kept().iter().any(|kept| kept == code);
        let how = if kept {
            "stays as it was published: fewer than 10 people are different, which would give them away"
        } else {
            "is in the year"
        };
        Row { head: title(code).into_any(), cells: vec![plain(said(code)), plain(how)], all: false }
    });
    let few = counts.too_few().iter().filter(|code| *code != "people").map(|code| {
        let cells = vec![plain("fewer than 10"), plain("too few people said so to show anything")];
        Row { head: title(code).into_any(), cells, all: false }
    });
    let rows: Vec<Row> = shown.chain(few).collect();
    let sent = domain::time::words::long_date(counts.sent(), visit.language());
    view! {
        <p>{format!("From a file that was sent on {sent}. Counts are rounded; the file itself was not kept.")}</p>
        {under_head("Who took part, by characteristic", columns, rows)}
    }
    .into_any()
}

fn upload(visit: &Visit, one: &One, here: &str, form: &Form) -> AnyView {
    if one.engagement.draft_ends.is_some() {
        let href = format!("{here}/columns");
        let forget = post_button(
            &format!("{here}/columns"),
            "button button--quiet",
            "Forget the file",
            vec![("then", "forget".to_owned())],
        );
        let body = view! {
            <p>"Its columns are not matched yet. It is forgotten one day after it was sent."</p>
            <div class="actions"><a class="button" href=href>"Match its columns"</a>{forget}</div>
        };
        return notice(Tone::Warn, "A file waits", body);
    }
    let button = if one.counts.is_some() { "Send another file instead" } else { "Send the file" };
    let file = Field::file("file", "A file with a row for each person", ".csv,text/csv,text/plain")
        .hint("CSV, at most 16 MB and 100,000 rows. Columns can say age, sex, health, ethnic group, religion, postcode or data zone, in your own words.");
    view! {
        <form class="flow narrow" method="post" action=format!("{here}/file") enctype="multipart/form-data" novalidate=true>
            <p>
                "Columns that could hold names, addresses or sentences are not read at all. Of the others only counts \
                 are kept, and the file itself never is."
            </p>
            {file.view(visit, form)}
            <p class="actions"><button class="button" type="submit">{button}</button></p>
        </form>
    }
    .into_any()
}
