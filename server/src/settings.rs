//! Settings: read once at the start from a file and the environment, checked, and never printed with their secrets.
//!
//! A file in TOML, then variables such as `FOLKMOOT__SERVER__LISTEN` over it, then what the command line says. Secrets
//! are named by files that hold them. Everything has a default that suits one machine with the embedded database.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use domain::disclosure::{
    Method, Policy,
    microdata::{LEAST_STAY, MOST_SWAPPED, Perturbation, Redraw},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// All settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
pub struct Settings {
    /// The site as people reach it.
    pub site: Site,
    /// This process.
    pub server: Server,
    /// Where data is.
    pub data: Data,
    /// The database.
    pub database: Database,
    /// Files.
    pub files: Files,
    /// Letters.
    pub mail: Mail,
    /// Numbers about people.
    pub disclosure: Disclosure,
    /// Research files.
    pub research: Research,
}

/// Research files: what is done to every one of them besides hiding everybody among enough others. Files say with which
/// numbers; nothing says which records.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Research {
    /// The share of records that exchange their area with somebody of their age and sex, from 0 to 0.2.
    pub swap_areas: f64,
    /// A characteristic such as `ethnic_group` whose values may be drawn again; empty: none.
    pub draw_again: String,
    /// The probability that such a value stays, from 0.8 to 1.
    pub stay: Option<f64>,
}

/// Numbers about people: how they are made safe to show. Whichever way is chosen, groups of fewer than ten are withheld.
/// A survey of which something was shown stays with the way in which that was.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Disclosure {
    /// `rounding` (to 5, at random), `cell_key` (changed by up to 3) or `suppression` (exact, small ones withheld; shown
    /// when a survey has closed, and never two characteristics crossed).
    pub method: Method,
}

/// The site as people reach it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// `https://takepart.example.org`. Empty: the address that the server listens on.
    pub origin: String,
}

/// This process.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where it tells numbers about itself; loopback only.
    pub metrics: Option<SocketAddr>,
    /// The addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether this process does jobs as well. With several processes, some may only serve.
    pub work: bool,
    /// How many connections at once.
    pub connections: usize,
    /// How many requests from one network in a second, in short bursts.
    pub requests_per_second: u32,
}

/// Where data is.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Data {
    /// Databases, files and letters of one machine.
    pub folder: PathBuf,
    /// Keys; a folder that backups leave out. Empty: `keys` in the data folder.
    pub keys: PathBuf,
}

/// The database.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `postgres://...`, or empty for the embedded SQLite.
    pub url: SecretString,
    /// The same from a file.
    pub url_file: Option<PathBuf>,
    /// Another database for the answers; empty for a schema in the same one.
    pub answers_url: SecretString,
    /// How many connections to each.
    pub connections: u32,
}

/// Files.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// `s3://bucket/prefix`, or empty for a folder in the data folder.
    pub url: String,
    /// Options of the object store, such as `endpoint` or `region`; credentials come from its own environment.
    pub options: std::collections::BTreeMap<String, String>,
}

/// Letters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// `smtp.example.org`; empty: letters are written to a folder, for officers to read.
    pub host: String,
    /// Its port; 0 for the usual one.
    pub port: u16,
    /// How the connection is encrypted: `starttls`, `tls`, or `none` on loopback.
    pub encryption: Encryption,
    /// Who we are to it.
    pub user: String,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// `Folkmoot <takepart@example.org>`.
    pub from: String,
}

/// How mail is encrypted on its way to the mail server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Begins in the clear and must switch.
    #[default]
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all: only for a mail server on this machine.
    None,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            metrics: None,
            trusted_proxies: Vec::new(),
            work: true,
            connections: 10_000,
            requests_per_second: 200,
        }
    }
}

impl Default for Data {
    fn default() -> Self {
        Self { folder: PathBuf::from("data"), keys: PathBuf::new() }
    }
}

impl Default for Database {
    fn default() -> Self {
        let none = || SecretString::from(String::new());
        Self { url: none(), url_file: None, answers_url: none(), connections: 16 }
    }
}

/// Why the program does not start: every line names a setting and what to do.
#[derive(Debug, thiserror::Error)]
#[error("the settings need attention:\n  - {}", .0.join("\n  - "))]
pub struct Wrong(Vec<String>);

impl Settings {
    /// Reads the file (which need not exist when it is the default one) and the environment.
    ///
    /// # Errors
    /// What cannot be read, or is not known; without its value.
    pub fn read(file: Option<&Path>) -> Result<Self, Wrong> {
        let source = match file {
            Some(path) => config::File::from(path).required(true),
            None => config::File::from(Path::new("folkmoot.toml")).required(false),
        };
        let environment =
            config::Environment::with_prefix("FOLKMOOT").prefix_separator("__").separator("__").try_parsing(true);
        let read = config::Config::builder().add_source(source).add_source(environment).build();
        let settings: Self =
            read.and_then(config::Config::try_deserialize).map_err(|error| Wrong(vec![error.to_string()]))?;
        settings.with_secrets()?.checked()
    }

    fn with_secrets(mut self) -> Result<Self, Wrong> {
        if let Some(path) = &self.database.url_file {
            self.database.url = read_secret(path)?;
        }
        Ok(self)
    }

