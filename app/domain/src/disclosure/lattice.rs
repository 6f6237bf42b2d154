//! Generalisation: for each characteristic a hierarchy of coarser and coarser codes, and the search for the combination
//! of levels that keeps most while every combination of values is shared by enough.
//!
//! All work is done on the cube of distinct keys, which is counted once: a million people of six characteristics are
//! some tens of thousands of cells, and every node of the lattice is a sum over them (facts on disclosure, 4.2). Every
//! node is looked at, so that the best one is the best.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::inclusion::cube::Cube;

/// The most nodes of a lattice: all of them are looked at.
pub const MOST_NODES: usize = 100_000;
/// Nodes with more possible cells than this are summed up by hashing.
const DENSE: u64 = 1 << 22;

/// The levels of one characteristic. Level 0 is the code itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hierarchy {
    /// How many codes there are.
    codes: usize,
    /// For each further level, the coarser code of every code.
    coarser: Vec<Vec<u16>>,
}

/// Why levels make no hierarchy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAHierarchy {
    /// There is no code, or there are more than 65,535.
    Codes,
    /// A level does not have one coarser code for each code.
    Level(usize),
    /// Two codes that one level joins are told apart by the next.
    Parted(usize),
}

impl Hierarchy {
    /// A hierarchy over codes from 0 on.
    ///
    /// # Errors
    /// What is wrong with the levels; the first further level is 1.
    pub fn new(codes: usize, coarser: Vec<Vec<u16>>) -> Result<Self, NotAHierarchy> {
        if codes == 0 || codes > usize::from(u16::MAX) {
            return Err(NotAHierarchy::Codes);
        }
        for (at, level) in coarser.iter().enumerate() {
            if level.len() != codes {
                return Err(NotAHierarchy::Level(at + 1));
            }
            let Some(finer) = at.checked_sub(1).and_then(|below| coarser.get(below)) else { continue };
            let mut joined: HashMap<u16, u16> = HashMap::new();
            let parted =
                finer.iter().zip(level).any(|(finer, coarser)| joined.entry(*finer).or_insert(*coarser) != coarser);
            if parted {
                return Err(NotAHierarchy::Parted(at + 1));
            }
        }
        Ok(Self { codes, coarser })
    }

    /// How many levels there are, level 0 too.
    pub const fn levels(&self) -> usize {
        self.coarser.len() + 1
    }

    /// How many codes there are at level 0.
    pub const fn codes(&self) -> usize {
        self.codes
    }

    /// The code of a code at a level; the code itself beyond the last level or the last code.
    pub fn at(&self, level: usize, code: u16) -> u16 {
        let coarser = level.checked_sub(1).and_then(|level| self.coarser.get(level)?.get(usize::from(code)));
        coarser.copied().unwrap_or(code)
    }

    /// One more than the largest code at a level.
    fn size(&self, level: usize) -> usize {
        match level.checked_sub(1).and_then(|level| self.coarser.get(level)) {
            Some(level) => level.iter().max().map_or(0, |largest| usize::from(*largest) + 1),
            None => self.codes,
        }
    }
}

/// One node: the level of every characteristic.
pub type Node = Vec<usize>;

/// The classes of equal keys at a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// The people of the smallest class.
    pub smallest: u64,
    /// How many classes.
    pub classes: u64,
    /// The sum of the squares of their people (R. J. Bayardo and R. Agrawal's discernibility, 2005).
    pub discernibility: u64,
    /// For each k that was asked for, the people in smaller classes.
    pub below: Vec<u64>,
    /// For each k, the sum of the squares of these classes.
    pub below_squares: Vec<u64>,
}

impl Classes {
    /// What a node costs when the people in classes smaller than the `at`-th k are left out: the discernibility of the
    /// others, and for each of these as much as being mistaken for everybody (as ARX counts).
    pub fn cost(&self, at: usize, people: u64) -> u64 {
        self.discernibility - self.below_squares[at] + self.below[at] * people
    }
}

/// All nodes over some keys.
#[derive(Clone, Debug)]
pub struct Lattice {
    hierarchies: Vec<Hierarchy>,
    cube: Cube,
    people: u64,
}

