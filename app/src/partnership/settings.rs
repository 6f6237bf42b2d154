//! Settings of a partnership: what it says of itself, how it is reached, its languages, colours and logos.

use domain::partnership::{LOGOS_MOST, Logo};
use leptos::prelude::*;
use service::partnership::{Partnership, SettingsForm};

use crate::{
    desk::{page, title},
    part::{
        ask::{Ask, ask},
        choice::{Line, choices},
        colour::colour,
        field::Field,
        form::{Form, error_summary},
        list::{Tone, facts, notice, tag},
    },
    shell::Desk,
    visit::Visit,
};

/// What was just done, to be said on top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The settings were saved.
    Saved,
    /// A logo was added.
    LogoAdded,
    /// A logo was removed.
    LogoRemoved,
    /// Nothing was saved: the colours are only shown.
    Tried,
    /// Nothing was saved: somebody else saved in the meantime.
    Conflict,
}

/// The names of the fields, with their labels.
const FIELDS: [(&str, &str); 14] = [
    ("name", "Name"),
    ("about.en", "Who runs this, in English"),
    ("about.gd", "Who runs this, in Gaelic"),
    ("welcome.en", "Welcome, in English"),
    ("welcome.gd", "Welcome, in Gaelic"),
    ("lead.en", "The sentence under it, in English"),
    ("lead.gd", "The sentence under it, in Gaelic"),
    ("phone", "Phone number"),
    ("mail", "E-mail address"),
    ("bsl", "Address for British Sign Language"),
    ("post", "Postal address"),
    ("gaelic", "Pages in Gaelic"),
    ("brand", "Main colour"),
    ("accent", "Second colour"),
];

fn label(name: &str) -> &'static str {
    FIELDS.iter().find(|(known, _)| *known == name).map_or("", |(_, label)| label)
}

/// The form as it is saved now.
pub fn filled(saved: &SettingsForm) -> Form {
    let maybe = |line: &Option<String>| line.clone().unwrap_or_default();
    Form::filled([
        ("name", saved.name.clone()),
        ("about.en", saved.about.en.clone()),
        ("about.gd", saved.about.gd.clone()),
        ("welcome.en", saved.welcome.en.clone()),
        ("welcome.gd", saved.welcome.gd.clone()),
        ("lead.en", saved.lead.en.clone()),
        ("lead.gd", saved.lead.gd.clone()),
        ("phone", saved.phone.clone()),
        ("mail", maybe(&saved.mail)),
        ("bsl", maybe(&saved.bsl)),
        ("post", saved.post.clone()),
        ("gaelic", if saved.gaelic { "yes" } else { "" }.to_owned()),
        ("brand", saved.brand.clone()),
        ("accent", saved.accent.clone()),
    ])
}

/// The settings, with what was typed or is saved, and what was just done.
pub fn settings(visit: &Visit, desk: &Desk, partnership: &Partnership, form: &Form, said: Option<Said>) -> String {
    let action = format!("{}/settings", desk.home);
    let conflict = (said == Some(Said::Conflict)).then(|| conflict(partnership, form));
    let body = view! {
        {error_summary(visit, &form.problems)}
        <div class="desk__top"><h1>"Settings"</h1></div>
        <div class="flow">
            {conflict.or_else(|| said.and_then(notice_of))}
            <form class="flow narrow" method="post" action=action novalidate=true>
                <input type="hidden" name="seen" value=partnership.revision.to_string()/>
                {words(visit, form)}
                {contact(visit, form)}
                {languages(form)}
                {colours(visit, form, partnership)}
                <p class="actions">
                    <button class="button" type="submit">"Save the settings"</button>
                    <button class="button button--second" type="submit" name="then" value="try">"Only show me the colours"</button>
                </p>
            </form>
            {logos(visit, desk, partnership, form)}
        </div>
    };
    page(visit, desk, &title("Settings").wrong(form.is_wrong()), body)
}