    /// The same settings, if they go together.
    ///
    /// # Errors
    /// Every setting that does not, and what to do.
    pub fn checked(self) -> Result<Self, Wrong> {
        let mut wrong = Vec::new();
        let origin = &self.site.origin;
        let secure = origin.starts_with("https://");
        let loopback =
            ["http://127.0.0.1", "http://localhost", "http://[::1]"].iter().any(|start| origin.starts_with(start));
        if !origin.is_empty() && !secure && !loopback {
            wrong.push("site.origin: begin it with https:// (http:// only works on this machine itself)".to_owned());
        }
        if origin.ends_with('/') {
            wrong.push("site.origin: leave out the slash at its end".to_owned());
        }
        if origin.is_empty() && !self.server.listen.ip().is_loopback() {
            wrong.push(
                "site.origin: say how people reach the site, because it listens to more than this machine".to_owned(),
            );
        }
        if self.server.metrics.is_some_and(|address| !address.ip().is_loopback()) {
            wrong.push("server.metrics: use an address of this machine itself, such as 127.0.0.1:9464".to_owned());
        }
        let url = self.database.url.expose_secret();
        if !url.is_empty() && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            wrong.push(
                "database.url: begin it with postgres://, or leave it empty for the embedded database".to_owned(),
            );
        }
        if !self.mail.host.is_empty() && self.mail.from.is_empty() {
            wrong.push("mail.from: say who letters are from, like Folkmoot <takepart@example.org>".to_owned());
        }
        if self.mail.encryption == Encryption::None
            && !["localhost", "127.0.0.1", "::1", ""].contains(&self.mail.host.as_str())
        {
            wrong.push("mail.encryption: use starttls or tls for a mail server that is not on this machine".to_owned());
        }
        if !(0.0..=MOST_SWAPPED).contains(&self.research.swap_areas) {
            wrong.push(format!("research.swap_areas: a share from 0 to {MOST_SWAPPED}"));
        }
        if self.research.draw_again.is_empty() != self.research.stay.is_none() {
            wrong.push("research: draw_again and stay go together".to_owned());
        }
        if self.research.stay.is_some_and(|stay| !(LEAST_STAY..=1.0).contains(&stay)) {
            wrong.push(format!("research.stay: a probability from {LEAST_STAY} to 1"));
        }
        if wrong.is_empty() { Ok(self) } else { Err(Wrong(wrong)) }
    }

    /// The folder of keys.
    pub fn keys(&self) -> PathBuf {
        if self.data.keys.as_os_str().is_empty() { self.data.folder.join("keys") } else { self.data.keys.clone() }
    }

    /// Whether the embedded database is used.
    pub fn embedded(&self) -> bool {
        self.database.url.expose_secret().is_empty()
    }

    /// How numbers about people are protected.
    pub fn policy(&self) -> Policy {
        Policy::default().by(self.disclosure.method)
    }

    /// What is done to every research file.
    pub fn perturbation(&self) -> Perturbation {
        let Research { swap_areas, draw_again, stay } = &self.research;
        let redraw = stay.map(|stay| Redraw { characteristic: draw_again.clone(), stay });
        Perturbation { swap: *swap_areas, redraw }
    }

    /// Whether letters are written to a folder.
    pub fn letters_in_folder(&self) -> bool {
        self.mail.host.is_empty()
    }
}

/// The secret in a file that nobody else may read.
///
/// # Errors
/// When it cannot be read, or others can read it.
pub fn read_secret(path: &Path) -> Result<SecretString, Wrong> {
    use std::os::unix::fs::PermissionsExt;
    let say = |what: String| Wrong(vec![format!("{}: {what}", path.display())]);
    let mode = std::fs::metadata(path).map_err(|error| say(error.to_string()))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(say("others can read this secret: chmod 600 it".to_owned()));
    }
    let text = std::fs::read_to_string(path).map_err(|error| say(error.to_string()))?;
    Ok(SecretString::from(text.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_suit_one_machine() {
        assert!(Settings::default().checked().is_ok());
    }

    #[test]
    fn unsafe_settings_are_refused_with_what_to_do() {
        let mut settings = Settings::default();
        settings.site.origin = "http://takepart.example.org/".to_owned();
        settings.server.metrics = Some(SocketAddr::from(([0, 0, 0, 0], 1)));
        settings.database.url = SecretString::from("mysql://secret".to_owned());
        let wrong = settings.checked().unwrap_err();
        assert_eq!(wrong.0.len(), 4);
        assert!(!wrong.to_string().contains("secret"));
    }

    #[test]
    fn numbers_are_protected_as_the_file_says() {
        let path = std::env::temp_dir().join(format!("folkmoot-settings-{}.toml", std::process::id()));
        let read = |text: &str| {
            std::fs::write(&path, text).unwrap();
            let read = Settings::read(Some(&path));
            std::fs::remove_file(&path).unwrap();
            read
        };
        for method in Method::ALL {
            let settings = read(&format!("[disclosure]\nmethod = \"{}\"\n", method.code())).unwrap();
            assert_eq!(settings.policy().method(), method);
        }
        assert_eq!(read("").unwrap().policy(), Policy::default());
        for wrong in ["method = \"none\"", "minimum_base = 3"] {
            assert!(read(&format!("[disclosure]\n{wrong}\n")).is_err(), "{wrong}");
        }
        let chosen = read("[research]\nswap_areas = 0.05\ndraw_again = \"religion\"\nstay = 0.9\n").unwrap();
        let redraw = Some(Redraw { characteristic: "religion".to_owned(), stay: 0.9 });
        assert_eq!(chosen.perturbation(), Perturbation { swap: 0.05, redraw });
        assert_eq!(read("").unwrap().perturbation(), Perturbation::default());
        for wrong in
            ["swap_areas = 0.5", "swap_areas = nan", "draw_again = \"sex\"", "draw_again = \"sex\"\nstay = 0.2"]
        {
            assert!(read(&format!("[research]\n{wrong}\n")).is_err(), "{wrong}");
        }
    }
}
