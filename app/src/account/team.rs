//! The team of a partnership: who works for which body, who is invited, and what each may do.

use domain::{account::Role, text::Language, time::words::moment};
use jiff::tz::TimeZone;
use leptos::prelude::*;
use service::account::team::{AccountInvitation, Team, TeamMember};

use crate::{
    desk::{page, title},
    part::{
        ask::{Ask, ask},
        field::Field,
        form::{Form, error_summary},
        list::{Tone, empty, facts, notice, post_button, tag},
        table::{Cell, Column, Row, table, under_head},
    },
    shell::Desk,
    visit::Visit,
};

/// What was just done, to be said on top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Somebody was invited.
    Invited,
    /// An invitation was taken back.
    Withdrawn,
    /// A role was changed.
    Changed,
    /// Somebody was removed.
    Removed,
}

/// What the page shows besides the team.
pub struct Shown<'a> {
    /// The team.
    pub team: &'a Team,
    /// The form that invites somebody.
    pub form: &'a Form,
    /// Who looks at it: nobody changes their own role.
    pub own_address: &'a str,
    /// Europe/London.
    pub london: &'a TimeZone,
    /// What was just done.
    pub said: Option<Said>,
}

/// The team.
pub fn team(visit: &Visit, desk: &Desk, shown: &Shown<'_>) -> String {
    let home = desk.home.clone();
    let body = view! {
        {error_summary(visit, &shown.form.problems)}
        <div class="desk__top"><h1>"Team"</h1></div>
        <div class="flow">
            {shown.said.map(said)}
            {members(shown, &home)}
            {(!shown.team.invited.is_empty()).then(|| invited(shown, &home))}
            <h2>"Invite somebody"</h2>
            {invite(visit, shown, &home)}
            {roles()}
        </div>
    };
    page(visit, desk, &title("Team").wrong(shown.form.is_wrong()), body)
}

fn said(said: Said) -> AnyView {
    let (head, words) = match said {
        Said::Invited => ("The invitation is on its way", "The link in the letter works for seven days, and once."),
        Said::Withdrawn => ("The invitation is taken back", "The link in its letter does not work any more."),
        Said::Changed => ("The role is changed", "It holds from their next click."),
        Said::Removed => ("They are removed from this body", "They were signed out everywhere."),
    };
    notice(Tone::Good, head, view! { <p>{words}</p> })
}

/// A role in words.
pub(crate) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Officer => "Officer",
        Role::Researcher => "Researcher",
    }
}

fn members(shown: &Shown<'_>, home: &str) -> AnyView {
    if shown.team.members.is_empty() {
        let words = "Everybody who works for a body of this partnership stands here. An administrator can open this \
                     desk too, without being in the team.";
        return empty("Nobody is in the team yet", view! { <p>{words}</p> });
    }
    let columns = vec![
        Column::words("Name"),
        Column::words("Works for"),
        Column::words("May act as"),
        Column::words("Second step"),
        Column::words("Change"),
    ];
    let rows = shown.team.members.iter().map(|member| member_row(member, shown.own_address, home));
    under_head("Who works here", columns, rows.collect())
}

fn member_row(member: &TeamMember, own_address: &str, home: &str) -> Row {
    let head = view! { {member.name.clone()}<br/><span class="soft">{member.address.clone()}</span> };
    let step = match (member.disabled, member.enrolled) {
        (true, _) => tag(Tone::Bad, "May not sign in"),
        (false, true) => tag(Tone::Good, "Set up"),
        (false, false) => tag(Tone::Warn, "Not set up"),
    };
    let change = if member.address == own_address {
        view! { <span class="soft">"This is you"</span> }.into_any()
    } else {
        change(member, home)
    };
    let cells = vec![
        Cell::Text(member.body_name.clone()),
        Cell::Text(role_name(member.role).to_owned()),
        Cell::View(step),
        Cell::View(change),
    ];
    Row { head: head.into_any(), cells, all: false }
}

fn change(member: &TeamMember, home: &str) -> AnyView {
    let (role, words) = match member.role {
        Role::Officer => (Role::Researcher, "Make a researcher"),
        Role::Researcher => (Role::Officer, "Make an officer"),
    };
    let action = format!("{home}/team/role");
    let form = |role: &'static str, words: &'static str| {
        let name = view! { <span class="unseen">{format!(": {}", member.name)}</span> };
        view! {
            <form class="one" method="post" action=action.clone()>
                <input type="hidden" name="account" value=member.account.to_string()/>
                <input type="hidden" name="body" value=member.body.to_string()/>
                <input type="hidden" name="role" value=role/>
                <button class="button button--quiet" type="submit">{words}{name}</button>
            </form>
        }
    };
    view! { <span class="links">{form(role.code(), words)}{form("none", "Remove")}</span> }.into_any()
}

