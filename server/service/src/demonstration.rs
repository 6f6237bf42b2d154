//! The demonstration: an installation in which everything is rehearsed, so that a newcomer can try all of it.
//!
//! A database is a demonstration from its first start or never: one that holds real work is refused, and one that began
//! as a demonstration stays one and says so on every page.

mod year;

use domain::{
    account::{Address, Role},
    id::{AccountId, BodyId, PartnershipId},
    outreach::WayForm,
    partnership::{BodyKind, Kind, Profile},
    text::Text,
};
use jiff::{ToSpan, civil::Date};
use store::{
    account::{Account, session::Stage},
    installation::{DEMONSTRATION, set_value, value},
    partnership::{Body, Partnership},
};

use crate::{
    Context, Error, Result,
    access::{Caller, Officer},
    account::{self, Begun, Origin},
    audit::{self, Action, By},
    job,
    keys::{Purpose, hex},
    mail::Postman,
    rehearsal::{Rehearsal, rehearse},
    survey::{
        self, Template,
        notice::{NoticeForm, save_notice},
    },
};

/// The people of the demonstration, each with the word in the link that signs them in.
const PEOPLE: [Person; 3] = [
    Person { word: "officer", name: "Morag Kerr", address: "officer@demonstration.example" },
    Person { word: "researcher", name: "Dr Iain Munro", address: "researcher@demonstration.example" },
    Person { word: "administrator", name: "Site administrator", address: "administrator@demonstration.example" },
];

struct Person {
    word: &'static str,
    name: &'static str,
    address: &'static str,
}

/// Somebody who looks at what others made, and has no link of their own.
const REVIEWER: Person =
    Person { word: "administrator", name: "Second administrator", address: "reviewer@demonstration.example" };

/// Ways to reach people: name, kind, group, and what each costs in pounds and hours and brings in answers.
const OUTREACH: [(&str, &str, &str, [&str; 3]); 4] = [
    ("Cards at the food bank in Larkfield", "place", "deprivation:1", ["40", "4", "25"]),
    ("Door to door in Gibshill", "door", "deprivation:1", ["0", "30", "40"]),
    ("Youth club on Fridays, Port Glasgow", "place", "age:16_24", ["20", "3", "15"]),
    ("Newsletter of the carers’ centre", "partner", "disability:limited_a_lot", ["0", "1", "10"]),
];

/// The body that the researcher works for.
const RESEARCH_BODY: &str = "University of the Firth (made up)";

/// Whether this database says that it is a demonstration; none when it is new and says nothing yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_one(ctx: &Context) -> Result<Option<bool>> {
    let mut tx = ctx.store.main.read().await?;
    if let Some(said) = value(&mut tx, DEMONSTRATION).await? {
        return Ok(Some(said == "yes"));
    }
    Ok(None)
}

/// Notes once and for all whether this is a demonstration.
pub async fn decide(ctx: &Context, demonstration: bool) -> Result<()> {
    let mut tx = ctx.store.main.write().await?;
    set_value(&mut tx, DEMONSTRATION, if demonstration { "yes" } else { "no" }).await?;
    tx.commit().await?;
    Ok(())
}

/// The links that sign people in, with what they are.
pub fn links(ctx: &Context) -> Vec<(&'static str, String)> {
    PEOPLE.iter().map(|person| (person.word, ctx.link(&format!("/demonstration/{}", token(ctx, person))))).collect()
}

fn token(ctx: &Context, person: &Person) -> String {
    hex(&ctx.keys.of(Purpose::SignIn).mac(&[b"demonstration", person.word.as_bytes()])[..16])
}

/// The name of whoever this link signs in.
///
/// # Errors
/// [`Error::Missing`] when it signs nobody in, or this is no demonstration.
pub fn who(ctx: &Context, typed: &str) -> Result<&'static str> {
    person(ctx, typed).map(|person| person.name)
}

fn person(ctx: &Context, typed: &str) -> Result<&'static Person> {
    let known = PEOPLE.iter().find(|person| ctx.site.demonstration && token(ctx, person) == typed);
    known.ok_or(Error::Missing)
}

