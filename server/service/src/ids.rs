//! Identifiers, tokens and chance: the only place that asks the machine for randomness.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::{SeedableRng, TryRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;
use uuid::{Builder, Uuid};

/// Gives identifiers and random bytes.
#[derive(Clone)]
pub struct Ids(Source);

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
    pub const fn machine() -> Self {
        Self(Source::Machine)
    }

    /// A sequence that can be repeated.
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))))
    }

    /// So many random bytes.
    ///
    /// # Errors
    /// When the machine gives none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0; N];
        let filled = match &self.0 {
            Source::Machine => SysRng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string()),
            Source::Seeded(rng) => {
                let mut rng = rng.lock().unwrap_or_else(PoisonError::into_inner);
                rng.try_fill_bytes(&mut bytes).map_err(|error| error.to_string())
            }
        };
        filled.map(|()| bytes).map_err(NoRandomness)
    }

    /// An identifier that sorts by the time it was made: for what may show when it was made.
    pub fn ordered(&self, now: Timestamp) -> Result<Uuid, NoRandomness> {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Ok(Builder::from_unix_timestamp_millis(millis, &self.bytes()?).into_uuid())
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
        assert_eq!(ids.random().unwrap().get_version_num(), 4);
    }
}
