//! Questions in addresses: names and values after a question mark.

use std::fmt::Write;

/// A question of these names and values, with those left out that are empty: `?rows=about.age&columns=q6`.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        query.push_str(&encoded(value));
    }
    query
}

/// A value as it stands in an address: everything but letters, digits and `-._~` by its bytes.
pub fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_left_out_and_the_rest_is_written_by_bytes() {
        assert_eq!(
            query(&[("rows", "about.age"), ("columns", ""), ("area", "a b#é")]),
            "?rows=about.age&area=a%20b%23%C3%A9"
        );
        assert_eq!(query(&[]), "");
    }
}
