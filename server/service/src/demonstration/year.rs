//! The years of the demonstration: what Inverclyde and some others asked people elsewhere, with made-up files, matched,
//! counted and published the way a desk does it.

use std::fmt::Write as _;

use domain::{
    engagement::{DetailsForm, Method, Year},
    partnership::Kind,
};
use jiff::{ToSpan, civil::Date};
use store::partnership::Partnership;

use crate::{
    Context, Error, Result,
    access::{Caller, Officer},
    engagement::{self, NotRead},
    partnership,
    place::{self, Population},
};

/// An engagement: its words, how it was done, its days from the first of the year, its people, and how much more often
/// the next less deprived fifth came; none where no file says who came.
struct Made {
    title: (&'static str, &'static str),
    method: Method,
    days: (i32, i32),
    people: usize,
    slope: Option<f64>,
}

const fn made(
    title: (&'static str, &'static str),
    method: Method,
    days: (i32, i32),
    people: usize,
    slope: Option<f64>,
) -> Made {
    Made { title, method, days, people, slope }
}

const THIS_YEAR: [Made; 7] = [
    made(
        ("Locality plan workshops", "Bùithtean-obrach a’ phlana ionadail"),
        Method::Workshop,
        (43, 78),
        240,
        Some(0.13),
    ),
    made(("Bus routes after 8pm", "Slighean bus an dèidh 8f"), Method::SurveyOpen, (62, 87), 410, Some(-0.18)),
    made(
        ("Community Choices: ideas", "Roghainnean Coimhearsnachd: beachdan"),
        Method::Ideas,
        (153, 178),
        85,
        Some(0.22),
    ),
    made(("Community Choices: vote", "Roghainnean Coimhearsnachd: bhòt"), Method::Vote, (202, 227), 1190, Some(0.01)),
    made(
        ("Library opening hours", "Uairean fosglaidh nan leabharlann"),
        Method::SurveyOpen,
        (286, 311),
        335,
        Some(0.14),
    ),
    made(("Port Glasgow waterfront", "Oir a’ chladaich, Port Ghlaschu"), Method::Event, (314, 339), 310, Some(-0.06)),
    made(("Carers’ assembly", "Seanadh nan neach-cùraim"), Method::Assembly, (354, 354), 48, None),
];

const YEAR_BEFORE: [Made; 3] = [
    made(("What matters in Inverclyde?", "Dè tha cudromach?"), Method::SurveyOpen, (130, 160), 900, Some(0.30)),
    made(("Local development plan", "Plana leasachaidh ionadail"), Method::Event, (220, 260), 180, Some(0.24)),
    made(("Community Choices: vote", "Roghainnean Coimhearsnachd: bhòt"), Method::Vote, (205, 230), 700, Some(0.16)),
];

/// Every so many partnerships have published their year.
const EVERY: usize = 4;

/// Adds two years of Inverclyde, and one of some others.
pub(super) async fn add(ctx: &Context, officer: &Officer, looks: [&Caller; 2]) -> Result<()> {
    let inverclyde = partnership::by_id(ctx, officer.partnership()).await?;
    let last = Year::of(ctx.today()).before();
    for (year, all) in [(last.before(), YEAR_BEFORE.as_slice()), (last, THIS_YEAR.as_slice())] {
        let populations = place::populations(ctx, &inverclyde).await?;
        for made in all {
            one(ctx, officer, made, year, &populations).await?;
        }
        publish(ctx, officer, &looks[0].officer(&inverclyde)?, year).await?;
    }
    let others = partnership::all(ctx).await?.into_iter().filter(|one| one.kind == Kind::Partnership);
    for (at, other) in others.enumerate().filter(|(at, one)| at % EVERY == 0 && one.id != inverclyde.id) {
        elsewhere(ctx, looks, &other, at, last).await?;
    }
    Ok(())
}

/// A year of another partnership: a survey and a meeting.
async fn elsewhere(ctx: &Context, looks: [&Caller; 2], other: &Partnership, at: usize, year: Year) -> Result<()> {
    let populations = place::populations(ctx, other).await?;
    let slope = [0.2, 0.05, -0.1, 0.12].get(at / EVERY % 4).copied();
    let survey = ("What matters here?", "Dè tha cudromach an seo?");
    let day = i32::try_from(at).unwrap_or(0);
    let [first, second] = [looks[0].officer(other)?, looks[1].officer(other)?];
    one(ctx, &first, &made(survey, Method::SurveyOpen, (40 + day, 90 + day), 300 + 40 * at, slope), year, &populations)
        .await?;
    let meeting = ("Open meetings", "Coinneamhan fosgailte");
    one(ctx, &first, &made(meeting, Method::Event, (200 + day, 230 + day), 60 + at, None), year, &populations).await?;
    publish(ctx, &first, &second, year).await
}

