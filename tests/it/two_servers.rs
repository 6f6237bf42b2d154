//! Two servers on one PostgreSQL behave as one: sessions, limits, answers and work.

use domain::account::Role;
use service::survey::Template;

use crate::harness::{Browser, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begun_on_one_ends_on_the_other() {
    let world = World::postgres().await;
    let other = world.another_server().await;
    let mut here = world.staff("ann@example.org", "inverclyde", Role::Officer).await;
    let mut there = Browser::new(other.site.clone());
    there.cookies.clone_from(&here.cookies);
    there.get("/desk/inverclyde").await.is(200);
    there.post("/sign-out", &[]).await.is_at("/sign-in");
    here.get("/desk/inverclyde").await.is_at("/sign-in?next=/desk/inverclyde");
}

/// Ten tries are ten tries, however they are spread.
#[tokio::test(flavor = "multi_thread")]
async fn limits_are_shared() {
    let world = World::postgres().await;
    let other = world.another_server().await;
    world.staff("ada@example.org", "inverclyde", Role::Officer).await;
    let (mut here, mut there) = (world.browser(), Browser::new(other.site.clone()));
    let wrong = [("address", "ada@example.org"), ("password", "wrong wrong wrong")];
    for _ in 0..5 {
        here.post("/sign-in", &wrong).await.is(422).shows("The address or the password is wrong");
        there.post("/sign-in", &wrong).await.is(422).shows("The address or the password is wrong");
    }
    here.post("/sign-in", &wrong).await.is(422).shows("This was tried too often");
    there.post("/sign-in", &wrong).await.is(422).shows("This was tried too often");
}

/// Somebody whose every request reaches another server than the one before still sends one set of answers.
#[tokio::test(flavor = "multi_thread")]
async fn a_respondent_may_change_servers_between_any_two_pages() {
    let world = World::postgres().await;
    let other = world.another_server().await;
    let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
    let mut sides = [world.browser(), Browser::new(other.site.clone())];
    let mut page = sides[0].post(&format!("/s/{slug}/start"), &[]).await;
    let mut at = 0;
    while !page.path.ends_with("/check") {
        let cookies = sides[at].cookies.clone();
        at = 1 - at;
        sides[at].cookies = cookies;
        page = sides[at].post(&page.path.clone(), &[("then", "next")]).await;
    }
    let [here, there] = &mut sides;
    let cookies = if at == 0 { here.cookies.clone() } else { there.cookies.clone() };
    (here.cookies, there.cookies) = (cookies.clone(), cookies);
    let fields = [("then", "send")];
    let (one, two) = tokio::join!(here.post(&page.path, &fields), there.post(&page.path, &fields));
    one.is_at(&format!("/s/{slug}/sent"));
    two.is_at(&format!("/s/{slug}/sent"));
    let open = service::response::find(&world.ctx, &slug).await.unwrap();
    let mut tx = world.ctx.store.answers.read().await.unwrap();
    assert_eq!(store::response::count_sent(&mut tx, open.survey.campaign).await.unwrap(), 1);
}

/// Two tabs of one person, on two servers, at the same moment: neither page is lost.
#[tokio::test(flavor = "multi_thread")]
async fn pages_that_are_saved_at_the_same_time_are_both_kept() {
    let world = World::postgres().await;
    let other = world.another_server().await;
    let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
    for _ in 0..12 {
        let (mut here, mut there) = (world.browser(), Browser::new(other.site.clone()));
        let mut page = here.post(&format!("/s/{slug}/start"), &[]).await;
        for _ in 0..4 {
            page = here.post(&page.path.clone(), &[("then", "next")]).await;
        }
        there.cookies.clone_from(&here.cookies);
        let (one, two) = ([("answers[years_here][]", "17")], [("answers[travel][]", "wheelchair")]);
        let (one_path, two_path) = (format!("/s/{slug}/q/years_here"), format!("/s/{slug}/q/travel"));
        let (first, second) = tokio::join!(here.post(&one_path, &one), there.post(&two_path, &two));
        first.is(200);
        second.is(200);
        let (years, travel) = (here.get(&one_path).await, here.get(&two_path).await);
        assert!(years.html.contains("value=\"17\""), "{}", years.html);
        let ticked = travel.html.split("<input").find(|input| input.contains("value=\"wheelchair\"")).unwrap();
        assert!(ticked.contains("checked"), "{ticked}");
    }
}

/// A piece of work is done once, however many look for it at the same time; a letter is sent once.
#[tokio::test(flavor = "multi_thread")]
async fn work_is_shared_and_done_once() {
    let world = World::postgres().await;
    let other = world.another_server().await;
    for person in 0..12 {
        let address = format!("person{person}@example.org");
        world.browser().post("/me", &[("address", &address)]).await.is_at("/me/code");
    }
    let work = async |ctx: service::Context| while service::job::run_one(&ctx, &world.post).await.unwrap() {};
    tokio::join!(work(world.ctx.clone()), work(other.ctx.clone()), work(other.ctx.clone()));
    let mut to: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    to.sort();
    let sent = to.len();
    to.dedup();
    assert_eq!((sent, to.len()), (12, 12));
}
