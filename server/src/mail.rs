//! Postmen: SMTP in production, a folder of `.eml` files otherwise.

pub mod shelf;

use std::{
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::authentication::Credentials,
};
use secrecy::ExposeSecret;
use service::{
    ids::Ids,
    mail::{Handover, NotTaken, Postman},
};

use crate::settings::{Encryption, Settings, read_secret};

type Taking<'a> = Pin<Box<dyn Future<Output = Result<(), NotTaken>> + Send + 'a>>;

fn message(from: &Mailbox, handover: &Handover) -> Result<Message, NotTaken> {
    let never = |error: &dyn std::fmt::Display| NotTaken::Never(error.to_string());
    // The address is not repeated in an error: errors are logged.
    let to = handover.address.parse::<Mailbox>().map_err(|_| NotTaken::Never("not an address".to_owned()))?;
    let plain = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(handover.letter.text.clone());
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(handover.letter.html.clone());
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(handover.letter.subject.clone())
        .multipart(MultiPart::alternative().singlepart(plain).singlepart(html))
        .map_err(|error| never(&error))
}

/// Hands letters to a mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// The mail server of the settings.
    ///
    /// # Errors
    /// What is wrong with the settings, without their secrets.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        let mail = &settings.mail;
        let from = mail.from.parse().map_err(|_| "mail.from is not an address".to_owned())?;
        let builder = match mail.encryption {
            Encryption::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&mail.host),
            Encryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&mail.host),
            Encryption::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&mail.host)),
        };
        let mut builder = builder.map_err(|error| format!("mail.host: {error}"))?;
        if mail.port != 0 {
            builder = builder.port(mail.port);
        }
        if let Some(path) = &mail.password_file {
            let password = read_secret(path).map_err(|wrong| wrong.to_string())?;
            builder = builder.credentials(Credentials::new(mail.user.clone(), password.expose_secret().to_owned()));
        }
        let transport = builder.timeout(Some(std::time::Duration::from_secs(30))).build();
        Ok(Self { transport, from })
    }
}

impl Postman for Smtp {
    fn take<'a>(&'a self, letter: &'a Handover) -> Taking<'a> {
        Box::pin(async move {
            let message = message(&self.from, letter)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(NotTaken::Never("the mail server refused it".to_owned())),
                Err(error) => Err(NotTaken::ForNow(kind_of(&error).to_owned())),
            }
        })
    }
}

/// What went wrong, without what the server said: it may repeat the address.
fn kind_of(error: &lettre::transport::smtp::Error) -> &'static str {
    if error.is_timeout() {
        "the mail server did not answer in time"
    } else if error.is_transient() {
        "the mail server asked to wait"
    } else if error.is_tls() {
        "the connection to the mail server could not be encrypted"
    } else {
        "the mail server could not be reached"
    }
}

/// Writes letters into a folder, one for each partnership, where an officer can read those that belong to engagements.
pub struct Folder {
    folder: PathBuf,
    from: Mailbox,
    ids: Ids,
}

/// Where letters about accounts go: no officer reads these.
const ACCOUNTS: &str = "accounts";
/// Where reminders go: whoever reads to whom they are knows who has not answered, so no officer reads these either.
const REMINDERS: &str = "reminders";

impl Folder {
    /// This folder, made if it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: &Path, ids: Ids) -> std::io::Result<Self> {
        use std::os::unix::fs::DirBuilderExt;
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let from = Mailbox::new(
            Some("Folkmoot".to_owned()),
            lettre::Address::new("folkmoot", "localhost").map_err(std::io::Error::other)?,
        );
        Ok(Self { folder: folder.to_owned(), from, ids })
    }
}

impl Postman for Folder {
    fn take<'a>(&'a self, letter: &'a Handover) -> Taking<'a> {
        Box::pin(async move {
            let later = |error: std::io::Error| NotTaken::ForNow(error.to_string());
            let bytes = message(&self.from, letter)?.formatted();
            let shelf = match letter.partnership {
                _ if letter.kind == "reminder" => REMINDERS.to_owned(),
                Some(partnership) => partnership.to_string(),
                None => ACCOUNTS.to_owned(),
            };
            let folder = self.folder.join(shelf);
            tokio::fs::create_dir_all(&folder).await.map_err(later)?;
            let name = self.ids.random().map_err(|error| NotTaken::ForNow(error.to_string()))?;
            let (draft, whole) = (folder.join(format!("{name}.part")), folder.join(format!("{name}.eml")));
            tokio::fs::write(&draft, bytes).await.map_err(later)?;
            tokio::fs::rename(&draft, &whole).await.map_err(later)
        })
    }
}
