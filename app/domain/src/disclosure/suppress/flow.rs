//! Attacks on tables with two dimensions: every cell is an edge between its row and its column, and what fits the
//! published totals is what can flow around in circles. Whole numbers come out by themselves.

use std::collections::VecDeque;

use super::Counts;

/// A table as a network.
pub(super) struct Network {
    /// From which node to which an increase of each cell flows.
    edges: Vec<(usize, usize)>,
    /// The edges at each node.
    around: Vec<Vec<usize>>,
}

/// The way between the ends of a cell: how much can flow, and which cells would have to be withheld for more.
pub(super) struct Flow {
    /// How much, up to what was asked for.
    pub(super) amount: u64,
    /// The nodes that can still be reached from the start.
    reached: Vec<bool>,
}

impl Network {
    /// The network of a table with two dimensions.
    pub(super) fn of(table: &Counts) -> Option<Self> {
        if table.grid.dimensions() != 2 {
            return None;
        }
        let columns = table.grid.line(0, 1).count() + 1;
        let rows = table.len() / columns;
        let edge = |cell: usize| {
            let (row, column) = (cell / columns, rows + cell % columns);
            // A margin flows against the cells of its line.
            let turned = (row + 1 == rows) != (column + 1 == rows + columns);
            if turned { (column, row) } else { (row, column) }
        };
        let edges: Vec<(usize, usize)> = (0..table.len()).map(edge).collect();
        let mut around = vec![Vec::new(); rows + columns];
        for (cell, (from, to)) in edges.iter().enumerate() {
            around[*from].push(cell);
            around[*to].push(cell);
        }
        Some(Self { edges, around })
    }

    /// How much a cell can be raised (or lowered) when these amounts can be added to and taken from the others.
    pub(super) fn around(&self, cell: usize, raised: bool, add: &[u64], take: &[u64], most: u64) -> Flow {
        let (mut add, mut take) = (add.to_vec(), take.to_vec());
        // Raising the cell itself carries the amount from one end to the other; the rest of the circle brings it back.
        let (from, to) = self.edges[cell];
        let (start, end) = if raised { (to, from) } else { (from, to) };
        (add[cell], take[cell]) = (0, 0);
        let mut amount = 0;
        loop {
            let came = self.reach(start, &add, &take);
            let reached: Vec<bool> = came.iter().enumerate().map(|(at, by)| at == start || by.is_some()).collect();
            if !reached[end] || amount >= most {
                return Flow { amount, reached };
            }
            let mut way = Vec::new();
            let mut at = end;
            while let (true, Some(by)) = (at != start, came[at]) {
                let (from, to) = self.edges[by];
                way.push((by, at == to));
                at = if at == to { from } else { to };
            }
            let room = |(by, forward): &(usize, bool)| if *forward { add[*by] } else { take[*by] };
            let more = way.iter().map(room).min().unwrap_or(0).min(most - amount);
            for (by, forward) in way {
                let (less, back) = if forward { (&mut add, &mut take) } else { (&mut take, &mut add) };
                less[by] -= more;
                back[by] = back[by].saturating_add(more);
            }
            amount += more;
        }
    }

    /// By which edge each node is reached first.
    fn reach(&self, start: usize, add: &[u64], take: &[u64]) -> Vec<Option<usize>> {
        let mut came = vec![None; self.around.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for by in &self.around[at] {
                let (from, to) = self.edges[*by];
                let (next, room) = if at == from { (to, add[*by]) } else { (from, take[*by]) };
                if room > 0 && next != start && came[next].is_none() {
                    came[next] = Some(*by);
                    queue.push_back(next);
                }
            }
        }
        came
    }

    /// How much each cell would let through if it were withheld: what a cover is made of.
    pub(super) fn cut(&self, cell: usize, flow: &Flow, counts: &[u64], need: u64) -> Vec<u64> {
        let through = |(at, (from, to)): (usize, &(usize, usize))| match (flow.reached[*from], flow.reached[*to]) {
            _ if at == cell => 0,
            (true, false) => need,
            (false, true) => counts[at].min(need),
            _ => 0,
        };
        self.edges.iter().enumerate().map(through).collect()
    }
}
