//! Keys: secrets that live outside the database and its backups, in a folder that only this program may read.
//!
//! One installation key, from which keys for single purposes are derived; one link key per campaign, which ties an
//! invitation to its envelope while a survey is open and is destroyed when it closes; one release key per survey, which
//! decides how its counts are rounded for as long as they are published, and one per partnership for engagements that
//! were run elsewhere.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use domain::{
    engagement::Year,
    id::{CampaignId, PartnershipId, SurveyId},
};
use hmac::{Hmac, Mac, digest::KeyInit};
use sha2::{Digest, Sha256};

use crate::ids::Ids;

/// 32 secret bytes. Cannot be printed.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// HMAC-SHA-256 of these parts under this key. Each part is preceded by its length, so that no two lists of parts
    /// give the same message.
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.start();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// HMAC-SHA-256 of the plain bytes, where a published rule says so.
    pub fn plain_mac(&self, message: &[u8]) -> [u8; 32] {
        let mut mac = self.start();
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    fn start(&self) -> Hmac<Sha256> {
        // RFC 2104: a key shorter than the block is filled up with zeros.
        let mut block = [0; 64];
        block[..32].copy_from_slice(&self.0);
        Hmac::<Sha256>::new(&block.into())
    }
}

/// SHA-256, for secrets that are long enough to need no key.
pub fn digest(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// A digest in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The purposes of keys that are derived from the installation key.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Secrets of code generators.
    Totp,
    /// Tokens of invitations.
    Invitation,
    /// Claim codes and receipts.
    Claim,
    /// Names of allowances (addresses, networks), so that the database holds none.
    Allowance,
    /// Links and codes to sign in.
    SignIn,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Totp => b"totp",
            Self::Invitation => b"invitation",
            Self::Claim => b"claim",
            Self::Allowance => b"allowance",
            Self::SignIn => b"sign-in",
        }
    }
}

/// The folder of keys.
#[derive(Clone)]
pub struct Keys {
    folder: PathBuf,
    installation: Key,
    ids: Ids,
}

impl Keys {
    /// Opens the folder, making it and the installation key when they are missing.
    ///
    /// # Errors
    /// When the folder cannot be used, or others than its owner may read a key.
    pub fn open(folder: &Path, ids: Ids) -> io::Result<Self> {
        make_private_folder(folder)?;
        for part in ["link", "release", "recognition"] {
            make_private_folder(&folder.join(part))?;
        }
        let installation = read_or_make(&folder.join("installation.key"), &ids)?;
        Ok(Self { folder: folder.to_owned(), installation, ids })
    }

    /// The key for one purpose.
    pub fn of(&self, purpose: Purpose) -> Key {
        Key(self.installation.mac(&[purpose.label()]))
    }

    /// The key that ties invitations to envelopes, made when a campaign opens.
    pub fn make_link(&self, campaign: CampaignId) -> io::Result<Key> {
        read_or_make(&self.link_path(campaign), &self.ids)
    }

    /// The same key while it exists; `None` after it was destroyed.
    pub fn link(&self, campaign: CampaignId) -> io::Result<Option<Key>> {
        read(&self.link_path(campaign))
    }

    /// Overwrites and removes the link key: from now on nothing matches an invitation with its answers.
    pub fn destroy_link(&self, campaign: CampaignId) -> io::Result<()> {
        destroy(&self.link_path(campaign))
    }

    /// The key under which people of a partnership are recognised in a year, made when the first one asks for it.
    pub fn make_recognition(&self, partnership: PartnershipId, year: Year) -> io::Result<Key> {
        read_or_make(&self.recognition_path(partnership, year), &self.ids)
    }

    /// The same key while it exists.
    pub fn recognition(&self, partnership: PartnershipId, year: Year) -> io::Result<Option<Key>> {
        read(&self.recognition_path(partnership, year))
    }

    /// Overwrites and removes it: from now on nobody is recognised in that year.
    pub fn destroy_recognition(&self, partnership: PartnershipId, year: Year) -> io::Result<()> {
        destroy(&self.recognition_path(partnership, year))
    }

