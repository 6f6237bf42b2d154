//! Frozen versions, read and prepared once: they never change, so every process may keep them.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use domain::{
    id::SurveyId,
    survey::{Definition, Prepared},
};
use store::survey::Survey;

use crate::{Context, Error, Result};

/// How many are kept; more than are open at a time anywhere.
const MOST: usize = 256;

/// A version that is ready for use.
#[derive(Debug)]
pub struct Loaded {
    /// Its number; 0 for a draft.
    pub number: u32,
    /// All that it is.
    pub definition: Definition,
    /// Its questionnaire with conditions parsed and names resolved.
    pub prepared: Prepared,
}

impl Loaded {
    pub(super) fn new(number: u32, definition: Definition) -> Self {
        let prepared = Prepared::new(definition.questionnaire.clone());
        Self { number, definition, prepared }
    }
}

/// Versions that were read before.
#[derive(Debug, Default)]
pub struct Versions(RwLock<HashMap<(SurveyId, u32), Arc<Loaded>>>);

impl Versions {
    /// The newest version of a survey.
    ///
    /// # Errors
    /// [`Error::Missing`] when it has none.
    pub async fn newest(&self, ctx: &Context, survey: &Survey) -> Result<Arc<Loaded>> {
        let number = survey.version.and_then(|number| u32::try_from(number).ok()).ok_or(Error::Missing)?;
        self.get(ctx, survey.id, number).await
    }

    /// A version by its number.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none of that number.
    pub async fn get(&self, ctx: &Context, survey: SurveyId, number: u32) -> Result<Arc<Loaded>> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&(survey, number)) {
            return Ok(known.clone());
        }
        let mut tx = ctx.store.main.read().await?;
        let found = store::survey::version::version_by_number(&mut tx, survey, i64::from(number)).await?;
        let version = found.ok_or(Error::Missing)?;
        let definition = serde_json::from_str(&version.definition).map_err(Error::internal)?;
        let loaded = Arc::new(Loaded::new(number, definition));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert((survey, number), loaded.clone());
        Ok(loaded)
    }
}
