//! The letters that we write, each with what it needs to know.

use askama::Template;
use domain::text::{Language, one_line};

use super::{Letter, compose};
use crate::{Error, Result};

/// A value on one line that cannot begin a piece of markup.
fn only_words(value: &str) -> String {
    one_line(value).trim_start_matches(['=', '-', '>', '#', ' ']).to_owned()
}

macro_rules! letters {
    ($($(#[$doc:meta])* $name:ident $english_file:literal $gaelic:ident $gaelic_file:literal { $($(#[$field_doc:meta])* $field:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Template)]
        #[template(path = $english_file, escape = "none")]
        pub struct $name<'a> {
            $($(#[$field_doc])* pub $field: &'a str),*
        }

        #[derive(Template)]
        #[template(path = $gaelic_file, escape = "none")]
        struct $gaelic<'a> {
            $($field: &'a str),*
        }

        impl $name<'_> {
            /// The letter in this language, from this sender.
            pub fn write(&self, language: Language, from: &str) -> Result<Letter> {
                $(let $field = &only_words(self.$field);)*
                let filled = match language {
                    Language::English => $name { $($field),* }.render(),
                    Language::Gaelic => $gaelic { $($field),* }.render(),
                };
                compose(language, from, &filled.map_err(Error::internal)?)
            }
        }
    )*};
}

letters! {
    /// Somebody is invited to work here.
    AccountInvitation "letter/en/account_invitation.txt" AccountInvitationGaelic "letter/gd/account_invitation.txt" {
        /// Who invites, as a body or partnership.
        sender,
        /// The person invited.
        name,
        /// The person who invites.
        inviter,
        /// What they will be.
        post,
        /// Where to accept.
        link,
        /// Until when.
        until
    }
    /// A member of the public signs in.
    MemberSignIn "letter/en/member_sign_in.txt" MemberSignInGaelic "letter/gd/member_sign_in.txt" {
        /// Six digits.
        code,
        /// Where to confirm.
        link
    }
    /// Staff choose a new password.
    Reset "letter/en/reset.txt" ResetGaelic "letter/gd/reset.txt" {
        /// Six digits.
        code,
        /// Where to choose.
        link
    }
    /// Something about an account changed.
    SecurityNotice "letter/en/security_notice.txt" SecurityNoticeGaelic "letter/gd/security_notice.txt" {
        /// What changed.
        what,
        /// Whose account.
        name,
        /// When.
        when,
        /// Where to put it right.
        link
    }
    /// Somebody is invited to answer.
    SurveyInvitation "letter/en/survey_invitation.txt" SurveyInvitationGaelic "letter/gd/survey_invitation.txt" {
        /// The name of the survey.
        title,
        /// Why we ask.
        purpose,
        /// How long it takes.
        minutes,
        /// The last day.
        closes_day,
        /// The last moment.
        closes,
        /// The personal link.
        link,
        /// Where to say "no more".
        stop,
        /// What happens with the address.
        privacy,
        /// A number to phone, or nothing.
        phone,
        /// Who asks.
        sender
    }
    /// Somebody is reminded.
    SurveyReminder "letter/en/survey_reminder.txt" SurveyReminderGaelic "letter/gd/survey_reminder.txt" {
        /// The name of the survey.
        title,
        /// Why we ask.
        purpose,
        /// How long it takes.
        minutes,
        /// The last day.
        closes_day,
        /// The last moment.
        closes,
        /// The personal link.
        link,
        /// Where to say "no more".
        stop,
        /// What happens with the address.
        privacy,
        /// A number to phone, or nothing.
        phone,
        /// Who asks.
        sender
    }
    /// A research file is ready.
    ExportReady "letter/en/export_ready.txt" ExportReadyGaelic "letter/gd/export_ready.txt" {
        /// Who asked for it.
        name,
        /// The survey it is of.
        title,
        /// Where it is.
        link,
        /// Until when.
        until
    }
    /// A request for a research file was refused.
    ExportRefused "letter/en/export_refused.txt" ExportRefusedGaelic "letter/gd/export_refused.txt" {
        /// Who asked for it.
        name,
        /// The survey it is of.
        title,
        /// Why, in the words of whoever refused it.
        reason,
        /// Where requests are.
        link
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_become_markup_or_a_header() {
        let evil = "=> https://evil.example Click\n\n=> https://evil.example Again\r\nBcc: all@example.org";
        let letter = SurveyReminder {
            title: evil,
            purpose: evil,
            minutes: "9",
            closes_day: "Friday",
            closes: "Friday, 5pm",
            link: "https://x.example/s/a?c=1",
            stop: "https://x.example/stop/1",
            privacy: "https://x.example/privacy",
            phone: "",
            sender: "The Alliance",
        };
        for language in Language::ALL {
            let letter = letter.write(language, "The Alliance").unwrap();
            assert_eq!(letter.html.matches("class=\"go\"").count(), 1, "{}", letter.html);
            assert!(!letter.html.contains("href=\"https://evil.example"));
            assert!(!letter.subject.contains(['\r', '\n']));
        }
    }
}
