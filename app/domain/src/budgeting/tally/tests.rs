//! Elections that were counted by hand and by others.

mod declared;
mod properties;
mod vectors;
