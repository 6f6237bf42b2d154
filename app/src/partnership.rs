//! Public pages of partnerships: all of them, the home of one, its results; and their pages for staff.

pub mod admin;
pub mod settings;

use domain::{
    partnership::Kind,
    text::Text,
    time::words::{self, long_date},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leptos::prelude::*;
use service::partnership::Partnership;
use service::partnership::{Home, Listed};

use crate::{
    part::list::facts,
    shell::{Place, Title, public},
    visit::Visit,
};

/// Words in the language of the page, and the language they are really in when it is another.
fn said(visit: &Visit, text: &Text) -> (String, Option<&'static str>) {
    let (words, spoken) = text.best(visit.language());
    (words.to_owned(), (spoken != visit.language()).then(|| spoken.code()))
}

/// The first page: Scotland, and the 32. Names of areas come with the list.
pub fn front(visit: &Visit, all: &[(Partnership, Text)]) -> String {
    let link = |(partnership, area): &(Partnership, Text)| {
        let (area, lang) = said(visit, area);
        view! { <li><a href=visit.href(&format!("/{}", partnership.slug)) lang=lang>{area}</a></li> }
    };
    let (national, local): (Vec<_>, Vec<_>) = all.iter().partition(|(one, _)| one.kind == Kind::National);
    let national = national.into_iter().map(link).collect_view();
    let local = local.into_iter().map(link).collect_view();
    let body = view! {
        <div class="welcome">
            <div class="flow">
                <h1>{visit.t("front-head")}</h1>
                <p class="lead">{visit.t("front-lead")}</p>
            </div>
            <img class="welcome__art" src=visit.assets.hills.clone() alt="" width="480" height="230"/>
        </div>
        <section class="side" aria-labelledby="areas">
            <div class="side__head"><h2 id="areas">{visit.t("front-choose")}</h2><p>{visit.t("front-choose-words")}</p></div>
            <ul class="areas">{local}</ul>
        </section>
        <section class="side" aria-labelledby="national">
            <div class="side__head"><h2 id="national">{visit.t("front-national")}</h2><p>{visit.t("front-national-words")}</p></div>
            <ul class="areas">{national}</ul>
        </section>
    };
    public(visit, &Title::of(visit.t("front-head")), Place::TakePart, body.into_any())
}

/// When it is, where the page is read.
#[derive(Clone, Copy)]
pub struct Today<'a> {
    /// Today's date in Scotland.
    pub date: Date,
    /// Europe/London.
    pub london: &'a TimeZone,
}

impl Today<'_> {
    /// "Friday 18 December 2026, 5pm".
    pub fn moment(self, at: Timestamp, visit: &Visit) -> String {
        words::moment(self.london.to_datetime(at), visit.language())
    }

    /// The date of an instant.
    pub fn date(self, at: Timestamp) -> Date {
        self.london.to_datetime(at).date()
    }
}

/// The home page of a partnership.
pub fn home(visit: &Visit, home: &Home, today: Today<'_>) -> String {
    let profile = &home.partnership.profile;
    let (welcome, welcome_lang) = said(visit, &profile.welcome);
    let (lead, lead_lang) = said(visit, &profile.lead);
    let area = visit.host.as_ref().map(|host| host.area.clone()).unwrap_or_default();
    let (welcome, lead) = (
        if welcome.is_empty() { visit.words.with("home-head", &[("area", &area)]) } else { welcome },
        if lead.is_empty() { visit.t("home-lead") } else { lead },
    );
    let title = welcome.clone();
    let body = view! {
        <div class="welcome">
            <div class="flow">
                <h1 lang=welcome_lang>{welcome}</h1>
                <p class="lead" lang=lead_lang>{lead}</p>
            </div>
            <img class="welcome__art" src=visit.assets.hills.clone() alt="" width="480" height="230"/>
        </div>
        {open_now(visit, home, today)}
        {other_ways(visit)}
        {results_part(visit, home, today)}
        {next_part(visit, home, today)}
    };
    public(visit, &Title::of(title), Place::TakePart, body.into_any())
}

fn open_now(visit: &Visit, home: &Home, today: Today<'_>) -> AnyView {
    let articles = if home.open.is_empty() {
        let words = match home.next.first().and_then(|next| Some((next, next.opens_at?))) {
            Some((next, at)) => {
                let (title, _) = said(visit, &next.title);
                visit.words.with("nothing-open-until", &[("title", &title), ("moment", &today.moment(at, visit))])
            }
            None => visit.t("nothing-open"),
        };
        view! { <div class="empty"><h3>{visit.t("nothing-open-head")}</h3><p>{words}</p></div> }.into_any()
    } else {
        home.open.iter().map(|listed| open(visit, listed, today)).collect_view().into_any()
    };
    view! {
        <section class="side" aria-labelledby="open">
            <div class="side__head">
                <h2 id="open">{visit.t("open-now")}</h2>
                <p>{long_date(today.date, visit.language())}</p>
            </div>
            <div>{articles}</div>
        </section>
    }
    .into_any()
}

