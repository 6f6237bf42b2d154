//! The installation, for whoever runs it: how it stands, partnerships and bodies, and who may sign in.

use domain::{
    id::BodyId,
    partnership::{BodyKind, Kind},
    text::Language,
    time::words::moment,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use service::{
    installation::{Database, Engine, State},
    partnership::{Account, Body, Installation},
};

use crate::{
    account::team::role_name,
    desk::{page, title},
    part::{
        ask::{Ask, ask},
        field::Field,
        form::{Form, error_summary},
        list::{Tone, facts, more, notice, tag},
        table::{Cell, Column, Row, table, under_head},
    },
    shell::Desk,
    visit::Visit,
    words::number,
};

/// What was just done, to be said on top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A body was added.
    BodyAdded,
    /// A body was made a member of a partnership.
    BodyPlaced,
    /// An administrator was invited.
    Invited,
    /// Somebody may not sign in any more.
    Disabled,
    /// Somebody may sign in again.
    Enabled,
}

/// What the page shows.
pub struct Shown<'a> {
    /// Partnerships, bodies, accounts.
    pub installation: &'a Installation,
    /// How it stands.
    pub state: &'a State,
    /// The program's version.
    pub version: &'static str,
    /// All forms of the page: their fields have different names.
    pub form: &'a Form,
    /// Whoever looks at it.
    pub own_address: &'a str,
    /// Europe/London.
    pub london: &'a TimeZone,
    /// What was just done.
    pub said: Option<Said>,
}

/// The installation.
pub fn installation(visit: &Visit, desk: &Desk, shown: &Shown<'_>) -> String {
    let body = view! {
        {error_summary(visit, &shown.form.problems)}
        <div class="desk__top"><h1>"Installation"</h1></div>
        <div class="flow">
            {shown.said.map(said)}
            {state(shown)}
            <h2>"Partnerships"</h2>
            {partnerships(shown.installation)}
            <h2>"Bodies"</h2>
            {bodies(visit, shown)}
            <h2>"Accounts"</h2>
            {accounts(shown)}
            <h2>"Invite an administrator"</h2>
            {invite(visit, shown)}
        </div>
    };
    page(visit, desk, &title("Installation").wrong(shown.form.is_wrong()), body)
}

fn said(said: Said) -> AnyView {
    let (head, words) = match said {
        Said::BodyAdded => {
            ("The body is added", "Now make it a member of a partnership, so that people can be invited for it.")
        }
        Said::BodyPlaced => ("The body is a member now", "Officers of the partnership can invite people for it."),
        Said::Invited => ("The invitation is on its way", "The link in the letter works for seven days, and once."),
        Said::Disabled => ("They may not sign in any more", "They were signed out everywhere."),
        Said::Enabled => ("They may sign in again", "Their password and their second step are as they were."),
    };
    notice(Tone::Good, head, view! { <p>{words}</p> })
}

fn state(shown: &Shown<'_>) -> AnyView {
    let state = shown.state;
    let engine = match state.engine {
        Engine::Sqlite => "SQLite, in the data folder",
        Engine::Postgres => "PostgreSQL",
    };
    let given_up = match state.given_up {
        0 => "none given up".to_owned(),
        n => format!("{} given up", number(n)),
    };
    let work = format!("{} due, {} running, {given_up}", number(state.due), number(state.running));
    let letters =
        if state.letters_in_folder { "Written to a folder: no mail server is set up" } else { "Sent by a mail server" };
    let row = |term: &str, what: String| (term.to_owned(), what.into_any());
    let mut rows = vec![
        row("Program", format!("Folkmoot {}", shown.version)),
        row("Address", state.origin.clone()),
        row("Database", format!("{engine}, version {}", state.main.version)),
        row("Schema", format!("{}; answers: {}", schema(&state.main), schema(&state.answers))),
        row("Work", work),
        row("Letters", letters.to_owned()),
    ];
    if state.demonstration {
        rows.push(row("Demonstration", "Everything in it is rehearsed".to_owned()));
    }
    facts(rows)
}

fn schema(database: &Database) -> String {
    if database.schema == database.known {
        format!("{} (the newest)", database.schema)
    } else {
        format!("{} of {}", database.schema, database.known)
    }
}

