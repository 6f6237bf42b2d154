//! Hierarchies of the characteristics that the program knows, made from the codes of their groups.

use crate::disclosure::lattice::{Hierarchy, NotAHierarchy};

/// Codes for what is missing, ahead of all groups: as many as asked for.
///
/// The levels of a characteristic whose codes are first so many kinds of not having said, and then its groups in their
/// order. The middle level is that of the facts on disclosure (4.3: ages under 35, 35 to 64, 65 and over; two ethnic
/// groups; religion or none; fifths of deprivation joined at both ends); a kind of not having said stays what it is
/// until the last level, where there is one value for all. Other characteristics have that last level only.
///
/// # Errors
/// When there is no group, or there are too many.
pub fn known(characteristic: &str, groups: &[String], missing: u16) -> Result<Hierarchy, NotAHierarchy> {
    let everything = vec![0; groups.len() + usize::from(missing)];
    let middle: Option<Vec<u16>> = groups.iter().map(|group| coarser(characteristic, group)).collect();
    let Some(middle) = middle.filter(|middle| middle.iter().any(|code| Some(code) != middle.first())) else {
        return Hierarchy::new(everything.len(), vec![everything]);
    };
    let middle = (0..missing).chain(middle.into_iter().map(|code| code + missing)).collect();
    Hierarchy::new(everything.len(), vec![middle, everything])
}

/// The coarser group of a group; `None` where the program does not know one.
fn coarser(characteristic: &str, group: &str) -> Option<u16> {
    let number = || group.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<u16>().ok();
    Some(match characteristic {
        "age" => match number()? {
            0..35 => 0,
            35..65 => 1,
            _ => 2,
        },
        "ethnic_group" => u16::from(!matches!(group, "white_scottish" | "white_british")),
        "religion" => u16::from(group != "no_religion"),
        "disability" => u16::from(group == "not_limited"),
        "tenure" => u16::from(group != "owned"),
        crate::place::DEPRIVATION => match number()? {
            0..3 => 0,
            3 => 1,
            _ => 2,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::grouping::Grouping;

    #[test]
    fn the_groups_of_pages_have_levels() {
        for (characteristic, middle) in [
            ("age", &[0, 1, 2, 2, 3, 3, 3, 4, 4][..]),
            ("ethnic_group", &[0, 1, 2, 2, 3, 3, 3, 3]),
            ("deprivation", &[0, 1, 2, 2, 3, 4, 4]),
            ("disability", &[0, 1, 2, 2, 3]),
            ("religion", &[0, 1, 2, 3, 3, 3, 3, 3]),
            ("tenure", &[0, 1, 2, 3, 3, 3]),
        ] {
            let groups = Grouping::known(characteristic).unwrap().groups;
            let codes: Vec<String> = groups.into_iter().map(|group| group.code).collect();
            let hierarchy = known(characteristic, &codes, 2).unwrap();
            assert_eq!(hierarchy.levels(), 3, "{characteristic}");
            let found: Vec<u16> = (0..).zip(0..hierarchy.codes()).map(|(code, _)| hierarchy.at(1, code)).collect();
            assert_eq!(found, middle, "{characteristic}");
            assert!((0..).zip(0..hierarchy.codes()).all(|(code, _)| hierarchy.at(2, code) == 0));
        }
        assert_eq!(known("role", &["a".to_owned(), "b".to_owned()], 6).unwrap().levels(), 2);
        assert!(known("age", &[], 0).is_err());
    }
}
