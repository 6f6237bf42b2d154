//! Logos: pictures that an officer uploads for the foot of public pages.
//!
//! A picture is taken for what its first bytes say it is, never for what its name says; only formats that cannot carry
//! scripts are taken, and it is served under the digest of its bytes.

use domain::{
    id::PartnershipId,
    partnership::{LOGOS_MOST, Logo},
    problem::Problem,
    text::one_line,
};
use object_store::{ObjectStoreExt, PutPayload, path::Path};

use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
    keys::{digest, hex},
};

/// The largest file, in bytes.
const LARGEST: usize = 100 * 1024;

/// A picture on its way to a browser.
#[derive(Debug)]
pub struct LogoFile {
    /// Its type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The endings of the formats that are taken, with their types.
const KINDS: [(&str, &str); 3] = [("png", "image/png"), ("jpg", "image/jpeg"), ("webp", "image/webp")];

fn ending(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("jpg")
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some("webp")
    } else {
        None
    }
}

/// Adds a logo.
///
/// # Errors
/// [`Error::Invalid`] when it is no picture, too large, nobody's, or one too many.
pub async fn add_logo(ctx: &Context, officer: &Officer, bytes: Vec<u8>, whose: &str) -> Result<()> {
    let whose = one_line(whose);
    if whose.is_empty() {
        return Err(Error::invalid(Problem::new("whose", "whose-missing")));
    }
    if bytes.len() > LARGEST {
        return Err(Error::invalid(Problem::new("logo", "picture-too-large").about("most", LARGEST / 1024)));
    }
    let ending = ending(&bytes).ok_or_else(|| Error::invalid(Problem::new("logo", "picture-kind")))?;
    let file = format!("{}.{ending}", hex(&digest(&bytes)[..16]));
    // The file first: a name in the database that leads nowhere would be worse than a file that nothing names.
    ctx.files.put(&Path::from(format!("logo/{file}")), PutPayload::from(bytes)).await?;
    change(ctx, officer, Action("logo-added"), |logos| {
        logos.retain(|logo| logo.file != file);
        if logos.len() >= LOGOS_MOST {
            return Err(Error::invalid(Problem::new("logo", "logos-most").about("most", LOGOS_MOST)));
        }
        logos.push(Logo { file, whose });
        Ok(())
    })
    .await
}

/// Takes a logo away. The file stays: another partnership may show the same picture.
pub async fn remove_logo(ctx: &Context, officer: &Officer, file: &str) -> Result<()> {
    change(ctx, officer, Action("logo-removed"), |logos| {
        logos.retain(|logo| logo.file != file);
        Ok(())
    })
    .await
}

async fn change(
    ctx: &Context,
    officer: &Officer,
    action: Action,
    change: impl FnOnce(&mut Vec<Logo>) -> Result<()>,
) -> Result<()> {
    let id: PartnershipId = officer.partnership();
    let mut tx = ctx.store.main.write().await?;
    let mut known = crate::partnership::known(&mut tx, id).await?;
    change(&mut known.profile.logos)?;
    store::partnership::update_partnership(&mut tx, id, known.revision, &known.name, &known.profile).await?;
    audit::note(ctx, &mut tx, officer.by(), action, &format!("partnership:{id}"), "").await?;
    tx.commit().await?;
    Ok(())
}

/// The picture of this name.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub async fn logo(ctx: &Context, file: &str) -> Result<LogoFile> {
    let (stem, ending) = file.rsplit_once('.').ok_or(Error::Missing)?;
    let kind = KINDS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind).ok_or(Error::Missing)?;
    if stem.len() != 32 || !stem.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Error::Missing);
    }
    let bytes = ctx.files.get(&Path::from(format!("logo/{file}"))).await?.bytes().await?;
    Ok(LogoFile { kind, bytes: bytes.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(ending(b"\x89PNG\r\n\x1a\nrest"), Some("png"));
        assert_eq!(ending(&[0xff, 0xd8, 0xff, 0xe0]), Some("jpg"));
        assert_eq!(ending(b"RIFF\0\0\0\0WEBPVP8 "), Some("webp"));
        assert_eq!(ending(b"<svg onload=alert(1)>"), None);
        assert_eq!(ending(b"GIF89a"), None);
    }
}