fn partnerships(installation: &Installation) -> AnyView {
    let columns = vec![
        Column::words("Partnership"),
        Column::words("Area"),
        Column::number("Bodies"),
        Column::words("Public site"),
    ];
    let rows = installation.partnerships.iter().map(|partnership| {
        let (desk, public) = (format!("/desk/{}", partnership.slug), format!("/{}", partnership.slug));
        let members = installation.members.iter().filter(|(_, of)| *of == partnership.id).count();
        let link = view! { <a href=public.clone()>{public.clone()}</a> };
        Row {
            head: view! { <a href=desk>{partnership.name.clone()}</a> }.into_any(),
            cells: vec![
                Cell::Text(partnership.area_name.clone()),
                Cell::Text(number(i64::try_from(members).unwrap_or(i64::MAX))),
                Cell::View(link.into_any()),
            ],
            all: false,
        }
    });
    let count = number(i64::try_from(installation.partnerships.len()).unwrap_or(i64::MAX));
    more(format!("Show all {count} and their desks"), table("Partnerships, Scotland first", columns, rows.collect()))
}

/// What a body is, in words.
fn kind_name(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Council => "Council",
        BodyKind::HealthBoard => "Health board",
        BodyKind::Police => "Police",
        BodyKind::Fire => "Fire and rescue service",
        BodyKind::Enterprise => "Enterprise agency",
        BodyKind::Transport => "Regional transport partnership",
        BodyKind::College => "College",
        BodyKind::NationalPark => "National park authority",
        BodyKind::ThirdSectorInterface => "Third sector interface",
        BodyKind::Research => "University or research body",
        BodyKind::National => "National support for community planning",
        BodyKind::Other => "Another body",
    }
}

fn bodies(visit: &Visit, shown: &Shown<'_>) -> AnyView {
    let (installation, form) = (shown.installation, shown.form);
    let columns = vec![Column::words("Body"), Column::words("What it is"), Column::words("Member of")];
    let rows = installation.bodies.iter().map(|body| body_row(body, installation));
    let count = number(i64::try_from(installation.bodies.len()).unwrap_or(i64::MAX));
    let list = more(format!("Show all {count}"), table("Bodies by name", columns, rows.collect()));
    let choose = |words: &str| vec![(String::new(), words.to_owned())];
    let kinds = BodyKind::ALL.iter().map(|kind| (kind.code().to_owned(), kind_name(*kind).to_owned()));
    let kinds: Vec<_> = choose("Choose what it is").into_iter().chain(kinds).collect();
    let all = installation.bodies.iter().map(|body| (body.id.to_string(), body.name.clone()));
    let all: Vec<_> = choose("Choose a body").into_iter().chain(all).collect();
    let partnerships = installation.partnerships.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let partnerships: Vec<_> = choose("Choose a partnership").into_iter().chain(partnerships).collect();
    view! {
        {list}
        <div class="split split--even">
            <section class="flow" aria-labelledby="add-body">
                <h3 id="add-body">"Add a body"</h3>
                <form method="post" action="/admin/bodies" novalidate=true>
                    {Field::line("body-name", "Its name").view(visit, form)}
                    {Field::choice("body-kind", "What it is", kinds).view(visit, form)}
                    <p class="actions"><button class="button button--second" type="submit">"Add the body"</button></p>
                </form>
            </section>
            <section class="flow" aria-labelledby="place-body">
                <h3 id="place-body">"Make a body a member"</h3>
                <form method="post" action="/admin/bodies/place" novalidate=true>
                    {Field::choice("member-body", "The body", all).view(visit, form)}
                    {Field::choice("member-partnership", "Of which partnership", partnerships).view(visit, form)}
                    <p class="actions"><button class="button button--second" type="submit">"Make it a member"</button></p>
                </form>
            </section>
        </div>
    }
    .into_any()
}

fn body_row(body: &Body, installation: &Installation) -> Row {
    let of: Vec<&str> = members_of(body.id, installation);
    let of = match of.len() {
        0 => "No partnership yet".to_owned(),
        1..=3 => of.join(", "),
        n => format!("{n} partnerships"),
    };
    let cells = vec![Cell::Text(kind_name(body.kind).to_owned()), Cell::Text(of)];
    Row { head: body.name.clone().into_any(), cells, all: false }
}

