//! Files that are packed with gzip.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// The most that a file may hold once it is unpacked.
const MOST: u64 = 512 * 1024 * 1024;

/// The text of a file, unpacked if it is packed.
///
/// # Errors
/// A sentence that says why it cannot be read: no text in UTF-8, broken, or too large.
pub fn unpacked(bytes: Vec<u8>) -> Result<String, String> {
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        let mut packed = MultiGzDecoder::new(bytes.as_slice()).take(MOST + 1);
        packed.read_to_end(&mut unpacked).map_err(|_| "the file is packed with gzip, and broken".to_owned())?;
        unpacked
    } else {
        bytes
    };
    if bytes.len() as u64 > MOST {
        return Err("the file has more than 512 MB".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = good.split(|byte| *byte == b'\n').count();
        format!("line {line}: the file is not in UTF-8; save it as UTF-8")
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    #[test]
    fn packed_files_are_unpacked() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all("META\né".as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(unpacked(packed.clone()).unwrap(), "META\né");
        assert_eq!(unpacked(b"plain".to_vec()).unwrap(), "plain");
        assert!(unpacked(packed[..packed.len() - 9].to_vec()).unwrap_err().contains("broken"));
        assert!(unpacked(b"a\nb\xff".to_vec()).unwrap_err().starts_with("line 2"));
    }
}
