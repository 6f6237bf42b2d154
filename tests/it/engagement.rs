//! Stories of the year: engagements run elsewhere, files of who took part, a year that two people publish, Scotland.

use std::fmt::Write as _;

use domain::account::Role;

use crate::{
    harness::{
        Browser, Page, World,
        desk::{open, skewed_answer},
    },
    stories,
};

/// Writes down an engagement of the year 2025-26; the address of its page.
async fn add(browser: &mut Browser, title: &str, people: &str) -> String {
    let form = browser.get("/desk/inverclyde/engagements/new").await.form("/engagements");
    let form = form.with("title", title).with("method", "workshop").with("people", people);
    let form = form.with("from", "2025-05-14").with("to", "2025-06-18");
    let page = form.send(browser).await;
    page.is(200).shows("It is added").shows(title);
    page.path.split_once('?').unwrap().0.to_owned()
}

/// Names those that came to an engagement under their names.
async fn name_bodies(browser: &mut Browser, one: &str, names: &str) {
    let form = browser.get(&format!("{one}/change")).await.form("/engagements");
    form.with("named", names).send(browser).await.is(200).shows("It is changed");
}

async fn send(browser: &mut Browser, one: &str, file: &str) -> Page {
    browser.upload(&format!("{one}/file"), &[], ("file", "who.csv", file.as_bytes())).await
}

/// A file of people who took part: so many of each fifth, with names and addresses that nobody may keep.
fn people(fifths: [usize; 5]) -> String {
    let mut file = "Name,E-mail,SIMD fifth,Sex,Age,What did you think?\n".to_owned();
    let mut number = 0;
    for (fifth, count) in fifths.into_iter().enumerate() {
        for _ in 0..count {
            number += 1;
            let sex = if number % 2 == 0 { "Female" } else { "Male" };
            let age = 18 + number * 7 % 70;
            writeln!(
                file,
                "Person Number{number},p{number}@secret.example,{},{sex},{age},\"I think, at length, of {number}\"",
                fifth + 1
            )
            .unwrap();
        }
    }
    file
}

/// The column of fifths has a name of its own: says what it is about, and counts.
async fn count(browser: &mut Browser, page: &Page) -> Page {
    page.shows("SIMD fifth");
    let form = page.form_with("/columns", "Count them").with("column-0", "deprivation").with("then", "count");
    form.send(browser).await
}

async fn publish(world: &World, officer: &mut Browser, year: &str, note: &str) -> Page {
    let path = format!("/desk/inverclyde/engagements/years/{year}");
    let ask = officer.get(&path).await.form_with(&format!("/years/{year}"), "Ask a second person");
    let ask = if note.is_empty() { ask } else { ask.with("note", note) };
    ask.send(officer).await.is(200).shows("A second person can publish it now").shows("waits for a second person");
    officer.post(&path, &[("to", "publish"), ("number", "1")]).await;
    let mut second = world.staff("sheila@example.org", "inverclyde", Role::Officer).await;
    second.get("/desk/inverclyde").await.shows(&format!("Read the year {year} and publish it"));
    assert!(!officer.get("/desk/inverclyde").await.has("and publish it"), "whoever asked is not asked");
    let page = second.get(&path).await;
    page.is(200).shows("Somebody of your team asks you to publish this year");
    page.form_with(&format!("/years/{year}"), "Publish it").send(&mut second).await
}

