//! `data.json`: the names of the columns, then a list of values for each row. Its words are as they were given.

use serde_json::to_string;

use super::{
    Data,
    delimited::number,
    markup::clean,
    parcel::Out,
    put,
    rows::{Rows, Value},
};
use crate::sheet::NotWritten;

/// Writes the file.
pub(super) fn write(out: &mut Out<'_>, data: &Data<'_>) -> Result<(), NotWritten> {
    let names: Vec<&str> = data.variables.iter().map(|variable| variable.name.as_str()).collect();
    let names = to_string(&names).map_err(|error| NotWritten::because(&error))?;
    put(out, format!("{{\"columns\":{names},\n\"data\":[").as_bytes())?;
    let mut first = true;
    let mut line = Vec::new();
    data.rows.each(&mut |row| {
        line.clear();
        line.extend_from_slice(if first { b"\n[" } else { b",\n[" });
        first = false;
        for (at, value) in row.iter().enumerate() {
            if at > 0 {
                line.push(b',');
            }
            match value {
                Value::Code(code) => number(&mut line, *code),
                Value::Real(real) => line.extend_from_slice(real.to_string().as_bytes()),
                Value::Words(words) => {
                    let words = to_string(clean(words).as_ref()).map_err(|error| NotWritten::because(&error))?;
                    line.extend_from_slice(words.as_bytes());
                }
            }
        }
        line.push(b']');
        put(out, &line)
    })?;
    put(out, b"\n]}\n")
}
