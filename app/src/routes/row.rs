//! What a row of the permission table says.

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Anybody, signed in or not; the session is not even looked at.
    Anyone,
    /// Whoever has begun to sign in, at whatever step.
    Begun,
    /// Anybody signed in.
    Member,
    /// An officer anywhere; which partnership is the handler's witness.
    Officer,
    /// An officer or a researcher.
    Reader,
    /// Whoever runs the installation.
    Administrator,
}

/// What the pages of a route may load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Policy {
    /// No script at all.
    Plain,
    /// Islands: our own module and the code it loads, by nonce.
    Islands,
    /// No script, and never compressed: the page shows a secret beside what was typed.
    Secret,
    /// A file or data, no page.
    Data,
}

/// The two methods that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Looks, and changes nothing.
    Get,
    /// Changes something.
    Post,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path, as axum writes it.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What its pages may load.
    pub policy: Policy,
    /// The largest body it takes, in bytes.
    pub body: usize,
}
