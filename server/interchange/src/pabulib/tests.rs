//! Files that are read, files that are refused, and bytes that are no file at all.

mod hostile;
mod refused;
mod shared;
