//! Stories of accounts: the first administrator, invitations, two steps, letters, sessions.

use domain::account::Role;
use jiff::SignedDuration;
use service::{Error, account::team};
use totp_rs::{Algorithm, Builder, Secret};

use crate::{
    harness::{Browser, Page, World},
    stories,
};

const PASSWORD: &str = "four cormorants over Gourock";

/// The code that a phone shows for the secret on the page that sets it up.
fn code(world: &World, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .with_account_name("x".to_owned())
        .with_issuer(Some("x"))
        .build()
        .unwrap();
    totp.generate(u64::try_from(world.ctx.now().as_second()).unwrap()).to_string()
}

fn secret(page: &Page) -> String {
    let (_, rest) = page.html.split_once("<code class=\"num\">").unwrap();
    rest.split_once("</code>").unwrap().0.to_owned()
}

fn recovery_codes(page: &Page) -> Vec<String> {
    let parts = page.html.split("<code class=\"num\">").skip(1);
    parts.map(|part| part.split_once("</code>").unwrap().0.to_owned()).collect()
}

/// Accepts an invitation and sets up the second step; the secret and the recovery codes.
async fn join(world: &World, browser: &mut Browser, link: &str) -> (String, Vec<String>) {
    let page = browser.get(link).await;
    page.is(200).shows("Accept the invitation");
    let page = browser.post(link, &[("name", "Morag Kerr"), ("password", PASSWORD)]).await;
    page.is_at("/account/enrol").shows("Set up the second step");
    let secret = secret(&page);
    let page = browser.post("/account/enrol", &[("code", &code(world, &secret))]).await;
    page.is(200).shows("Your recovery codes");
    (secret, recovery_codes(&page))
}

async fn first_administrator(world: &World) -> (Browser, String, Vec<String>) {
    let link = team::first_administrator(&world.ctx, "ada@example.org").await.unwrap();
    let link = link.strip_prefix(crate::harness::ORIGIN).unwrap().to_owned();
    let mut browser = world.browser();
    let (secret, codes) = join(world, &mut browser, &link).await;
    (browser, secret, codes)
}

