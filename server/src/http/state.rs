//! What every handler of this process shares.

use std::{net::IpAddr, sync::Arc};

use app::visit::Assets;
use service::Context;

use super::flood::Flood;

/// Shared by all requests. Nothing here would be missed by another process.
#[derive(Clone)]
pub struct Shared {
    /// Use cases.
    pub ctx: Context,
    /// Addresses of files.
    pub assets: Arc<Assets>,
    /// Proxies whose word is taken for where a request comes from.
    pub trusted_proxies: Arc<[IpAddr]>,
    /// Whether people reach the site over TLS: cookies then carry the `__Host-` prefix.
    pub secure: bool,
    /// The host name that the site is reached by, with its port.
    pub authority: Arc<str>,
    /// How many requests from one network at a time.
    pub flood: Arc<Flood>,
    /// Where letters are written for officers to read; none in production.
    pub letters: Option<Arc<std::path::Path>>,
}
