//! Stories of results: what is shown, to whom, and what is hidden; research files with what protects people in them.

mod archive;

use std::sync::atomic::{AtomicU32, Ordering};

use archive::Archive;
use domain::account::Role;
use jiff::SignedDuration;

use crate::{
    harness::{
        Browser, Page, World,
        desk::{answer, many_answer, open},
        html::{Filled, tags},
    },
    stories,
};

/// Closes a survey and waits until its answers are sealed and counted.
async fn close(world: &World, officer: &mut Browser, survey: &str) {
    officer.get(&format!("{survey}/close")).await.form("/close").send(officer).await.is(200);
    for _ in 0..5 {
        world.later(SignedDuration::from_mins(2)).await;
    }
}

/// Every number that stands in a cell of a table on a page, grouped or not.
fn cells(html: &str) -> Vec<u64> {
    let inside = html.split("<td").skip(1).filter_map(|part| part.split_once('>')?.1.split_once("</td>"));
    let words = inside.map(|(cell, _)| cell.split('<').next().unwrap_or_default().replace(',', ""));
    words.filter_map(|word| word.trim().parse().ok()).collect()
}

/// Every percentage that is written in a text.
fn percentages(text: &str) -> Vec<&str> {
    text.split_whitespace()
        .filter(|word| word.ends_with('%') && word[..word.len() - 1].parse::<f64>().is_ok())
        .collect()
}

/// The addresses of the files on a page.
fn files(page: &Page) -> Vec<String> {
    let links = tags(&page.html).into_iter().filter_map(|tag| tag.value("href").map(str::to_owned));
    links.filter(|link| link.starts_with("/exports/")).collect()
}

/// A request with its terms.
fn agreed(form: Filled) -> Filled {
    form.with("institution", "University of Leith").with("kept_until", "2027-08-31").with("agreed", "yes")
}

/// A second person, who runs the installation, approves the oldest request.
async fn approve(world: &World, survey: &str) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let address = format!("second{}@example.org", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut second = world.administrator(&address).await;
    let page = second.get(&format!("{survey}/exports")).await;
    page.form_with("/exports/decide", "Approve it").send(&mut second).await.is(200);
}

/// Asks for a research file; its address once it is made.
async fn file(world: &World, browser: &mut Browser, survey: &str, text: bool) -> String {
    let address = format!("{survey}/exports");
    let page = browser.get(&address).await;
    let known = files(&page);
    let form = agreed(page.form("/exports").with("purpose", "For the annual report"));
    let form = if text { form.with("text", "yes") } else { form };
    form.send(browser).await.is(200).shows("Waits for a second person");
    approve(world, survey).await;
    world.work().await;
    let page = browser.get(&address).await;
    let new: Vec<String> = files(&page).into_iter().filter(|link| !known.contains(link)).collect();
    assert_eq!(new.len(), 1, "{}", page.text());
    new[0].clone()
}

/// Asks for a research file and takes it apart.
async fn taken(world: &World, browser: &mut Browser, survey: &str, text: bool) -> Archive {
    let link = file(world, browser, survey, text).await;
    let page = browser.get(&link).await;
    page.is(200);
    Archive::of(&page.bytes)
}