fn invited(shown: &Shown<'_>, home: &str) -> AnyView {
    let columns = vec![
        Column::words("Name"),
        Column::words("For"),
        Column::words("As"),
        Column::words("Works until"),
        Column::words("Change"),
    ];
    let rows = shown.team.invited.iter().map(|invitation| invited_row(invitation, shown, home));
    table("Invited, and not here yet", columns, rows.collect())
}

fn invited_row(invitation: &AccountInvitation, shown: &Shown<'_>, home: &str) -> Row {
    let body = invitation.post.and_then(|(body, _)| shown.team.bodies.iter().find(|known| known.id == body));
    let role = invitation.post.map(|(_, role)| role_name(role).to_owned()).unwrap_or_default();
    let hidden = vec![("invitation", invitation.id.to_string())];
    let button = post_button(&format!("{home}/team/withdraw"), "button button--quiet", "Take back", hidden);
    let head = view! { {invitation.name.clone()}<br/><span class="soft">{invitation.address.clone()}</span> };
    let cells = vec![
        Cell::Text(body.map(|body| body.name.clone()).unwrap_or_default()),
        Cell::Text(role),
        Cell::Text(moment(shown.london.to_datetime(invitation.ends_at), Language::English)),
        Cell::View(view! { <span class="links">{button}</span> }.into_any()),
    ];
    Row { head: head.into_any(), cells, all: false }
}

fn invite(visit: &Visit, shown: &Shown<'_>, home: &str) -> AnyView {
    if shown.team.bodies.is_empty() {
        let words = "No body is a member of this partnership yet. An administrator adds them.";
        return view! { <p>{words}</p> }.into_any();
    }
    let form = shown.form;
    let mut bodies = vec![(String::new(), "Choose a body".to_owned())];
    bodies.extend(shown.team.bodies.iter().map(|body| (body.id.to_string(), body.name.clone())));
    let roles = [("", "Choose a role"), ("officer", "Officer"), ("researcher", "Researcher")];
    let roles = roles.map(|(code, words)| (code.to_owned(), words.to_owned())).to_vec();
    view! {
        <form method="post" action=format!("{home}/team") novalidate=true>
            {Field::line("name", "Their name").mid().autocomplete("off").view(visit, form)}
            {Field::mail("address", "Their e-mail address").autocomplete("off").view(visit, form)}
            {Field::choice("body", "The body that they work for", bodies).view(visit, form)}
            {Field::choice("role", "What they may do", roles).view(visit, form)}
            <p class="actions"><button class="button" type="submit">"Send the invitation"</button></p>
        </form>
    }
    .into_any()
}

fn roles() -> AnyView {
    let officer = "Makes surveys, invites people, sees letters, opens and closes, makes results public, manages this \
                   team. Never sees what one person answered.";
    let researcher = "Reads what is released of the surveys that are shared with their body, and asks for research \
                      files. Changes nothing.";
    view! {
        <h2>"What each role may do"</h2>
        {facts(vec![("Officer".to_owned(), officer.into_any()), ("Researcher".to_owned(), researcher.into_any())])}
    }
    .into_any()
}

/// Asks before somebody is removed.
pub fn remove(visit: &Visit, desk: &Desk, member: &TeamMember) -> String {
    let asked = ask(Ask {
        head: format!("Remove {} from {}?", member.name, member.body_name),
        words: vec![
            "They can no longer open this desk for this body, and they are signed out everywhere at once.".to_owned(),
            "What they did stays on the record. You can invite them again.".to_owned(),
        ],
        action: format!("{}/team/role", desk.home),
        hidden: vec![
            ("account", member.account.to_string()),
            ("body", member.body.to_string()),
            ("role", "none".to_owned()),
        ],
        button: "Remove them",
        back: format!("{}/team", desk.home),
        multipart: false,
    });
    page(visit, desk, &title("Remove somebody"), asked)
}

/// Asks before an invitation is taken back.
pub fn withdraw(visit: &Visit, desk: &Desk, invitation: &AccountInvitation) -> String {
    let asked = ask(Ask {
        head: format!("Take back the invitation of {}?", invitation.name),
        words: vec![format!("The link in the letter to {} stops working at once.", invitation.address)],
        action: format!("{}/team/withdraw", desk.home),
        hidden: vec![("invitation", invitation.id.to_string())],
        button: "Take it back",
        back: format!("{}/team", desk.home),
        multipart: false,
    });
    page(visit, desk, &title("Take back an invitation"), asked)
}
