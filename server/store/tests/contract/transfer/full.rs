//! A row in every table, with the values that travel worst: the largest numbers, empty words and bytes, accents, quotes.

use domain::{
    account::Role,
    id::{AccountId, CampaignId, LocalityId},
    partnership::{Kind, Profile},
    place::{Base, Classification, FigureSet, Gss, Zone, ZoneCode, boundary},
    text::Text,
};
use jiff::civil::date;
use store::{
    Db, Tx, account, allowance, audit, disclosure, engagement, export, installation, invitation, job, mail, outreach,
    partnership, place, recognition, response, survey,
};

use crate::seed::{
    BODY, OFFICER, PARTNERSHIP, RESEARCHER, SURVEY, account as account_of, at, at_micro, body, partnership as place_of,
    survey as survey_of, uuid,
};

/// Fills every table of the main database.
pub async fn main(db: &Db) {
    let mut tx = db.write().await.unwrap();
    people(&mut tx).await;
    links(&mut tx).await;
    platform(&mut tx).await;
    places(&mut tx).await;
    surveys(&mut tx).await;
    released(&mut tx).await;
    reached(&mut tx).await;
    tx.commit().await.unwrap();
}

async fn people(tx: &mut Tx) {
    let told = Profile { about: Text::both("“It's” \\ 100 %", "Còmhla"), ..Profile::default() };
    let scotland = partnership::Partnership {
        kind: Kind::National,
        profile: told,
        name: String::new(),
        revision: i64::MAX,
        ..place_of(PARTNERSHIP, "scotland", "S92000003")
    };
    partnership::insert_partnership(tx, &scotland).await.unwrap();
    partnership::insert_body(tx, &body(BODY, "Comhairle nan Eilean")).await.unwrap();
    partnership::add_body_to_partnership(tx, BODY, PARTNERSHIP).await.unwrap();
    let full = account::Account {
        password: Some(String::new()),
        totp: Some(vec![]),
        totp_since: Some(at_micro(-1)),
        totp_step: i64::MIN,
        administrator: true,
        disabled_at: Some(at_micro(1_700_000_000_123_456)),
        ..account_of(OFFICER, "Òrd@example.scot")
    };
    account::insert_account(tx, &full).await.unwrap();
    account::insert_account(tx, &account_of(RESEARCHER, "a@example.scot")).await.unwrap();
    account::set_membership(tx, OFFICER, BODY, Role::Researcher, at(1)).await.unwrap();
    account::replace_recovery_codes(tx, OFFICER, &[[0; 32], [255; 32]]).await.unwrap();
    account::use_recovery_code(tx, OFFICER, &[0; 32], at(5)).await.unwrap();
}

async fn links(tx: &mut Tx) {
    account::session::insert_session(tx, &crate::account::session_of(1, OFFICER)).await.unwrap();
    for (number, owner) in [(1, None), (2, Some(OFFICER))] {
        account::link::insert_sign_in(tx, &crate::account::sign_in_of(number, owner)).await.unwrap();
    }
    account::link::spend_sign_in(tx, uuid(2), at(9)).await.unwrap();
    let invited = crate::account::invitation_of(1);
    account::link::insert_account_invitation(tx, &invited).await.unwrap();
    let first = account::link::AccountInvitation {
        post: None,
        administrator: true,
        made_by: None,
        ..crate::account::invitation_of(2)
    };
    account::link::insert_account_invitation(tx, &first).await.unwrap();
    account::link::spend_account_invitation(tx, first.id, at(9)).await.unwrap();
}

async fn platform(tx: &mut Tx) {
    for (number, key) in [(1, Some("a")), (2, None)] {
        let new = job::Job { partnership: key.map(|_| PARTNERSHIP), ..crate::job::work(number, key) };
        job::insert_job(tx, &new).await.unwrap();
        job::claim_job(tx, at(10), at(20)).await.unwrap().unwrap();
    }
    let second = job::job_by_id(tx, crate::job::work(2, None).id).await.unwrap().unwrap();
    job::finish_job(tx, &second, job::State::Failed, "\n", at(11)).await.unwrap();
    mail::insert_mail(tx, &crate::mail::letter(1, Some("a"))).await.unwrap();
    mail::insert_mail(tx, &mail::Mail { partnership: None, ..crate::mail::letter(2, None) }).await.unwrap();
    audit::insert_line(tx, &crate::audit::line(1, Some(OFFICER))).await.unwrap();
    let own = audit::Line { partnership: None, detail: String::new(), ..crate::audit::line(2, None) };
    audit::insert_line(tx, &own).await.unwrap();
    allowance::count_use(tx, "code:é", at(60)).await.unwrap();
    installation::set_value(tx, "demonstration", "").await.unwrap();
}