fn open(visit: &Visit, listed: &Listed, today: Today<'_>) -> AnyView {
    let (title, title_lang) = said(visit, &listed.title);
    let (purpose, purpose_lang) = said(visit, &listed.purpose);
    let days = match listed.days_left {
        0 => view! { <p class="open__left">{visit.t("last-day")}</p> }.into_any(),
        days => {
            let words = visit.words.count("days-left-words", days);
            view! { <p class="open__left"><span class="open__days">{days}</span>" "{words}</p> }.into_any()
        }
    };
    let closes = listed.closes_at.map(|at| visit.words.with("closes-at", &[("moment", &today.moment(at, visit))]));
    let minutes = visit.words.count("takes-minutes", i64::from(listed.minutes));
    view! {
        <article class="open">
            {days}
            <h3 lang=title_lang>{title.clone()}</h3>
            <div>
                <p><span lang=purpose_lang>{purpose}</span>" "{minutes}</p>
                <p class="actions">
                    <a class="button" href=visit.href(&format!("/s/{}", listed.slug))>
                        {visit.t("answer-survey")}<span class="unseen" lang=title_lang>{format!(": {title}")}</span>
                    </a>
                    " "<span class="soft">{closes}</span>
                </p>
            </div>
        </article>
    }
    .into_any()
}

fn other_ways(visit: &Visit) -> AnyView {
    let host = visit.host.clone().unwrap_or_default();
    let mut rows: Vec<(String, AnyView)> = Vec::new();
    if !host.phone.is_empty() {
        rows.push((
            visit.t("other-phone"),
            visit.words.with("other-phone-words", &[("phone", &host.phone)]).into_any(),
        ));
    }
    if !host.mail.is_empty() {
        rows.push((visit.t("other-paper"), visit.words.with("other-paper-words", &[("mail", &host.mail)]).into_any()));
    }
    if !host.bsl.is_empty() {
        let link = view! { <a href=host.bsl.clone() rel="noreferrer">{visit.t("help-bsl")}</a> };
        rows.push((visit.t("other-bsl"), link.into_any()));
    }
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="side" aria-labelledby="other">
            <div class="side__head"><h2 id="other">{visit.t("other-ways")}</h2></div>
            {facts(rows)}
        </section>
    }
    .into_any()
}

fn results_part(visit: &Visit, home: &Home, today: Today<'_>) -> AnyView {
    let shown: Vec<&Listed> = home.closed.iter().take(3).collect();
    if shown.is_empty() {
        return ().into_any();
    }
    let all = (home.closed.len() > shown.len()).then(|| {
        let href = visit.href(&format!("/{}/results", home.partnership.slug));
        view! { <p><a href=href>{visit.t("all-results")}</a></p> }
    });
    let lines = shown.into_iter().map(|listed| {
        let (title, lang) = said(visit, &listed.title);
        view! { <li><h3 lang=lang>{title}</h3>{closed(visit, listed, today)}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <section class="side" aria-labelledby="closed">
            <div class="side__head"><h2 id="closed">{visit.t("results")}</h2></div>
            <div class="flow"><ul class="rows">{lines}</ul>{all}</div>
        </section>
    }
    .into_any()
}

/// When a survey closed, and where its results are.
fn closed(visit: &Visit, listed: &Listed, today: Today<'_>) -> AnyView {
    let (title, lang) = said(visit, &listed.title);
    let at = listed.closes_at.map(|at| long_date(today.date(at), visit.language())).unwrap_or_default();
    let when = visit.words.with("closed-at", &[("moment", &at)]);
    let link = |path: &str, key: &str| {
        let href = visit.href(&format!("/s/{}/{path}", listed.slug));
        view! { <a href=href>{visit.t(key)}<span class="unseen" lang=lang>{format!(": {title}")}</span></a>" " }
    };
    let what = if listed.results {
        view! { <p class="actions">{link("results", "what-people-said")}{link("who", "who-took-part")}</p> }.into_any()
    } else {
        view! { <p class="soft">{visit.t("results-later")}</p> }.into_any()
    };
    view! { <p class="soft">{when}</p>{what} }.into_any()
}

fn next_part(visit: &Visit, home: &Home, today: Today<'_>) -> AnyView {
    if home.next.is_empty() {
        return ().into_any();
    }
    let lines = home.next.iter().filter_map(|next| {
        let at = today.date(next.opens_at?);
        let (title, lang) = said(visit, &next.title);
        Some(view! {
            <li>
                <time datetime=at.to_string()>{words::plain_date(at, visit.language())}</time>
                " "<span lang=lang>{title}</span>
            </li>
        })
    });
    view! {
        <section class="side" aria-labelledby="next">
            <div class="side__head"><h2 id="next">{visit.t("next")}</h2></div>
            <ul class="dates">{lines.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// All closed surveys of a partnership, and the way to its years.
pub fn results(visit: &Visit, home: &Home, today: Today<'_>, has_years: bool) -> String {
    let body = if home.closed.is_empty() {
        let href = visit.href(&format!("/{}", home.partnership.slug));
        view! {
            <div class="empty">
                <h2>{visit.t("no-results-head")}</h2>
                <p>{visit.t("no-results-words")}</p>
                <p class="actions"><a class="button" href=href>{visit.t("take-part")}</a></p>
            </div>
        }
        .into_any()
    } else {
        let lines = home.closed.iter().map(|listed| {
            let (title, lang) = said(visit, &listed.title);
            view! { <li><h2 lang=lang>{title}</h2>{closed(visit, listed, today)}</li> }
        });
        view! { <ul class="rows">{lines.collect_view()}</ul> }.into_any()
    };
    let years = has_years.then(|| {
        let href = visit.href(&format!("/{}/years", home.partnership.slug));
        view! { <p class="lead"><a href=href>{visit.t("year-results-link")}</a></p> }
    });
    let body = view! { <div class="flow"><h1>{visit.t("results")}</h1>{years}{body}</div> };
    public(visit, &Title::of(visit.t("results")), Place::Results, body.into_any())
}
