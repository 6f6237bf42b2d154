//! Layouts: the census tables that are recognised, with the code of each category and the sums that must hold.

use domain::place::{Base, DEPRIVATION, Numbers, TENURE, figure::ALL};

use super::rows::key;

/// A table of categories.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// What it is about.
    pub characteristic: &'static str,
    /// Whom it counts.
    pub base: Base,
    /// Each category as the table writes it, and its code here.
    pub categories: &'static [(&'static str, &'static str)],
    /// Totals, and the categories that add up to each.
    pub totals: &'static [(&'static str, &'static [&'static str])],
}

/// Cells are perturbed one by one, so totals are never exact. The largest differences in the tables of 2022 are 20 in a
/// data zone, 64 in a cell of a council, and far below a hundredth of any large total.
const FAR_OFF: u64 = 50;
/// Totals above `FAR_OFF * 50` may differ by a fiftieth.
const FAR_OFF_SHARE: u64 = 50;

impl Layout {
    /// The code of a category as it is written in a table or a header.
    pub fn code(&self, label: &str) -> Option<&'static str> {
        let label = key(label);
        self.categories.iter().find(|(name, _)| key(name) == label).map(|(_, code)| *code)
    }

    /// The layout that knows most of these labels, if it knows more than half of its own.
    pub fn of(labels: &[&str]) -> Option<&'static Self> {
        let known = |layout: &&Self| labels.iter().filter(|label| layout.code(label).is_some()).count();
        LAYOUTS.iter().max_by_key(known).filter(|layout| 2 * known(layout) > layout.categories.len())
    }

    /// The totals that are far from the sum of their parts: code, total, sum.
    pub fn far_off(&self, numbers: &Numbers) -> Vec<(&'static str, u64, u64)> {
        let number = |code: &&str| numbers.get(*code).copied();
        let wrong = |(total, parts): &(&'static str, &'static [&'static str])| {
            let whole = number(total)?;
            let sum = parts.iter().map(number).sum::<Option<u64>>()?;
            is_far_off(whole, sum).then_some((*total, whole, sum))
        };
        self.totals.iter().filter_map(wrong).collect()
    }

    /// A category as the table writes it.
    pub fn label(&self, code: &str) -> &'static str {
        self.categories.iter().find(|(_, known)| *known == code).map_or("", |(label, _)| label)
    }
}

/// Whether a total is further from the sum of its parts than perturbed cells explain.
pub(super) fn is_far_off(total: u64, parts: u64) -> bool {
    let difference = total.abs_diff(parts);
    difference > FAR_OFF && difference > total / FAR_OFF_SHARE
}

/// The bands of age of `UV102b`.
pub(super) const BANDS: [&str; 20] = [
    "0-4", "5-9", "10-14", "15", "16-17", "18-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54",
    "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85+",
];

/// The years that a band begins and ends with; 85+ has no end.
pub(super) fn years(band: &str) -> (u64, u64) {
    let read = |text: &str| text.parse().unwrap_or(0);
    match (band.split_once('-'), band.strip_suffix('+')) {
        (Some((from, to)), _) => (read(from), read(to)),
        (None, Some(from)) => (read(from), u64::MAX),
        (None, None) => (read(band), read(band)),
    }
}

