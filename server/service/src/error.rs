//! What can go wrong in a use case, in the five ways that its caller must tell apart.

use domain::problem::Problem;

use crate::ids::NoRandomness;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is there, but not for this caller, or not now. The code is the key of a sentence (`refused-<code>`).
    #[error("refused: {0}")]
    Refused(&'static str),
    /// There is no such thing, or the caller may not know that there is.
    #[error("missing")]
    Missing,
    /// Somebody else changed it in the meantime.
    #[error("changed in the meantime")]
    Conflict,
    /// What was entered is wrong; every problem has its place.
    #[error("{} problems with what was entered", .0.len())]
    Invalid(Vec<Problem>),
    /// Our fault, or the machine's. Said to people only as a reference.
    #[error(transparent)]
    Internal(#[from] Box<dyn std::error::Error + Send + Sync>),
}

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Something that should not have happened, from what is known about it.
    pub fn internal(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(why.into())
    }

    /// One problem with what was entered.
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<NoRandomness> for Error {
    fn from(error: NoRandomness) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Internal(Box::new(other)),
        }
    }
}

/// The problems of a form, gathered before anything is done.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Keeps the value, or the problem why there is none.
    pub fn keep<T>(&mut self, result: std::result::Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }

    /// Adds a problem, if there is one.
    pub fn add(&mut self, problem: impl IntoIterator<Item = Problem>) {
        self.0.extend(problem);
    }

    /// Nothing, or all problems as an error.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is any problem.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
