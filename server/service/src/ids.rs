//! Identifiers, tokens and chance: the only place that asks the machine for randomness.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::{SeedableRng, TryRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;
use uuid::{Builder, Uuid};

/// Gives identifiers and random bytes.
#[derive(Clone)]
pub struct Ids {
    source: Source,
    /// The last ordered identifier: its millisecond, then twelve bits that count within it.
    last: Arc<Mutex<u64>>,
}

/// How far the last ordered identifier may be ahead of the clock and still be followed: a second.
const AHEAD: u64 = 1_000;

#[derive(Clone)]
enum Source {
    Machine,
    /// The same sequence for the same seed, for tests.
    Seeded(Arc<Mutex<ChaCha20Rng>>),
}

/// The machine gave no randomness: nothing that must be secret may be made.
#[derive(Debug, thiserror::Error)]
#[error("the machine gave no randomness: {0}")]
pub struct NoRandomness(String);

impl Ids {
    /// The operating system's randomness.
    pub fn machine() -> Self {
        Self { source: Source::Machine, last: Arc::default() }
    }

    /// A sequence that can be repeated.
    pub fn seeded(seed: u64) -> Self {
        let generator = Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed)));
        Self { source: Source::Seeded(generator), last: Arc::default() }
    }

    /// So many random bytes.
    ///
    /// # Errors
    /// When the machine gives none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        let filled = match &self.source {
            Source::Machine => SysRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string()),
            Source::Seeded(rng) => {
                let mut rng = rng.lock().unwrap_or_else(PoisonError::into_inner);
                rng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())
            }
        };
        filled.map(|()| bytes).map_err(NoRandomness)
    }

    /// An identifier that sorts by the time it was made, and after those that were made here in the same millisecond:
    /// for what may show when it was made. Jobs of the same instant are done in this order.
    pub fn ordered(&self, now: Timestamp) -> Result<Uuid, NoRandomness> {
        let mut bytes: [u8; 10] = self.bytes()?;
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        // The count begins in the lower half of its twelve bits (RFC 9562, 6.2, method 1).
        let fresh = (millis << 12) | (u64::from(u16::from_be_bytes([bytes[0], bytes[1]])) & 0x07FF);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let followed = fresh <= *last && (*last >> 12) < millis + AHEAD;
        *last = if followed { *last + 1 } else { fresh };
        let [.., high, low] = last.to_be_bytes();
        bytes[..2].copy_from_slice(&[high & 0x0F, low]);
        Ok(Builder::from_unix_timestamp_millis(*last >> 12, &bytes).into_uuid())
    }

    /// An identifier that says nothing: for invitations and campaigns.
    pub fn random(&self) -> Result<Uuid, NoRandomness> {
        Ok(Builder::from_random_bytes(self.bytes()?).into_uuid())
    }

    /// A generator for work that needs much chance (a shuffle, a rehearsal), itself seeded from here.
    pub fn generator(&self) -> Result<ChaCha20Rng, NoRandomness> {
        Ok(ChaCha20Rng::from_seed(self.bytes()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_repeat_and_the_machine_does_not() {
        let draw = |ids: &Ids| ids.bytes::<32>().unwrap();
        assert_eq!(draw(&Ids::seeded(7)), draw(&Ids::seeded(7)));
        assert_ne!(draw(&Ids::machine()), draw(&Ids::machine()));
    }

    #[test]
    fn ordered_identifiers_sort_by_time() {
        let ids = Ids::seeded(1);
        let early = ids.ordered(Timestamp::from_second(1_000_000).unwrap()).unwrap();
        let late = ids.ordered(Timestamp::from_second(2_000_000).unwrap()).unwrap();
        assert!(early < late);
        let instant = Timestamp::from_second(3_000_000).unwrap();
        let many: Vec<Uuid> = (0..9_000).map(|_| ids.ordered(instant).unwrap()).collect();
        assert!(many.is_sorted_by(|a, b| a < b), "of one instant in the order in which they were made");
        let earlier = ids.ordered(Timestamp::from_second(2_999_000).unwrap()).unwrap();
        assert!(earlier < many[0], "a clock that went back far is believed");
        assert_eq!(many[8_999].get_version_num(), 7);
        assert_eq!(ids.random().unwrap().get_version_num(), 4);
    }
}
