//! Matching the columns of a file: what each is about, and which group each of its words means.

use domain::engagement::{
    matching::{Characteristic, DID_NOT_SAY, LEFT_OUT, Meaning, PLACE, WHO, WHO_GROUPS, values},
    sieve::{Column, Kind},
};
use domain::text::Language;
use leptos::prelude::*;
use service::engagement::Matching;

use crate::{
    desk::{page, title},
    part::{
        field::Field,
        form::{Fields, Form, error_summary},
        list::{back, more, post_button},
    },
    shell::Desk,
    visit::Visit,
    words::grouped,
};

/// What a posted form says that everything means. Words of a column that is about something else than it was on the
/// page are guessed anew.
pub fn meanings(matching: &Matching, fields: &Fields) -> Vec<Meaning> {
    let value = |name: String| fields.get(&name).and_then(|values| values.first()).cloned().unwrap_or_default();
    let of = |(at, column): (usize, &Column)| {
        let about = value(format!("column-{at}"));
        let words = if value(format!("was-{at}")) == about {
            (0..column.values.len()).map(|word| value(format!("value-{at}-{word}"))).collect()
        } else {
            values(column, &about, &matching.known)
        };
        Meaning { about, values: words }
    };
    matching.sifted.columns.iter().enumerate().map(of).collect()
}

/// The form that holds these meanings.
fn form_of(meanings: &[Meaning]) -> Vec<(String, String)> {
    let of = |(at, meaning): (usize, &Meaning)| {
        let words =
            meaning.values.iter().enumerate().map(move |(word, code)| (format!("value-{at}-{word}"), code.clone()));
        std::iter::once((format!("column-{at}"), meaning.about.clone())).chain(words).collect::<Vec<_>>()
    };
    meanings.iter().enumerate().flat_map(of).collect()
}

/// The page on which columns are matched.
pub fn matching(
    visit: &Visit,
    desk: &Desk,
    matching: &Matching,
    meanings: &[Meaning],
    problems: Vec<domain::problem::Problem>,
) -> String {
    let here = format!("{}/engagements/{}", desk.home, matching.engagement.id);
    let mut form = Form::filled(form_of(meanings));
    form.problems = problems;
    let people = matching.sifted.records.len() as u64;
    let dropped = (!matching.sifted.dropped.is_empty()).then(|| {
        let names = matching.sifted.dropped.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
        let words = "They could hold names, addresses or sentences, or hold too many different words.";
        more("Columns that were not read", view! { <p>{words}</p><ul>{names}</ul> })
    });
    let columns = matching.sifted.columns.iter().zip(meanings).enumerate();
    let columns =
        columns.map(|(at, (column, meaning))| of_column(visit, matching, (at, column, meaning), &form)).collect_view();
    let action = format!("{here}/columns");
    let name = matching.engagement.details.title.best(Language::English).0.to_owned();
    let body = view! {
        {error_summary(visit, &form.problems)}
        {back(here, "The engagement")}
        <div class="desk__top"><h1>"What do the columns mean?"</h1></div>
        <div class="flow narrow">
            <p>{format!("{name}: {} rows. We have guessed what we could. Look at every column, and choose where it is not right.", grouped(people))}</p>
            {dropped}
            <form class="flow" method="post" action=action.clone() novalidate=true>
                {columns}
                <p class="actions">
                    <button class="button" type="submit" name="then" value="count">"Count them"</button>
                    " "
                    <button class="button button--second" type="submit" name="then" value="match">"Look again at what I chose"</button>
                </p>
            </form>
            {post_button(&action, "button button--quiet", "Forget the file", vec![("then", "forget".to_owned())])}
        </div>
    };
    let wrong = form.is_wrong();
    page(visit, desk, &title("Match the columns").wrong(wrong), body)
}

fn of_column(
    visit: &Visit,
    matching: &Matching,
    (at, column, meaning): (usize, &Column, &Meaning),
    form: &Form,
) -> AnyView {
    let option = |code: &str, words: &str| (code.to_owned(), words.to_owned());
    let mut options = vec![option(LEFT_OUT, "Leave it out")];
    match column.kind {
        Kind::Places => options.push(option(PLACE, "Where they live")),
        Kind::Ages => options.push(option("age", "Age in years")),
        Kind::Words => {
            options.extend(
                matching
                    .populations
                    .iter()
                    .filter(|population| population.counted.is_some())
                    .map(|population| option(&population.characteristic, population.title.best(Language::English).0)),
            );
            options.push(option(WHO, "A person, an organisation or a group"));
        }
    }
    let hint = match column.kind {
        Kind::Places if column.values.is_empty() => {
            "None of its postcodes is known here. An operator can load a directory of postcodes.".to_owned()
        }
        Kind::Places => format!(
            "{} data zones are in it; postcodes that nobody knows count as not said",
            grouped(column.values.len() as u64)
        ),
        Kind::Ages => "Ages are put into the age groups; younger people than those count as not said".to_owned(),
        Kind::Words => {
            let first: Vec<&str> = column.values.iter().take(4).map(String::as_str).collect();
            let more = if column.values.len() > 4 { " …" } else { "" };
            format!("It holds: {}{more}", first.join(" · "))
        }
    };
    let label = "What is it about?";
    let about = Field::choice(&format!("column-{at}"), label, options).hint(hint).view(visit, form);
    let words = (column.kind == Kind::Words && meaning.about != LEFT_OUT).then(|| {
        let one = matching.known.iter().find(|one| one.code == meaning.about);
        let groups = groups(matching, one, &meaning.about);
        let field = |(word, value): (usize, &String)| {
            let label = format!("“{value}” means");
            Field::choice(&format!("value-{at}-{word}"), label, groups.clone()).view(visit, form)
        };
        column.values.iter().enumerate().map(field).collect_view()
    });
    view! {
        <fieldset class="flow">
            <legend><h2>{column.name.clone()}</h2></legend>
            <input type="hidden" name=format!("was-{at}") value=meaning.about.clone()/>
            {about}
            {words}
        </fieldset>
    }
    .into_any()
}

/// The groups that a word can mean.
fn groups(matching: &Matching, one: Option<&Characteristic>, about: &str) -> Vec<(String, String)> {
    let mut groups = vec![(String::new(), "Choose one".to_owned())];
    if about == WHO {
        let words = ["a person", "an organisation", "a group that answered together"];
        groups.extend(WHO_GROUPS.into_iter().zip(words).map(|(code, words)| (code.to_owned(), words.to_owned())));
        return groups;
    }
    let population = matching.populations.iter().find(|population| population.characteristic == about);
    if let (Some(_), Some(population)) = (one, population) {
        let named = population.groups.iter();
        groups.extend(named.map(|group| (group.code.clone(), group.name.best(Language::English).0.to_owned())));
    }
    groups.push((DID_NOT_SAY.to_owned(), "did not say, or something else".to_owned()));
    groups
}
