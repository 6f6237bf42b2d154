//! Islands: the only code that a browser loads. Each is drawn by the server first, works on a page that is complete
//! without it, takes small properties, and knows nothing but the rules of `domain`.

pub mod field;
pub mod job;
pub mod look;
pub mod question;
