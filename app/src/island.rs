//! Islands: the parts of a page that a browser wakes. Each is drawn by the server first and works without script.

pub mod job;
