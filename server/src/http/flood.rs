//! Floods: how many requests one network may send in a short time, counted in this process only.
//!
//! This protects the processor, nothing else; what must hold across processes (sign-ins, codes) is an allowance in the
//! database. The limit is far above what a school behind one address needs.

use std::{num::NonZeroU32, time::Duration};

use governor::{Quota, RateLimiter, clock::DefaultClock, state::keyed::DashMapStateStore};

/// How many requests from one network.
pub struct Flood(RateLimiter<String, DashMapStateStore<String>, DefaultClock>);

impl Flood {
    /// So many in a second, four seconds' worth at once.
    pub fn new(per_second: u32) -> Self {
        let per_second = NonZeroU32::new(per_second.max(1)).unwrap_or(NonZeroU32::MIN);
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(3));
        Self(RateLimiter::dashmap(Quota::per_second(per_second).allow_burst(burst)))
    }

    /// Whether one more may come.
    pub fn admits(&self, network: &str) -> bool {
        self.0.check_key(&network.to_owned()).is_ok()
    }

    /// Forgets networks that have been quiet, so that made-up addresses do not fill the memory.
    pub async fn tidy(&self) {
        loop {
            tokio::time::sleep(Duration::from_secs(30)).await;
            self.0.retain_recent();
            self.0.shrink_to_fit();
        }
    }
}
