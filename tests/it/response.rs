//! Stories of whoever answers: there and back, mistakes, other devices, twice, in Gaelic.

use service::survey::Template;

use crate::{
    harness::{Browser, Page, World},
    stories,
};

/// Starts a survey; the first page of questions.
async fn start(browser: &mut Browser, slug: &str) -> Page {
    browser.get(&format!("/s/{slug}")).await.is(200).shows("Start");
    browser.post(&format!("/s/{slug}/start"), &[]).await
}

/// Presses Continue on every page until the list of all answers.
async fn to_the_end(browser: &mut Browser, mut page: Page) -> Page {
    for _ in 0..60 {
        if page.path.ends_with("/check") {
            return page;
        }
        page = browser.post(&page.path.clone(), &[("then", "next")]).await;
    }
    panic!("no end: {}", page.path);
}

async fn sent_count(world: &World, slug: &str) -> i64 {
    let open = service::response::find(&world.ctx, slug).await.unwrap();
    let mut tx = world.ctx.store.answers.read().await.unwrap();
    store::response::count_sent(&mut tx, open.survey.campaign).await.unwrap()
}

stories! {
    /// From the start page to the receipt, leaving most out, and once however often it is sent.
    async fn answers_are_sent_once(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut browser = world.browser();
        let page = start(&mut browser, &slug).await;
        page.is_at(&format!("/s/{slug}/q/neighbourhood"));
        let page = browser.post(&page.path, &[("answers[neighbourhood][]", "5"), ("then", "next")]).await;
        let check = to_the_end(&mut browser, page).await;
        check.shows("Check your answers before you send them");
        let sent = browser.post(&check.path, &[("then", "send")]).await;
        sent.is_at(&format!("/s/{slug}/sent")).shows("Your answers are in").shows("Your receipt");
        let again = browser.post(&check.path, &[("then", "send")]).await;
        assert_eq!(again.text(), sent.text(), "the same receipt and the same words");
        let reload = browser.get(&sent.path).await;
        assert_eq!(reload.text(), sent.text());
        assert_eq!(sent_count(&world, &slug).await, 1);
        // Back after sending leads to what was sent, not to a second set.
        browser.get(&format!("/s/{slug}/q/neighbourhood")).await.is_at(&format!("/s/{slug}/sent"));
        browser.post(&format!("/s/{slug}/q/neighbourhood"), &[("answers[neighbourhood][]", "1")]).await.is_at(&sent.path);
        assert_eq!(sent_count(&world, &slug).await, 1);
    }

    /// A mistake keeps what was typed, says what is wrong beside the field and above, and leads on once it is right.
    async fn a_mistake_is_explained_and_nothing_is_lost(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut browser = world.browser();
        start(&mut browser, &slug).await;
        browser.post(&format!("/s/{slug}/q/neighbourhood"), &[("then", "next")]).await.is_at(&format!("/s/{slug}/q/years_here"));
        let years = format!("/s/{slug}/q/years_here");
        let page = browser.post(&years, &[("answers[years_here][]", "twelve & <b>more</b>"), ("then", "next")]).await;
        page.is_at(&years).shows("There is a problem").shows("Enter a whole number, like");
        page.shows("value=\"twelve &amp; &lt;b&gt;more&lt;/b&gt;\"").shows("aria-invalid=\"true\"");
        assert!(page.title().starts_with("Error: "), "{}", page.title());
        // The way on is closed, the way back is open, and coming back shows the same.
        browser.get(&format!("/s/{slug}/q/travel")).await.is_at(&years);
        browser.get(&format!("/s/{slug}/q/neighbourhood")).await.is_at(&format!("/s/{slug}/q/neighbourhood"));
        browser.get(&years).await.shows("Enter a whole number, like");
        browser.post(&years, &[("answers[years_here][]", "12 years"), ("then", "next")]).await.is_at(&format!("/s/{slug}/q/travel"));
        browser.get(&years).await.shows("value=\"12\"");
    }

    /// "Save and come back later" gives a code that works on another device, and finds what was typed, mistakes included.
    async fn a_code_brings_back_what_was_begun(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut phone = world.browser();
        start(&mut phone, &slug).await;
        phone.post(&format!("/s/{slug}/q/neighbourhood"), &[("answers[neighbourhood][]", "4"), ("then", "next")]).await;
        let later = phone.post(&format!("/s/{slug}/q/years_here"), &[("answers[years_here][]", "twelve"), ("then", "later")]).await;
        later.is_at(&format!("/s/{slug}/later")).shows("Your answers are kept");
        let (_, rest) = later.html.split_once("class=\"bigcode\">").unwrap();
        let code = rest.split_once('<').unwrap().0.to_owned();
        let mut computer = world.browser();
        computer.post(&format!("/s/{slug}/resume"), &[("code", "AAAA-AAAA-AAAA")]).await.is(422).shows("no answers with this code");
        computer.post(&format!("/s/{slug}/resume"), &[("code", "hello")]).await.is(422).shows("Enter your code");
        let page = computer.post(&format!("/s/{slug}/resume"), &[("code", &code.to_lowercase().replace('-', " "))]).await;
        page.is_at(&format!("/s/{slug}/q/years_here")).shows("value=\"twelve\"");
        // Both devices go on with the same answers: still one set in the end.
        computer.post(&page.path, &[("answers[years_here][]", "3"), ("then", "next")]).await;
        let page = phone.get(&format!("/s/{slug}/q/years_here")).await;
        page.shows("value=\"3\"");
        let check = to_the_end(&mut phone, page).await;
        phone.post(&check.path, &[("then", "send")]).await.is_at(&format!("/s/{slug}/sent"));
        computer.post(&check.path, &[("then", "send")]).await.is_at(&format!("/s/{slug}/sent"));
        assert_eq!(sent_count(&world, &slug).await, 1);
    }

    /// The language can be changed on a page with something typed, and it is kept.
    async fn the_language_switch_keeps_what_is_typed(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut browser = world.browser();
        start(&mut browser, &slug).await;
        let path = format!("/s/{slug}/q/neighbourhood");
        let fields = [("answers[neighbourhood][]", "5"), ("then", "language:gd")];
        let page = browser.post(&path, &fields).await;
        page.is_at(&format!("/gd{path}")).shows("<html lang=\"gd\"").shows("Lean air adhart").shows("checked");
        let page = browser.post(&format!("/gd{path}"), &[("answers[neighbourhood][]", "5"), ("then", "next")]).await;
        page.is_at(&format!("/gd/s/{slug}/q/years_here"));
    }

    /// An answer can be taken back, and changed from the list of all answers, which comes back.
    async fn answers_can_be_changed_and_taken_back(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut browser = world.browser();
        let page = start(&mut browser, &slug).await;
        let page = browser.post(&page.path, &[("answers[neighbourhood][]", "5"), ("then", "next")]).await;
        let check = to_the_end(&mut browser, page).await;
        check.shows("You left").shows(&format!("/s/{slug}/q/neighbourhood?from=check"));
        let path = format!("/s/{slug}/q/neighbourhood");
        let page = browser.get(&format!("{path}?from=check")).await;
        page.shows("name=\"from\"").shows("checked");
        browser.post(&path, &[("answers[neighbourhood][]", "1"), ("from", "check"), ("then", "next")]).await.is_at(&check.path);
        let page = browser.post(&path, &[("answers[neighbourhood][]", "1"), ("then", "clear")]).await;
        page.is_at(&path);
        assert!(!page.has(" checked"), "nothing is chosen any more");
    }

    /// Whoever has not begun, or let the device forget, is led to the start page and sees nobody's answers.
    async fn without_a_ticket_there_is_only_the_start_page(world) {
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let mut browser = world.browser();
        for path in ["q/neighbourhood", "check", "sent", "later"] {
            browser.get(&format!("/s/{slug}/{path}")).await.is_at(&format!("/s/{slug}"));
        }
        start(&mut browser, &slug).await;
        browser.post(&format!("/s/{slug}/q/neighbourhood"), &[("answers[neighbourhood][]", "5")]).await;
        browser.post(&format!("/s/{slug}/forget"), &[]).await.is_at(&format!("/s/{slug}"));
        browser.get(&format!("/s/{slug}/q/neighbourhood")).await.is_at(&format!("/s/{slug}"));
        browser.cookies.insert(format!("folkmoot-a-{slug}"), "kzzzz".to_owned());
        browser.get(&format!("/s/{slug}/q/neighbourhood")).await.is_at(&format!("/s/{slug}"));
        browser.get("/s/no-such-survey").await.is(404);
        browser.get(&format!("/s/{slug}/q/no-such-page")).await.is_at(&format!("/s/{slug}"));
    }
}