/// Signs somebody of the demonstration in.
///
/// # Errors
/// [`Error::Missing`] as [`who`].
pub async fn enter(ctx: &Context, origin: &Origin, typed: &str) -> Result<Begun> {
    let person = person(ctx, typed)?;
    let mut tx = ctx.store.main.write().await?;
    let known = store::account::account_by_address(&mut tx, person.address).await?.ok_or(Error::Missing)?;
    let begun = account::begin(ctx, &mut tx, origin, known.id, Stage::Full).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Fills a new database with what a newcomer should see; done again it changes nothing.
///
/// # Errors
/// `Refused("not-demonstration")` when the database holds real work.
pub async fn prepare(ctx: &Context, postman: &dyn Postman) -> Result<()> {
    if !ctx.site.demonstration {
        return Err(Error::Refused("not-demonstration"));
    }
    let done = value(&mut ctx.store.main.read().await?, "demonstration-prepared").await?;
    if done.is_some() {
        return Ok(());
    }
    let staff = staff(ctx).await?;
    crate::place::demonstrate(ctx, &staff.inverclyde).await?;
    local(ctx, &staff).await?;
    national(ctx, &staff).await?;
    year::add(ctx, &staff.officer(&staff.inverclyde)?, [&staff.second, &staff.third]).await?;
    // What follows from it (letters, sealing, counts) is done here and now, so that the first visitor finds it done.
    crate::schedule::look(ctx).await?;
    while job::run_one(ctx, postman).await? {}
    publish_national_results(ctx, &staff).await?;
    let mut tx = ctx.store.main.write().await?;
    set_value(&mut tx, "demonstration-prepared", "yes").await?;
    tx.commit().await?;
    Ok(())
}

struct Staff {
    caller: Caller,
    /// Whoever looks as the second person.
    second: Caller,
    /// Whoever does so where that one was the first.
    third: Caller,
    inverclyde: Partnership,
    scotland: Partnership,
    research: BodyId,
}

impl Staff {
    fn officer(&self, partnership: &Partnership) -> Result<Officer> {
        self.caller.officer(partnership)
    }
}

async fn staff(ctx: &Context) -> Result<Staff> {
    let inverclyde = crate::partnership::by_slug(ctx, "inverclyde").await?;
    let scotland = crate::partnership::by_slug(ctx, "scotland").await?;
    let mut tx = ctx.store.main.write().await?;
    let research =
        Body { id: BodyId::new(ctx.ids.ordered(ctx.now())?), name: RESEARCH_BODY.to_owned(), kind: BodyKind::Research };
    store::partnership::insert_body(&mut tx, &research).await?;
    for partnership in [inverclyde.id, scotland.id] {
        store::partnership::add_body_to_partnership(&mut tx, research.id, partnership).await?;
    }
    let council = body_of(&mut tx, inverclyde.id, BodyKind::Council).await?;
    let government = body_of(&mut tx, scotland.id, BodyKind::National).await?;
    let mut ids = Vec::new();
    for person in &PEOPLE {
        ids.push(insert(ctx, &mut tx, person).await?);
    }
    ids.push(insert(ctx, &mut tx, &REVIEWER).await?);
    for (account, body, role) in
        [(ids[0], council, Role::Officer), (ids[0], government, Role::Officer), (ids[1], research.id, Role::Researcher)]
    {
        store::account::set_membership(&mut tx, account, body, role, ctx.now()).await?;
    }
    store::partnership::update_partnership(
        &mut tx,
        inverclyde.id,
        inverclyde.revision,
        "Inverclyde Alliance",
        &profile(),
    )
    .await?;
    let origin = Origin { network: String::new(), browser: "The first start".to_owned() };
    let mut tokens = Vec::new();
    for id in [ids[0], ids[2], ids[3]] {
        tokens.push(account::begin(ctx, &mut tx, &origin, id, Stage::Full).await?.token);
    }
    tx.commit().await?;
    let mut callers = Vec::new();
    for token in tokens {
        let caller = account::recognise(ctx, &token).await?.ok_or(Error::Missing)?;
        account::sign_out(ctx, &caller).await?;
        callers.push(caller);
    }
    let [caller, second, third] = <[Caller; 3]>::try_from(callers).map_err(|_| Error::Missing)?;
    Ok(Staff { caller, second, third, inverclyde, scotland, research: research.id })
}

async fn body_of(tx: &mut store::Tx, partnership: PartnershipId, kind: BodyKind) -> Result<BodyId> {
    let bodies = store::partnership::bodies_of(tx, partnership).await?;
    bodies.into_iter().find(|body| body.kind == kind).map(|body| body.id).ok_or(Error::Missing)
}

async fn insert(ctx: &Context, tx: &mut store::Tx, person: &Person) -> Result<AccountId> {
    let address = Address::parse("address", person.address).map_err(Error::invalid)?;
    let mut account: Account = account::new_account(ctx, &address, person.name)?;
    account.administrator = person.word == "administrator";
    store::account::insert_account(tx, &account).await?;
    Ok(account.id)
}

fn profile() -> Profile {
    Profile {
        about: Text::both(
            "The council, health board, police, fire service and community organisations of Inverclyde, planning together. This is a demonstration: nothing here is real.",
            "Comhairle, bòrd slàinte, poileas, seirbheis smàlaidh agus buidhnean coimhearsnachd Inbhir Chluaidh, a’ planadh còmhla. Is e taisbeanadh a tha seo: chan eil dad an seo fìor.",
        ),
        welcome: Text::both("What matters in Inverclyde?", "Dè tha cudromach ann an Inbhir Chluaidh?"),
        lead: Text::both(
            "Answer a survey, and see what everybody together said.",
            "Freagair suirbhidh, agus faic na thuirt a h-uile duine còmhla.",
        ),
        phone: "01632 960 123".to_owned(),
        mail: "takepart@demonstration.example".to_owned(),
        ..Profile::default()
    }
}

/// Inverclyde: a running survey with 600 rehearsed answers, and a draft.
async fn local(ctx: &Context, staff: &Staff) -> Result<()> {
    let officer = staff.officer(&staff.inverclyde)?;
    let today = ctx.today();
    let id = survey::create(ctx, &officer, Template::Community.code(), "").await?;
    open(ctx, staff, id, [day(today, -24), day(today, 18)]).await?;
    let slug = slug_of(ctx, id).await?;
    rehearse(ctx, &slug, Rehearsal { responses: 600, seed: 20_261_123, skew: 1.0 }).await?;
    let title =
        Text::both("How was it to live here in spring?", "Ciamar a bha e a bhith a’ fuireach an seo as t-earrach?");
    let before = survey::create_titled(ctx, &officer, Template::Community, Some(title)).await?;
    open(ctx, staff, before, [day(today, -200), day(today, -172)]).await?;
    let slug = slug_of(ctx, before).await?;
    rehearse(ctx, &slug, Rehearsal { responses: 450, seed: 20_260_511, skew: 1.3 }).await?;
    crate::recognition::demonstrate(ctx, &officer, [before, id]).await?;
    for (name, kind, group, [pounds, hours, brings]) in OUTREACH {
        let way = WayForm {
            name: name.to_owned(),
            kind: kind.to_owned(),
            groups: vec![group.to_owned()],
            pounds: pounds.to_owned(),
            hours: hours.to_owned(),
            brings: brings.to_owned(),
            note: String::new(),
        };
        crate::outreach::save(ctx, &officer, None, &way).await?;
    }
    survey::create(ctx, &officer, Template::Community.code(), "What would make town centres better?").await?;
    Ok(())
}

/// Scotland: the survey of officials, closed, over all 32, and its wave two years before.
async fn national(ctx: &Context, staff: &Staff) -> Result<()> {
    let today = ctx.today();
    wave(ctx, staff, None, [day(today, -120), day(today, -64)], (431, 32)).await?;
    let before = Text::both(
        "Community planning: how it worked two years ago",
        "Dealbhadh coimhearsnachd: mar a bha e o chionn dà bhliadhna",
    );
    wave(ctx, staff, Some(before), [day(today, -840), day(today, -784)], (368, 30)).await
}

/// One wave of the survey of officials, with so many made-up answers.
async fn wave(ctx: &Context, staff: &Staff, title: Option<Text>, days: [Date; 2], made: (u32, u64)) -> Result<()> {
    let officer = staff.officer(&staff.scotland)?;
    let id = survey::create_titled(ctx, &officer, Template::Officials, title).await?;
    open(ctx, staff, id, days).await?;
    let mut tx = ctx.store.main.write().await?;
    let all = store::partnership::partnerships(&mut tx).await?;
    for (at, partnership) in (0_i64..).zip(all.iter().filter(|one| one.kind == Kind::Partnership)) {
        let eligible = 14 + at * 7 % 23;
        store::survey::share::set_frame(&mut tx, id, partnership.id, eligible).await?;
        store::survey::share::set_invited(&mut tx, id, partnership.id, eligible - at % 4).await?;
    }
    tx.commit().await?;
    let slug = slug_of(ctx, id).await?;
    let (responses, seed) = made;
    rehearse(ctx, &slug, Rehearsal { responses, seed, skew: 0.0 }).await
}

async fn open(ctx: &Context, staff: &Staff, id: domain::id::SurveyId, days: [Date; 2]) -> Result<()> {
    let editor = crate::access::editor(ctx, &staff.caller, id).await?;
    let drafted = survey::draft::show(ctx, &editor).await?;
    let time = |at: usize, hour: &str| [days[at].to_string(), hour.to_owned()];
    let mut form = NoticeForm::of(ctx, &drafted);
    form.opens = time(0, "09:00");
    form.closes = time(1, "17:00");
    form.results_by = day(days[1], 28).to_string();
    form.decisions_by = day(days[1], 90).to_string();
    save_notice(ctx, &editor, &form).await?;
    let revision = survey::draft::show(ctx, &editor).await?.survey.revision;
    survey::publish(ctx, &editor, revision).await?;
    let basis = "Data sharing agreement of the demonstration";
    survey::share::share(ctx, &editor, &staff.research.to_string(), "read", basis).await
}

async fn slug_of(ctx: &Context, id: domain::id::SurveyId) -> Result<String> {
    Ok(survey::load(&mut ctx.store.main.read().await?, id).await?.slug)
}

async fn publish_national_results(ctx: &Context, staff: &Staff) -> Result<()> {
    let officer = staff.officer(&staff.scotland)?;
    for (survey, _) in survey::list(ctx, &officer).await? {
        let mut tx = ctx.store.main.write().await?;
        store::survey::set_results_public(&mut tx, survey.id, Some(ctx.now())).await?;
        audit::note(ctx, &mut tx, By::PROGRAM, Action("results-published"), &survey.subject(), "").await?;
        tx.commit().await?;
    }
    Ok(())
}

fn day(today: Date, days: i32) -> Date {
    today.checked_add(days.days()).unwrap_or(today)
}
