//! Whether those who took part were heard: who breaks off, who leaves which question out, and whose choices are funded.
//!
//! Formulas are those of the facts on inclusion, sections 1.8 and 1.9.

mod budgeting;
mod silence;

pub use self::{
    budgeting::{Ballot, Influence, Part, Project, influence},
    silence::{BreakOff, ItemSilence, break_off, item_silence, widest_page},
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_question_that_one_group_leaves_out_is_seen() {
        let silence = item_silence(&[(50, 100), (10, 100), (0, 0)]);
        assert_eq!((silence.groups[0].rate, silence.groups[2].rate), (Some(0.5), None));
        assert!(silence.p.unwrap() < 1e-6 && silence.cramers_v.unwrap() > 0.4);
        assert_eq!(silence.degrees_of_freedom, 1);
        for nothing in [vec![(0, 10), (0, 20)], vec![(10, 10), (20, 20)], vec![(3, 9)], vec![]] {
            let silence = item_silence(&nothing);
            assert_eq!((silence.chi_square, silence.p, silence.cramers_v), (None, None, None), "{nothing:?}");
        }
    }

    #[test]
    fn the_page_that_parts_groups_is_named_and_not_the_steepest() {
        // Half of both groups leave at the second page; at the third only the second group does.
        let groups = [break_off(&[50, 0, 50], 3), break_off(&[50, 20, 30], 3)];
        assert_eq!(groups[0].reached, [100, 50, 50]);
        assert_eq!((groups[0].completion, groups[1].completion), (Some(0.5), Some(0.3)));
        assert_eq!(widest_page(&groups), Some(2));
        assert_eq!(widest_page(&groups[..1]), None);
        assert_eq!(break_off(&[], 2), BreakOff { reached: vec![0, 0], completion: None });
    }

    fn projects(costs: &[(u64, bool)]) -> Vec<Project> {
        costs.iter().map(|(cost, funded)| Project { cost: *cost, funded: *funded }).collect()
    }

    fn ballot(group: usize, approved: &[usize]) -> Ballot {
        Ballot { group, approved: approved.iter().copied().collect() }
    }

    #[test]
    fn costs_are_shared_among_supporters() {
        let projects = projects(&[(90, true), (30, true), (50, false), (7, true)]);
        let ballots = [ballot(0, &[0]), ballot(0, &[0, 1]), ballot(1, &[0, 2]), ballot(1, &[])];
        let found = influence(&projects, &ballots, 3).unwrap();
        assert_eq!((found.spent, found.spent_without_support), (127, 7));
        let [one, other, nobody] = &found.groups[..] else { panic!("{found:?}") };
        let one = one.unwrap();
        assert!((one.share - 90.0).abs() < 1e-9 && (one.share_of_spend.unwrap() - 0.75).abs() < 1e-9);
        assert_eq!((one.voters, one.empty_handed_share, one.funded_projects), (2, 0.0, 1.5));
        assert!((one.influence_ratio.unwrap() - 1.5).abs() < 1e-9);
        assert_eq!((other.unwrap().empty_handed_share, *nobody), (0.5, None));
        assert_eq!(found.all.unwrap().influence_ratio, Some(1.0));
    }

    #[test]
    fn without_anything_funded_there_is_no_influence() {
        let found = influence(&projects(&[(5, false)]), &[ballot(0, &[0])], 1).unwrap();
        let all = found.all.unwrap();
        assert_eq!((all.share_of_spend, all.influence_ratio, all.gini), (None, None, 0.0));
        assert_eq!(influence(&projects(&[(5, true)]), &[], 1).unwrap().all, None);
        assert_eq!(influence(&projects(&[(5, true)]), &[ballot(1, &[])], 1), None);
        assert_eq!(influence(&projects(&[(5, true)]), &[ballot(0, &[1])], 1), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_to_what_was_spent(
            costs in prop::collection::vec((1_u64..1000, any::<bool>()), 1..6),
            ballots in prop::collection::vec((0_usize..3, prop::collection::btree_set(0_usize..6, 0..5)), 1..40),
        ) {
            let projects = projects(&costs);
            let inside = |set: std::collections::BTreeSet<usize>| set.into_iter().filter(|at| *at < costs.len()).collect();
            let ballots: Vec<_> = ballots.into_iter().map(|(group, set)| Ballot { group, approved: inside(set) }).collect();
            let found = influence(&projects, &ballots, 3).unwrap();
            let shares: f64 = found.groups.iter().flatten().map(|part| part.share).sum();
            prop_assert!((shares - (found.spent - found.spent_without_support) as f64).abs() < 1e-6);
            for part in found.groups.iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&part.empty_handed_share));
                prop_assert!((-1e-12..1.0).contains(&part.gini));
            }
        }

        #[test]
        fn nobody_reaches_more_than_started(last in prop::collection::vec(0_u64..50, 1..9)) {
            let found = break_off(&last, last.len());
            prop_assert_eq!(found.reached[0], last.iter().sum::<u64>());
            prop_assert!(found.reached.windows(2).all(|pair| pair[1] <= pair[0]));
        }
    }
}
