//! Identifiers: one type for each noun, so that a survey's id cannot be used as an account's.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier with these 16 bytes.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 16 bytes as a UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Somebody who can sign in.
    AccountId
    /// A body: a council, a health board, a university ...
    BodyId
    /// The answers of one fielding of one survey; nothing else is stored beside them.
    CampaignId
    /// An engagement that was run elsewhere.
    EngagementId
    /// A research file that was asked for.
    ExportId
    /// A personal invitation to a survey.
    InvitationId
    /// A piece of work that runs by itself.
    JobId
    /// A named set of data zones.
    LocalityId
    /// A letter on its way.
    MailId
    /// A way to reach people, on the list of a partnership.
    OutreachId
    /// A task to reach a group.
    OutreachTaskId
    /// A Community Planning Partnership, or Scotland above them.
    PartnershipId
    /// Somebody's signed-in browser.
    SessionId
    /// A survey with all its versions.
    SurveyId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = SurveyId::new(Uuid::from_u128(0x1234));
        assert_eq!(id.to_string().parse::<SurveyId>(), Ok(id));
        assert!("not-an-id".parse::<SurveyId>().is_err());
    }
}