stories! {
    /// The secret that the program prints works once, and there is only one first administrator.
    async fn the_first_administrator_comes_in_once(world) {
        let link = team::first_administrator(&world.ctx, "ada@example.org").await.unwrap();
        let link = link.strip_prefix(crate::harness::ORIGIN).unwrap();
        let mut browser = world.browser();
        join(&world, &mut browser, link).await;
        browser.get("/admin").await.is(200);
        let mut other = world.browser();
        other.get(link).await.is(410).shows("This link does not work");
        let again = team::first_administrator(&world.ctx, "bob@example.org").await;
        assert!(matches!(again, Err(Error::Refused("administrator-exists"))));
    }

    /// Nobody reaches anything between the password and the second step.
    async fn until_the_second_step_there_is_only_the_second_step(world) {
        let link = team::first_administrator(&world.ctx, "ada@example.org").await.unwrap();
        let link = link.strip_prefix(crate::harness::ORIGIN).unwrap();
        let mut browser = world.browser();
        browser.post(link, &[("name", "Ada"), ("password", PASSWORD)]).await.is_at("/account/enrol");
        for path in ["/desk", "/admin", "/account", "/desk/inverclyde"] {
            browser.get(path).await.is_at("/account/enrol");
        }
        browser.post_only("/admin/bodies", &[("name", "x")]).await.is(303);
        browser.post("/account/enrol", &[("code", "000000")]).await.is(422).shows("This code is wrong");
    }

    /// Password, then a code that works once, then a recovery code that works once.
    async fn signing_in_takes_two_steps(world) {
        let (_, secret, codes) = first_administrator(&world).await;
        world.ctx.clock.advance(SignedDuration::from_secs(60));
        let mut browser = world.browser();
        browser.get("/desk").await.is_at("/sign-in?next=/desk");
        let wrong = browser.post("/sign-in", &[("address", "ada@example.org"), ("password", "not this one at all")]).await;
        wrong.is(422).shows("The address or the password is wrong");
        let unknown = browser.post("/sign-in", &[("address", "eve@example.org"), ("password", PASSWORD)]).await;
        assert_eq!(wrong.text().replace("ada@", "eve@"), unknown.text(), "unknown addresses look like wrong passwords");
        let fields = [("address", "Ada@Example.org"), ("password", PASSWORD), ("next", "/admin")];
        browser.post("/sign-in", &fields).await.is_at("/sign-in/code?next=/admin");
        browser.get("/admin").await.is_at("/sign-in/code");
        let now = code(&world, &secret);
        browser.post("/sign-in/code", &[("code", &now), ("next", "/admin")]).await.is_at("/admin").is(200);

        let mut second = world.browser();
        second.post("/sign-in", &fields).await.is_at("/sign-in/code?next=/admin");
        second.post("/sign-in/code", &[("code", &now)]).await.is(422).shows("This code was used already");
        second.post("/sign-in/code", &[("code", &codes[0])]).await.is_at("/desk");
        let mut third = world.browser();
        third.post("/sign-in", &fields).await.is_at("/sign-in/code?next=/admin");
        third.post("/sign-in/code", &[("code", &codes[0])]).await.is(422).shows("This code is wrong");
        let letters = world.letters().await;
        assert!(letters.iter().any(|letter| letter.text.contains("A recovery code was used")));
    }

    /// A session lasts two hours without being used; one can see and end all of one's own.
    async fn sessions_are_listed_and_ended(world) {
        let mut browser = world.staff("ann@example.org", "inverclyde", Role::Officer).await;
        let mut other = world.staff("ann@example.org", "inverclyde", Role::Officer).await;
        other.get("/account").await.is(200);
        browser.get("/account").await.is(200).shows("This one");
        browser.post("/account/sessions/end-others", &[]).await.is_at("/account");
        other.get("/account").await.is_at("/sign-in?next=/account");
        browser.get("/account").await.is(200);
        world.ctx.clock.advance(SignedDuration::from_mins(121));
        browser.get("/account").await.is_at("/sign-in?next=/account");
        let mut stranger = world.staff("bob@example.org", "fife", Role::Officer).await;
        stranger.post("/sign-out", &[]).await.is_at("/sign-in");
        stranger.get("/account").await.is_at("/sign-in?next=/account");
    }

    /// A letter with a link and a code: bound to the browser, works for ten minutes, once, and only by POST.
    async fn members_of_the_public_sign_in_by_letter(world) {
        let mut browser = world.browser();
        browser.post("/me", &[("address", "not an address")]).await.is(422).shows("Enter an e-mail address");
        browser.post("/me", &[("address", "mo@example.org")]).await.is_at("/me/code");
        let letter = world.letters().await.pop().unwrap();
        assert_eq!(letter.to, "mo@example.org");
        let link = letter.link("/me/link/");
        for _ in 0..3 {
            // A scanner that opens the link spends nothing.
            world.browser().get(&link).await.is(200).shows("Type the six digits from the same letter");
        }
        let mut thief = world.browser();
        thief.post(&link, &[("code", "000000")]).await.is(422);
        browser.get(&link).await.is(200);
        browser.post(&link, &[]).await.is_at("/account").shows("mo@example.org");
        browser.post(&link, &[]).await.is(410);
        browser.get("/desk").await.is(403);

        let mut late = world.browser();
        late.post("/me", &[("address", "mo@example.org")]).await.is_at("/me/code");
        let link = world.link("/me/link/").await;
        world.ctx.clock.advance(SignedDuration::from_secs(601));
        late.post(&link, &[]).await.is(410);
        browser.post("/account/leave", &[]).await.is_at("/");
        browser.get("/account").await.is_at("/sign-in?next=/account");
    }

    /// The page that asks for an address looks the same whatever is known; staff cannot come in without their second step.
    async fn letters_tell_nobody_who_has_an_account(world) {
        first_administrator(&world).await;
        world.letters().await;
        let mut browser = world.browser();
        let staff = browser.post("/me", &[("address", "ada@example.org")]).await;
        let unknown = world.browser().post("/me", &[("address", "new@example.org")]).await;
        assert_eq!(staff.text(), unknown.text());
        let letters = world.letters().await;
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["new@example.org"]);

        let known = world.browser().post("/sign-in/forgot", &[("address", "ada@example.org")]).await;
        let nobody = world.browser().post("/sign-in/forgot", &[("address", "no@example.org")]).await;
        assert_eq!(known.text(), nobody.text());
        let letters = world.letters().await;
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["ada@example.org"]);
    }

    /// A new password keeps the second step and ends all sessions.
    async fn a_forgotten_password_is_chosen_anew(world) {
        let (mut signed_in, ..) = first_administrator(&world).await;
        let mut browser = world.browser();
        browser.post("/sign-in/forgot", &[("address", "ada@example.org")]).await.is(200);
        let link = world.link("/sign-in/reset/").await;
        browser.get(&link).await.is(200);
        browser.post(&link, &[("password", "short")]).await.is(422).shows("Make it longer");
        browser.post(&link, &[("password", "three herons and a kettle")]).await.is(200).shows("Your new password works");
        browser.post(&link, &[("password", "three herons and a teapot")]).await.is(410);
        signed_in.get("/account").await.is_at("/sign-in?next=/account");
        let fields = [("address", "ada@example.org"), ("password", "three herons and a kettle")];
        browser.post("/sign-in", &fields).await.is_at("/sign-in/code?next=/desk");
    }

    /// Ten wrong passwords and the account rests; others are not held up.
    async fn guessing_is_stopped(world) {
        first_administrator(&world).await;
        let mut browser = world.browser();
        for _ in 0..10 {
            browser.post("/sign-in", &[("address", "ada@example.org"), ("password", "wrong wrong wrong")]).await.is(422);
        }
        let right = [("address", "ada@example.org"), ("password", PASSWORD)];
        browser.post("/sign-in", &right).await.is(422).shows("This was tried too often");
        let other = [("address", "bob@example.org"), ("password", PASSWORD)];
        browser.post("/sign-in", &other).await.is(422).shows("The address or the password is wrong");
        world.ctx.clock.advance(SignedDuration::from_mins(16));
        browser.post("/sign-in", &right).await.is_at("/sign-in/code?next=/desk");
    }
}
