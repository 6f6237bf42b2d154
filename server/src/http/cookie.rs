//! Cookies: three kinds, each with one job, none for following anybody.
//!
//! The session of people who sign in; the secret of a browser that asked for a link; the key to somebody's own answers
//! of one survey. Over TLS their names carry the `__Host-` prefix, which binds them to this host and to TLS.

use http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jar<'a> {
    /// The token of a session.
    Session,
    /// The secret of a browser that asked for a link.
    Browser,
    /// The key to one's own answers of this survey.
    Answers(&'a str),
}

impl Jar<'_> {
    fn name(self, secure: bool) -> String {
        let plain = match self {
            Self::Session => "folkmoot".to_owned(),
            Self::Browser => "folkmoot-browser".to_owned(),
            Self::Answers(survey) => format!("folkmoot-answers-{survey}"),
        };
        if secure { format!("__Host-{plain}") } else { plain }
    }

    /// How long the browser keeps it, in seconds.
    const fn lasts(self) -> u32 {
        match self {
            Self::Session => 12 * 60 * 60,
            Self::Browser => 60 * 60,
            Self::Answers(_) => 7 * 24 * 60 * 60,
        }
    }

    /// The value that the request carries.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let name = self.name(secure);
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let value = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()?;
        (value.len() <= 128 && value.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| value.to_owned())
    }

    /// The header that sets it.
    pub fn set(self, value: &str, secure: bool) -> Option<HeaderValue> {
        self.header(value, self.lasts(), secure)
    }

    /// The header that takes it away.
    pub fn clear(self, secure: bool) -> Option<HeaderValue> {
        self.header("", 0, secure)
    }

    fn header(self, value: &str, lasts: u32, secure: bool) -> Option<HeaderValue> {
        let safe = if secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Lax{safe}", self.name(secure));
        HeaderValue::from_str(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_read_by_their_exact_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("folkmoot=plain; __Host-folkmoot=abc123; other=1"));
        assert_eq!(Jar::Session.read(&headers, true).as_deref(), Some("abc123"));
        assert_eq!(Jar::Session.read(&headers, false).as_deref(), Some("plain"));
        assert_eq!(Jar::Browser.read(&headers, true), None);
    }

    #[test]
    fn cookies_are_closed_to_scripts_and_other_sites() {
        let set = Jar::Session.set("abc", true).unwrap();
        let set = set.to_str().unwrap();
        assert!(set.starts_with("__Host-folkmoot=abc; Path=/;"));
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.ends_with("Secure"));
        assert!(!set.contains("Domain"));
    }
}
