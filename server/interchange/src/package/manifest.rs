//! What is in the package: `manifest.json` with the digest of every file, and `SHA256SUMS`, which `sha256sum -c` reads.

use std::io::{Seek, Write};

use serde_json::json;

use super::{Contents, Parcel, Role, Written, put, variable};
use crate::sheet::NotWritten;

/// Writes both and ends the ZIP.
pub(super) fn close<W: Write + Seek + Send>(
    mut parcel: Parcel<W>,
    contents: &Contents<'_>,
) -> Result<Vec<Written>, NotWritten> {
    let text = manifest(contents, parcel.written());
    parcel.file("manifest.json", "What is in this package, with digests", |out| put(out, text.as_bytes()))?;
    let sums: Vec<String> = parcel.written().iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect();
    let sums = sums.concat();
    parcel.file("SHA256SUMS", "Digests, for `sha256sum -c SHA256SUMS`", |out| put(out, sums.as_bytes()))?;
    parcel.finish()
}

fn manifest(contents: &Contents<'_>, written: &[Written]) -> String {
    let about = contents.about;
    let files: Vec<_> = written
        .iter()
        .map(|file| json!({ "name": file.name, "what": file.what, "bytes": file.bytes, "sha256": file.sha256 }))
        .collect();
    let variables = contents.answers.as_ref().map(|answers| variable::with_row(answers.variables));
    let named = |role: Role| {
        let all = variables.iter().flatten().filter(move |variable| variable.role == role);
        all.map(|variable| variable.name.clone()).collect::<Vec<_>>()
    };
    let protection = about.protection.as_ref().map(|protection| {
        json!({
            "keys": named(Role::Key), "k": protection.k, "l": protection.l, "t": protection.t,
            "sensitive": protection.sensitive,
        })
    });
    let whole = json!({
        "title": about.title,
        "owner": about.owner,
        "survey": about.code,
        "made": about.made.to_string(),
        "program": { "name": "Folkmoot", "version": about.program },
        "rehearsed": about.rehearsed,
        "purpose": about.purpose,
        "terms": about.terms,
        "left_out": about.left_out,
        "weights": named(Role::Weight),
        "design": named(Role::Design),
        "protection": protection,
        "files": files,
    });
    format!("{whole:#}\n")
}