impl Lattice {
    /// The lattice over the keys of a cube. `None` if the hierarchies do not fit its characteristics, or there are more
    /// than [`MOST_NODES`] nodes.
    pub fn new(hierarchies: Vec<Hierarchy>, cube: Cube) -> Option<Self> {
        let nodes = hierarchies.iter().try_fold(1_usize, |nodes, one| nodes.checked_mul(one.levels()))?;
        let fits = |(one, codes): (&Hierarchy, &Vec<u16>)| codes.iter().all(|code| usize::from(*code) < one.codes);
        let fit = cube.codes.len() == hierarchies.len() && hierarchies.iter().zip(&cube.codes).all(fits);
        let people = cube.people.iter().sum();
        (fit && nodes <= MOST_NODES).then_some(Self { hierarchies, cube, people })
    }

    /// How many people.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// The cells.
    pub const fn cube(&self) -> &Cube {
        &self.cube
    }

    /// The hierarchies.
    pub fn hierarchies(&self) -> &[Hierarchy] {
        &self.hierarchies
    }

    /// All nodes, the last characteristic's level counting up first.
    pub fn nodes(&self) -> Vec<Node> {
        let mut nodes: Vec<Node> = vec![Vec::new()];
        for hierarchy in &self.hierarchies {
            nodes = nodes
                .iter()
                .flat_map(|node| (0..hierarchy.levels()).map(|level| [node.as_slice(), &[level]].concat()))
                .collect();
        }
        nodes
    }

    /// The classes at a node, for these k.
    pub fn classes(&self, node: &[usize], k: &[u64]) -> Classes {
        let sums = self.sums(node);
        let mut found = Classes {
            smallest: u64::MAX,
            classes: 0,
            discernibility: 0,
            below: vec![0; k.len()],
            below_squares: vec![0; k.len()],
        };
        for people in sums.into_iter().filter(|people| *people > 0) {
            found.smallest = found.smallest.min(people);
            found.classes += 1;
            found.discernibility += people * people;
            for (at, _) in k.iter().enumerate().filter(|(_, k)| people < **k) {
                found.below[at] += people;
                found.below_squares[at] += people * people;
            }
        }
        if found.classes == 0 {
            found.smallest = 0;
        }
        found
    }

    /// The people of each class at a node, some of which may be 0.
    fn sums(&self, node: &[usize]) -> Vec<u64> {
        let mut stride = 1_u64;
        let mut shares: Vec<Vec<u64>> = Vec::with_capacity(node.len());
        for (hierarchy, level) in self.hierarchies.iter().zip(node).rev() {
            let codes = u16::try_from(hierarchy.codes).unwrap_or(u16::MAX);
            shares.push((0..codes).map(|code| u64::from(hierarchy.at(*level, code)).wrapping_mul(stride)).collect());
            stride = stride.saturating_mul(hierarchy.size(*level) as u64);
        }
        shares.reverse();
        let mut keys = vec![0_u64; self.cube.people.len()];
        for (share, codes) in shares.iter().zip(&self.cube.codes) {
            for (key, code) in keys.iter_mut().zip(codes) {
                *key = key.wrapping_add(share.get(usize::from(*code)).copied().unwrap_or(0));
            }
        }
        if stride <= DENSE {
            let mut sums = vec![0_u64; usize::try_from(stride).unwrap_or(0)];
            for (key, people) in keys.iter().zip(&self.cube.people) {
                if let Some(sum) = usize::try_from(*key).ok().and_then(|key| sums.get_mut(key)) {
                    *sum += people;
                }
            }
            return sums;
        }
        let mut sums: HashMap<u64, u64> = HashMap::new();
        for (key, people) in keys.iter().zip(&self.cube.people) {
            *sums.entry(*key).or_default() += people;
        }
        sums.into_values().collect()
    }

    /// The nodes at which at most so many people are in classes smaller than k, and what they are: the one that costs
    /// least first, of equal ones the first of all nodes.
    pub fn ranked(&self, k: u64, below: f64) -> Vec<(Node, Classes)> {
        let at_node = |node: Node| {
            let classes = self.classes(&node, &[k]);
            (classes.below[0] as f64 <= below).then_some((node, classes))
        };
        let mut ranked: Vec<_> = self.nodes().into_iter().filter_map(at_node).collect();
        ranked.sort_by_key(|(_, classes)| classes.cost(0, self.people));
        ranked
    }

