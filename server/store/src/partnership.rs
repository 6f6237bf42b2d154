//! Partnerships and bodies.

use domain::{
    id::{BodyId, PartnershipId},
    partnership::{BodyKind, Kind, Profile},
};

use crate::{
    Result,
    db::{Row, Tx},
    row::{Reader, to_json},
};

/// A partnership, or Scotland.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partnership {
    /// Its identifier.
    pub id: PartnershipId,
    /// GSS code of its area.
    pub gss: String,
    /// Its word in addresses.
    pub slug: String,
    /// One of the 32, or Scotland.
    pub kind: Kind,
    /// Its name: "Inverclyde Alliance".
    pub name: String,
    /// The name of its area: "Inverclyde".
    pub area_name: String,
    /// What it says of itself.
    pub profile: Profile,
    /// Counts changes, so that two people cannot overwrite each other.
    pub revision: i64,
}

/// A body that people work for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its identifier.
    pub id: BodyId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
}

const PARTNERSHIP: &str = "partnership";

fn partnership(row: &Row) -> Result<Partnership> {
    let reader = Reader::new(row, PARTNERSHIP, "id")?;
    Ok(Partnership {
        id: PartnershipId::new(row.get("id")?),
        gss: row.get("gss")?,
        slug: row.get("slug")?,
        kind: reader.parse("kind")?,
        name: row.get("name")?,
        area_name: row.get("area_name")?,
        profile: reader.json("profile")?,
        revision: row.get("revision")?,
    })
}

fn body(row: &Row) -> Result<Body> {
    let reader = Reader::new(row, "body", "id")?;
    Ok(Body { id: BodyId::new(row.get("id")?), name: row.get("name")?, kind: reader.parse("kind")? })
}

/// Adds a partnership.
pub async fn insert_partnership(tx: &mut Tx, new: &Partnership) -> Result<()> {
    tx.sql(
        "INSERT INTO partnership (id, gss, slug, kind, name, area_name, profile, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id.uuid())
    .bind(new.gss.clone())
    .bind(new.slug.clone())
    .bind(new.kind.code())
    .bind(new.name.clone())
    .bind(new.area_name.clone())
    .bind(to_json(PARTNERSHIP, "profile", &new.profile)?)
    .bind(new.revision)
    .run()
    .await?;
    Ok(())
}

/// The partnership with this identifier.
pub async fn partnership_by_id(tx: &mut Tx, id: PartnershipId) -> Result<Option<Partnership>> {
    tx.sql("SELECT * FROM partnership WHERE id = $1").bind(id.uuid()).optional(|row| partnership(&row)).await
}

/// The partnership with this word in its addresses.
pub async fn partnership_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Partnership>> {
    tx.sql("SELECT * FROM partnership WHERE slug = $1").bind(slug.to_owned()).optional(|row| partnership(&row)).await
}

/// All partnerships and Scotland, in the order of their codes.
pub async fn partnerships(tx: &mut Tx) -> Result<Vec<Partnership>> {
    tx.sql("SELECT * FROM partnership ORDER BY gss NULLS LAST").all(|row| partnership(&row)).await
}

/// Changes name and profile if nobody else did since `seen`; whether it was changed.
pub async fn update_partnership(
    tx: &mut Tx,
    id: PartnershipId,
    seen: i64,
    name: &str,
    profile: &Profile,
) -> Result<bool> {
    let changed = tx
        .sql("UPDATE partnership SET name = $1, profile = $2, revision = revision + 1 WHERE id = $3 AND revision = $4")
        .bind(name.to_owned())
        .bind(to_json(PARTNERSHIP, "profile", profile)?)
        .bind(id.uuid())
        .bind(seen)
        .run()
        .await?;
    Ok(changed == 1)
}

/// Adds a body.
pub async fn insert_body(tx: &mut Tx, new: &Body) -> Result<()> {
    tx.sql("INSERT INTO body (id, name, name_folded, kind) VALUES ($1, $2, $3, $4)")
        .bind(new.id.uuid())
        .bind(new.name.clone())
        .bind(domain::text::fold(&new.name))
        .bind(new.kind.code())
        .run()
        .await?;
    Ok(())
}

/// Makes a body a member of a partnership; once is enough.
pub async fn add_body_to_partnership(tx: &mut Tx, body: BodyId, partnership: PartnershipId) -> Result<()> {
    tx.sql("INSERT INTO body_partnership (body, partnership) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(body.uuid())
        .bind(partnership.uuid())
        .run()
        .await?;
    Ok(())
}

/// The body with this identifier.
pub async fn body_by_id(tx: &mut Tx, id: BodyId) -> Result<Option<Body>> {
    tx.sql("SELECT * FROM body WHERE id = $1").bind(id.uuid()).optional(|row| body(&row)).await
}

/// All bodies, by name.
pub async fn bodies(tx: &mut Tx) -> Result<Vec<Body>> {
    tx.sql("SELECT * FROM body ORDER BY name_folded COLLATE ucs_basic NULLS LAST").all(|row| body(&row)).await
}

/// The bodies that are members of a partnership, by name.
pub async fn bodies_of(tx: &mut Tx, partnership: PartnershipId) -> Result<Vec<Body>> {
    tx.sql(
        "SELECT body.* FROM body JOIN body_partnership ON body_partnership.body = body.id
         WHERE body_partnership.partnership = $1 ORDER BY body.name_folded COLLATE ucs_basic NULLS LAST",
    )
    .bind(partnership.uuid())
    .all(|row| body(&row))
    .await
}

/// The partnerships that a body is a member of.
pub async fn partnerships_of(tx: &mut Tx, body: BodyId) -> Result<Vec<PartnershipId>> {
    tx.sql("SELECT partnership FROM body_partnership WHERE body = $1 ORDER BY partnership NULLS LAST")
        .bind(body.uuid())
        .all(|row| row.get("partnership").map(PartnershipId::new))
        .await
}

/// Which body is a member of which partnership.
pub async fn body_partnerships(tx: &mut Tx) -> Result<Vec<(BodyId, PartnershipId)>> {
    tx.sql("SELECT body, partnership FROM body_partnership ORDER BY body NULLS LAST, partnership NULLS LAST")
        .all(|row| Ok((BodyId::new(row.get("body")?), PartnershipId::new(row.get("partnership")?))))
        .await
}
