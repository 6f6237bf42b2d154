//! Boundaries from a `GeoJSON` file: polygons of councils or data zones, each with the code of its area.
//!
//! Coordinates are in degrees (RFC 7946), or in metres of the British National Grid, which many Scottish files still
//! have. Degrees become metres on a plane around the middle of Scotland: shapes are right to about one part in fifty,
//! which is less than a map of this size shows, and no area is measured with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use domain::place::{
    Gss, ZoneCode,
    boundary::{Boundary, Ring, ring},
};
use geojson::{Feature, FeatureReader, GeometryValue, Position};
use thiserror::Error;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 512 * 1024 * 1024;
/// How many faults are told one by one.
const TOLD: usize = 20;

/// One thing that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}{}: {what}", .feature.map(|at| format!(", feature {at}")).unwrap_or_default())]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Which feature of its collection, from 1.
    pub feature: Option<usize>,
    /// What is wrong, and what to do.
    pub what: String,
}

/// All boundaries of a file, by the codes of their areas. An area in several features has the rings of all.
///
/// # Errors
/// The first faults, by feature: no `GeoJSON`, no code of an area, no polygon, coordinates far from Scotland.
pub fn read(file: &str, from: impl Read) -> Result<Vec<Boundary>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut found: BTreeMap<String, Vec<Ring>> = BTreeMap::new();
    let mut plane = None;
    let mut features = 0;
    let fault = |feature: Option<usize>, what: String| Fault { file: file.to_owned(), feature, what };
    for (at, feature) in FeatureReader::from_reader(from.take(LARGEST)).features().enumerate() {
        features = at + 1;
        match feature {
            Err(error) => {
                faults.push(fault(Some(features), format!("this is no collection of features in GeoJSON: {error}")));
                break;
            }
            Ok(feature) => match boundary(&feature, &mut plane) {
                Ok((area, rings)) => found.entry(area).or_default().extend(rings),
                Err(what) => faults.push(fault(Some(features), what)),
            },
        }
        if faults.len() == TOLD {
            break;
        }
    }
    if features == 0 {
        faults.push(fault(None, "there is no feature in it: it must be a FeatureCollection of polygons".to_owned()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(found.into_iter().map(|(area, rings)| Boundary { area, rings }).collect())
}

/// What a file measures in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plane {
    Degrees,
    Metres,
}

/// One degree of latitude, in metres; of longitude at 57 degrees north, so many.
const LATITUDE: f64 = 111_300.0;
const LONGITUDE: f64 = 60_770.0;

impl Plane {
    fn of(position: &Position) -> Option<Self> {
        let (x, y) = (*position.as_slice().first()?, *position.as_slice().get(1)?);
        if (-10.0..=1.0).contains(&x) && (54.0..=62.0).contains(&y) {
            return Some(Self::Degrees);
        }
        // The grid from the Solway to Shetland.
        ((0.0..=700_000.0).contains(&x) && (500_000.0..=1_300_000.0).contains(&y)).then_some(Self::Metres)
    }

    fn metres(self, position: &Position) -> Option<[f64; 2]> {
        if Self::of(position) != Some(self) {
            return None;
        }
        let (x, y) = (*position.as_slice().first()?, *position.as_slice().get(1)?);
        Some(match self {
            Self::Degrees => [x * LONGITUDE, y * LATITUDE],
            Self::Metres => [x, y],
        })
    }
}

fn boundary(feature: &Feature, plane: &mut Option<Plane>) -> Result<(String, Vec<Ring>), String> {
    let area = area(feature)?;
    let polygons = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates.iter().collect(),
        Some(_) => return Err(format!("{area} has no polygon: take the file of boundaries, not of centres or lines")),
        None => return Err(format!("{area} has no geometry")),
    };
    let mut rings = Vec::new();
    for polygon in polygons {
        for (at, positions) in polygon.iter().enumerate() {
            let wrong = || {
                format!(
                    "a coordinate of {area} is not in Scotland: degrees (longitude first) or metres of the British National Grid are read, and only one of them in a file"
                )
            };
            let mut points = Vec::with_capacity(positions.len());
            for position in positions {
                let known = match *plane {
                    Some(known) => known,
                    None => *plane.insert(Plane::of(position).ok_or_else(wrong)?),
                };
                points.push(known.metres(position).ok_or_else(wrong)?);
            }
            // Islets smaller than the grid are left out.
            rings.extend(ring(&points, at > 0));
        }
    }
    Ok((area, rings))
}

