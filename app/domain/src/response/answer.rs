//! The answers of one draft or one response, as typed, by the names of their fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Answers by the names of their fields: `item`, or `item.row` for a line of a matrix.
///
/// What people type is kept as they typed it, right or wrong, so that it can be shown again and explained. Choices are
/// kept as codes. A field that was left empty is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// What a field holds; nothing where it was not answered.
    pub fn get(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Keeps these values for a field; no values take the field away.
    pub fn set(&mut self, name: &str, values: Vec<String>) {
        if values.is_empty() {
            self.0.remove(name);
        } else if let Some(kept) = self.0.get_mut(name) {
            *kept = values;
        } else {
            self.0.insert(name.to_owned(), values);
        }
    }

    /// The same answers with these values for a field.
    #[must_use]
    pub fn with(mut self, name: &str, values: &[&str]) -> Self {
        self.set(name, values.iter().map(|value| (*value).to_owned()).collect());
        self
    }

    /// Every field that holds something, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields hold something.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The size of names and values, in bytes.
    pub fn size(&self) -> usize {
        self.0.iter().map(|(name, values)| name.len() + values.iter().map(String::len).sum::<usize>()).sum()
    }
}

impl<N: Into<String>> FromIterator<(N, Vec<String>)> for Answers {
    fn from_iter<T: IntoIterator<Item = (N, Vec<String>)>>(fields: T) -> Self {
        let some = fields.into_iter().filter(|(_, values)| !values.is_empty());
        Self(some.map(|(name, values)| (name.into(), values)).collect())
    }
}