async fn places(tx: &mut Tx) {
    let council: Gss = "S12000018".parse().unwrap();
    let set = FigureSet {
        code: "b".into(),
        characteristic: "disability".into(),
        title: "Census: disability".into(),
        source: "NRS".into(),
        as_of: date(2022, 3, 20),
        base: Base::PeopleAllAges,
        geography: "council".into(),
        classification: Some("simd2020v2_quintile".into()),
        licence: "OGL v3.0".into(),
    };
    let figures = [("S12000018".to_owned(), [("all".to_owned(), 78_416)].into())];
    place::replace_figure_set(tx, &set, at_micro(7), &figures).await.unwrap();
    let plain = FigureSet { code: "a".into(), classification: None, ..set };
    place::replace_figure_set(tx, &plain, at(1), &[]).await.unwrap();
    let code: ZoneCode = "S01000001".parse().unwrap();
    let zone = Zone { code, geography: "data_zone_2011".into(), council, name: "Éilean".into() };
    place::upsert_zones(tx, &[zone]).await.unwrap();
    let fifths = Classification {
        code: "simd2020v2_quintile".into(),
        characteristic: "deprivation".into(),
        title: "SIMD fifths".into(),
        edition: "2020v2".into(),
        source: "Scottish Government".into(),
        as_of: date(2020, 1, 28),
        geography: "data_zone_2011".into(),
        licence: "OGL v3.0".into(),
    };
    place::replace_classification(tx, &fifths, at_micro(1), &[(code, "5".into())]).await.unwrap();
    for (number, word) in [(1, "east"), (2, "west")] {
        let id = LocalityId::new(uuid(number));
        let name = Text::both("East", "An Ear");
        let locality = place::Locality { id, partnership: PARTNERSHIP, code: word.into(), name, removed_at: None };
        place::insert_locality(tx, &locality).await.unwrap();
        place::set_zones_of_locality(tx, id, &[code].into()).await.unwrap();
    }
    place::remove_locality(tx, LocalityId::new(uuid(2)), at_micro(99)).await.unwrap();
    let boundaries = place::BoundarySet {
        geography: "data_zone_2011".into(),
        source: "NRS".into(),
        licence: "OGL v3.0".into(),
        as_of: date(2014, 11, 6),
        imported_at: at_micro(2),
    };
    let rings = vec![vec![[0, 0], [i32::MAX, 0], [0, i32::MIN]]];
    let one = boundary::Boundary { area: "S01000001".into(), rings };
    place::replace_boundaries(tx, &boundaries, &[one]).await.unwrap();
    place::insert_postcodes(tx, &[("PA15 1AA".parse().unwrap(), code)]).await.unwrap();
}

async fn surveys(tx: &mut Tx) {
    survey::insert_survey(tx, &survey_of(7, "live-here")).await.unwrap();
    survey::insert_survey(tx, &survey_of(8, "draft")).await.unwrap();
    survey::version::insert_draft(tx, SURVEY, &crate::survey::draft_of(1)).await.unwrap();
    survey::version::insert_draft(tx, SURVEY, &crate::survey::draft_of(2)).await.unwrap();
    survey::version::insert_version(tx, SURVEY, &crate::survey::frozen_of(1)).await.unwrap();
    let by_officer = survey::version::Version { made_by: Some(OFFICER), ..crate::survey::frozen_of(2) };
    survey::version::insert_version(tx, SURVEY, &by_officer).await.unwrap();
    survey::set_times(tx, SURVEY, Some(at(1)), Some(at(2))).await.unwrap();
    survey::close_survey(tx, SURVEY, at(3)).await.unwrap();
    survey::mark_sealed(tx, SURVEY, at(4)).await.unwrap();
    survey::set_results_public(tx, SURVEY, Some(at(5))).await.unwrap();
    survey::share::set_invited(tx, SURVEY, PARTNERSHIP, i64::MAX).await.unwrap();
    survey::share::set_share(tx, SURVEY, BODY, survey::share::May::Edit, "", OFFICER, at(1)).await.unwrap();
    let invited = invitation::Invitation { invited: true, ..crate::invitation::invitation(1, "Òran@example.scot") };
    invitation::insert_invitation(tx, &invited).await.unwrap();
    let wave = invitation::Reminder { wave: 1, letters: 0, made_at: at(1) };
    invitation::insert_reminder(tx, SURVEY, &wave, OFFICER).await.unwrap();
}

async fn released(tx: &mut Tx) {
    let new = crate::disclosure::release(1, disclosure::Source::Answers);
    disclosure::insert_release(tx, SURVEY, &new).await.unwrap();
    disclosure::set_crossed(tx, SURVEY, disclosure::Source::Answers, "about.sex~q1", "{}").await.unwrap();
    for item in ["q1", "q2"] {
        disclosure::ask_text_release(tx, SURVEY, item, OFFICER, at(1)).await.unwrap();
    }
    disclosure::grant_text_release(tx, SURVEY, "q1", RESEARCHER, at(2)).await.unwrap();
    for number in [1, 2] {
        export::insert_export(tx, &crate::export::file(number)).await.unwrap();
    }
    let id = crate::export::file(1).id;
    export::mark_ready(tx, id, "ab/cd", i64::MAX, "{}", at(1), at(2)).await.unwrap();
}

