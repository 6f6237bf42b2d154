//! A research file, taken apart.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The files in a ZIP, by name.
pub struct Archive(Vec<(String, Vec<u8>)>);

impl Archive {
    /// Takes it apart.
    pub fn of(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let name = file.name().unwrap().into_owned();
            assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
            files.push((name, bytes));
        }
        Self(files)
    }

    /// The names of all files.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Whether there is a file whose name holds this word.
    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|(name, _)| name.to_lowercase().contains(word))
    }

    /// The text of the first file whose name holds this word.
    pub fn file(&self, word: &str) -> String {
        let found = self.0.iter().find(|(name, _)| name.to_lowercase().contains(word));
        found.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    /// Whether any file holds this.
    pub fn holds(&self, text: &str) -> bool {
        self.0.iter().any(|(_, bytes)| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    }

    /// Fails when a cell of a table begins with what a spreadsheet takes for a formula.
    #[track_caller]
    pub fn has_no_formula(&self) {
        for (name, bytes) in self.0.iter().filter(|(name, _)| name.to_lowercase().ends_with(".csv")) {
            let text = String::from_utf8_lossy(bytes);
            for line in text.lines() {
                for cell in line.split(',').map(|cell| cell.trim_start_matches(['"', '\u{feff}'])) {
                    let number = cell.trim_end_matches('"').parse::<f64>().is_ok();
                    assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t']), "{name}: {line}");
                }
            }
        }
    }
}
