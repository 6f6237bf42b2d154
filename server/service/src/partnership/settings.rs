//! Settings: what a partnership says of itself, how it is reached, its languages and its colours.

use domain::{
    partnership::{Profile, Theme},
    text::{Language, Text, one_line, tidy},
};
use store::partnership::Partnership;
use validator::{Validate, ValidationError};

use crate::{
    Context, Error, Result,
    access::Officer,
    audit::{self, Action},
    error::{self, Problems},
};

/// The longest sentence that a profile may hold, in characters.
const SENTENCE_LONGEST: u64 = 600;
/// The longest line, such as a number to phone.
const LINE_LONGEST: u64 = 200;
/// The fields of the form in their order, in which their problems are told.
const FIELDS: [&str; 8] = ["name", "about", "welcome", "lead", "phone", "mail", "bsl", "post"];

/// A text in both languages, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Validate)]
pub struct Both {
    /// In English.
    #[validate(length(max = SENTENCE_LONGEST, code = "too-long"))]
    pub en: String,
    /// In Gaelic.
    #[validate(length(max = SENTENCE_LONGEST, code = "too-long"))]
    pub gd: String,
}

impl Both {
    fn of(text: &Text) -> Self {
        let words = |language| text.get(language).unwrap_or_default().to_owned();
        Self { en: words(Language::English), gd: words(Language::Gaelic) }
    }

    fn text(&self) -> Text {
        Text::both(tidy(&self.en), tidy(&self.gd))
    }
}

/// The settings of a partnership as a form holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Validate)]
pub struct SettingsForm {
    /// Its name.
    #[validate(custom(function = "error::name"))]
    pub name: String,
    /// Who runs this.
    #[validate(nested)]
    pub about: Both,
    /// The head of its home page.
    #[validate(nested)]
    pub welcome: Both,
    /// The sentence under it.
    #[validate(nested)]
    pub lead: Both,
    /// A number to phone.
    #[validate(length(max = LINE_LONGEST, code = "too-long"))]
    pub phone: String,
    /// An address to write to, if there is one.
    #[validate(email(code = "address"), custom(function = "error::address"))]
    pub mail: Option<String>,
    /// An address of the web for British Sign Language, if there is one.
    #[validate(url(code = "web-address"), custom(function = "secure"))]
    pub bsl: Option<String>,
    /// Where to send paper.
    #[validate(length(max = LINE_LONGEST, code = "too-long"))]
    pub post: String,
    /// The colours, as `#rrggbb`.
    pub brand: String,
    /// The accent.
    pub accent: String,
    /// Whether pages are offered in Gaelic.
    pub gaelic: bool,
    /// The revision that the form was filled in for.
    pub seen: i64,
}

/// Only addresses that nobody can change on the way.
fn secure(typed: &str) -> std::result::Result<(), ValidationError> {
    if typed.starts_with("https://") { Ok(()) } else { Err(ValidationError::new("web-address")) }
}

impl SettingsForm {
    /// The form as it is filled in now.
    pub fn of(partnership: &Partnership) -> Self {
        let profile = &partnership.profile;
        let maybe = |line: &str| (!line.is_empty()).then(|| line.to_owned());
        Self {
            name: partnership.name.clone(),
            about: Both::of(&profile.about),
            welcome: Both::of(&profile.welcome),
            lead: Both::of(&profile.lead),
            phone: profile.phone.clone(),
            mail: maybe(&profile.mail),
            bsl: maybe(&profile.bsl),
            post: profile.post.clone(),
            brand: profile.theme.brand.to_string(),
            accent: profile.theme.accent.to_string(),
            gaelic: profile.languages.is_empty() || profile.languages.contains(&Language::Gaelic),
            seen: partnership.revision,
        }
    }

    fn profile(&self, theme: Theme) -> Profile {
        Profile {
            about: self.about.text(),
            welcome: self.welcome.text(),
            lead: self.lead.text(),
            phone: one_line(&self.phone),
            mail: self.mail.as_deref().map(one_line).unwrap_or_default(),
            bsl: self.bsl.as_deref().map(one_line).unwrap_or_default(),
            post: one_line(&self.post),
            languages: if self.gaelic { Vec::new() } else { vec![Language::English] },
            theme,
            logos: Vec::new(),
        }
    }
}

/// Saves the settings.
///
/// # Errors
/// [`Error::Invalid`] with all problems; [`Error::Conflict`] when somebody else saved in the meantime.
pub async fn save_settings(ctx: &Context, officer: &Officer, form: &SettingsForm) -> Result<()> {
    let mut problems = Problems::default();
    problems.check(form, &FIELDS);
    let (theme, faint) = Theme::parse(&form.brand, &form.accent);
    problems.add(faint);
    problems.done()?;
    let mut tx = ctx.store.main.write().await?;
    let known = crate::partnership::known(&mut tx, officer.partnership()).await?;
    let profile = Profile { logos: known.profile.logos, ..form.profile(theme.unwrap_or_default()) };
    let name = one_line(&form.name);
    let saved =
        store::partnership::update_partnership(&mut tx, officer.partnership(), form.seen, &name, &profile).await?;
    if !saved {
        return Err(Error::Conflict);
    }
    let subject = format!("partnership:{}", officer.partnership());
    audit::note(ctx, &mut tx, officer.by(), Action("settings-saved"), &subject, "").await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(form: &SettingsForm) -> Vec<String> {
        let mut problems = Problems::default();
        problems.check(form, &FIELDS);
        match problems.done() {
            Err(Error::Invalid(problems)) => problems.iter().map(|p| format!("{} {}", p.place, p.kind)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_may_be_left_out_may_be_left_out() {
        assert!(kinds(&SettingsForm { name: "The Alliance".to_owned(), ..SettingsForm::default() }).is_empty());
    }

    #[test]
    fn every_field_is_told_in_the_order_of_the_form() {
        let long = || "x".repeat(601);
        let form = SettingsForm {
            about: Both { gd: long(), ..Both::default() },
            lead: Both { en: long(), gd: long() },
            phone: long(),
            mail: Some("nobody".to_owned()),
            bsl: Some("http://bsl.example".to_owned()),
            ..SettingsForm::default()
        };
        assert_eq!(
            kinds(&form),
            [
                "name name-missing",
                "about.gd too-long",
                "lead.en too-long",
                "lead.gd too-long",
                "phone too-long",
                "mail address",
                "bsl web-address"
            ]
        );
        assert_eq!(
            kinds(&SettingsForm { name: "A".to_owned(), bsl: Some("https://".to_owned()), ..SettingsForm::default() }),
            ["bsl web-address"]
        );
    }
}
