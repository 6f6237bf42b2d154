//! With whom those who answered a survey are compared, where staff chose.

use domain::id::SurveyId;

use crate::{Result, db::Tx};

/// The word of what was chosen; none where nothing was.
pub async fn base_of(tx: &mut Tx, id: SurveyId) -> Result<Option<String>> {
    tx.sql("SELECT base FROM survey_base WHERE survey = $1").bind(id.uuid()).optional(|row| row.get("base")).await
}

/// Notes what was chosen, in place of what was before.
pub async fn set_base(tx: &mut Tx, id: SurveyId, base: &str) -> Result<()> {
    tx.sql(
        "INSERT INTO survey_base (survey, base) VALUES ($1, $2)
         ON CONFLICT (survey) DO UPDATE SET base = excluded.base",
    )
    .bind(id.uuid())
    .bind(base.to_owned())
    .run()
    .await?;
    Ok(())
}
