//! `folkmoot`: see `folkmoot --help`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = server::cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return server::command::fail(&error.to_string()),
    };
    match runtime.block_on(server::command::run(cli)) {
        Ok(code) => code,
        Err(error) => server::command::fail(&error),
    }
}
