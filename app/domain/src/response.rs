//! The noun `response`: what somebody answered, how they move through a questionnaire, and what is kept of it.

pub mod answer;
pub mod body;
pub mod claim;
pub mod code;
pub mod journey;
pub mod missing;
pub mod page;
pub mod place;
pub mod routing;
pub mod value;

pub use answer::Answers;
pub use body::Body;
pub use journey::Journey;
pub use missing::MissingCode;
pub use page::{parse_page, problems_of_page};
pub use place::PlaceLists;
pub use value::{Value, value};

#[cfg(test)]
mod tests;
