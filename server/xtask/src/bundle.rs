//! What browsers load: compiles `hydrate`, makes its JavaScript side with wasm-bindgen, compresses, checks the size.
//!
//! The result is `target/site`: `islands_bg.wasm`, `islands.js` and `start.js`, each with a `.br` twin. cargo decides
//! whether the wasm is compiled again; the rest is done again only when one of its inputs differs.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::Cursor,
    path::{Path, PathBuf},
};

use brotli::enc::BrotliEncoderParams;
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    clock::Stopwatch,
    place::{self, Place},
    say,
    setup::wasm::{self, Compiler},
    shell,
    trouble::{Explain, Outcome},
};

/// The most that all files of the bundle may weigh together, compressed. An invariant of the architecture.
pub const BUDGET: usize = 90_000;
const PROFILE: &str = "wasm-release";
/// The files that a browser loads, heaviest first.
const FILES: [&str; 3] = ["islands_bg.wasm", "islands.js", "start.js"];

/// Installs what is missing, then makes the bundle.
pub fn prepare_and_bundle(place: &Place) -> Outcome {
    let compiler = wasm::prepare(place)?;
    bundle(place, &compiler)
}

/// Makes the bundle when anything that it depends on has changed, and refuses one over the budget.
pub fn bundle(place: &Place, compiler: &Compiler) -> Outcome {
    say::step("Building what browsers load", "1 to 4 minutes the first time, seconds after");
    let watch = Stopwatch::start();
    let wasm = read(&compile(place, compiler)?)?;
    let script = read(&place.root.join("app/hydrate/start.js"))?;

    let site = place.site();
    let stamp = site.with_extension("stamp");
    let inputs = digest(&[&wasm, &script]);
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|there| there == inputs) && complete(&site);
    if !unchanged {
        make(place, wasm, &script)?;
        place::write_if_changed(&stamp, inputs.as_bytes())?;
    }
    let state = if unchanged { "as it was, checked" } else { "written" };
    say::note(&format!("target/site {state} in {}.", watch.words()));
    weigh(&site)
}

/// The sizes of the bundle's files as (name, raw bytes, compressed bytes), as far as they are there.
pub fn sizes(site: &Path) -> Vec<(&'static str, usize, usize)> {
    let length = |name: &str| fs::metadata(site.join(name)).ok().and_then(|file| usize::try_from(file.len()).ok());
    FILES.iter().filter_map(|name| Some((*name, length(name)?, length(&format!("{name}.br"))?))).collect()
}

/// Compiles `hydrate` in a target folder of its own and says where the wasm is.
fn compile(place: &Place, compiler: &Compiler) -> Outcome<PathBuf> {
    let folder = place.target.join("wasm");
    let mut cargo = place.cargo(&["build", "--locked", "--package", "hydrate", "--profile", PROFILE]);
    cargo.args(["--target", wasm::TARGET]).env("CARGO_TARGET_DIR", &folder);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(place).join("\x1f"));
    compiler.configure(&mut cargo);
    shell::run(&mut cargo)?;
    Ok(folder.join(wasm::TARGET).join(PROFILE).join("hydrate.wasm"))
}

/// The compiler's flags, instead of those in `.cargo/config.toml`.
fn flags(place: &Place) -> Vec<String> {
    // No folders of this machine in what browsers load.
    let mut flags = vec![format!("--remap-path-prefix={}=folkmoot", place.root.display())];
    if let Some(home) = place::cargo_home() {
        flags.push(format!("--remap-path-prefix={}=crates", home.join("registry/src").display()));
    }
    // With this flag the server puts other marks into a page: islands must be built with it exactly when the server
    // is, or they do not find their way through the page.
    let shared = fs::read_to_string(place.root.join(".cargo/config.toml")).unwrap_or_default();
    if shared.lines().any(|line| !line.trim_start().starts_with('#') && line.contains("erase_components")) {
        flags.extend(["--cfg".to_owned(), "erase_components".to_owned()]);
    }
    flags
}

/// Everything after the compiler: JavaScript side and compression. No wasm-opt: version 132 took 15 % off the raw
/// size and nothing off the compressed one, which is what a phone loads.
fn make(place: &Place, wasm: Vec<u8>, script: &[u8]) -> Outcome {
    let bound = place.target.join("wasm/bound");
    if bound.exists() {
        fs::remove_dir_all(&bound).explain(|| format!("Cannot empty {}", bound.display()))?;
    }
    bind(wasm, &bound)?;
    fs::write(bound.join(FILES[2]), script).explain(|| format!("Cannot write {}", bound.display()))?;

    let site = place.site();
    place::make_folder(&site)?;
    for name in FILES {
        let content = read(&bound.join(name))?;
        place::write_if_changed(&site.join(format!("{name}.br")), &compressed(&content)?)?;
        place::write_if_changed(&site.join(name), &content)?;
    }
    Ok(())
}

/// wasm-bindgen, as a library at the version of `Cargo.lock`: the module for browsers without names and producers.
fn bind(wasm: Vec<u8>, folder: &Path) -> Outcome {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("islands", wasm).typescript(false).remove_name_section(true).remove_producers_section(true);
    let bound = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    bound.map_err(|error| format!("wasm-bindgen could not make the JavaScript side of the islands: {error:#}"))?;
    // `start.js`, the server and the security policy know these files and no others.
    let others = fs::read_dir(folder)
        .explain(|| format!("Cannot read {}", folder.display()))?
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .find(|name| !FILES.contains(&name.as_str()));
    match others {
        None => Ok(()),
        Some(name) => Err(format!(
            "A dependency of the islands brings scripts of its own (`{name}`), which the server would not serve. Use \
             another dependency, or teach xtask and the server about it."
        )
        .into()),
    }
}

fn compressed(content: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(content), &mut out, &parameters)
        .explain(|| "brotli could not compress".to_owned())?;
    Ok(out)
}

/// Prints the sizes and compares them with the budget.
fn weigh(site: &Path) -> Outcome {
    let mut total = 0;
    for (name, raw, small) in sizes(site) {
        total += small;
        say::note(&format!("{name:<16} {:>7} kB, {:>6} kB compressed", kilobytes(raw), kilobytes(small)));
    }
    if total > BUDGET {
        return Err(format!(
            "The islands weigh {} kB compressed, over the budget of {} kB. Look at what the last change to app/src/island \
             or to its dependencies brought along (time zones, regular expressions and long tables are the usual ones).",
            kilobytes(total),
            kilobytes(BUDGET)
        )
        .into());
    }
    say::note(&format!("Together {} kB compressed; the budget is {} kB.", kilobytes(total), kilobytes(BUDGET)));
    Ok(())
}

/// Thousands of bytes with one decimal.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

fn complete(site: &Path) -> bool {
    sizes(site).len() == FILES.len()
}

fn digest(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).explain(|| format!("Cannot read {}", file.display()))
}
