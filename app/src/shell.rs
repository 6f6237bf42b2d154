//! The shell: the frame of a page, and how a page becomes HTML.
//!
//! Pages are rendered here in one go, from data that was loaded before: there is nothing to wait for, so the status and
//! the headers are decided first and no inline script is needed. Islands in a page are woken by one small module; pages
//! of respondents have none and load no script at all.

use domain::text::Language;
use leptos::{either::Either, prelude::*};

use crate::visit::{Host, Visit, in_language};

mod marks;

pub(crate) use marks::without_marks;
pub use marks::{render, with_island};

/// What stands in the head of a page.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// The page itself.
    pub page: String,
    /// What it belongs to: a survey, the desk. May be empty.
    pub within: String,
    /// Whether something on it is wrong.
    pub wrong: bool,
}

impl Title {
    /// A page of its own.
    pub fn of(page: impl Into<String>) -> Self {
        Self { page: page.into(), ..Self::default() }
    }

    /// A page that belongs to something.
    #[must_use]
    pub fn within(mut self, within: impl Into<String>) -> Self {
        self.within = within.into();
        self
    }

    /// The same page, with something wrong on it.
    #[must_use]
    pub const fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    fn full(&self, visit: &Visit) -> String {
        let error = if self.wrong { visit.t("error-prefix") } else { String::new() };
        let host = visit.host.as_ref().map_or_else(|| "Folkmoot".to_owned(), |host| host.name.clone());
        let parts = [self.page.as_str(), self.within.as_str(), host.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{error}{}", parts.join(" - "))
    }
}

/// Where a public page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// "Take part".
    TakePart,
    /// "Results".
    Results,
    /// Anywhere else.
    Elsewhere,
}

/// A public page: header with navigation, footer.
pub fn public(visit: &Visit, title: &Title, place: Place, body: AnyView) -> String {
    let main = view! { <main class="page" id="main">{draft(visit, None)}{body}</main> };
    let inner = view! {
        {band(visit, None)}
        {navigation(visit, place)}
        {main}
        {footer(visit, true)}
    };
    document(visit, title, &visit.assets.public_css, None, inner.into_any())
}

/// A page of somebody's journey through a form: no navigation, so that nothing leads away. When the page holds a form,
/// the language switch sends it, so that nothing typed is lost.
pub fn journey(visit: &Visit, title: &Title, form: Option<&'static str>, body: AnyView) -> String {
    let inner = view! {
        {band(visit, form)}
        <main class="page" id="main">{draft(visit, form)}{body}</main>
        {footer(visit, false)}
    };
    document(visit, title, &visit.assets.journey_css, None, inner.into_any())
}

/// One noun in the rail of the desk.
#[derive(Clone, Debug)]
pub struct RailLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: &'static str,
    /// How many things there need attention.
    pub waiting: usize,
    /// Whether it is here.
    pub here: bool,
}

/// The frame of the desk.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Whose desk.
    pub name: String,
    /// Where the name leads.
    pub home: String,
    /// Where the public site is.
    pub public: String,
    /// Who is signed in.
    pub who: String,
    /// The rail.
    pub rail: Vec<RailLink>,
}

/// A page of the desk.
pub fn desk(visit: &Visit, title: &Title, desk: &Desk, body: AnyView) -> String {
    let Desk { name, home, public, who, rail } = desk.clone();
    let rail_label = format!("Desk of {name}");
    let rest = (rail.len() > 1).then(|| view! { <li class="rail__all"><a href="#rail">"Everything else"</a></li> });
    let rail = rail.into_iter().map(rail_link).collect_view();
    let inner = view! {
        <header class="band">
            <div class="wrap band__in">
                <a class="band__name" href=home>
                    <img class="band__mark" src=visit.assets.mark.clone() alt="" width="28" height="28"/>
                    {format!("{name} desk")}
                </a>
                <ul class="band__links">
                    <li><a href=public>"Public site"</a></li>
                    <li><a href="/help">"Help"</a></li>
                    <li><a href="/account">{who}</a></li>
                    <li>
                        <form method="post" action="/sign-out"><button class="band__button" type="submit">"Sign out"</button></form>
                    </li>
                </ul>
            </div>
        </header>
        <div class="desk">
            <nav class="rail" id="rail" aria-label=rail_label>
                <ul>{rail}{rest}</ul>
            </nav>
            <main class="desk__main" id="main">{body}</main>
        </div>
    };
    document(visit, title, &visit.assets.desk_css, Some("staff"), inner.into_any())
}

