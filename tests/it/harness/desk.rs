//! What officers do again and again: a new survey, its days, publishing; and what people they invited do.

use std::sync::Arc;

use jiff::SignedDuration;
use service::{
    Site,
    rehearsal::{self, Rehearsal},
};

use super::{Browser, Page, World};

/// Makes a survey from a template on a desk; the address of its page.
pub async fn new_survey(browser: &mut Browser, slug: &str, template: &str) -> String {
    let page = browser.get(&format!("/desk/{slug}/surveys/new")).await;
    let made = page.form("/surveys/new").with("template", template).send(browser).await;
    made.is(200).shows("The draft is made");
    made.path.split_once('?').unwrap().0.to_owned()
}

/// Sets its days: open since an hour ago, for four weeks.
pub async fn set_days(world: &World, browser: &mut Browser, survey: &str) {
    let civil = |hours: i64| {
        let at = world.ctx.london.to_datetime(world.ctx.now() + SignedDuration::from_hours(hours));
        (at.date().to_string(), format!("{:02}:{:02}", at.hour(), at.minute()))
    };
    let ((opens, opens_time), (closes, closes_time)) = (civil(-1), civil(28 * 24));
    let form = browser.get(&format!("{survey}/notice")).await.form("/notice");
    let form = form.with("opens", &opens).with("opens-time", &opens_time);
    let form = form.with("closes", &closes).with("closes-time", &closes_time);
    form.send(browser).await.is(200).shows("Saved");
}

/// Publishes a survey as it is now.
pub async fn publish(browser: &mut Browser, survey: &str) -> Page {
    browser.get(survey).await.form("/publish").send(browser).await
}

/// A survey that is open: its page on the desk, and its word in public addresses.
pub async fn open(world: &World, browser: &mut Browser, slug: &str, template: &str) -> (String, String) {
    let survey = new_survey(browser, slug, template).await;
    set_days(world, browser, &survey).await;
    publish(browser, &survey).await.is(200).shows("It is published");
    let page = browser.get(&survey).await;
    let (_, rest) = page.html.split_once("folkmoot.test/s/").unwrap();
    let word = rest.split_once('"').unwrap().0.to_owned();
    (survey, word)
}

/// Comes with the link of a letter, answers this on the first page and that on every other, and sends it.
pub async fn answer(world: &World, link: &str, word: &str, first: &[(&str, &str)], others: &[(&str, &str)]) -> Page {
    let mut browser = world.browser();
    let token = link.split_once("?c=").map_or("", |(_, token)| token);
    browser.get(link).await.is(200);
    let mut page = browser.post(&format!("/s/{word}/start"), &[("c", token)]).await;
    let mut fields = first.to_vec();
    for _ in 0..60 {
        if page.path.ends_with("/check") {
            return browser.post(&page.path, &[("then", "send")]).await;
        }
        if page.path.ends_with("/sent") {
            return page;
        }
        fields.push(("then", "next"));
        page = browser.post(&page.path.clone(), &fields).await;
        fields = others.to_vec();
    }
    panic!("no end: {}", page.path);
}

/// So many made-up people answer a published survey, as in a demonstration: envelopes as everybody's, and a count.
pub async fn many_answer(world: &World, word: &str, responses: u32) {
    skewed_answer(world, word, responses, 7, 0.0).await;
}

/// The same with a seed of their own, and older and less deprived than the area: the other way round below 0.
pub async fn skewed_answer(world: &World, word: &str, responses: u32, seed: u64, skew: f64) {
    let mut ctx = world.ctx.clone();
    let site = Site { demonstration: true, ..(*ctx.site).clone() };
    ctx.site = Arc::new(site);
    rehearsal::rehearse(&ctx, word, Rehearsal { responses, seed, skew }).await.unwrap();
}
