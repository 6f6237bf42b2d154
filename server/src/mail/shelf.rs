//! Shelves: the letters of one partnership that the folder postman wrote, read again for its officers. Letters about
//! accounts lie on a shelf of their own, which nothing here opens.

use std::path::{Path, PathBuf};

use app::mail::{Opened, Shelf, Shelved};
use domain::{id::PartnershipId, text::Language};
use jiff::Timestamp;
use mail_parser::{Addr, Address, Message, MessageParser};
use uuid::Uuid;

/// How many letters are on one page.
const PAGE: usize = 50;

fn shelf(letters: &Path, partnership: PartnershipId) -> PathBuf {
    letters.join(partnership.to_string())
}

/// Whether this is the name of a letter, as the postman writes it, and leads nowhere else.
fn is_letter(file: &str) -> bool {
    let stem = file.strip_suffix(".eml");
    stem.is_some_and(|stem| Uuid::try_parse(stem).is_ok_and(|uuid| uuid.as_hyphenated().to_string() == stem))
}

/// One page of the letters of a partnership, newest first.
pub async fn page(letters: &Path, partnership: PartnershipId, page: usize) -> std::io::Result<Shelf> {
    let folder = shelf(letters, partnership);
    off_the_runtime(move || look(&folder, page)).await
}

/// One letter of a partnership; none when there is no such file.
pub async fn letter(letters: &Path, partnership: PartnershipId, file: &str) -> std::io::Result<Option<Opened>> {
    if !is_letter(file) {
        return Ok(None);
    }
    let (folder, file) = (shelf(letters, partnership), file.to_owned());
    off_the_runtime(move || match open(&folder, &file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    })
    .await
}

/// Files are read where waiting for a disk holds nobody up.
async fn off_the_runtime<T: Send + 'static>(
    read: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    tokio::task::spawn_blocking(read).await.map_err(std::io::Error::other)?
}

fn look(folder: &Path, page: usize) -> std::io::Result<Shelf> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Shelf::default()),
        Err(error) => return Err(error),
    };
    let mut known: Vec<(Timestamp, String)> = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Ok(file) = entry.file_name().into_string() else { continue };
        if is_letter(&file) {
            known.push((written(&entry.metadata()?)?, file));
        }
    }
    known.sort_by(|a, b| b.cmp(a));
    let pages = known.len().div_ceil(PAGE);
    let page = page.clamp(1, pages.max(1));
    let shown = known.iter().skip((page - 1) * PAGE).take(PAGE);
    let letters = shown.map(|(_, file)| open(folder, file).map(|opened| opened.shelved)).collect::<Result<_, _>>()?;
    Ok(Shelf { letters, all: known.len(), page, pages })
}

fn written(metadata: &std::fs::Metadata) -> std::io::Result<Timestamp> {
    Timestamp::try_from(metadata.modified()?).map_err(std::io::Error::other)
}

fn open(folder: &Path, file: &str) -> std::io::Result<Opened> {
    let path = folder.join(file);
    let (bytes, at) = (std::fs::read(&path)?, written(&std::fs::metadata(&path)?)?);
    let message = MessageParser::default().parse(&bytes);
    let message = message.ok_or_else(|| std::io::Error::other("a letter in the folder cannot be read"))?;
    Ok(opened(&message, file, at))
}

fn opened(message: &Message<'_>, file: &str, at: Timestamp) -> Opened {
    let from = message.from().and_then(Address::first);
    let from_name = from.and_then(Addr::name);
    Opened {
        from: from_name.or_else(|| from.and_then(Addr::address)).unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        shelved: Shelved {
            file: file.to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            language: language(message),
            to: message.to().and_then(Address::first).and_then(Addr::address).unwrap_or_default().to_owned(),
            at,
        },
    }
}

/// The language that a letter says it is in: only its HTML does. Nothing else of the HTML is read.
fn language(message: &Message<'_>) -> Language {
    let html = message.body_html(0).unwrap_or_default();
    let said = html.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"'));
    said.and_then(|(code, _)| code.parse().ok()).unwrap_or_default()
}
