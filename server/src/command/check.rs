//! `folkmoot check`: whether settings, databases, keys and files are in order.

use std::process::ExitCode;

use object_store::{ObjectStoreExt, PutPayload, path::Path};
use service::{ids::Ids, keys::Keys};
use store::{Db, migrate};

use super::{Outcome, say};
use crate::{installation, settings::Settings};

struct Findings {
    wrong: usize,
}

impl Findings {
    fn note(&mut self, what: &str, found: Result<String, String>) {
        match found {
            Ok(fine) => say(&format!("  ok     {what}: {fine}")),
            Err(why) => {
                self.wrong += 1;
                say(&format!("  WRONG  {what}: {why}"));
            }
        }
    }
}

/// Looks at everything and changes nothing but a file that it removes again.
pub async fn check(settings: &Settings) -> Outcome {
    let mut findings = Findings { wrong: 0 };
    findings.note("settings", Ok("read and valid".to_owned()));
    let folder = settings.data.folder.display();
    let data = settings.data.folder.is_dir().then(|| folder.to_string());
    findings.note("data folder", data.ok_or_else(|| format!("{folder} is not there: start folkmoot serve once")));
    let keys = settings.keys();
    let there = keys.join("installation.key").is_file();
    let opened = if there {
        Keys::open(&keys, Ids::machine()).map(|_| keys.display().to_string()).map_err(|error| error.to_string())
    } else {
        Err(format!("{} holds no installation key: put it back, or what it protects is lost", keys.display()))
    };
    findings.note("keys", opened);
    match if settings.data.folder.is_dir() {
        installation::databases(settings).await
    } else {
        Err("not looked at".to_owned())
    } {
        Err(why) => findings.note("databases", Err(why)),
        Ok((main, answers)) => {
            let (known_main, known_answers) = migrate::known();
            findings.note("people and surveys", database(&main, known_main).await);
            findings.note("answers", database(&answers, known_answers).await);
        }
    }
    findings.note("files", files(settings).await);
    let mail = if settings.letters_in_folder() {
        "letters are written to a folder; nobody gets them".to_owned()
    } else {
        format!("{} as {}", settings.mail.host, settings.mail.from)
    };
    findings.note("mail", Ok(mail));
    if findings.wrong == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    Err(format!("{} of these need attention", findings.wrong))
}

async fn database(db: &Db, known: i64) -> Result<String, String> {
    let version = db.version().await.map_err(|error| error.to_string())?;
    let found = migrate::found(db).await.map_err(|error| error.to_string())?;
    if found > known {
        return Err(format!("schema {found} is newer than this program, which knows {known}: run a newer folkmoot"));
    }
    if found < known {
        return Err(format!("schema {found} is older than {known}: run folkmoot migrate"));
    }
    let broken = db.integrity().await.map_err(|error| error.to_string())?;
    if let Some(first) = broken.first() {
        return Err(format!("the file is damaged ({first}): restore a backup"));
    }
    Ok(format!("{:?} {version}, schema {found}", db.engine()))
}

async fn files(settings: &Settings) -> Result<String, String> {
    let files = installation::files(settings)?;
    let probe = Path::from("check/probe");
    let say = |error: object_store::Error| error.to_string();
    files.put(&probe, PutPayload::from_static(b"probe")).await.map_err(say)?;
    files.delete(&probe).await.map_err(say)?;
    let place = if settings.files.url.is_empty() { "a folder" } else { settings.files.url.as_str() };
    Ok(format!("{place} can be written"))
}
