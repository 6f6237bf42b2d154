//! What a table is: from what is known about its vintage, and from what the caller says.
//!
//! A table says what it counts, never of when, by whom and under which licence. Tables whose vintage is known
//! (`census2022_dz_age_sex.csv` belongs to the sets `census2022_dz_...`) are described already; about any other table
//! the caller has to say it all, and may say it differently for a known one.

use std::collections::BTreeMap;

use domain::place::{Base, Classification, FigureSet, Grouping, Zone, ZoneCode, figure::code_of};
use jiff::civil::Date;

use super::fault::{Fault, Faults, Wrong};

/// What the caller says about a table, as typed: the options of the command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `--set`: the code of the set of figures.
    pub set: Option<String>,
    /// `--characteristic`: what it is about.
    pub characteristic: Option<String>,
    /// `--title`: what the table is called.
    pub title: Option<String>,
    /// `--source`: who published it, and as which table.
    pub source: Option<String>,
    /// `--as-of`: the civil date that it describes, as 2022-03-20.
    pub as_of: Option<String>,
    /// `--base`: whom it counts.
    pub base: Option<String>,
    /// `--geography`: the edition of the data zones, as `data_zone_2011`.
    pub geography: Option<String>,
    /// `--licence`: under which licence.
    pub licence: Option<String>,
    /// `--classification`: the name of a classification of data zones.
    pub classification: Option<String>,
    /// `--edition`: its edition.
    pub edition: Option<String>,
}

/// What is known while a table is read.
#[derive(Clone, Copy, Debug)]
pub struct With<'a> {
    /// The data zones that there are.
    pub zones: &'a BTreeMap<ZoneCode, Zone>,
    /// The sets that are described already.
    pub sets: &'a [FigureSet],
    /// The classifications that are described already.
    pub classifications: &'a [Classification],
    /// What the caller says.
    pub options: &'a Options,
}

/// What a table says of itself.
pub(super) struct About<'a> {
    /// `council` or `dz`, as in the codes of sets.
    pub areas: &'static str,
    /// The characteristic or the classification, as in the codes of sets.
    pub subject: &'a str,
    pub characteristic: &'a str,
    pub base: Base,
    pub geography: &'a str,
    pub classification: Option<String>,
    /// Whether the table holds several sets.
    pub several: bool,
}

/// Reads options and remembers what is wrong with them.
struct Reading<'a> {
    options: &'a Options,
    faults: &'a mut Faults,
}

impl Reading<'_> {
    /// A text that is given, or known, or missing.
    fn text(&mut self, name: &'static str, given: Option<&String>, known: Option<&str>) -> Option<String> {
        let found = given.map(|text| domain::text::one_line(text)).filter(|text| !text.is_empty());
        let found = found.or_else(|| known.map(str::to_owned));
        match found {
            None => self.faults.add(Fault::option(name, Wrong::OptionMissing)),
            Some(text) if text.chars().count() > 200 => {
                self.faults.add(Fault::option(name, Wrong::OptionUnreadable("at most 200 letters")));
            }
            Some(text) => return Some(text),
        }
        None
    }

    /// A code that is given or made.
    fn code(&mut self, name: &'static str, code: Option<String>) -> Option<String> {
        let shaped = |code: &String| {
            (1..=64).contains(&code.len())
                && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        match code {
            None => self.faults.add(Fault::option(name, Wrong::OptionMissing)),
            Some(code) if !shaped(&code) => {
                self.faults.add(Fault::option(name, Wrong::OptionUnreadable("at most 64 of a-z, 0-9 and _")));
            }
            Some(code) => return Some(code),
        }
        None
    }

    fn date(&mut self, known: Option<Date>) -> Option<Date> {
        match self.options.as_of.as_deref().map(|text| text.trim().parse::<Date>()) {
            Some(Ok(date)) => Some(date),
            Some(Err(_)) => {
                self.faults.add(Fault::option("--as-of", Wrong::OptionUnreadable("a date such as 2022-03-20")));
                None
            }
            None => {
                if known.is_none() {
                    self.faults.add(Fault::option("--as-of", Wrong::OptionMissing));
                }
                known
            }
        }
    }

    /// What the table says and the caller may say too, but not otherwise.
    fn agrees(&mut self, name: &'static str, given: Option<&String>, says: &str) {
        if given.is_some_and(|given| given.trim() != says) {
            self.faults.add(Fault::option(name, Wrong::OptionContradicts(says.to_owned())));
        }
    }
}

/// The vintage of a file: the part of its name before the first `_`, such as `census2022`.
pub(super) fn vintage(file: &str) -> Option<&str> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (vintage, _) = name.split_once('_')?;
    let shaped = !vintage.is_empty() && vintage.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    (shaped && vintage.bytes().any(|b| b.is_ascii_digit())).then_some(vintage)
}