/// The code of the area: the one property that is a code of a council or a data zone.
fn area(feature: &Feature) -> Result<String, String> {
    let texts = feature.properties.iter().flatten().filter_map(|(_, value)| value.as_str());
    let codes: BTreeSet<String> = texts.filter_map(code).collect();
    let zones: Vec<&String> = codes.iter().filter(|code| code.parse::<ZoneCode>().is_ok()).collect();
    // A file of data zones also names their councils.
    match (zones.as_slice(), codes.len()) {
        ([zone], _) => Ok((*zone).clone()),
        ([], 1) => Ok(codes.into_iter().next().unwrap_or_default()),
        ([], 0) => Err("no property is the code of a council (S12...) or of a data zone (S01...)".to_owned()),
        _ => {
            let codes: Vec<String> = codes.into_iter().collect();
            Err(format!("several properties are codes of areas: {}", codes.join(", ")))
        }
    }
}

fn code(text: &str) -> Option<String> {
    let text = text.trim();
    text.parse::<ZoneCode>().ok().map(|zone| zone.to_string()).or_else(|| Gss::today(text).map(|gss| gss.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection(features: &[&str]) -> String {
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
    }

    fn feature(properties: &str, geometry: &str) -> String {
        format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
    }

    const METRES: &str =
        r#"{"type":"Polygon","coordinates":[[[228000,676000],[228100,676000],[228100,676100],[228000,676000]]]}"#;
    const DEGREES: &str =
        r#"{"type":"MultiPolygon","coordinates":[[[[-4.8,55.9],[-4.7,55.9],[-4.7,56.0],[-4.8,55.9]]]]}"#;

    fn wrong(text: &str) -> Vec<String> {
        read("b.geojson", text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn zones_and_councils_are_found_by_their_codes() {
        let zone = feature(r#"{"DataZone":"S01010891","Council":"S12000018","Pop":812}"#, METRES);
        let found = read("b.geojson", collection(&[&zone]).as_bytes()).unwrap();
        assert_eq!(
            found,
            [Boundary {
                area: "S01010891".to_owned(),
                rings: vec![vec![[22_800, 67_600], [22_810, 67_600], [22_810, 67_610]]],
            }]
        );
        let council = feature(r#"{"code":"S12000015"}"#, DEGREES);
        let found = read("b.geojson", collection(&[&council, &council]).as_bytes()).unwrap();
        assert_eq!((found[0].area.as_str(), found[0].rings.len()), ("S12000047", 2));
    }

    #[test]
    fn what_is_wrong_is_named_by_its_feature() {
        let good = feature(r#"{"code":"S12000018"}"#, METRES);
        for (text, said) in [
            (String::new(), "b.geojson, feature 1: this is no collection"),
            ("[1]".to_owned(), "b.geojson, feature 1: this is no collection"),
            (collection(&[]), "b.geojson"),
            (collection(&[&good, &feature(r#"{"code":"Fife"}"#, METRES)]), "b.geojson, feature 2: no property is"),
            (collection(&[&feature(r#"{"code":"S12000018"}"#, "null")]), "b.geojson, feature 1: S12000018 has no geo"),
            (
                collection(&[&feature(r#"{"code":"S12000018"}"#, r#"{"type":"Point","coordinates":[1,2]}"#)]),
                "b.geojson, feature 1: S12000018 has no polygon",
            ),
            (
                collection(&[&good, &feature(r#"{"code":"S12000018"}"#, DEGREES)]),
                "feature 2: a coordinate of S12000018",
            ),
            (
                collection(&[&feature(r#"{"a":"S12000018","b":"S12000017"}"#, METRES)]),
                "several properties are codes of areas: S12000017, S12000018",
            ),
        ] {
            let found = wrong(&text);
            assert!(found[0].contains(said), "{found:?}");
        }
        let bad = feature("{}", METRES);
        assert_eq!(wrong(&collection(&vec![bad.as_str(); 50])).len(), TOLD);
    }
}
