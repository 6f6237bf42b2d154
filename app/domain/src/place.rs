//! Places: councils, data zones, localities and postcodes, and how many people live in them.
//!
//! Edition and geography are data, never assumed: every number comes in a [`FigureSet`] or a [`Classification`] that
//! says what it counts, of when, on which geography, by whom and under which licence. How people are compared on pages
//! is a [`Grouping`]; from figures and a grouping comes a [`Population`].

pub mod area;
pub mod boundary;
pub mod figure;
pub mod grouping;
pub mod locality;
pub mod population;
mod postcode;

pub use self::{
    area::{COUNCIL_AREAS, CouncilArea, Gss, NoSuchArea, NotAZone, Zone, ZoneCode},
    figure::{Base, Classification, FigureSet, Numbers, Source},
    grouping::{Group, Grouping},
    population::{PeopleOf, Population},
    postcode::{NotAPostcode, Postcode, postcode},
};

/// The code of the characteristic that data zones are ranked by.
pub const DEPRIVATION: &str = "deprivation";
/// The code of the only known characteristic of households.
pub const TENURE: &str = "tenure";
