//! Places: stand-in until the noun is merged.
#![expect(missing_docs, reason = "a stand-in")]
use std::collections::BTreeMap;

use domain::{
    disclosure::declared::{Groups, ZoneClasses},
    id::PartnershipId,
    response::PlaceLists,
    text::Text,
};
use store::partnership::Partnership;

use crate::{Context, Result};

#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub localities: Vec<Locality>,
    pub postcodes: bool,
}

#[derive(Clone, Debug)]
pub struct Locality {
    pub code: String,
    pub name: Text,
}

impl Choices {
    pub fn name(&self, code: &str, language: domain::text::Language) -> Option<String> {
        self.localities.iter().find(|l| l.code == code).map(|l| l.name.best(language).0.to_owned())
    }
    pub fn zone_name(&self, _zone: &str) -> Option<&str> {
        None
    }
}

#[derive(Clone, Debug)]
pub struct Group {
    pub code: String,
    pub name: Text,
    pub phrase: Text,
    pub people: Option<u64>,
    pub counts_as: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Peopled {
    pub zone: String,
    pub people: u64,
    pub deprivation: Option<u8>,
}
pub(crate) async fn peopled(_: &Context, _: &Partnership) -> Result<Vec<Peopled>> {
    Ok(Vec::new())
}

#[derive(Clone, Debug)]
pub struct Population {
    pub characteristic: String,
    pub title: Text,
    pub counted: Option<Counted>,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug)]
pub struct Counted {
    pub source: Source,
    pub base: Text,
    pub all_ages: bool,
}

#[derive(Clone, Debug)]
pub struct Source {
    pub title: String,
    pub source: String,
    pub as_of: jiff::civil::Date,
    pub licence: String,
}

impl Population {
    pub fn people_of(&self, group: &Group, _category: &str) -> u64 {
        group.people.unwrap_or(1)
    }
    pub fn total(&self) -> Option<u64> {
        self.groups.iter().map(|g| g.people).sum()
    }
}

pub async fn choices(_: &Context, _: PartnershipId) -> Result<Choices> {
    Ok(Choices::default())
}
pub(crate) async fn lists(_: &Context, _: PartnershipId, _: &[String]) -> Result<PlaceLists> {
    Ok(PlaceLists::default())
}
pub(crate) async fn groups(_: &Context, _: PartnershipId) -> Result<Vec<Groups>> {
    Ok(Vec::new())
}
pub(crate) async fn zone_classes(_: &Context, _: PartnershipId) -> Result<ZoneClasses> {
    Ok(ZoneClasses(BTreeMap::new()))
}
pub async fn populations(_: &Context, _: &Partnership) -> Result<Vec<Population>> {
    Ok(Vec::new())
}