fn notice_of(said: Said) -> Option<AnyView> {
    let (tone, head, words) = match said {
        Said::Saved => (Tone::Good, "The settings are saved", "Public pages show them from now on."),
        Said::LogoAdded => (Tone::Good, "The logo is added", "It stands at the foot of your public pages."),
        Said::LogoRemoved => (Tone::Good, "The logo is removed", "Public pages do not show it any more."),
        Said::Tried => (
            Tone::Plain,
            "Nothing is saved yet",
            "This page is in the colours that you chose. Save them if you like them.",
        ),
        Said::Conflict => return None,
    };
    Some(notice(tone, head, view! { <p>{words}</p> }))
}

/// What is saved now where it differs from what was typed.
fn conflict(partnership: &Partnership, typed: &Form) -> AnyView {
    let saved = filled(&SettingsForm::of(partnership));
    let shown = |value: &str| match value {
        "" => "nothing".to_owned(),
        "yes" => "yes".to_owned(),
        value => format!("“{value}”"),
    };
    let rows: Vec<(String, AnyView)> = FIELDS
        .iter()
        .filter(|(name, _)| typed.value(name).trim().replace("\r\n", "\n") != saved.value(name))
        .map(|(name, label)| ((*label).to_owned(), shown(saved.value(name)).into_any()))
        .collect();
    let words = "While you had this page open, somebody else saved the settings. Yours are not saved, and nothing that \
                 you typed is lost: it stands below. Save again to keep yours. Where they differ, this is saved now:";
    notice(Tone::Warn, "Somebody else changed the settings", view! { <p>{words}</p>{facts(rows)} })
}

fn words(visit: &Visit, form: &Form) -> AnyView {
    let line = |name: &str| Field::line(name, label(name));
    let sentence = |name: &str| Field::lines(name, label(name), 3);
    view! {
        <h2>"What you say of yourselves"</h2>
        {line("name").hint("As it stands on every page, for example the name of your partnership").view(visit, form)}
        <p>"At the foot of every public page stand one or two sentences about who runs this."</p>
        {pair(sentence("about.en").view(visit, form), sentence("about.gd").view(visit, form))}
        <p>"At the head of your home page stand a welcome, for which a question works well, and a sentence."</p>
        {pair(line("welcome.en").view(visit, form), line("welcome.gd").view(visit, form))}
        {pair(sentence("lead.en").view(visit, form), sentence("lead.gd").view(visit, form))}
    }
    .into_any()
}

/// The same in two languages, side by side where there is room.
fn pair(english: AnyView, gaelic: AnyView) -> AnyView {
    view! { <div class="pair">{english}{gaelic}</div> }.into_any()
}

fn contact(visit: &Visit, form: &Form) -> AnyView {
    let bsl = "A full address that begins with https://, for example of a video relay service";
    view! {
        <h2>"How people can reach you"</h2>
        <p>"Not everybody can or wants to answer on a screen. What you leave out is not shown."</p>
        {Field::line("phone", label("phone")).mid().plain().autocomplete("tel").view(visit, form)}
        {Field::mail("mail", label("mail")).wide().autocomplete("email").view(visit, form)}
        {Field::line("bsl", label("bsl")).hint(bsl).plain().view(visit, form)}
        {Field::line("post", label("post")).hint("On one line: where a paper form can be sent").view(visit, form)}
    }
    .into_any()
}

fn languages(form: &Form) -> AnyView {
    let line = Line::new("yes", "Offer the pages in Gaelic too", form.has("gaelic", "yes"));
    let line = line.hint("English is always there. Gaelic words of ours are drafts until somebody has checked them.");
    view! { <h2>"Languages"</h2>{choices("gaelic", "gaelic", true, "or", vec![line])} }.into_any()
}

