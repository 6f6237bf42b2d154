//! The attacker: every order on one side against every order on the other, and every value that both sides share.

use std::collections::{BTreeMap, HashMap, HashSet};

/// A table as it lies there: its rows in physical order, each a list of values as bytes.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where it is.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Vec<Vec<u8>>>,
}

/// Everything that the attacker holds.
#[derive(Clone, Debug, Default)]
pub struct Dump {
    /// All tables of both databases.
    pub tables: Vec<Table>,
    /// Files as they are on the disk: databases, write-ahead logs, logs.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Dump {
    /// This and another, held together.
    pub fn and(mut self, other: Self) -> Self {
        let again = |name: String| format!("{name} (later)");
        self.tables.extend(other.tables.into_iter().map(|table| Table { name: again(table.name), rows: table.rows }));
        self.files.extend(other.files.into_iter().map(|(name, bytes)| (again(name), bytes)));
        self
    }
}

/// What the attacker looks for.
pub struct Attack<'a> {
    /// The people, by what names them in the data: their addresses.
    pub people: &'a [String],
    /// Their answers, by what stands in them; those of person `n` hold `marks[n]`.
    pub marks: &'a [String],
}

/// Everybody on one side in one order; several may share a place.
struct Order {
    how: String,
    list: Vec<usize>,
}

impl Attack<'_> {
    /// The list of guesses with the most right ones.
    pub fn best(&self, dump: &Dump) -> (String, usize) {
        let (people, answers) = (Self::orders(dump, self.people), Self::orders(dump, self.marks));
        assert!(!people.is_empty() && !answers.is_empty(), "the attacker must see both sides");
        let mut best = self.shared_values(dump);
        for one in &people {
            for other in &answers {
                for (direction, right) in [("", forward(one, other)), (" backwards", backward(one, other))] {
                    if right > best.1 {
                        best = (format!("{} against {}{direction}", one.how, other.how), right);
                    }
                }
            }
        }
        best
    }

    /// Every order in which all of these can be seen: as rows lie, as rows sort by each column, as bytes lie in files.
    fn orders(dump: &Dump, names: &[String]) -> Vec<Order> {
        let mut orders = Vec::new();
        for table in &dump.tables {
            let found: Vec<(usize, &Vec<Vec<u8>>)> =
                table.rows.iter().filter_map(|row| Some((holder(row, names)?, row))).collect();
            let distinct: HashSet<usize> = found.iter().map(|(n, _)| *n).collect();
            if distinct.len() < names.len() {
                continue;
            }
            let first = |rows: &[(usize, &Vec<Vec<u8>>)]| {
                let mut seen = HashSet::new();
                rows.iter().map(|(n, _)| *n).filter(|n| seen.insert(*n)).collect::<Vec<usize>>()
            };
            orders.push(Order { how: format!("rows of {}", table.name), list: first(&found) });
            for column in 0..found[0].1.len() {
                let mut sorted = found.clone();
                sorted.sort_by_key(|(_, row)| sort_key(&row[column]));
                orders.push(Order { how: format!("{} by column {column}", table.name), list: first(&sorted) });
            }
        }
        for (name, bytes) in &dump.files {
            let places: Vec<Vec<usize>> = names.iter().map(|name| all_places(bytes, name.as_bytes())).collect();
            if places.iter().any(Vec::is_empty) {
                continue;
            }
            for (which, pick) in [("first", 0_usize), ("last", usize::MAX)] {
                let mut list: Vec<usize> = (0..names.len()).collect();
                list.sort_by_key(|n| places[*n][pick.min(places[*n].len() - 1)]);
                orders.push(Order { how: format!("{which} bytes in {name}"), list });
            }
        }
        orders
    }

    /// Rows that share a value which few others have: as people and answers do when one refers to the other.
    fn shared_values(&self, dump: &Dump) -> (String, usize) {
        let mut holders: HashMap<&[u8], (HashSet<usize>, HashSet<usize>)> = HashMap::new();
        for row in dump.tables.iter().flat_map(|table| &table.rows) {
            let (person, answer) = (holder(row, self.people), holder(row, self.marks));
            for value in row.iter().filter(|value| value.len() >= 4) {
                let entry = holders.entry(value.as_slice()).or_default();
                entry.0.extend(person);
                entry.1.extend(answer);
            }
        }
        let mut guesses: BTreeMap<usize, usize> = BTreeMap::new();
        for (people, answers) in holders.values() {
            if let (1, 1) = (people.len(), answers.len()) {
                guesses.extend(people.iter().copied().zip(answers.iter().copied()));
            }
        }
        let right = guesses.iter().filter(|(person, answer)| person == answer).count();
        ("values that both sides share".to_owned(), right)
    }
}

fn holder(row: &[Vec<u8>], names: &[String]) -> Option<usize> {
    let holds = |name: &String| row.iter().any(|value| !all_places(value, name.as_bytes()).is_empty());
    names.iter().position(holds)
}

/// Numbers sort as numbers where they are written as such.
fn sort_key(value: &[u8]) -> (u8, i128, Vec<u8>) {
    match std::str::from_utf8(value).ok().and_then(|text| text.parse::<i128>().ok()) {
        Some(number) => (0, number, Vec::new()),
        None => (1, 0, value.to_vec()),
    }
}

fn all_places(bytes: &[u8], name: &[u8]) -> Vec<usize> {
    if name.is_empty() || bytes.len() < name.len() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == name[0]) {
        let at = from + at;
        if bytes[at..].starts_with(name) {
            places.push(at);
        }
        from = at + 1;
    }
    places
}

fn forward(one: &Order, other: &Order) -> usize {
    one.list.iter().zip(&other.list).filter(|(person, answer)| person == answer).count()
}

fn backward(one: &Order, other: &Order) -> usize {
    one.list.iter().zip(other.list.iter().rev()).filter(|(person, answer)| person == answer).count()
}

/// Fails unless every answer can be seen somewhere: an attack on nothing proves nothing.
#[track_caller]
pub fn must_see(dump: &Dump, marks: &[String]) {
    for mark in marks {
        let in_table = dump.tables.iter().flat_map(|table| table.rows.iter().flatten());
        let seen = in_table.chain(dump.files.iter().map(|(_, bytes)| bytes));
        assert!(seen.into_iter().any(|value| !all_places(value, mark.as_bytes()).is_empty()), "{mark} is nowhere");
    }
}
