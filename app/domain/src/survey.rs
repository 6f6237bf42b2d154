//! The noun `survey`: what is asked, under which conditions, whether it can be published, and how it is edited.

pub mod check;
pub mod choice;
pub mod definition;
pub mod edit;
pub mod item_code;
pub mod limit;
pub mod logic;
pub mod notice;
pub mod number;
pub mod order;
pub mod prepared;
pub mod publish;
pub mod template;
pub mod words;

pub use check::{Severity, check, severity};
pub use choice::{Choice, ChoiceRole, Choices, Row};
pub use definition::{Definition, Item, Kind, Page, Questionnaire};
pub use item_code::ItemCode;
pub use notice::{Notice, Retention};
pub use prepared::Prepared;
