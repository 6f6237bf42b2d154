//! Answers: envelopes while a survey is open, responses after. One row is written when somebody saves or sends.
//!
//! Everything here is in the database of answers. An envelope is found by a digest that only the link key can make; a
//! response by the digest of its receipt.

use domain::id::CampaignId;
use uuid::Uuid;

use crate::{Result, db::Tx};

/// How many rows are handed over at a time when all are read.
const BATCH: i64 = 2000;

/// Makes the place for the answers of a campaign; made twice it stays as it is.
pub async fn open_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.sql("INSERT INTO campaign (id, open) VALUES ($1, TRUE) ON CONFLICT DO NOTHING")
        .bind(campaign.uuid())
        .run()
        .await?;
    Ok(())
}

/// Ends writing: no envelope of this campaign can be written from now on.
pub async fn close_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    tx.sql("UPDATE campaign SET open = FALSE WHERE id = $1").bind(campaign.uuid()).run().await?;
    Ok(())
}

/// Whether envelopes of this campaign can be written.
pub async fn is_open(tx: &mut Tx, campaign: CampaignId) -> Result<bool> {
    let open =
        tx.sql("SELECT open FROM campaign WHERE id = $1").bind(campaign.uuid()).optional(|row| row.get("open")).await?;
    Ok(open.unwrap_or(false))
}

/// An envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Whether it was sent.
    pub sent: bool,
    /// What is in it.
    pub body: Vec<u8>,
}

/// The envelope under this reference.
pub async fn envelope(tx: &mut Tx, campaign: CampaignId, voter_ref: &[u8; 32]) -> Result<Option<Envelope>> {
    tx.sql("SELECT sent, body FROM envelope WHERE campaign = $1 AND voter_ref = $2")
        .bind(campaign.uuid())
        .bind(voter_ref.to_vec())
        .optional(|row| Ok(Envelope { sent: row.get("sent")?, body: row.get("body")? }))
        .await
}

/// As [`envelope`], in a transaction that will write it: until that ends nobody else can change it, so that two who save
/// at the same time do not overwrite each other.
pub async fn envelope_to_change(tx: &mut Tx, campaign: CampaignId, voter_ref: &[u8; 32]) -> Result<Option<Envelope>> {
    tx.sql("UPDATE envelope SET sent = sent WHERE campaign = $1 AND voter_ref = $2 RETURNING sent, body")
        .bind(campaign.uuid())
        .bind(voter_ref.to_vec())
        .optional(|row| Ok(Envelope { sent: row.get("sent")?, body: row.get("body")? }))
        .await
}

/// Writes an envelope, over a draft but never over one that was sent, and only while the campaign is open; whether it
/// was written.
pub async fn put_envelope(
    tx: &mut Tx,
    campaign: CampaignId,
    voter_ref: [u8; 32],
    sent: bool,
    body: Vec<u8>,
) -> Result<bool> {
    let written = tx
        .sql(
            "INSERT INTO envelope (campaign, voter_ref, sent, body)
             SELECT campaign.id, $2, $3, $4 FROM campaign WHERE campaign.id = $1 AND campaign.open
             ON CONFLICT (campaign, voter_ref) DO UPDATE SET sent = excluded.sent, body = excluded.body
             WHERE NOT envelope.sent",
        )
        .bind(campaign.uuid())
        .bind(voter_ref.to_vec())
        .bind(sent)
        .bind(body)
        .run()
        .await?;
    Ok(written == 1)
}

/// Puts a draft under another reference: how it gets a code to come back by. `false` when there is no such draft, or
/// the other reference is taken.
pub async fn move_envelope(tx: &mut Tx, campaign: CampaignId, from: [u8; 32], to: [u8; 32]) -> Result<bool> {
    let moved = tx
        .sql(
            "UPDATE envelope SET voter_ref = $1 WHERE campaign = $2 AND voter_ref = $3 AND NOT sent
               AND NOT EXISTS (SELECT 1 FROM envelope AS taken WHERE taken.campaign = $2 AND taken.voter_ref = $1)",
        )
        .bind(to.to_vec())
        .bind(campaign.uuid())
        .bind(from.to_vec())
        .run()
        .await?;
    Ok(moved == 1)
}

/// How many were sent, without reading any.
pub async fn count_sent(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    tx.sql("SELECT COUNT(*) AS sent FROM envelope WHERE campaign = $1 AND sent")
        .bind(campaign.uuid())
        .one(|row| row.get("sent"))
        .await
}

/// How many drafts there are, without reading any.
pub async fn count_drafts(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    tx.sql("SELECT COUNT(*) AS drafts FROM envelope WHERE campaign = $1 AND NOT sent")
        .bind(campaign.uuid())
        .one(|row| row.get("drafts"))
        .await
}

/// How many responses there are after closing.
pub async fn count_responses(tx: &mut Tx, campaign: CampaignId) -> Result<i64> {
    tx.sql("SELECT COUNT(*) AS responses FROM response WHERE campaign = $1")
        .bind(campaign.uuid())
        .one(|row| row.get("responses"))
        .await
}