async fn reached(tx: &mut Tx) {
    survey::base::set_base(tx, SURVEY, "household “é”").await.unwrap();
    engagement::insert_engagement(tx, &crate::engagement::engagement(1)).await.unwrap();
    let gone = engagement::Engagement { removed_at: Some(at_micro(3)), ..crate::engagement::engagement(2) };
    engagement::insert_engagement(tx, &gone).await.unwrap();
    engagement::set_draft(tx, gone.id, "{\"columns\":[\"aois “é”\"]}", at(9)).await.unwrap();
    engagement::set_counts(tx, gone.id, "{}").await.unwrap();
    let year = crate::engagement::state(1).year;
    for person in [1, 2] {
        let new = crate::recognition::recognised(person);
        recognition::insert_recognised(tx, PARTNERSHIP, year, &new).await.unwrap();
    }
    let shown = recognition::Shown { figures: "{}".into(), people: i64::MAX, ended: true };
    recognition::set_shown(tx, PARTNERSHIP, year, &shown).await.unwrap();
    for number in [1, 2] {
        engagement::insert_state(tx, &crate::engagement::state(number), "{}").await.unwrap();
    }
    let first = crate::engagement::state(1);
    engagement::publish_state(tx, (first.partnership, first.year, 1), RESEARCHER, at_micro(5)).await.unwrap();
    outreach::insert_outreach(tx, &crate::outreach::way(1)).await.unwrap();
    outreach::insert_outreach(tx, &crate::outreach::way(2)).await.unwrap();
    outreach::retire_outreach(tx, crate::outreach::way(2).id, Some(at_micro(7))).await.unwrap();
    let plain = outreach::OutreachTask { outreach: None, due: None, ..crate::outreach::task(3) };
    outreach::insert_outreach_task(tx, &plain).await.unwrap();
    outreach::insert_outreach_task(tx, &crate::outreach::task(4)).await.unwrap();
    let after = domain::outreach::Seen { group: 0, all: u64::from(u32::MAX) };
    let outcome = outreach::Outcome::GivenUp;
    let closed = outreach::Closed { outcome, reason: "“No” bùs".into(), by: RESEARCHER, at: at_micro(9), after };
    outreach::close_outreach_task(tx, crate::outreach::task(4).id, &closed).await.unwrap();
    for number in [1, 2] {
        let institution = "Oilthigh".into();
        let kept_until = date(2027, 8, 31);
        let asked = export::Request { export: crate::export::file(number).id, institution, kept_until, decision: None };
        export::insert_request(tx, &asked).await.unwrap();
    }
    let verdict = export::Verdict::Refused;
    let decision = export::Decision { verdict, reason: "Ëven".into(), by: OFFICER, at: at_micro(3) };
    export::decide_request(tx, crate::export::file(1).id, &decision).await.unwrap();
    let version = export::Version { number: 1, digest: String::new(), records: i64::MAX, made_at: at_micro(-5) };
    export::insert_research_version(tx, SURVEY, &version).await.unwrap();
}

/// Fills every table of the answers, one of them with more rows than are carried at a time.
pub async fn answers(db: &Db) {
    let mut tx = db.write().await.unwrap();
    let campaign = CampaignId::new(uuid(u128::MAX));
    response::open_campaign(&mut tx, CampaignId::new(uuid(0))).await.unwrap();
    response::open_campaign(&mut tx, campaign).await.unwrap();
    for number in 0..=255_u8 {
        let body: Vec<u8> = (0..number).collect();
        for (half, sent) in [(0, false), (255, true)] {
            let mut name = [half; 32];
            name[31] = number;
            assert!(response::put_envelope(&mut tx, campaign, name, sent, body.clone()).await.unwrap());
        }
        response::insert_response(&mut tx, campaign, [number; 16], body).await.unwrap();
    }
    response::close_campaign(&mut tx, campaign).await.unwrap();
    response::set_ledger(&mut tx, campaign, "é", "[]").await.unwrap();
    tx.commit().await.unwrap();
}

/// One export with what it refers to, and nothing else.
pub async fn only_an_export(tx: &mut Tx) {
    let stranger = AccountId::new(uuid(77));
    partnership::insert_partnership(tx, &place_of(PARTNERSHIP, "elsewhere", "S12000099")).await.unwrap();
    account::insert_account(tx, &account_of(stranger, "stranger@example.scot")).await.unwrap();
    survey::insert_survey(tx, &survey_of(7, "elsewhere")).await.unwrap();
    export::insert_export(tx, &export::Export { account: stranger, ..crate::export::file(9) }).await.unwrap();
}
