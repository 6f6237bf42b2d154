//! The program: settings, commands, HTTP, mail, the worker. Everything that touches the outside and decides nothing.
//!
//! To add a route: a row in `app::routes`, a handler in [`http`]; to add a command: a variant in [`cli`], a file in
//! [`command`].

pub mod cli;
pub mod command;
pub mod http;
pub mod installation;
pub mod mail;
pub mod settings;
pub mod worker;
