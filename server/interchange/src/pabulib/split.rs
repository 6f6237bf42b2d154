//! Lines and their fields: separated by `;`, quoted with `"` where they hold one of these.

/// A line of a file, its number, and what ended up being odd about its end.
pub(super) struct Lines<'a> {
    rest: &'a str,
    number: u64,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text, number: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (u64, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.number += 1;
        Some((self.number, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// A field whose quotes are not closed, or after whose closing quote something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadQuotes;

/// Splits a line into fields, each handed on without its quotes; how many there are.
pub(super) fn fields(line: &str, each: &mut dyn FnMut(&str)) -> Result<usize, BadQuotes> {
    if !line.contains('"') {
        let mut count = 0;
        for field in line.split(';') {
            each(field);
            count += 1;
        }
        return Ok(count);
    }
    let mut rest = line;
    let mut count = 0;
    loop {
        count += 1;
        let Some(quoted) = rest.strip_prefix('"') else {
            // A quote inside a field that does not begin with one is a letter like others.
            match rest.split_once(';') {
                Some((field, after)) => {
                    each(field);
                    rest = after;
                }
                None => {
                    each(rest);
                    return Ok(count);
                }
            }
            continue;
        };
        let mut field = String::new();
        let mut inside = quoted;
        let after = loop {
            let (part, after) = inside.split_once('"').ok_or(BadQuotes)?;
            field.push_str(part);
            match after.strip_prefix('"') {
                Some(more) => {
                    field.push('"');
                    inside = more;
                }
                None => break after,
            }
        };
        each(&field);
        if after.is_empty() {
            return Ok(count);
        }
        rest = after.strip_prefix(';').ok_or(BadQuotes)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> Result<Vec<String>, BadQuotes> {
        let mut found = Vec::new();
        let count = fields(line, &mut |field| found.push(field.to_owned()))?;
        assert_eq!(count, found.len());
        Ok(found)
    }

    #[test]
    fn quotes_hold_semicolons_and_quotes() {
        assert_eq!(split("a;;b").unwrap(), ["a", "", "b"]);
        assert_eq!(split("1;\"A; \"\"B\"\"\";c").unwrap(), ["1", "A; \"B\"", "c"]);
        assert_eq!(split("\"\";\"a\"").unwrap(), ["", "a"]);
        assert_eq!(split("a\"b;c").unwrap(), ["a\"b", "c"]);
        assert_eq!(split("\"a;b"), Err(BadQuotes));
        assert_eq!(split("\"a\"b;c"), Err(BadQuotes));
    }

    #[test]
    fn lines_end_in_two_ways_and_the_last_may_not_end() {
        let lines: Vec<(u64, &str)> = Lines::new("a\r\nb\n\nc").collect();
        assert_eq!(lines, [(1, "a"), (2, "b"), (3, ""), (4, "c")]);
    }
}
