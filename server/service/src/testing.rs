//! Short cuts for tests: signed-in people without passwords. It exists only in builds for tests.

use domain::{
    account::{Address, Role},
    id::BodyId,
};
use store::account::session::Stage;

use crate::{
    Context, Result,
    account::{Begun, Origin, begin, new_account},
    error::Error,
};

/// Somebody who is signed in, made if there is no such account yet: with a role for a body, or running the installation.
pub async fn sign_in(ctx: &Context, address: &str, post: Option<(BodyId, Role)>, stage: Stage) -> Result<Begun> {
    let parsed = Address::parse("address", address).map_err(Error::invalid)?;
    let mut tx = ctx.store.main.write().await?;
    let account = match store::account::account_by_address(&mut tx, parsed.as_str()).await? {
        Some(account) => account,
        None => {
            let account = new_account(ctx, &parsed, "Ann Example")?;
            store::account::insert_account(&mut tx, &account).await?;
            account
        }
    };
    if let Some((body, role)) = post {
        store::account::set_membership(&mut tx, account.id, body, role, ctx.now()).await?;
    }
    let origin = Origin { network: String::new(), browser: "A browser".to_owned() };
    let begun = begin(ctx, &mut tx, &origin, account.id, stage).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Makes somebody run the installation.
pub async fn make_administrator(ctx: &Context, address: &str) -> Result<()> {
    let parsed = Address::parse("address", address).map_err(Error::invalid)?;
    let mut account = new_account(ctx, &parsed, "Ada Admin")?;
    account.administrator = true;
    let mut tx = ctx.store.main.write().await?;
    store::account::insert_account(&mut tx, &account).await?;
    tx.commit().await?;
    Ok(())
}

/// The figures and the localities of Inverclyde, as the demonstration has them.
pub async fn make_places(ctx: &Context) -> Result<()> {
    let inverclyde = crate::partnership::by_slug(ctx, "inverclyde").await?;
    crate::place::demonstrate(ctx, &inverclyde).await
}
