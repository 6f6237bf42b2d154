//! Islands: the only code that a browser loads. Each works on a page that is complete without it, takes small
//! properties, and knows nothing but the rules of `domain`.

pub mod field;
pub mod look;
pub mod question;