fn rail_link(link: RailLink) -> impl IntoView {
    let waiting = (link.waiting > 0).then(|| {
        view! { <span class="rail__count">{link.waiting}<span class="unseen">" need attention"</span></span> }
    });
    view! { <li><a href=link.href aria-current=link.here.then_some("page")>{link.name}" "{waiting}</a></li> }
}

fn document(visit: &Visit, title: &Title, css: &str, class: Option<&'static str>, body: AnyView) -> String {
    let title = title.full(visit);
    let css = css.to_owned();
    let theme = visit.host.as_ref().map(|host| host.theme.clone()).filter(|theme| !theme.is_empty());
    let icon = visit.assets.icon.clone();
    let language = visit.language().code();
    let skip = visit.t("skip");
    let demonstration = visit.demonstration.then(|| demonstration(visit));
    let scripts = scripts(visit);
    render(move || {
        view! {
            <!DOCTYPE html>
            <html lang=language class=class>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>{title}</title>
                    <link rel="stylesheet" href=css/>
                    {theme.map(|href| view! { <link rel="stylesheet" href=href/> })}
                    <link rel="icon" href=icon/>
                    {scripts}
                </head>
                <body>
                    <a class="skip" href="#main">{skip}</a>
                    {demonstration}
                    {body}
                </body>
            </html>
        }
    })
}

fn scripts(visit: &Visit) -> Option<impl IntoView + use<>> {
    let assets = &visit.assets;
    let (nonce, start) = (visit.nonce.clone()?, assets.start_js.clone()?);
    let (islands, wasm) = (assets.islands_js.clone()?, assets.islands_wasm.clone()?);
    Some(view! { <script type="module" id="islands" src=start nonce=nonce data-js=islands data-wasm=wasm></script> })
}

fn demonstration(visit: &Visit) -> impl IntoView + use<> {
    view! {
        <aside class="demo" aria-label=visit.t("demonstration")>
            <p class="wrap"><strong>{visit.t("demonstration")}"."</strong>" "{visit.t("demonstration-words")}</p>
        </aside>
    }
}

fn band(visit: &Visit, form: Option<&'static str>) -> impl IntoView + use<> {
    let (home, name) = match &visit.host {
        Some(host) => (visit.href(&format!("/{}", host.slug)), host.name.clone()),
        None => (visit.href("/"), "Folkmoot".to_owned()),
    };
    let (mark, path, current) = (visit.assets.mark.clone(), visit.path.clone(), visit.language());
    let switch = visit.languages.len() > 1;
    // Whoever presses Enter in a field goes on: browsers take the first button of a form, and that must not be a language.
    let first = form.map(|form| {
        view! {
            <button class="unseen" type="submit" form=form name="then" value="next" tabindex="-1" aria-hidden="true">
                {visit.t("continue")}
            </button>
        }
    });
    let languages = visit.languages.clone().into_iter().map(move |language| match (language == current, form) {
        (true, _) => view! { <li><span aria-current="true">{language.name()}</span></li> }.into_any(),
        (false, None) => {
            let href = in_language(&path, language);
            let code = language.code();
            view! { <li><a href=href lang=code hreflang=code>{language.name()}</a></li> }.into_any()
        }
        (false, Some(form)) => {
            let then = format!("language:{language}");
            view! {
                <li>
                    <button class="band__button" type="submit" form=form name="then" value=then lang=language.code()>
                        {language.name()}
                    </button>
                </li>
            }
            .into_any()
        }
    });
    view! {
        <header class="band">
            {first}
            <div class="wrap band__in">
                <a class="band__name" href=home><img class="band__mark" src=mark alt="" width="40" height="40"/>{name}</a>
                {switch.then(|| view! { <nav aria-label=visit.t("language")><ul class="band__links">{languages.collect_view()}</ul></nav> })}
            </div>
        </header>
    }
}

