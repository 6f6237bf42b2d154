//! Rows that many contract tests start from, and what they compare.

use domain::{
    account::Role,
    id::{AccountId, BodyId, CampaignId, PartnershipId, SurveyId},
    partnership::{BodyKind, Kind, Profile},
    text::Language,
};
use jiff::Timestamp;
use sqlx::error::ErrorKind;
use store::{
    Store, Tx,
    account::Account,
    partnership::{Body, Partnership},
    survey::{Access, Survey},
};
use uuid::Uuid;

pub const PARTNERSHIP: PartnershipId = PartnershipId::new(uuid(1));
pub const OTHER_PARTNERSHIP: PartnershipId = PartnershipId::new(uuid(2));
pub const BODY: BodyId = BodyId::new(uuid(3));
pub const OTHER_BODY: BodyId = BodyId::new(uuid(4));
pub const OFFICER: AccountId = AccountId::new(uuid(5));
pub const RESEARCHER: AccountId = AccountId::new(uuid(6));
pub const SURVEY: SurveyId = SurveyId::new(uuid(7));

pub const fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// As finely as both databases keep it.
pub fn at_micro(micro: i64) -> Timestamp {
    Timestamp::from_microsecond(micro).unwrap()
}

pub fn partnership(id: PartnershipId, slug: &str, gss: &str) -> Partnership {
    Partnership {
        id,
        gss: gss.into(),
        slug: slug.into(),
        kind: Kind::Partnership,
        name: format!("{slug} alliance"),
        area_name: slug.into(),
        profile: Profile::default(),
        revision: 1,
    }
}

pub fn body(id: BodyId, name: &str) -> Body {
    Body { id, name: name.into(), kind: BodyKind::Council }
}

pub fn account(id: AccountId, address: &str) -> Account {
    Account {
        id,
        address: address.into(),
        name: "Mòrag".into(),
        language: Language::English,
        password: None,
        totp: None,
        totp_since: None,
        totp_step: 0,
        administrator: false,
        made_at: at(1),
        disabled_at: None,
    }
}

pub fn survey(number: u128, slug: &str) -> Survey {
    Survey {
        id: SurveyId::new(uuid(number)),
        partnership: PARTNERSHIP,
        slug: slug.into(),
        template: "place".into(),
        title: slug.into(),
        access: Access::Open,
        campaign: CampaignId::new(uuid(number + 1_000)),
        rehearsal: CampaignId::new(uuid(number + 2_000)),
        revision: 1,
        version: None,
        opens_at: None,
        closes_at: None,
        closed_at: None,
        sealed_at: None,
        results_public_at: None,
        made_at: at(1),
    }
}

/// Two partnerships, a body in each, an officer and a researcher, and a survey; committed.
pub async fn founded(store: &Store) {
    let mut tx = store.main.write().await.unwrap();
    place_and_people(&mut tx).await;
    store::survey::insert_survey(&mut tx, &survey(7, "live-here")).await.unwrap();
    tx.commit().await.unwrap();
}

async fn place_and_people(tx: &mut Tx) {
    use store::{account as people, partnership as places};
    let inverclyde = partnership(PARTNERSHIP, "inverclyde", "S12000018");
    let renfrewshire = partnership(OTHER_PARTNERSHIP, "renfrewshire", "S12000038");
    for new in [inverclyde, renfrewshire] {
        places::insert_partnership(tx, &new).await.unwrap();
    }
    for (new, place) in
        [(body(BODY, "Inverclyde Council"), PARTNERSHIP), (body(OTHER_BODY, "Renfrewshire Council"), OTHER_PARTNERSHIP)]
    {
        places::insert_body(tx, &new).await.unwrap();
        places::add_body_to_partnership(tx, new.id, place).await.unwrap();
    }
    people::insert_account(tx, &account(OFFICER, "officer@example.scot")).await.unwrap();
    people::insert_account(tx, &account(RESEARCHER, "researcher@example.scot")).await.unwrap();
    people::set_membership(tx, OFFICER, BODY, Role::Officer, at(1)).await.unwrap();
}

/// Which rule refused this.
pub fn kind_of<T>(outcome: store::Result<T>) -> Option<ErrorKind> {
    match outcome.err().unwrap() {
        store::Error::Database(sqlx::Error::Database(error)) => Some(error.kind()),
        _ => None,
    }
}