    fn recognition_path(&self, partnership: PartnershipId, year: Year) -> PathBuf {
        self.folder.join("recognition").join(format!("{partnership}-{year}"))
    }

    /// The key of a survey's releases.
    pub fn release(&self, survey: SurveyId) -> io::Result<Key> {
        read_or_make(&self.folder.join("release").join(survey.to_string()), &self.ids)
    }

    /// The key by which the files of a partnership's other engagements are rounded: one for all of them, so that the same
    /// people are the same number however often their file is sent.
    pub fn engagements(&self, partnership: PartnershipId) -> io::Result<Key> {
        read_or_make(&self.folder.join("release").join(format!("engagements-{partnership}")), &self.ids)
    }

    fn link_path(&self, campaign: CampaignId) -> PathBuf {
        self.folder.join("link").join(campaign.to_string())
    }
}

/// Overwrites a key with nothing and removes it, for good.
fn destroy(path: &Path) -> io::Result<()> {
    if path.exists() {
        fs::write(path, [0; 32])?;
        fs::File::open(path)?.sync_all()?;
        fs::remove_file(path)?;
        if let Some(folder) = path.parent() {
            fs::File::open(folder)?.sync_all()?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> io::Result<Option<Key>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    refuse_readable_by_others(path)?;
    let key = <[u8; 32]>::try_from(bytes).map_err(|_| io::Error::other(format!("{} is not a key", path.display())))?;
    Ok(Some(Key(key)))
}

/// Reads a key or makes it. Two programs that make it at once end with the same one: it appears under its name only when
/// it is whole, and the first to link it wins.
fn read_or_make(path: &Path, ids: &Ids) -> io::Result<Key> {
    if let Some(key) = read(path)? {
        return Ok(key);
    }
    let bytes: [u8; 32] = ids.bytes().map_err(io::Error::other)?;
    let unique: [u8; 8] = ids.bytes().map_err(io::Error::other)?;
    let draft = path.with_extension(format!("new-{}", hex(&unique)));
    write_private(&draft, &bytes)?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    if let Some(folder) = path.parent() {
        fs::File::open(folder)?.sync_all()?;
    }
    read(path)?.ok_or_else(|| io::Error::other(format!("{} vanished", path.display())))
}

#[cfg(unix)]
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if folder.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(unix)]
fn refuse_readable_by_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let advice = format!("{} can be read by others: chmod 600 it, and ask whether it leaked", path.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, advice))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn campaign() -> CampaignId {
        CampaignId::new(Uuid::from_u128(1))
    }

    #[test]
    fn keys_last_until_they_are_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Ids::seeded(1)).unwrap();
        let made = keys.make_link(campaign()).unwrap().mac(&[b"x"]);
        let again = Keys::open(folder.path(), Ids::seeded(2)).unwrap();
        assert_eq!(again.link(campaign()).unwrap().unwrap().mac(&[b"x"]), made);
        assert_eq!(again.of(Purpose::Totp).mac(&[]), keys.of(Purpose::Totp).mac(&[]));
        assert_ne!(again.of(Purpose::Totp).mac(&[]), keys.of(Purpose::Claim).mac(&[]));
        again.destroy_link(campaign()).unwrap();
        assert!(keys.link(campaign()).unwrap().is_none());
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), Ids::seeded(1)).unwrap();
        let path = folder.path().join("installation.key");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Keys::open(folder.path(), Ids::seeded(1)).is_err());
    }

    #[test]
    fn the_mac_is_the_one_of_the_standard() {
        let key = Key(std::array::from_fn(|at| u8::try_from(at).unwrap()));
        // The first record key of the published rule for keyed rounding, computed with another implementation.
        assert_eq!(hex(&key.plain_mac(b"rk1:1")[..8]), "83e6e7af538a729a");
    }

    #[test]
    fn parts_cannot_be_shifted() {
        let key = Key([7; 32]);
        assert_ne!(key.mac(&[b"ab", b"c"]), key.mac(&[b"a", b"bc"]));
    }
}
