//! Stories of outreach: the list of a partnership, tasks to reach those who are missing, and what became of them.

use domain::account::Role;
use jiff::SignedDuration;

use crate::{
    harness::{
        Browser, World,
        desk::{open, skewed_answer},
    },
    stories,
};

/// Adds a way to the list of a desk.
async fn add_way(browser: &mut Browser, name: &str, group: &str, pounds: &str, brings: &str) {
    let page = browser.get("/desk/inverclyde/outreach/new").await;
    let form = page.form("/outreach").with("name", name).with("kind", "place").with("groups", group);
    let form = form.with("pounds", pounds).with("hours", "2").with("brings", brings);
    form.send(browser).await.is(200).shows("It is on the list").shows(name);
}

/// A survey that the most deprived seldom answer.
async fn skewed(world: &World, officer: &mut Browser) -> (String, String) {
    service::place::found(&world.ctx).await.unwrap();
    let (survey, word) = open(world, officer, "inverclyde", "community").await;
    skewed_answer(world, &word, 400, 7, 1.5).await;
    (survey, word)
}

stories! {
    /// An officer sees who is missing, takes the cheapest suggestion, more of that group answer, and the page says that
    /// the gap is closing.
    async fn a_task_is_taken_and_the_gap_closes(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = skewed(&world, &mut officer).await;
        add_way(&mut officer, "Letters to every door", "deprivation:1", "400", "20").await;
        add_way(&mut officer, "Door cards in Larkfield", "deprivation:1", "40", "40").await;
        let next = format!("{survey}/who/next");
        let page = officer.get(&next).await;
        page.is(200).shows("the most deprived fifth").shows("At the present rate").shows("Take this on: Door cards in Larkfield");
        let (cheap, dear) = (page.html.find("Door cards in Larkfield"), page.html.find("Letters to every door"));
        assert!(cheap.unwrap() < dear.unwrap(), "the cheapest comes first");
        let take = page.form_with("/who/next", "Take this on: Door cards in Larkfield");
        take.send(&mut officer).await.is(200).shows("Somebody is on it").shows("Tasks that are open");
        // The second press of the button is the same task.
        page.form_with("/who/next", "Take this on: Door cards in Larkfield").send(&mut officer).await.is(200);
        let page = officer.get(&next).await;
        assert_eq!(page.html.matches("Taken by").count(), 1, "{}", page.text());
        page.shows("Too few answers came since then");
        world.later(SignedDuration::from_hours(24)).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        skewed_answer(&world, &word, 900, 8, -1.5).await;
        let page = officer.get(&next).await;
        page.shows("The gap is closing");
        page.form_with("/who/tasks", "It is done").send(&mut officer).await.is(200).shows("Tasks that are closed");
        let page = officer.get(&next).await;
        page.shows("The gap is closing");
        page.form_with("/who/tasks", "Open it again").send(&mut officer).await.is(200).shows("Tasks that are open");
        let history = officer.get(&format!("{survey}/history")).await;
        history.shows("took on a task").shows("was closed").shows("was opened again");
    }

    /// What is typed wrong stays there with its reason; what is given up says why.
    async fn what_is_wrong_is_said_beside_its_field(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, _) = skewed(&world, &mut officer).await;
        let page = officer.get("/desk/inverclyde/outreach/new").await;
        let wrong = page.form("/outreach").with("name", "").with("kind", "place").with("pounds", "many").with("note", "Ann");
        let wrong = wrong.send(&mut officer).await;
        wrong.is(422).shows("Enter a name").shows("Enter a whole number").shows("Tick at least one group").shows("Ann");
        add_way(&mut officer, "Youth club", "deprivation:1", "0", "").await;
        let page = officer.get("/desk/inverclyde/outreach/new").await;
        let twice = page.form("/outreach").with("name", "YOUTH club").with("kind", "place").with("groups", "deprivation:1");
        twice.send(&mut officer).await.is(422).shows("There is one of that name already");
        let next = format!("{survey}/who/next");
        let past = [("group", "deprivation:1"), ("due", "2001-01-01")];
        officer.post(&next, &past).await.is(422).shows("Choose today or a later day").shows("2001-01-01");
        for nothing in [[("group", "age:nobody"), ("due", "")], [("group", ""), ("way", "x")]] {
            officer.post(&next, &nothing).await.is(404);
        }
        officer.post(&next, &[("group", "deprivation:1"), ("due", "")]).await.is(200).shows("a way of their own");
        let page = officer.get(&next).await;
        let give_up = page.form_with("/who/tasks", "given_up");
        give_up.send(&mut officer).await.is(422).shows("Say in a few words why");
        let give_up = page.form_with("/who/tasks", "given_up").with("reason", "No bus on Fridays");
        give_up.send(&mut officer).await.is(200).shows("Given up").shows("No bus on Fridays");
    }

    /// A way that is taken off the list is not suggested, and can be put back; another partnership sees neither.
    async fn a_way_is_retired_and_put_back(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, _) = skewed(&world, &mut officer).await;
        officer.get("/desk/inverclyde/outreach").await.is(200).shows("Nothing is on the list yet");
        add_way(&mut officer, "Youth club", "deprivation:1", "0", "5").await;
        let list = officer.get("/desk/inverclyde/outreach").await;
        let one = list.html.split("/desk/inverclyde/outreach/").find_map(|rest| {
            let id = rest.split('"').next()?;
            (id.len() == 36).then(|| id.to_owned())
        });
        let one = format!("/desk/inverclyde/outreach/{}", one.unwrap());
        let changed = officer.get(&one).await.form("/outreach").with("name", "Youth café");
        changed.send(&mut officer).await.is(200).shows("It is changed").shows("Youth café");
        list.form_with("/outreach/retire", "Take off the list").send(&mut officer).await.shows("It is off the list");
        let next = format!("{survey}/who/next");
        officer.get(&next).await.shows("No way of your outreach list reaches them yet");
        let list = officer.get("/desk/inverclyde/outreach").await;
        list.form_with("/outreach/retire", "Put Youth café back").send(&mut officer).await.shows("It is back on the list");
        officer.get(&next).await.shows("Take this on: Youth café");
        let mut fife = world.staff("fiona@example.org", "fife", Role::Officer).await;
        fife.get(&one).await.is(404);
        fife.get(&next).await.is(404);
        let elsewhere = one.replace("inverclyde", "fife");
        fife.get(&elsewhere).await.is(404);
        fife.post("/desk/fife/outreach/retire", &[("outreach", one.rsplit('/').next().unwrap()), ("off", "yes")]).await.is(404);
    }
}