/// Says that a translation is a draft, and leads to the language that is none.
fn draft(visit: &Visit, form: Option<&'static str>) -> Option<AnyView> {
    if visit.language() == Language::English {
        return None;
    }
    let there = match form {
        Some(form) => view! {
            <button class="linklike" type="submit" form=form name="then" value="language:en" lang="en">
                "Read this page in English"
            </button>
        }
        .into_any(),
        None => {
            let href = in_language(&visit.path, Language::English);
            view! { <a href=href lang="en" hreflang="en">"Read this page in English"</a> }.into_any()
        }
    };
    let notice = view! {
        <div class="notice notice--warn draft">
            <p><strong>{visit.t("translation-draft")}</strong>" "{visit.t("translation-draft-words")}</p>
            <p class="actions">{there}</p>
        </div>
    };
    Some(notice.into_any())
}

fn navigation(visit: &Visit, place: Place) -> impl IntoView + use<> {
    let links = match &visit.host {
        Some(host) => vec![
            (format!("/{}", host.slug), "take-part", Place::TakePart),
            (format!("/{}/results", host.slug), "results", Place::Results),
        ],
        None => vec![("/".to_owned(), "partnerships", Place::TakePart)],
    };
    let links = links.into_iter().map(|(path, key, there)| {
        let current = (there == place).then_some("page");
        view! { <li><a href=visit.href(&path) aria-current=current>{visit.t(key)}</a></li> }
    });
    view! {
        <nav class="nav" aria-label=visit.t("main-navigation")>
            <ul class="wrap nav__list">
                {links.collect_view()}
                <li><a href="#help">{visit.t("help")}</a></li>
            </ul>
        </nav>
    }
}

fn footer(visit: &Visit, full: bool) -> impl IntoView + use<> {
    let host = visit.host.clone().unwrap_or_default();
    let about =
        if visit.host.is_some() { host.about.clone() } else { (visit.t("about-installation"), visit.language()) };
    let foreign = (about.1 != visit.language()).then(|| about.1.code());
    let site = full.then(|| about_this_site(visit));
    let logos = (full && !host.logos.is_empty()).then(|| {
        let logo =
            |(src, whose): (String, String)| view! { <li><img src=src alt=whose loading="lazy" height="48"/></li> };
        view! { <ul class="foot__logos">{host.logos.clone().into_iter().map(logo).collect_view()}</ul> }
    });
    view! {
        <footer class="foot">
            <div class="wrap foot__in">
                <div>
                    <h2>{visit.t("who-runs-this")}</h2>
                    <p lang=foreign>{about.0}</p>
                </div>
                <div id="help">
                    <h2>{visit.t("help-with-page")}</h2>
                    {help(visit, &host)}
                </div>
                {site}
                {logos}
            </div>
        </footer>
    }
}

fn help(visit: &Visit, host: &Host) -> impl IntoView + use<> {
    let phone = (!host.phone.is_empty()).then(|| {
        let href =
            format!("tel:{}", host.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>());
        view! { <li><a href=href>{visit.words.with("help-phone", &[("phone", &host.phone)])}</a></li> }
    });
    let mail = (!host.mail.is_empty()).then(|| {
        let href = format!("mailto:{}", host.mail);
        view! { <li><a href=href>{host.mail.clone()}</a></li> }
    });
    let bsl = (!host.bsl.is_empty())
        .then(|| view! { <li><a href=host.bsl.clone() rel="noreferrer">{visit.t("help-bsl")}</a></li> });
    let none = host.phone.is_empty() && host.mail.is_empty();
    if none && host.bsl.is_empty() {
        Either::Left(view! { <p>{visit.t("help-none")}</p> })
    } else {
        Either::Right(view! { <ul>{phone}{mail}{bsl}</ul> })
    }
}

fn about_this_site(visit: &Visit) -> impl IntoView + use<> {
    let links = [
        ("/accessibility", "accessibility"),
        ("/privacy", "privacy"),
        ("/cookies", "cookies"),
        ("/sign-in", "staff-sign-in"),
    ];
    let links = links.map(|(path, key)| view! { <li><a href=visit.href(path)>{visit.t(key)}</a></li> });
    view! {
        <nav aria-label=visit.t("about-this-site")>
            <h2>{visit.t("about-this-site")}</h2>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}
