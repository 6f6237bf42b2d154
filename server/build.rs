//! Embeds what pages load: the style sheets, joined and squeezed, pictures, and the islands when they were built.
//!
//! Every file is served under the digest of its bytes, so that browsers may keep it for ever, and is kept compressed.
#![expect(clippy::disallowed_methods, reason = "a build script is told in its environment where things are")]

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// Which style files make which sheet; respondents' pages load the first one only.
const SHEETS: [(&str, &[&str]); 3] = [
    ("journey.css", &["00_tokens", "10_base", "20_layout", "30_part", "40_respond", "90_print"]),
    (
        "public.css",
        &["00_tokens", "10_base", "20_layout", "30_part", "31_chart", "40_inclusion", "40_partnership", "90_print"],
    ),
    (
        "desk.css",
        &[
            "00_tokens",
            "10_base",
            "20_layout",
            "30_part",
            "31_chart",
            "40_inclusion",
            "40_partnership",
            "40_place",
            "40_respond",
            "40_survey",
            "90_print",
        ],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("..");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", root.join("style").display());
    let mut table = String::from("pub static FILES: &[File] = &[\n");
    for (name, parts) in SHEETS {
        let mut css = String::new();
        for part in parts {
            css.push_str(&squeeze(&fs::read_to_string(root.join("style").join(part).with_extension("css"))?));
        }
        embed(&out, &mut table, name, css.as_bytes())?;
    }
    for picture in ["folkmoot.svg", "mark.svg", "hills.svg"] {
        embed(&out, &mut table, picture, &fs::read(root.join("style/assets").join(picture))?)?;
    }
    let site = root.join("target/site");
    if env::var("PROFILE")? == "release" && site.is_dir() {
        println!("cargo:rerun-if-changed={}", site.display());
        for file in ["start.js", "islands.js", "islands_bg.wasm"] {
            embed(&out, &mut table, file, &fs::read(site.join(file))?)?;
        }
    }
    table.push_str("];\n");
    fs::write(out.join("files.rs"), table)?;
    Ok(())
}

fn embed(out: &Path, table: &mut String, name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let digest = Sha256::digest(bytes).iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    let mut small = Vec::new();
    let quality = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &quality)?;
    fs::write(out.join(name), bytes)?;
    fs::write(out.join(format!("{name}.br")), small)?;
    writeln!(
        table,
        "    File {{ name: {name:?}, digest: {digest:?}, bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), \
         small: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.br\")) }},"
    )?;
    Ok(())
}

/// Takes comments and needless white space out of a style sheet; what stands in quotes stays.
fn squeeze(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut chars = css.chars().peekable();
    let mut quote = None;
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), _) => {
                kept.push(c);
                if c == open {
                    quote = None;
                }
            }
            (None, '"' | '\'') => {
                quote = Some(c);
                kept.push(c);
            }
            (None, '/') if chars.peek() == Some(&'*') => {
                let mut last = ' ';
                for c in chars.by_ref().skip(1) {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
            }
            (None, c) if c.is_whitespace() => {
                let after_mark = kept.ends_with(['{', '}', ';', ',', ' ']) || kept.is_empty();
                if !after_mark {
                    kept.push(' ');
                }
            }
            (None, '{' | '}' | ';') => {
                kept.truncate(kept.trim_end().len());
                kept.push(c);
            }
            (None, c) => kept.push(c),
        }
    }
    kept
}
