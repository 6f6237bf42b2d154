//! A PostgreSQL for the tests alone: made in a temporary folder, stopped and removed at the end, whatever happened.

use std::{
    fs::{self, File},
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::{
    clock::Stopwatch,
    setup::is_root,
    shell,
    trouble::{Explain, Outcome},
};

/// Folders are named after the process that made them, so that a killed run's folder can be told from a running one's.
const PREFIX: &str = "folkmoot-postgres-";
const PATIENCE: Duration = Duration::from_secs(30);
/// The name of the database's owner inside PostgreSQL.
const OWNER: &str = "folkmoot";

/// Whether the database waits for the disk. The kill tests prove something only when it does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    Full,
    Off,
}

/// A running server. Dropping it stops it and removes its folder.
pub struct Database {
    programs: PathBuf,
    folder: PathBuf,
    server: Child,
    address: String,
}

impl Database {
    pub fn start(programs: &Path, durability: Durability) -> Outcome<Self> {
        remove_leftovers();
        let folder = parent().join(format!("{PREFIX}{}", std::process::id()));
        let made = create(programs, &folder).and_then(|password| launch(programs, &folder, durability, &password));
        match made {
            Ok((server, address)) => {
                let database = Self { programs: programs.to_owned(), folder, server, address };
                database.wait()?;
                Ok(database)
            }
            Err(trouble) => {
                let _ = fs::remove_dir_all(&folder);
                Err(trouble)
            }
        }
    }

    /// The address that tests connect to.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Until the server answers.
    fn wait(&self) -> Outcome {
        let watch = Stopwatch::start();
        while watch.elapsed() < PATIENCE {
            if shell::output(Command::new(self.programs.join("pg_isready")).args(["--dbname", &self.address])).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        let said = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start within 30 s. It said:\n{}", shell::last_lines(&said, 15)).into())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Nobody needs its data any more, so it may stop at once. What fails here is cleaned up by the next run.
        let mut stop = as_owner(&self.programs.join("pg_ctl"), &self.folder);
        stop.args(["stop", "--mode", "immediate", "--wait", "--pgdata"]).arg(self.folder.join("data"));
        let _ = shell::output(&mut stop);
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A folder with a short path (sockets allow 100 characters) that the user `postgres` can reach.
fn parent() -> PathBuf {
    let short = PathBuf::from("/tmp");
    if short.is_dir() { short } else { std::env::temp_dir() }
}

/// Makes the folder and an empty database in it, and gives back the owner's password.
fn create(programs: &Path, folder: &Path) -> Outcome<String> {
    let trouble = || format!("Cannot make the folder {}", folder.display());
    fs::create_dir_all(folder).explain(trouble)?;
    let password = random()?;
    fs::write(folder.join("password"), &password).explain(trouble)?;
    if is_root() {
        shell::output(Command::new("chown").arg("-R").arg("postgres:").arg(folder))?;
    }
    shell::output(Command::new("chmod").arg("700").arg(folder))?;
    let mut initdb = as_owner(&programs.join("initdb"), folder);
    initdb.args(["--no-sync", "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"]);
    initdb.args(["--username", OWNER, "--pwfile"]).arg(folder.join("password"));
    initdb.arg("--pgdata").arg(folder.join("data"));
    shell::output(&mut initdb)?;
    Ok(password)
}

fn launch(programs: &Path, folder: &Path, durability: Durability, password: &str) -> Outcome<(Child, String)> {
    // Free at this moment; should another program take it meanwhile, PostgreSQL says so and the run can be repeated.
    let port = TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .explain(|| "No free port on 127.0.0.1".to_owned())?
        .port();
    let file = folder.join("log");
    let log = File::create(&file).explain(|| format!("Cannot write {}", file.display()))?;
    let errors = log.try_clone().explain(|| format!("Cannot write {}", file.display()))?;
    let mut server = as_owner(&programs.join("postgres"), folder);
    server.arg("-D").arg(folder.join("data")).arg("-k").arg(folder).args(["-p", &port.to_string()]);
    let fsync = if durability == Durability::Full { "on" } else { "off" };
    for setting in
        ["listen_addresses=127.0.0.1", "max_connections=400", "synchronous_commit=on", &format!("fsync={fsync}")]
    {
        server.args(["-c", setting]);
    }
    // A child and not a daemon: Ctrl-C in the terminal reaches it too.
    let child = server.stdin(Stdio::null()).stdout(log).stderr(errors).spawn();
    let child = child.explain(|| "PostgreSQL cannot be started".to_owned())?;
    Ok((child, format!("postgres://{OWNER}:{password}@127.0.0.1:{port}/postgres")))
}

/// PostgreSQL refuses to run as root, so root becomes the user `postgres` that its package brings.
fn as_owner(program: &Path, folder: &Path) -> Command {
    let mut command = if is_root() {
        let mut runuser = Command::new("runuser");
        runuser.args(["--user", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    command
}

/// 32 hexadecimal digits.
fn random() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    read.explain(|| "Cannot read random bytes".to_owned())?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

/// Removes what killed runs left. A server that still runs in there stops by itself when its folder is gone.
fn remove_leftovers() {
    for file in fs::read_dir(parent()).into_iter().flatten().flatten() {
        let name = file.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        if process.is_some_and(|process| Path::new("/proc/self").exists() && !Path::new("/proc").join(process).exists())
        {
            let _ = fs::remove_dir_all(file.path());
        }
    }
}
