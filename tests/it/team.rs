//! Stories of a desk: the team and what becomes of it, settings, colours and logos, failed work, the installation.

use domain::account::Role;
use jiff::SignedDuration;

use crate::{
    harness::{Browser, Page, World, html::tags},
    stories,
};

async fn officer(world: &World) -> Browser {
    world.staff("olive@example.org", "inverclyde", Role::Officer).await
}

/// The first picture that is a PNG by its first bytes.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// The form in a page's table of people that does this with this person.
fn form_of(page: &Page, words: &str, name: &str) -> crate::harness::html::Filled {
    let at = page.html.find(name).unwrap_or_else(|| panic!("no {name}: {}", page.text()));
    let rest = Page { html: page.html[at..].to_owned(), ..page.clone() };
    rest.form_with("", words)
}

stories! {
    /// Somebody is invited by letter, once however often it is asked; an invitation can be taken back, after a question.
    async fn somebody_is_invited(world) {
        let mut officer = officer(&world).await;
        let page = officer.get("/desk/inverclyde/team").await;
        page.form("/team").with("address", "nobody").send(&mut officer).await.is(422).shows("There is a problem");
        let bodies = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
        let bodies = service::partnership::bodies(&world.ctx, bodies.id).await.unwrap();
        let body = bodies[0].id.to_string();
        let form = page.form("/team").with("name", "Bel <b>Bell</b>").with("address", "bel@example.org");
        let form = form.with("body", &body).with("role", "officer");
        form.send(&mut officer).await.is(200).shows("bel@example.org");
        form.send(&mut officer).await;
        let letters = world.letters().await;
        assert!(letters.iter().all(|letter| letter.to == "bel@example.org") && !letters.is_empty());
        let page = officer.get("/desk/inverclyde/team").await;
        assert!(!page.has("<b>Bell"), "what was typed is markup");
        let links: Vec<_> = letters.iter().map(|letter| letter.link("/invitation/")).collect();
        world.browser().get(links.last().unwrap()).await.is(200).shows("Accept the invitation");
        // A body of another partnership is none that this officer may invite for.
        let fife = service::partnership::by_slug(&world.ctx, "fife").await.unwrap();
        let theirs = service::partnership::bodies(&world.ctx, fife.id).await.unwrap();
        let only_there = theirs.iter().find(|body| bodies.iter().all(|own| own.id != body.id)).unwrap();
        form.with("address", "evil@example.org").with("body", &only_there.id.to_string()).send(&mut officer).await.is(422);
        assert!(world.letters().await.is_empty());
        while officer.get("/desk/inverclyde/team").await.has("/team/withdraw\"") {
            let asked = officer.get("/desk/inverclyde/team").await.form("/team/withdraw").send(&mut officer).await;
            asked.is(200).form("/team/withdraw").send(&mut officer).await.is(200);
        }
        world.browser().get(links.last().unwrap()).await.is(410);
    }

    /// A role that is changed or taken away counts from the next request on; nobody changes their own, and the last
    /// officer stays.
    async fn roles_count_from_the_next_request(world) {
        let mut officer = officer(&world).await;
        let mut other = world.staff("oran@example.org", "inverclyde", Role::Officer).await;
        other.get("/desk/inverclyde/settings").await.is(200);
        let page = officer.get("/desk/inverclyde/team").await;
        let change = form_of(&page, "value=\"researcher\"", "oran@example.org");
        change.send(&mut officer).await.is(200);
        other.get("/desk/inverclyde/settings").await.is(403);
        other.get("/desk").await.is(200);
        let page = officer.get("/desk/inverclyde/team").await;
        let asked = form_of(&page, "value=\"none\"", "oran@example.org").send(&mut officer).await;
        asked.is(200).shows("Remove them");
        other.get("/desk").await.is(200);
        asked.form("/team/role").send(&mut officer).await.is(200);
        other.get("/desk").await.is_at("/sign-in?next=/desk");
        asked.form("/team/role").send(&mut officer).await;
        // Their own role, posted by hand.
        let caller = world.caller("olive@example.org", "inverclyde", Role::Officer).await;
        let body = caller.memberships()[0].body.to_string();
        let own = [("account", &*caller.account.to_string()), ("body", &body), ("role", "researcher")].map(|(a, b)| (a, b.to_owned()));
        let own: Vec<(&str, &str)> = own.iter().map(|(a, b)| (*a, b.as_str())).collect();
        officer.post("/desk/inverclyde/team/role", &own).await.is(422);
        officer.get("/desk/inverclyde/settings").await.is(200);
        let mut elsewhere = world.staff("fiona@example.org", "fife", Role::Officer).await;
        elsewhere.post("/desk/fife/team/role", &own).await;
        officer.get("/desk/inverclyde/settings").await.is(200);
    }

    /// Settings are checked, shown to the public at once, and not overwritten by whoever read them before.
    async fn settings_are_saved(world) {
        let mut officer = officer(&world).await;
        let form = officer.get("/desk/inverclyde/settings").await.form("/settings");
        let wrong = form.clone().with("mail", "nowhere").with("brand", "blue").with("bsl", "javascript:alert(1)");
        wrong.send(&mut officer).await.is(422).shows("There is a problem").shows("value=\"nowhere\"");
        let pale = form.clone().with("brand", "#ffff00").with("brand-picked", "#ffff00");
        assert!(pale.send(&mut officer).await.status == 422, "a colour that nobody can read is taken");
        let saved = form.clone().with("phone", "01475 717171 <script>");
        saved.send(&mut officer).await.is(200).is_at("/desk/inverclyde/settings?done=saved");
        let home = world.browser().get("/inverclyde").await;
        home.is(200);
        assert!(!home.has("<script>"));
        form.with("phone", "999").send(&mut officer).await.is(409).shows("999");
        assert!(!world.browser().get("/inverclyde").await.has("999"));
    }

    /// A logo is a picture by its bytes, not by its name; what is none is refused with words, and removing asks first.
    async fn logos_are_pictures(world) {
        let mut officer = officer(&world).await;
        let address = "/desk/inverclyde/logo";
        let whose = [("whose", "Inverclyde Council")];
        for (name, bytes) in [
            ("logo.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>".as_slice()),
            ("logo.png", b"GIF89a"),
            ("logo.png", b""),
            ("<img src=x>.png", b"MZ"),
        ] {
            let page = officer.upload(address, &whose, ("logo", name, bytes)).await;
            page.is(422).shows("There is a problem").shows("Inverclyde Council");
        }
        officer.upload(address, &[("whose", "")], ("logo", "a.png", PNG)).await.is(422);
        officer.upload(address, &whose, ("logo", "a.png", &[PNG, &[0; 120 * 1024]].concat())).await.is(422);
        officer.upload(address, &whose, ("logo", "a.svg", PNG)).await.is(200).shows("Inverclyde Council");
        officer.upload(address, &whose, ("logo", "a.svg", PNG)).await;
        let home = world.browser().get("/inverclyde").await;
        let shown: Vec<String> =
            tags(&home.html).iter().filter_map(|tag| tag.value("src")).filter(|src| src.starts_with("/logo/")).map(str::to_owned).collect();
        assert_eq!(shown.len(), 1, "{shown:?}");
        let picture = world.browser().get(&shown[0]).await;
        picture.is(200);
        assert_eq!(picture.headers["content-type"], "image/png");
        assert_eq!(picture.bytes, PNG);
        let file = shown[0].rsplit('/').next().unwrap().to_owned();
        let asked = officer.upload(address, &[("remove", &file)], ("none", "", b"")).await;
        asked.is(200);
        world.browser().get("/inverclyde").await.shows(&shown[0]);
        officer.upload(address, &[("remove", &file), ("sure", "yes")], ("none", "", b"")).await.is(200);
        assert!(!world.browser().get("/inverclyde").await.has(&shown[0]));
    }

    /// The desk says what comes next, and trying again with nothing to try is no trouble.
    async fn a_desk_starts_empty(world) {
        let mut officer = officer(&world).await;
        officer.get("/desk").await.is_at("/desk/inverclyde");
        officer.get("/desk/inverclyde").await.is(200);
        officer.get("/desk/inverclyde/surveys").await.is(200);
        officer.get("/desk/inverclyde/outbox").await.is(200);
        officer.post("/desk/inverclyde/jobs/retry", &[]).await.is(200);
        officer.post("/desk/inverclyde/jobs/retry", &[]).await.is(200);
        let mut researcher = world.staff("rhona@example.org", "inverclyde", Role::Researcher).await;
        researcher.get("/desk").await.is(200);
        researcher.get("/desk/inverclyde").await.is(403);
    }

    /// Whoever runs the installation adds bodies and administrators, and stops an account from signing in, after a
    /// question and at once; never their own.
    async fn the_installation_is_run(world) {
        let mut root = world.administrator("root@example.org").await;
        let mut other = officer(&world).await;
        let page = root.get("/admin").await;
        page.is(200).shows("olive@example.org");
        page.form("/admin/bodies").send(&mut root).await.is(422).shows("There is a problem");
        let form = page.form("/admin/bodies").with("body-name", "Port Glasgow <i>Trust</i>").with("body-kind", "third_sector");
        let added = form.send(&mut root).await;
        assert!(matches!(added.status.as_u16(), 200 | 422), "{}", added.status);
        assert!(!added.has("<i>Trust"));
        page.form("/admin/invite").with("address", "nobody").send(&mut root).await.is(422);
        let invite = page.form("/admin/invite").with("name", "Bo").with("address", "bo@example.org");
        invite.send(&mut root).await.is(200);
        let letters = world.letters().await;
        assert!(letters.iter().any(|letter| letter.to == "bo@example.org"), "{letters:?}");
        let asked = form_of(&root.get("/admin").await, "account", "olive@example.org").send(&mut root).await;
        asked.is(200);
        other.get("/desk/inverclyde").await.is(200);
        asked.form("/admin/accounts").send(&mut root).await.is(200);
        other.get("/desk/inverclyde").await.is_at("/sign-in?next=/desk/inverclyde");
        let own = world.caller("root@example.org", "inverclyde", Role::Officer).await.account.to_string();
        root.post("/admin/accounts", &[("account", &own), ("may", "no"), ("sure", "yes")]).await.is(422);
        root.get("/admin").await.is(200);
        world.later(SignedDuration::from_mins(30)).await;
        root.get("/admin").await.is(200);
    }
}
