//! What a research file of a million responses costs, from closing the survey to the package on the disk.

use std::{
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    installation::{COMMUNITY, Installation, Server},
    measure, note, tell,
};

/// How often the memory of a program is looked at.
const EVERY: Duration = Duration::from_millis(100);
/// How long sealing may take before it counts as stuck.
const PATIENCE: Duration = Duration::from_mins(30);

/// Closes the survey, waits until its answers are sealed, and has the program write the file.
pub async fn research(program: &Path, folder: &Path) -> Result<(), String> {
    note("closing the survey of a million responses, and writing its research file");
    Installation::close(folder).await?;
    let server = Server::start(program, folder)?;
    let began = measure::now();
    while !Installation::is_sealed(folder).await? {
        if began.elapsed() > PATIENCE {
            return Err("the answers are not sealed yet".to_owned());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let peak = server.peak()?;
    server.stop();
    let what = "Memory while a million sets of answers are sealed";
    tell(&crate::Line { what, value: peak, unit: "MiB", bar: "under 400 MiB", ok: peak < 400.0 });
    let began = measure::now();
    let mut command = Command::new(program);
    command.args(["export", "--survey", COMMUNITY, "--for", "research", "--out"]).arg(folder.join("files"));
    command.arg("--data").arg(folder).env("FOLKMOOT_LOG", "error").stdout(Stdio::null());
    let (ended, peak) = watched(command.spawn().map_err(|error| error.to_string())?).await?;
    let seconds = began.elapsed().as_secs_f64();
    if !ended {
        return Err("the research file was not written".to_owned());
    }
    let what = "A research file of a million responses in every format, from the installation";
    tell(&crate::Line { what, value: seconds, unit: "s", bar: "under 300 s", ok: seconds < 300.0 });
    let what = "Memory while it is written";
    tell(&crate::Line { what, value: peak, unit: "MiB", bar: "under 400 MiB", ok: peak < 400.0 });
    Ok(())
}

/// Waits for a program: whether it went well, and the most memory that it held, in MiB.
async fn watched(mut child: Child) -> Result<(bool, f64), String> {
    let mut peak = 0.0_f64;
    loop {
        peak = peak.max(measure::peak(child.id()).unwrap_or(0.0));
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            return Ok((status.success(), peak));
        }
        tokio::time::sleep(EVERY).await;
    }
}