/// SIMD fifths, by which councils' people are counted.
pub(super) const FIFTHS: Layout = Layout {
    characteristic: DEPRIVATION,
    base: Base::PeopleAllAges,
    categories: &[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")],
    totals: &[],
};

const LAYOUTS: [Layout; 4] = [DISABILITY, ETHNIC_GROUP, RELIGION, HOUSEHOLDS];

const DISABILITY: Layout = Layout {
    characteristic: "disability",
    base: Base::PeopleAllAges,
    categories: &[
        ("All people", ALL),
        ("Day-to-day activities limited a lot", "limited_a_lot"),
        ("Day-to-day activities limited a little", "limited_a_little"),
        ("Day-to-day activities not limited", "not_limited"),
    ],
    totals: &[(ALL, &["limited_a_lot", "limited_a_little", "not_limited"])],
};

const ETHNIC_GROUP: Layout = Layout {
    characteristic: "ethnic_group",
    base: Base::PeopleAllAges,
    categories: &[
        ("All People", ALL),
        ("White: Total", "total_white"),
        ("White: White Scottish", "white_scottish"),
        ("White: Other White British", "white_british"),
        ("White: White Irish", "white_irish"),
        ("White: Gypsy/ Traveller", "gypsy_traveller"),
        ("White: White Polish", "white_polish"),
        ("Other White", "other_white"),
        ("Mixed or multiple ethnic group", "mixed"),
        ("Asian, Asian Scottish or Asian British: Total", "total_asian"),
        ("Asian, Asian Scottish or Asian British: Pakistani, Pakistani Scottish or Pakistani British", "pakistani"),
        ("Asian, Asian Scottish or Asian British: Indian, Indian Scottish or Indian British", "indian"),
        (
            "Asian, Asian Scottish or Asian British: Bangladeshi, Bangladeshi Scottish or Bangladeshi British",
            "bangladeshi",
        ),
        ("Asian, Asian Scottish or Asian British: Chinese, Chinese Scottish or Chinese British", "chinese"),
        ("Asian, Asian Scottish or Asian British: Other Asian", "other_asian"),
        ("African: Total", "total_african"),
        ("African: African, African Scottish or African British", "african"),
        ("African: Other African", "other_african"),
        ("Caribbean or Black: Total", "total_caribbean_black"),
        ("Caribbean or Black: Caribbean, Caribbean Scottish or Caribbean British", "caribbean"),
        ("Caribbean or Black: Black, Black Scottish or Black British", "black"),
        ("Caribbean or Black: Other Caribbean or Black", "other_caribbean_black"),
        ("Other ethnic groups: Total", "total_other"),
        ("Other ethnic groups: Arab, Arab Scottish or Arab British", "arab"),
        ("Other ethnic groups: Other ethnic group", "other_ethnic"),
    ],
    totals: &[
        (ALL, &["total_white", "mixed", "total_asian", "total_african", "total_caribbean_black", "total_other"]),
        (
            "total_white",
            &["white_scottish", "white_british", "white_irish", "gypsy_traveller", "white_polish", "other_white"],
        ),
        ("total_asian", &["pakistani", "indian", "bangladeshi", "chinese", "other_asian"]),
        ("total_african", &["african", "other_african"]),
        ("total_caribbean_black", &["caribbean", "black", "other_caribbean_black"]),
        ("total_other", &["arab", "other_ethnic"]),
    ],
};

const RELIGION: Layout = Layout {
    characteristic: "religion",
    base: Base::PeopleAllAges,
    categories: &[
        ("All people", ALL),
        ("Church of Scotland", "church_of_scotland"),
        ("Roman Catholic", "roman_catholic"),
        ("Other Christian", "other_christian"),
        ("Buddhist", "buddhist"),
        ("Hindu", "hindu"),
        ("Jewish", "jewish"),
        ("Muslim", "muslim"),
        ("Sikh", "sikh"),
        ("Pagan", "pagan"),
        ("Other religion", "other_religion"),
        ("No religion", "no_religion"),
        ("Religion not stated", "not_stated"),
    ],
    totals: &[(
        ALL,
        &[
            "church_of_scotland",
            "roman_catholic",
            "other_christian",
            "buddhist",
            "hindu",
            "jewish",
            "muslim",
            "sikh",
            "pagan",
            "other_religion",
            "no_religion",
            "not_stated",
        ],
    )],
};

const HOUSEHOLDS: Layout = Layout {
    characteristic: TENURE,
    base: Base::Households,
    categories: &[
        ("All occupied households", ALL),
        ("Owned: Total", "total_owned"),
        ("Owned: Owned outright", "owned_outright"),
        ("Owned: Owned with a mortgage or loan", "mortgage"),
        ("Owned: Shared ownership (part owned and part rented)", "shared_ownership"),
        ("Owned: Shared Equity (e.g. LIFT or Help-to-Buy)", "shared_equity"),
        ("Social Rented: Council (LA) or Housing Association/ Registered Social Landlord", "social_rented"),
        ("Private rented: Total", "total_private_rented"),
        ("Private rented: Private landlord or letting agency", "private_landlord"),
        ("Private rented: Other", "private_other"),
        ("Lives Rent Free", "rent_free"),
    ],
    totals: &[
        (ALL, &["total_owned", "social_rented", "total_private_rented", "rent_free"]),
        ("total_owned", &["owned_outright", "mortgage", "shared_ownership", "shared_equity"]),
        ("total_private_rented", &["private_landlord", "private_other"]),
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::place::Grouping;

    use super::*;

    #[test]
    fn tables_are_known_by_their_labels_in_either_spelling() {
        let religion = ["all_people", "CHURCH OF SCOTLAND", "roman_catholic", "Muslim", "Sikh", "Pagan", "Hindu"];
        assert_eq!(Layout::of(&religion).unwrap().characteristic, "religion");
        let wide = "asian_asian_scottish_or_asian_british_indian_indian_scottish_or_indian_british";
        assert_eq!(ETHNIC_GROUP.code(wide), Some("indian"));
        assert_eq!(DISABILITY.code("day_to_day_activities_limited_a_lot"), Some("limited_a_lot"));
        assert!(Layout::of(&["All people", "Muslim"]).is_none());
    }

    #[test]
    fn groups_can_be_added_up_from_every_table() {
        for layout in LAYOUTS.iter().chain([&FIFTHS]) {
            let numbers: Numbers = layout.categories.iter().map(|(_, code)| ((*code).to_owned(), 1)).collect();
            assert_eq!(numbers.len(), layout.categories.len(), "{}", layout.characteristic);
            let grouping = Grouping::known(layout.characteristic).unwrap();
            assert!(grouping.add_up(&numbers, |_| true).is_some(), "{}", layout.characteristic);
            let keys: BTreeSet<_> = layout.categories.iter().map(|(label, _)| key(label)).collect();
            assert_eq!(keys.len(), numbers.len(), "{}", layout.characteristic);
            for (total, parts) in layout.totals {
                assert!(parts.iter().chain([total]).all(|code| numbers.contains_key(*code)), "{total}");
            }
        }
        let ages: Numbers = BANDS.iter().map(|band| ((*band).to_owned(), 1)).collect();
        assert_eq!(Grouping::known("age").unwrap().add_up(&ages, |_| true).unwrap().1, [3, 2, 2, 2, 2, 2, 3]);
    }

    #[test]
    fn small_differences_are_the_census_large_ones_are_mistakes() {
        for (total, parts, far) in [
            (969, 989, false),
            (0, 50, false),
            (0, 51, true),
            (969, 1200, true),
            (620_000, 619_500, false),
            (620_000, 600_000, true),
        ] {
            assert_eq!(is_far_off(total, parts), far, "{total} {parts}");
        }
        assert_eq!((years("15"), years("20-24"), years("85+")), ((15, 15), (20, 24), (85, u64::MAX)));
    }
}