async fn one(ctx: &Context, officer: &Officer, made: &Made, year: Year, populations: &[Population]) -> Result<()> {
    let day = |days: i32| year.first().checked_add(days.days()).unwrap_or(Date::MAX).to_string();
    let form = DetailsForm {
        title: made.title.0.to_owned(),
        title_gd: made.title.1.to_owned(),
        method: made.method.code().to_owned(),
        from: day(made.days.0),
        to: day(made.days.1),
        people: made.people.to_string(),
        named: who(made.title.0).join("\n"),
        ..DetailsForm::default()
    };
    let id = engagement::save(ctx, officer, None, &form).await?;
    let Some(slope) = made.slope else { return Ok(()) };
    let file = file(made.people, slope, populations);
    match engagement::upload(ctx, officer, id, ("who.csv", file.as_bytes())).await {
        Ok(()) => {}
        Err(NotRead::Error(error)) => return Err(error),
        Err(NotRead::Faults(faults)) => return Err(Error::internal(faults.to_string())),
    }
    let matching = engagement::matching(ctx, officer, id).await?.ok_or(Error::Missing)?;
    engagement::apply(ctx, officer, id, &matching.guessed).await
}

/// The bodies that came to an engagement of Inverclyde under their names.
fn who(title: &str) -> &'static [&'static str] {
    match title {
        "Locality plan workshops" => {
            &["Port Glasgow Forum", "Greenock East Residents", "Carers’ Circle", "Harbour Allotments", "Youth Voice"]
        }
        "Community Choices: ideas" => {
            &["Port Glasgow Forum", "Harbour Allotments", "Gourock Players", "Tenants’ Table", "Youth Voice"]
        }
        "Port Glasgow waterfront" => &["Port Glasgow Forum", "Greenock East Residents", "Sailing for All"],
        "Carers’ assembly" => &["Carers’ Circle", "Port Glasgow Forum"],
        _ => &[],
    }
}

async fn publish(ctx: &Context, officer: &Officer, second: &Officer, year: Year) -> Result<()> {
    engagement::ask(ctx, officer, year, "").await?;
    engagement::publish(ctx, second, year, 1).await
}

/// Made-up people: each characteristic drawn from those who live there, the fifths of deprivation leaned by the slope, and
/// towards older people where that leans away from the most deprived; one in nine does not say.
fn file(people: usize, slope: f64, populations: &[Population]) -> String {
    let asked: Vec<&Population> = ["age", "sex", "deprivation", "disability"]
        .iter()
        .filter_map(|code| populations.iter().find(|population| population.characteristic == *code))
        .collect();
    let codes: Vec<&str> = asked.iter().map(|population| population.characteristic.as_str()).collect();
    let mut file = format!("{}\n", codes.join(","));
    for person in 0..people {
        let cells: Vec<&str> =
            asked.iter().enumerate().map(|(at, population)| group(population, slope, person, at)).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(file, "{}", cells.join(","));
    }
    file
}

fn group(population: &Population, slope: f64, person: usize, at: usize) -> &str {
    // Multiples of an irrational number lie evenly: no chance is needed.
    const STEPS: [f64; 4] = [0.618_033_988_75, 0.414_213_562_37, 0.732_050_807_57, 0.236_067_977_5];
    if (person * 5 + at * 7) % 9 == 4 {
        return "";
    }
    let lean = match population.characteristic.as_str() {
        "deprivation" => slope,
        "age" => slope.max(0.0),
        _ => 0.0,
    };
    let weights: Vec<f64> = population
        .groups
        .iter()
        .enumerate()
        .map(|(group, known)| known.people.unwrap_or(0) as f64 * (lean * group as f64).exp())
        .collect();
    let all: f64 = weights.iter().sum();
    let mut left = (person as f64 * STEPS[at % STEPS.len()]).fract() * all;
    for (weight, known) in weights.iter().zip(&population.groups) {
        left -= weight;
        if left <= 0.0 {
            return &known.code;
        }
    }
    population.groups.last().map_or("", |known| known.code.as_str())
}