    /// The node that costs least among those at which at most this share of people (from 0 to 1) is in classes smaller
    /// than k, and what it costs; of equal ones the first. `None` if there is none.
    pub fn best(&self, k: u64, suppression: f64) -> Option<(Node, Classes)> {
        self.ranked(k, suppression * self.people as f64).into_iter().next()
    }

    /// The key of every cell at a node in one word: so many bits for each characteristic, the first in the lowest.
    pub fn keys(&self, node: &[usize], bits: usize) -> Vec<u128> {
        let mut keys = vec![0_u128; self.cube.people.len()];
        for (at, (hierarchy, codes)) in self.hierarchies.iter().zip(&self.cube.codes).enumerate() {
            let level = node.get(at).copied().unwrap_or(0);
            for (key, code) in keys.iter_mut().zip(codes) {
                *key |= u128::from(hierarchy.at(level, *code)) << (bits * at);
            }
        }
        keys
    }
}

/// Of these nodes, those of which no other is at most as coarse in every characteristic.
pub fn minimal(nodes: &[Node]) -> Vec<Node> {
    let below = |one: &Node, other: &Node| one != other && one.iter().zip(other).all(|(a, b)| a <= b);
    nodes.iter().filter(|node| !nodes.iter().any(|other| below(other, node))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn halves(codes: u16) -> Hierarchy {
        let level = (0..codes).map(|code| code / 2).collect();
        Hierarchy::new(usize::from(codes), vec![level, vec![0; usize::from(codes)]]).unwrap()
    }

    #[test]
    fn what_is_no_hierarchy_is_refused() {
        assert_eq!(Hierarchy::new(0, vec![]), Err(NotAHierarchy::Codes));
        assert_eq!(Hierarchy::new(3, vec![vec![0, 0]]), Err(NotAHierarchy::Level(1)));
        assert_eq!(Hierarchy::new(3, vec![vec![0, 0, 1], vec![0, 1, 1]]), Err(NotAHierarchy::Parted(2)));
        let cube = Cube::count::<u8>(&[&[0, 1]], &[2], None).unwrap();
        assert!(Lattice::new(vec![halves(2), halves(2)], cube.clone()).is_none());
        assert!(Lattice::new(vec![halves(1)], cube).is_none());
    }

    #[test]
    fn nodes_are_searched_from_fine_to_coarse() {
        let column: Vec<u8> = [vec![0; 6], vec![1; 3], vec![2; 2], vec![3; 4]].concat();
        let cube = Cube::count(&[&column[..]], &[4], None).unwrap();
        let lattice = Lattice::new(vec![halves(4)], cube).unwrap();
        assert_eq!(lattice.nodes(), [[0], [1], [2]]);
        assert_eq!(lattice.classes(&[0], &[3, 5]).below, [2, 9]);
        assert_eq!(lattice.best(5, 0.0).unwrap().0, [1]);
        assert_eq!(lattice.best(3, 0.2).unwrap().0, [0]);
        assert_eq!(lattice.best(16, 0.0), None);
        assert_eq!(minimal(&[vec![0, 2], vec![1, 1], vec![1, 2]]), [vec![0, 2], vec![1, 1]]);
    }

    proptest! {
        #[test]
        fn coarser_nodes_have_larger_classes(rows in prop::collection::vec((0_u8..5, 0_u8..4), 1..120)) {
            let (one, other): (Vec<u8>, Vec<u8>) = rows.into_iter().unzip();
            let cube = Cube::count(&[&one[..], &other], &[5, 4], None).unwrap();
            let lattice = Lattice::new(vec![halves(5), halves(4)], cube).unwrap();
            for node in lattice.nodes() {
                let classes = lattice.classes(&node, &[5]);
                for at in 0..2 {
                    let mut above = node.clone();
                    above[at] += 1;
                    if above[at] < 3 {
                        let coarser = lattice.classes(&above, &[5]);
                        prop_assert!(coarser.smallest >= classes.smallest && coarser.below[0] <= classes.below[0]);
                        prop_assert!(coarser.discernibility >= classes.discernibility);
                    }
                }
            }
        }
    }
}