fn colours(visit: &Visit, form: &Form, partnership: &Partnership) -> AnyView {
    let theme = partnership.profile.theme;
    let brand = "Links, the header and buttons. Like #0b4f6c, or choose from the palette.";
    let accent = "What is chosen, or happening now. Like #6b3fa0.";
    view! {
        <h2>"Colours"</h2>
        <p>"A colour on which nobody could read is refused, and the nearest that works is named."</p>
        {colour(visit, form, "brand", label("brand"), brand, theme.brand)}
        {colour(visit, form, "accent", label("accent"), accent, theme.accent)}
        {example(visit)}
    }
    .into_any()
}

/// How the colours of this page look. It takes them from the same style sheet as public pages do.
fn example(visit: &Visit) -> AnyView {
    let name = visit.host.as_ref().map(|host| host.name.clone()).unwrap_or_default();
    let mark = visit.assets.mark.clone();
    view! {
        <figure class="example">
            <figcaption class="soft">"An example in the colours of this page"</figcaption>
            <div class="example__page">
                <p class="band example__band"><img class="band__mark" src=mark alt="" width="28" height="28"/>{name}</p>
                <div class="example__body flow">
                    <p>"Words with "<a href="#brand">"a link"</a>" in them."</p>
                    <p class="choice example__chosen"><span class="choice__text">"An answer that is chosen"</span></p>
                    <p class="actions"><span class="button">"A button"</span>{tag(Tone::Now, "Happening now")}</p>
                </div>
            </div>
        </figure>
    }
    .into_any()
}

fn logos(visit: &Visit, desk: &Desk, partnership: &Partnership, form: &Form) -> AnyView {
    let (logos, action) = (&partnership.profile.logos, format!("{}/logo", desk.home));
    let there = logos.iter().map(|logo| logo_line(logo, &action)).collect_view();
    let add = (logos.len() < LOGOS_MOST).then(|| {
        let hint = "PNG, JPEG or WebP, at most 100 kB. It is shown 48 pixels high.";
        let file = Field::file("logo", "Picture", "image/png,image/jpeg,image/webp").hint(hint);
        let whose = Field::line("whose", "Whose logo it is").hint("Read aloud to people who cannot see it").mid();
        view! {
            <form class="flow narrow" method="post" action=action.clone() enctype="multipart/form-data" novalidate=true>
                {file.view(visit, form)}
                {whose.view(visit, form)}
                <p class="actions"><button class="button button--second" type="submit">"Add the logo"</button></p>
            </form>
        }
    });
    let none = logos.is_empty().then(|| {
        view! { <p>"There are none yet. Logos of your members at the foot of your pages show people who is behind a question."</p> }
    });
    view! { <h2 id="logos">"Logos"</h2>{none}<ul class="logos">{there}</ul>{add} }.into_any()
}

fn logo_line(logo: &Logo, action: &str) -> AnyView {
    let (whose, src) = (logo.whose.clone(), format!("/logo/{}", logo.file));
    let about = format!(": {whose}");
    view! {
        <li>
            <img src=src alt="" height="48"/>
            <span>{whose}</span>
            <form class="one" method="post" action=action.to_owned() enctype="multipart/form-data">
                <input type="hidden" name="remove" value=logo.file.clone()/>
                <button class="button button--quiet" type="submit">"Remove"<span class="unseen">{about}</span></button>
            </form>
        </li>
    }
    .into_any()
}

/// Asks before a logo is removed.
pub fn remove_logo(visit: &Visit, desk: &Desk, logo: &Logo) -> String {
    let asked = ask(Ask {
        head: format!("Remove the logo of {}?", logo.whose),
        words: vec!["Public pages do not show it any more. You can add it again.".to_owned()],
        action: format!("{}/logo", desk.home),
        hidden: vec![("remove", logo.file.clone())],
        button: "Remove the logo",
        back: format!("{}/settings", desk.home),
        multipart: true,
    });
    page(visit, desk, &title("Remove a logo"), asked)
}