stories! {
    /// Counts are rounded to 5, small groups are withheld, percentages stand only where at least 50 answered; few answers
    /// show nothing at all.
    async fn counts_are_rounded_and_small_groups_hidden(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        for (people, shows, percents) in [(9, false, false), (37, true, false), (223, true, true)] {
            let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
            many_answer(&world, &word, people).await;
            close(&world, &mut officer, &survey).await;
            let mut seen = 0;
            for path in ["results", "who"] {
                let page = officer.get(&format!("{survey}/{path}")).await;
                page.is(200);
                let counts = cells(&page.html);
                seen += counts.len();
                // A number of people in a table: of the survey rounded to 5, of the census as it is published.
                if path == "results" {
                    assert!(counts.iter().all(|count| count % 5 == 0), "{people}: {counts:?}");
                    let text = page.text();
                    assert_eq!(!percentages(&text).is_empty(), percents, "{people}: {:?}", percentages(&text));
                    assert!(!text.contains(&format!(" {people} ")), "the exact number stands there: {text}");
                }
            }
            assert_eq!(seen > 0, shows, "{people} people: {seen} numbers");
            // The public page says nothing before somebody makes it public, and then the same.
            let public = world.browser().get(&format!("/s/{word}/results")).await;
            public.is(200);
            assert!(cells(&public.html).is_empty());
            if shows {
                let page = officer.get(&format!("{survey}/results")).await;
                page.form_with("/results", "value=\"yes\"").send(&mut officer).await.is(200).shows("The results are public");
                let public = world.browser().get(&format!("/s/{word}/results")).await;
                let counts = cells(&public.html);
                assert!(!counts.is_empty() && counts.iter().all(|count| count % 5 == 0), "{counts:?}");
                world.browser().get(&format!("/gd/s/{word}/results")).await.is(200).shows("<html lang=\"gd\"");
                world.browser().get(&format!("/s/{word}/who")).await.is(200);
                let page = officer.get(&format!("{survey}/results")).await;
                page.form_with("/results", "value=\"no\"").send(&mut officer).await.is(200);
                assert!(cells(&world.browser().get(&format!("/s/{word}/results")).await.html).is_empty());
            }
        }
    }

    /// Results are made public only when the survey has closed and is counted.
    async fn an_open_survey_has_no_public_results(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &word, 60).await;
        officer.get(&format!("{survey}/results")).await.is(200).shows("The results are not public");
        officer.post(&format!("{survey}/results"), &[("public", "yes")]).await.is(403);
        assert!(cells(&world.browser().get(&format!("/s/{word}/results")).await.html).is_empty());
    }

    /// Of a national survey a partnership sees its own rounded count and nobody else's, and no results by partnership.
    async fn a_partnership_sees_only_its_own_count(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let mut fife = world.staff("fiona@example.org", "fife", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "scotland", "officials").await;
        many_answer(&world, &word, 900).await;
        let found = service::partnership::by_slug(&world.ctx, "fife").await.unwrap();
        let bodies = service::partnership::bodies(&world.ctx, found.id).await.unwrap();
        let council = bodies.into_iter().find(|body| body.kind == domain::partnership::BodyKind::Council).unwrap();
        let form = officer.get(&format!("{survey}/sharing")).await.form("/sharing").with("body", &council.id.to_string());
        form.with("may", "read").with("basis", "Agreement").send(&mut officer).await.is(200);
        close(&world, &mut officer, &survey).await;
        let page = fife.get(&format!("{survey}/results")).await;
        page.is(200).shows("Your own partnership, rounded to 5");
        let (_, own) = page.html.split_once("Your own partnership, rounded to 5").unwrap();
        let own = own.split("</table>").next().unwrap();
        let named = ["Fife", "Inverclyde", "Glasgow", "Moray", "Highland"];
        let others: Vec<_> = named.into_iter().filter(|name| own.contains(name)).collect();
        assert_eq!(others, ["Fife"], "{own}");
        assert!(cells(own).iter().all(|count| count % 5 == 0), "{own}");
        for path in ["results", "who"] {
            let page = fife.get(&format!("{survey}/{path}")).await;
            for other in ["Glasgow City", "West Dunbartonshire", "Orkney Islands", "Clackmannanshire"] {
                assert!(!page.text().contains(other), "{path} names {other}");
            }
        }
    }

    /// A file is asked for with a purpose, made once, told of by letter, taken by whoever asked and nobody else, and gone
    /// after two weeks.
    async fn a_file_is_for_whoever_asked(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &word, 150).await;
        close(&world, &mut officer, &survey).await;
        world.letters().await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let form = officer.get(&format!("{survey}/exports")).await.form("/exports");
        form.with("purpose", "because").send(&mut officer).await.is(422).shows("There is a problem").shows("because");
        let form = agreed(officer.get(&format!("{survey}/exports")).await.form("/exports").with("purpose", "Twice in a row"));
        form.send(&mut officer).await.is(200);
        form.send(&mut officer).await.is(200);
        // Once among the requests, once among the files.
        assert_eq!(officer.get(&format!("{survey}/exports")).await.html.matches("Twice in a row").count(), 2, "two files");
        world.letters().await;
        let link = file(&world, &mut officer, &survey, false).await;
        let letter = world.letters().await;
        assert_eq!(letter.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["olive@example.org"]);
        assert!(letter[0].text.contains("/exports"));
        let taken = officer.get(&link).await;
        taken.is(200);
        assert_eq!(taken.headers["content-type"], "application/zip");
        assert!(taken.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\""));
        let mut colleague = world.staff("oran@example.org", "inverclyde", Role::Officer).await;
        colleague.get(&link).await.is(404);
        world.browser().get(&link).await.is(401);
        officer.get(&format!("{survey}/history")).await.shows("For the annual report");
        world.later(SignedDuration::from_hours(13 * 24)).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.get(&link).await.is(200);
        world.later(SignedDuration::from_hours(25)).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        officer.get(&link).await.is(404);
        officer.get(&format!("{survey}/exports")).await.shows("Its 14 days are over");
    }

    /// A researcher asks with a purpose and agrees to terms, a second person refuses with a reason or approves, and the
    /// package carries the terms and the mark of this one request; nobody decides their own.
    async fn a_researcher_asks_and_a_second_person_decides(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        let owner = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
        let bodies = service::partnership::bodies(&world.ctx, owner.id).await.unwrap();
        let mut researcher = world.staff("rhona@example.org", "inverclyde", Role::Researcher).await;
        for body in bodies {
            let form = officer.get(&format!("{survey}/sharing")).await.form("/sharing").with("body", &body.id.to_string());
            form.with("may", "read").with("basis", "Agreement").send(&mut officer).await;
        }
        many_answer(&world, &word, 150).await;
        close(&world, &mut officer, &survey).await;
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        researcher.cookies = world.staff("rhona@example.org", "inverclyde", Role::Researcher).await.cookies;
        let exports = format!("{survey}/exports");
        let form = researcher.get(&exports).await.form("/exports").with("purpose", "Does feeling heard go with answering again?");
        let wrong = form.with("institution", "").with("kept_until", "2001-01-01");
        let wrong = wrong.send(&mut researcher).await;
        wrong.is(422).shows("Enter the name of your institution").shows("Choose today or a later day");
        wrong.shows("You must agree to the terms").shows("Does feeling heard go with answering again?");
        let form = researcher.get(&exports).await.form("/exports").with("purpose", "Does feeling heard go with answering again?");
        agreed(form).send(&mut researcher).await.is(200).shows("Waits for a second person");
        world.work().await;
        assert!(files(&researcher.get(&exports).await).is_empty(), "nobody has approved it");
        let page = officer.get(&exports).await;
        page.shows("Requests that wait for a second person").shows("University of Leith");
        let refuse = page.form_with("/exports/decide", "refused");
        refuse.send(&mut officer).await.is(422).shows("Say why it is refused");
        refuse.with("reason", "The tables are enough").send(&mut officer).await.is(200);
        researcher.get(&exports).await.shows("Refused").shows("The tables are enough");
        let letters = world.letters().await;
        let told: Vec<_> = letters.iter().filter(|letter| letter.text.contains("refused it")).collect();
        assert!(told.len() == 1 && told[0].text.contains("The tables are enough"), "the researcher is told once, and why");
        let form = researcher.get(&exports).await.form("/exports").with("purpose", "The same with a better reason");
        agreed(form).send(&mut researcher).await.is(200);
        officer.get(&exports).await.form_with("/exports/decide", "Approve it").send(&mut officer).await.is(200);
        world.work().await;
        let link = files(&researcher.get(&exports).await).pop().unwrap();
        let page = researcher.get(&link).await;
        page.is(200);
        let archive = Archive::of(&page.bytes);
        assert!(archive.holds("This copy was made for University of Leith"), "{:?}", archive.names());
        assert!(archive.holds("I will not try to find out who anybody is"));
        officer.get(&link).await.is(404);
        // Whoever asks does not decide: neither by the page nor by a request of their own making.
        let form = officer.get(&exports).await.form("/exports").with("purpose", "For my own report");
        agreed(form).send(&mut officer).await.is(200).shows("another person must decide");
        let mut second = world.administrator("agnes@example.org").await;
        let file = second.get(&exports).await.form_with("/exports/decide", "Approve it").value("file").to_owned();
        officer.post(&format!("{exports}/decide"), &[("file", &file), ("verdict", "approved")]).await.is(403);
        officer.get(&format!("{survey}/history")).await.shows("was refused").shows("was approved");
    }

    /// What is in a file: a codebook with labels and codes, tables, one row for each answer; no cell that a spreadsheet
    /// would run; free text only after two people released it.
    async fn a_file_protects_those_who_answered(world) {
        let mut officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        let mut colleague = world.staff("senga@example.org", "scotland", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "scotland", "officials").await;
        many_answer(&world, &word, 600).await;
        let words = "=HYPERLINK(\"http://evil.example\")";
        officer.upload(&format!("{survey}/invitations"), &[("list", "ann@example.org,fife")], ("file", "", b"")).await.is(200);
        let link = world.link("/s/").await;
        let texts = service::export::list(&world.ctx, &reader(&world, &survey).await).await.unwrap().texts;
        let item = texts.first().expect("the survey asks for words").item.clone();
        let typed = format!("answers[{item}][]");
        let page = officer.get(&format!("{survey}/exports")).await;
        page.is(200).shows("It is in a file only when two people have released it");
        answer_with_words(&world, &link, &word, &typed, words).await;
        close(&world, &mut officer, &survey).await;
        officer = world.staff("sorley@example.org", "scotland", Role::Officer).await;
        colleague.cookies = world.staff("senga@example.org", "scotland", Role::Officer).await.cookies;

        let archive = taken(&world, &mut officer, &survey, false).await;
        for name in ["codebook", "tables", "data.csv", "data-labels", "data.sav", "method", "manifest", "readme"] {
            assert!(archive.has(name), "no {name} among {:?}", archive.names());
        }
        archive.has_no_formula();
        assert!(!archive.holds("HYPERLINK"), "free text that nobody released");
        assert!(!archive.holds("ann@example.org"));
        for hidden in ["S12000047", "about.partnership", "Glasgow City"] {
            assert!(!archive.holds(hidden), "{hidden} is in a file, but no result is shown by partnership");
        }
        let (codebook, labels) = (archive.file("codebook.csv"), archive.file("data-labels"));
        for line in ["role,2a,Which best describes your role?,yes,1,Manager,no", "-5,suppressed,yes"] {
            assert!(codebook.contains(line), "no {line} in the codebook");
        }
        assert!(labels.contains("Manager") && !archive.file("data.csv").contains("Manager"));

        let ask = officer.get(&format!("{survey}/exports")).await.form_with("/text", &format!("value=\"{item}\""));
        ask.send(&mut officer).await.is(200).shows("You asked; another person must release it");
        ask.send(&mut officer).await.is(403).shows("A second person must do this");
        let archive = taken(&world, &mut officer, &survey, true).await;
        assert!(!archive.holds("HYPERLINK"), "one person alone released free text");
        let release = colleague.get(&format!("{survey}/exports")).await.form_with("/text", "Release it");
        release.send(&mut colleague).await.is(200).shows("Released");
        let archive = taken(&world, &mut officer, &survey, true).await;
        assert!(archive.holds("HYPERLINK"), "two people released it");
        archive.has_no_formula();
        let archive = taken(&world, &mut officer, &survey, false).await;
        assert!(!archive.holds("HYPERLINK"), "it was not asked for");
    }
}

async fn reader(world: &World, survey: &str) -> service::access::Reader {
    let caller = world.caller("sorley@example.org", "scotland", Role::Officer).await;
    let id = survey.rsplit('/').next().unwrap().parse().unwrap();
    service::access::reader(&world.ctx, &caller, id).await.unwrap()
}

/// Somebody writes something where the survey asks for words.
async fn answer_with_words(world: &World, link: &str, word: &str, field: &str, words: &str) {
    let first: &[(&str, &str)] = &[("answers[q01_partnership][]", "S12000047"), (field, words)];
    let every: &[(&str, &str)] = &[(field, words)];
    answer(world, link, word, first, every).await.is(200).shows("Your answers are in");
}