stories! {
    /// A board reads the year on paper: what was run elsewhere joins by a file whose columns are matched on the page,
    /// a second person publishes it, and anybody reads, prints and downloads it.
    async fn a_board_reads_the_year(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let mut public = world.browser();
        public.get("/inverclyde/years").await.is(200).shows("No year is published yet");
        public.get("/inverclyde/years/2025-26").await.is(404);
        let one = add(&mut officer, "Locality plan workshops", "").await;
        let matching = send(&mut officer, &one, &people([40, 60, 80, 100, 120])).await;
        matching.is(200).shows("What do the columns mean?").shows("Columns that were not read").shows("E-mail");
        assert!(!matching.has("secret.example") && !matching.has("Person Number1"), "names are shown");
        let counted = count(&mut officer, &matching).await;
        counted.is(200).shows("The file is counted").shows("Deprivation of the area").shows("400 (rounded)");
        let assembly = add(&mut officer, "Carers’ assembly", "48").await;
        let meeting = add(&mut officer, "A very small meeting", "7").await;
        name_bodies(&mut officer, &assembly, "Carers’ Centre\nYouth Voice\nAllotments").await;
        name_bodies(&mut officer, &meeting, "Youth Voice\nBowling club\nyouth voice\nTenants’ Forum").await;
        let draft = officer.get("/desk/inverclyde/engagements/years/2025-26").await;
        draft.is(200).shows("People in the most deprived fifth took part less than their share in 1 of 1 engagement");
        publish(&world, &mut officer, "2025-26", "").await.is(200).shows("The year is public");
        let page = public.get("/inverclyde/years/2025-26").await;
        page.is(200).shows("Inverclyde").shows("1 April 2025 to 31 March 2026").shows("far fewer").shows("Locality plan workshops");
        page.shows("withheld (fewer than 10)").shows("By two people of the partnership").shows("not asked");
        assert!(!page.has("olive@example.org") && !page.has(">7<"), "{}", page.text());
        public.get("/inverclyde/results").await.shows("Every year on one page");
        page.shows("1 of 5 groups came to more than one engagement").shows("Youth Voice").shows("Gini coefficient 0.13");
        let years = public.get("/inverclyde/years").await;
        years.is(200).shows("2025-26: who was asked, and who came");
        let gaelic = public.get("/gd/inverclyde/years/2025-26").await;
        gaelic.is(200).shows("lang=\"gd\"").shows("Cò thàinig");
        let file = public.get("/inverclyde/years/2025-26/figures.csv").await;
        file.is(200).shows("Locality plan workshops,workshop,2025-05-14").shows("deprivation,1").shows("far_fewer");
        file.shows("A very small meeting,workshop,2025-05-14,2025-06-18,c,3,0");
        let api = public.get("/api/v1/partnerships/inverclyde/years/2025-26").await;
        api.shows("\"named_organisations\":[\"Youth Voice\",\"Bowling club\",\"Tenants’ Forum\"]");
        api.is(200).shows("\"title\":\"Locality plan workshops\"").shows("\"verdict\":\"far_fewer\"");
        public.get("/api/v1/partnerships/inverclyde/years").await.is(200).shows("\"id\":\"2025-26\"");
        public.get("/api/v1/partnerships/inverclyde/years/2024-25").await.is(404);
        let scotland = public.get("/scotland/years").await;
        scotland.is(200).shows("1 of 32 partnerships have published").shows("Inverclyde").shows("not yet");
        scotland.shows("In 1 of 1 partnerships people in the most deprived fifth took part less than their share");
    }

    /// Nothing of a file is kept but tables: no name, no address, no sentence, and after a day no row.
    async fn nothing_of_a_file_is_kept(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let one = add(&mut officer, "Workshops", "").await;
        send(&mut officer, &one, &people([30, 30, 30, 30, 30])).await.is(200);
        let id = one.rsplit('/').next().unwrap().parse().unwrap();
        let draft = async || {
            store::engagement::draft_of(&mut world.ctx.store.main.read().await.unwrap(), id).await.unwrap()
        };
        let kept = draft().await.unwrap();
        assert!(kept.contains("Female"), "the control: what is kept is what is looked at");
        for secret in ["Person", "secret.example", "I think"] {
            assert!(!kept.contains(secret), "{secret} is kept");
        }
        officer.get(&one).await.shows("A file waits");
        world.later(jiff::SignedDuration::from_hours(25)).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.get(&format!("{one}/columns")).await.is(200).is_at(&one);
        world.later(jiff::SignedDuration::from_hours(25)).await;
        assert_eq!(draft().await, None);
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.get(&one).await.shows("A file with a row for each person");
        let matching = send(&mut officer, &one, &people([30, 30, 30, 30, 30])).await;
        let forgotten = matching.form_with("/columns", "Forget the file").send(&mut officer).await;
        forgotten.is(200).shows("The file is forgotten");
        assert_eq!(draft().await, None);
    }

    /// What is wrong with a form or a file is said where it is, and nothing is changed.
    async fn what_is_wrong_is_said(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let form = officer.get("/desk/inverclyde/engagements/new").await.form("/engagements");
        let wrong = form.with("title", "").with("from", "2025-06-18").with("to", "2025-05-14").with("people", "many");
        let wrong = wrong.with("link", "http://plain.example").send(&mut officer).await;
        wrong.is(422).shows("Enter a name").shows("Choose one").shows("The last day is before the first");
        wrong.shows("Enter a whole number").shows("begins with https://").shows("http://plain.example");
        let one = add(&mut officer, "Workshops", "").await;
        officer.upload(&format!("{one}/file"), &[], ("other", "", b"")).await.is(422).shows("Choose a file first");
        send(&mut officer, &one, "sex,age\nmale\n").await.is(422).shows("who.csv, row 2: 1 fields, the header has 2");
        send(&mut officer, &one, "").await.is(422).shows("there is nothing in it");
        send(&mut officer, &one, "PK\u{3}\u{4}").await.is(422).shows("this is a workbook");
        let names = "name,mail\nAnn,a@b.example\nBea,b@b.example\n";
        send(&mut officer, &one, names).await.is(422).shows("no column says to which group people belong");
        officer.get(&one).await.shows("A file with a row for each person");
        let matching = send(&mut officer, &one, "Sex,Colour\nFemale,red\nOther,blue\nFemale,red\nOther,blue\n").await;
        let unknown = matching.form_with("/columns", "Count them").with("then", "count").send(&mut officer).await;
        unknown.is(422).shows("Choose the group that it means");
        let about = matching.form_with("/columns", "Count them").with("column-1", "sex").with("then", "match");
        about.send(&mut officer).await.is(200).shows("“blue” means");
        let twice = matching.form_with("/columns", "Count them").with("column-1", "sex").with("then", "count");
        twice.send(&mut officer).await.is(422).shows("Another column is about the same");
        let nothing = matching.form_with("/columns", "Count them").with("column-0", "-").with("then", "count");
        nothing.send(&mut officer).await.is(422).shows("Say of at least one column what it is about");
        let empty = officer.post("/desk/inverclyde/engagements/years/2023-24", &[("to", "ask")]).await;
        empty.is(403).shows("There is nothing in this year yet");
        officer.get("/desk/inverclyde/engagements/years/2023").await.is(404);
    }

    /// Whoever asked cannot publish; what was published stays until it is published again, and a correction that
    /// concerns fewer than ten people does not show them.
    async fn a_correction_gives_nobody_away(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let one = add(&mut officer, "Workshops", "").await;
        let matching = send(&mut officer, &one, &people([40, 60, 80, 100, 120])).await;
        count(&mut officer, &matching).await.is(200);
        let path = "/desk/inverclyde/engagements/years/2025-26";
        officer.post(path, &[("to", "ask")]).await.is(200);
        officer.post(path, &[("to", "publish"), ("number", "1")]).await.is(403).shows("A second person must do this");
        officer.get(path).await.shows("You asked for it");
        officer.post(path, &[("to", "withdraw")]).await.is(200).shows("The question is taken back");
        publish(&world, &mut officer, "2025-26", "").await.is(200).shows("The year is public");
        let mut public = world.browser();
        let first = public.get("/inverclyde/years/2025-26/figures.csv").await.html;
        // Three more of one fifth: the table stays as it was published.
        let matching = send(&mut officer, &one, &people([43, 60, 80, 100, 120])).await;
        count(&mut officer, &matching).await.is(200).shows("stays as it was published");
        officer.post(path, &[("to", "ask")]).await.is(422).shows("Say in a sentence what is different");
        let ask = officer.get(path).await.form_with("/years/2025-26", "Ask a second person");
        ask.with("note", "Three sheets were late").send(&mut officer).await.is(200);
        let mut second = world.staff("sheila@example.org", "inverclyde", Role::Officer).await;
        assert_eq!(public.get("/inverclyde/years/2025-26/figures.csv").await.html, first);
        second.post(path, &[("to", "publish"), ("number", "2")]).await.is(200).shows("The year is public");
        let page = public.get("/inverclyde/years/2025-26").await;
        page.shows("Three sheets were late");
        let deprivation = |file: &str| {
            file.lines().filter(|line| line.contains("deprivation")).map(str::to_owned).collect::<Vec<_>>()
        };
        let second_file = public.get("/inverclyde/years/2025-26/figures.csv").await.html;
        assert_eq!(deprivation(&second_file), deprivation(&first));
        // The control: a hundred more are a batch, and the table is a new one.
        let matching = send(&mut officer, &one, &people([140, 160, 180, 200, 220])).await;
        count(&mut officer, &matching).await.is(200);
        let ask = officer.get(path).await.form_with("/years/2025-26", "Ask a second person");
        ask.with("note", "Another evening").send(&mut officer).await.is(200);
        second.post(path, &[("to", "publish"), ("number", "3")]).await.is(200);
        let third = public.get("/inverclyde/years/2025-26/figures.csv").await.html;
        assert_ne!(deprivation(&third), deprivation(&first));
        // Taken off the list it is gone from the next state only, and can be put back.
        let form = officer.get(&one).await.form_with("/remove", "Take it off the list");
        form.send(&mut officer).await.is(200).shows("It is off the list").shows("Put Workshops back");
        public.get("/inverclyde/years/2025-26").await.is(200).shows("Workshops");
        let list = officer.get("/desk/inverclyde/engagements").await;
        list.form_with("/remove", "Put Workshops back").send(&mut officer).await.shows("It is back on the list");
    }

    /// A survey enters its year by itself when it is closed and counted; another partnership sees nothing of a desk.
    async fn a_survey_enters_by_itself(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        skewed_answer(&world, &word, 400, 7, 1.5).await;
        let year = domain::engagement::Year::of(world.ctx.today());
        let path = format!("/desk/inverclyde/engagements/years/{year}");
        officer.get(&path).await.is(200).shows("Nothing is in this year yet");
        officer.get(&format!("{survey}/close")).await.form("/close").send(&mut officer).await.is(200);
        for _ in 0..5 {
            world.later(jiff::SignedDuration::from_mins(2)).await;
        }
        officer.get(&path).await.is(200).shows("Survey, open to all").shows("took part less than their share");
        publish(&world, &mut officer, &year.to_string(), "").await.is(200);
        world.browser().get(&format!("/inverclyde/years/{year}")).await.is(200).shows("This is the first year");
        let mut fife = world.staff("fiona@example.org", "fife", Role::Officer).await;
        let one = add(&mut officer, "Workshops", "48").await;
        fife.get(&one).await.is(404);
        fife.get(&one.replace("inverclyde", "fife")).await.is(404);
        fife.get(&path).await.is(404);
    }
}