/// Every reference under which something was sent: who need not be reminded is worked out from these in memory.
pub async fn sent_refs(tx: &mut Tx, campaign: CampaignId, mut take: impl FnMut([u8; 32])) -> Result<()> {
    tx.sql("SELECT voter_ref FROM envelope WHERE campaign = $1 AND sent")
        .bind(campaign.uuid())
        .each(|row| {
            if let Ok(voter_ref) = row.get::<Vec<u8>>("voter_ref")?.try_into() {
                take(voter_ref);
            }
            Ok(())
        })
        .await
}

/// The next bodies that were sent, in the order of their references, after this one; with the reference of the last.
pub async fn sent_after(tx: &mut Tx, campaign: CampaignId, after: &[u8]) -> Result<(Vec<Vec<u8>>, Option<Vec<u8>>)> {
    let mut last = None;
    let mut bodies = Vec::new();
    tx.sql(
        "SELECT voter_ref, body FROM envelope WHERE campaign = $1 AND sent AND voter_ref > $2
         ORDER BY voter_ref NULLS LAST LIMIT $3",
    )
    .bind(campaign.uuid())
    .bind(after.to_vec())
    .bind(BATCH)
    .each(|row| {
        bodies.push(row.get("body")?);
        last = Some(row.get("voter_ref")?);
        Ok(())
    })
    .await?;
    Ok((bodies, last))
}

/// The next responses, in the order of their records, which says nothing, after this one; with the last record.
pub async fn responses_after(
    tx: &mut Tx,
    campaign: CampaignId,
    after: &[u8],
) -> Result<(Vec<Vec<u8>>, Option<Vec<u8>>)> {
    let mut last = None;
    let mut bodies = Vec::new();
    tx.sql("SELECT record, body FROM response WHERE campaign = $1 AND record > $2 ORDER BY record NULLS LAST LIMIT $3")
        .bind(campaign.uuid())
        .bind(after.to_vec())
        .bind(BATCH)
        .each(|row| {
            bodies.push(row.get("body")?);
            last = Some(row.get("record")?);
            Ok(())
        })
        .await?;
    Ok((bodies, last))
}

/// Keeps a response; kept twice it is there once.
pub async fn insert_response(tx: &mut Tx, campaign: CampaignId, record: [u8; 16], body: Vec<u8>) -> Result<()> {
    tx.sql("INSERT INTO response (campaign, record, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(campaign.uuid())
        .bind(record.to_vec())
        .bind(body)
        .run()
        .await?;
    Ok(())
}

/// Whether there is a response under this record.
pub async fn has_response(tx: &mut Tx, campaign: CampaignId, record: [u8; 16]) -> Result<bool> {
    let found = tx
        .sql("SELECT 1 AS there FROM response WHERE campaign = $1 AND record = $2")
        .bind(campaign.uuid())
        .bind(record.to_vec())
        .optional(|_| Ok(()))
        .await?;
    Ok(found.is_some())
}

/// Removes all envelopes of a campaign: those that were sent are responses by now, drafts end here.
pub async fn delete_envelopes(tx: &mut Tx, campaign: CampaignId) -> Result<u64> {
    tx.sql("DELETE FROM envelope WHERE campaign = $1").bind(campaign.uuid()).run().await
}

/// Removes everything of a campaign.
pub async fn delete_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    for statement in [
        "DELETE FROM envelope WHERE campaign = $1",
        "DELETE FROM response WHERE campaign = $1",
        "DELETE FROM ledger WHERE campaign = $1",
        "DELETE FROM campaign WHERE id = $1",
    ] {
        tx.sql(statement).bind(campaign.uuid()).run().await?;
    }
    Ok(())
}

/// All campaigns that still take envelopes.
pub async fn open_campaigns(tx: &mut Tx) -> Result<Vec<CampaignId>> {
    tx.sql("SELECT id FROM campaign WHERE open ORDER BY id NULLS LAST")
        .all(|row| row.get::<Uuid>("id").map(CampaignId::new))
        .await
}

/// The bases of the last release of a table, as JSON.
pub async fn ledger(tx: &mut Tx, campaign: CampaignId, name: &str) -> Result<Option<String>> {
    tx.sql("SELECT bases FROM ledger WHERE campaign = $1 AND name = $2")
        .bind(campaign.uuid())
        .bind(name.to_owned())
        .optional(|row| row.get("bases"))
        .await
}

/// Keeps the bases of a release.
pub async fn set_ledger(tx: &mut Tx, campaign: CampaignId, name: &str, bases: &str) -> Result<()> {
    tx.sql(
        "INSERT INTO ledger (campaign, name, bases) VALUES ($1, $2, $3)
         ON CONFLICT (campaign, name) DO UPDATE SET bases = excluded.bases",
    )
    .bind(campaign.uuid())
    .bind(name.to_owned())
    .bind(bases.to_owned())
    .run()
    .await?;
    Ok(())
}