/// The set that a table is, or what is missing to know it.
pub(super) fn set(file: &str, about: About<'_>, with: &With<'_>, faults: &mut Faults) -> Option<FigureSet> {
    let options = with.options;
    let mut reading = Reading { options, faults };
    let given = options.set.as_ref().map(|code| code.trim().to_owned());
    let given = given.map(|code| if about.several { format!("{code}_{}", about.characteristic) } else { code });
    let made = || vintage(file).map(|vintage| format!("{vintage}_{}_{}", about.areas, about.subject));
    let code = given.clone().or_else(made);
    let same = |set: &&FigureSet| {
        Some(&set.code) == code.as_ref()
            && (set.characteristic == about.characteristic && set.base == about.base)
            && (set.geography == about.geography && set.classification == about.classification)
    };
    let known = with.sets.iter().find(same);
    if !about.several {
        reading.agrees("--characteristic", options.characteristic.as_ref(), about.characteristic);
    }
    reading.agrees("--base", options.base.as_ref(), about.base.code());
    reading.agrees("--geography", options.geography.as_ref(), about.geography);
    let code = reading.code("--set", given.or_else(|| known.map(|set| set.code.clone())));
    let title = reading.text("--title", options.title.as_ref(), known.map(|set| set.title.as_str()));
    let source = reading.text("--source", options.source.as_ref(), known.map(|set| set.source.as_str()));
    let as_of = reading.date(known.map(|set| set.as_of));
    let licence = reading.text("--licence", options.licence.as_ref(), known.map(|set| set.licence.as_str()));
    Some(FigureSet {
        code: code?,
        characteristic: about.characteristic.to_owned(),
        title: title?,
        source: source?,
        as_of: as_of?,
        base: about.base,
        geography: about.geography.to_owned(),
        classification: about.classification,
        licence: licence?,
    })
}

/// Whom a generic table counts and what it is about, which it cannot say itself.
pub(super) fn generic(with: &With<'_>, faults: &mut Faults) -> Option<(String, Base)> {
    let options = with.options;
    let mut reading = Reading { options, faults };
    let characteristic = options.characteristic.as_ref().map(|text| text.trim().to_owned());
    let characteristic = reading.code("--characteristic", characteristic);
    let base = match options.base.as_deref().map(|text| text.trim().parse::<Base>()) {
        Some(Ok(base)) => Some(base),
        Some(Err(_)) => {
            let must = "people_all_ages, people_16_and_over or households";
            reading.faults.add(Fault::option("--base", Wrong::OptionUnreadable(must)));
            None
        }
        None => {
            reading.faults.add(Fault::option("--base", Wrong::OptionMissing));
            None
        }
    };
    let (characteristic, base) = (characteristic?, base?);
    let households = characteristic == domain::place::TENURE;
    if Grouping::known(&characteristic).is_some() && households != (base == Base::Households) {
        let says = if households { "households" } else { "people" };
        reading.faults.add(Fault::option("--base", Wrong::OptionContradicts(says.to_owned())));
        return None;
    }
    Some((characteristic, base))
}

/// The classification that a table is. `code` and `characteristic` where the table says them itself.
pub(super) fn classification(
    made: Option<(&str, &str)>,
    geography: &str,
    with: &With<'_>,
    faults: &mut Faults,
) -> Option<Classification> {
    let options = with.options;
    let known = made.and_then(|(code, characteristic)| {
        let same = |known: &&Classification| known.code == code && known.characteristic == characteristic;
        with.classifications.iter().find(same).filter(|known| known.geography == geography)
    });
    let mut reading = Reading { options, faults };
    reading.agrees("--geography", options.geography.as_ref(), geography);
    let name = reading.text("--classification", options.classification.as_ref(), made.map(|(code, _)| code));
    let edition = reading.text("--edition", options.edition.as_ref(), known.map(|known| known.edition.as_str()));
    let source = reading.text("--source", options.source.as_ref(), known.map(|known| known.source.as_str()));
    let as_of = reading.date(known.map(|known| known.as_of));
    let licence = reading.text("--licence", options.licence.as_ref(), known.map(|known| known.licence.as_str()));
    let (name, edition) = (name?, edition?);
    let code = match (known, made) {
        (Some(known), _) => known.code.clone(),
        (None, Some((code, _))) => code.to_owned(),
        (None, None) => format!("{}_{}", code_of(&name), code_of(&edition)),
    };
    let characteristic = match made {
        Some((_, characteristic)) => {
            reading.agrees("--characteristic", options.characteristic.as_ref(), characteristic);
            characteristic.to_owned()
        }
        None => options.characteristic.as_ref().map_or_else(|| code_of(&name), |text| text.trim().to_owned()),
    };
    let titled = format!("{name} ({edition})");
    let title = known.map_or(titled.as_str(), |known| known.title.as_str());
    let title = reading.text("--title", options.title.as_ref(), Some(title));
    let characteristic = reading.code("--characteristic", Some(characteristic))?;
    if Grouping::known(&characteristic).is_some() && characteristic != domain::place::DEPRIVATION {
        let says = "classes of data zones, which are no groups of people".to_owned();
        reading.faults.add(Fault::option("--characteristic", Wrong::OptionContradicts(says)));
        return None;
    }
    Some(Classification {
        code: reading.code("--classification", Some(code))?,
        characteristic,
        title: title?,
        edition,
        source: source?,
        as_of: as_of?,
        geography: geography.to_owned(),
        licence: licence?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vintage_is_in_the_name_of_the_file() {
        for (file, found) in [
            ("census2022_dz_age_sex.csv", Some("census2022")),
            ("/data/new/simd2020v2_datazones.csv", Some("simd2020v2")),
            ("c:\\data\\mid2022_council.csv", Some("mid2022")),
            ("census_2022.csv", None),
            ("figures.csv", None),
            ("_x.csv", None),
        ] {
            assert_eq!(vintage(file), found, "{file}");
        }
    }
}