fn members_of(body: BodyId, installation: &Installation) -> Vec<&str> {
    let is_member = |partnership: &domain::id::PartnershipId| installation.members.contains(&(body, *partnership));
    let named = installation.partnerships.iter().filter(|one| is_member(&one.id));
    named.map(|one| if one.kind == Kind::National { "Scotland" } else { one.area_name.as_str() }).collect()
}

fn accounts(shown: &Shown<'_>) -> AnyView {
    let columns = vec![
        Column::words("Name"),
        Column::words("May act as"),
        Column::words("Second step"),
        Column::words("Signing in"),
    ];
    let rows = shown.installation.accounts.iter().map(|account| account_row(account, shown));
    under_head("Everybody who works here", columns, rows.collect())
}

fn account_row(account: &Account, shown: &Shown<'_>) -> Row {
    let head = view! { {account.name.clone()}<br/><span class="soft">{account.address.clone()}</span> };
    let posts = shown.installation.posts.iter().filter(|post| post.account == account.id);
    let posts = posts.map(|post| format!("{}, {}", role_name(post.role), post.body_name));
    let roles = account.administrator.then(|| "Administrator".to_owned()).into_iter().chain(posts);
    let roles = roles.map(|role| view! { <li>{role}</li> }).collect_view();
    let roles = view! { <ul class="bare">{roles}</ul> }.into_any();
    let step = if account.totp_since.is_some() { tag(Tone::Good, "Set up") } else { tag(Tone::Warn, "Not set up") };
    let disabled = account.disabled_at.is_some();
    let signing_in = if account.address == shown.own_address {
        view! { <span class="soft">"This is you"</span> }.into_any()
    } else {
        let (word, value) = if disabled { ("Let sign in again", "yes") } else { ("Stop from signing in", "no") };
        let state = if disabled { tag(Tone::Bad, "May not sign in") } else { ().into_any() };
        let about = format!(": {}", account.name);
        view! {
            <span class="links">
                {state}
                <form class="one" method="post" action="/admin/accounts">
                    <input type="hidden" name="account" value=account.id.to_string()/>
                    <input type="hidden" name="may" value=value/>
                    <button class="button button--quiet" type="submit">{word}<span class="unseen">{about}</span></button>
                </form>
            </span>
        }
        .into_any()
    };
    Row { head: head.into_any(), cells: vec![Cell::View(roles), Cell::View(step), Cell::View(signing_in)], all: false }
}

fn invite(visit: &Visit, shown: &Shown<'_>) -> AnyView {
    let outstanding = shown.installation.invited.iter().map(|invitation| {
        let until = moment(shown.london.to_datetime(invitation.ends_at), Language::English);
        view! { <li>{format!("{} ({}), until {until}", invitation.name, invitation.address)}</li> }
    });
    let outstanding = (!shown.installation.invited.is_empty()).then(|| {
        view! { <p>"Invited, and not here yet:"</p><ul>{outstanding.collect_view()}</ul> }
    });
    view! {
        <p>"An administrator can open every desk, and decides who may sign in. Two are enough; one is too few."</p>
        {outstanding}
        <form method="post" action="/admin/invite" novalidate=true>
            {Field::line("name", "Their name").mid().autocomplete("off").view(visit, shown.form)}
            {Field::mail("address", "Their e-mail address").autocomplete("off").view(visit, shown.form)}
            <p class="actions"><button class="button" type="submit">"Send the invitation"</button></p>
        </form>
    }
    .into_any()
}

/// Asks before somebody is stopped from signing in.
pub fn disable(visit: &Visit, desk: &Desk, account: &Account) -> String {
    let asked = ask(Ask {
        head: format!("Stop {} from signing in?", account.name),
        words: vec![
            "They are signed out everywhere at once, and cannot sign in again until an administrator lets them."
                .to_owned(),
            "Nothing that they did is lost.".to_owned(),
        ],
        action: "/admin/accounts".to_owned(),
        hidden: vec![("account", account.id.to_string()), ("may", "no".to_owned())],
        button: "Stop them",
        back: "/admin".to_owned(),
        multipart: false,
    });
    page(visit, desk, &title("Stop somebody from signing in"), asked)
}
