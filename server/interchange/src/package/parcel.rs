//! The ZIP: every file goes into it as it is written, and is digested on its way.

use std::io::{self, BufWriter, Seek, Write};

use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::sheet::NotWritten;

/// How much is gathered before it is digested and packed, in bytes.
const BUFFER: usize = 1 << 16;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub what: String,
    /// Its size in bytes, unpacked.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// A ZIP that is being written.
pub(super) struct Parcel<W: Write + Seek> {
    zip: ZipWriter<W>,
    written: Vec<Written>,
    large: bool,
}

/// What the writers of files write to.
pub(super) type Out<'a> = dyn Write + Send + 'a;

impl<W: Write + Seek + Send> Parcel<W> {
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), written: Vec::new(), large: false }
    }

    /// Whether files from here on may have more than 4 GiB.
    pub fn allow_large(&mut self, large: bool) {
        self.large = large;
    }

    /// What was written so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Adds a file, compressed.
    pub fn file(
        &mut self,
        name: &str,
        what: &str,
        fill: impl FnOnce(&mut Out<'_>) -> Result<(), NotWritten>,
    ) -> Result<(), NotWritten> {
        self.add(name, what, CompressionMethod::Deflated, fill)
    }

    /// Adds a file that is compressed in itself.
    pub fn stored(
        &mut self,
        name: &str,
        what: &str,
        fill: impl FnOnce(&mut Out<'_>) -> Result<(), NotWritten>,
    ) -> Result<(), NotWritten> {
        self.add(name, what, CompressionMethod::Stored, fill)
    }

    fn add(
        &mut self,
        name: &str,
        what: &str,
        method: CompressionMethod,
        fill: impl FnOnce(&mut Out<'_>) -> Result<(), NotWritten>,
    ) -> Result<(), NotWritten> {
        let options = options(method).large_file(self.large);
        self.zip.start_file(name, options).map_err(|error| NotWritten::because(&error))?;
        let digesting = Digesting { out: &mut self.zip, digest: Sha256::new(), bytes: 0 };
        let mut out = BufWriter::with_capacity(BUFFER, digesting);
        fill(&mut out)?;
        let done = out.into_inner().map_err(|error| NotWritten::because(&error))?;
        let sha256 = hexadecimal(&done.digest.finalize());
        self.written.push(Written { name: name.to_owned(), what: what.to_owned(), bytes: done.bytes, sha256 });
        Ok(())
    }

    /// Ends the ZIP.
    pub fn finish(self) -> Result<Vec<Written>, NotWritten> {
        self.zip.finish().and_then(|mut out| Ok(out.flush()?)).map_err(|error| NotWritten::because(&error))?;
        Ok(self.written)
    }
}

/// How files are put into a ZIP. The same content gives the same bytes: no clock in the archive.
pub(super) fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

struct Digesting<'a, W: Write + Seek> {
    out: &'a mut ZipWriter<W>,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write + Seek> Write for Digesting<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.digest.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
