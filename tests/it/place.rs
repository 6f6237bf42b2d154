//! Stories of places: figures from the start, localities of the desk, tables that an operator loads, postcodes.

use std::path::PathBuf;

use domain::{account::Role, id::SurveyId};
use server::{
    cli::{Baseline, BaselineImport, Cli, Command},
    command,
};
use service::{
    place::{self, NotImported, Options, Population},
    survey::Template,
};

use crate::{
    harness::{Browser, World},
    stories,
};

/// The tables of all 6,976 data zones, where they lie beside the repository.
fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    folder.is_dir().then_some(folder)
}

/// A world with the figures that come with the program.
async fn with_figures(world: &World) -> Browser {
    place::found(&world.ctx).await.unwrap();
    world.staff("officer@example.org", "inverclyde", Role::Officer).await
}

fn file(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

async fn import(world: &World, files: &[PathBuf], options: Options) -> Result<Vec<String>, String> {
    match place::import(&world.ctx, files, &options).await {
        Ok(imported) => Ok(imported.into_iter().flat_map(|file| file.said).collect()),
        Err(NotImported::Wrong(faults)) => Err(faults.to_string()),
        Err(NotImported::Failed(error)) => panic!("{error}"),
    }
}

async fn population(world: &World, slug: &str, characteristic: &str) -> Population {
    let partnership = service::partnership::by_slug(&world.ctx, slug).await.unwrap();
    let all = place::populations(&world.ctx, &partnership).await.unwrap();
    all.into_iter().find(|one| one.characteristic == characteristic).unwrap_or_else(|| panic!("no {characteristic}"))
}

fn people(population: &Population) -> Vec<Option<u64>> {
    population.groups.iter().map(|group| group.people).collect()
}

/// The identifiers of the localities that the page lists.
fn ids(html: &str) -> Vec<String> {
    let found = html.split("name=\"locality\" value=\"").skip(1);
    found.map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
}

/// The command that loads this file, without options.
fn importing(file: PathBuf) -> Baseline {
    Baseline::Import(Box::new(BaselineImport {
        files: vec![file],
        classification: None,
        edition: None,
        set: None,
        characteristic: None,
        title: None,
        source: None,
        as_of: None,
        base: None,
        geography: None,
        licence: None,
    }))
}

/// Runs the program on the databases of this world; how it ended.
async fn folkmoot(world: &World, asked: Baseline) -> String {
    let folder = world.folder.path();
    let url = world.postgres_url().unwrap_or_default();
    let settings = file(world, "settings.toml", &format!("[database]\nurl = \"{url}\"\n"));
    let command = Command::Baseline { command: asked };
    match command::run(Cli { settings: Some(settings), data: Some(folder.to_owned()), command }).await {
        Ok(code) => format!("{code:?}"),
        Err(why) => why,
    }
}

stories! {
    /// Without figures the page says so, what localities are for, and how tables are loaded.
    async fn nothing_is_there_and_the_page_says_what_to_do(world) {
        let mut officer = world.staff("officer@example.org", "inverclyde", Role::Officer).await;
        let page = officer.get("/desk/inverclyde/places").await;
        page.is(200).shows("How many people live in Inverclyde is not known here").shows("No locality yet");
        page.shows("No figures are loaded for this area").shows("folkmoot baseline import");
        page.shows("No directory of postcodes is loaded");
        officer.get("/desk/inverclyde/places/new").await.is(200).shows("nothing to make a locality of");
        let fields = [("name", "East"), ("zones", "S01010891")];
        officer.post("/desk/inverclyde/places", &fields).await.is(422).shows("is not in this council area");
    }

    /// Every partnership has its figures from the start, each with its source, date, base and licence; loading them again
    /// changes nothing, and neither takes away what an operator loaded.
    async fn figures_are_there_from_the_start(world) {
        let mut officer = with_figures(&world).await;
        let page = officer.get("/desk/inverclyde/places").await;
        page.shows("78,416 people live in Inverclyde, 66,466 of them aged 16 or over");
        for words in [
            "Age (residents 16 and over)", "Age by sex", "Health and disability (residents of all ages)", "Ethnic group",
            "Religion (residents of all ages, those who stated one)", "Deprivation of the area", "Housing (households)",
            "National Records of Scotland, table UV102b", "20 March 2022", "Open Government Licence v3.0",
            "Came with Folkmoot", "Data zones: 6,976 of 2011.",
        ] {
            page.shows(words);
        }
        let before = page.text();
        place::found(&world.ctx).await.unwrap();
        assert_eq!(officer.get("/desk/inverclyde/places").await.text(), before);
        let all = service::partnership::all(&world.ctx).await.unwrap();
        for partnership in all {
            let found = place::populations(&world.ctx, &partnership).await.unwrap();
            let about: Vec<&str> = found.iter().map(|one| one.characteristic.as_str()).collect();
            let known = ["age", "sex", "disability", "ethnic_group", "religion", "deprivation"];
            assert!(about.starts_with(&known), "{} has {about:?}", partnership.slug);
            assert!(!about.contains(&"tenure"), "households are no people");
            for one in &found[..known.len()] {
                assert!(one.total().is_some_and(|total| total > 10_000), "{} {}", partnership.slug, one.characteristic);
            }
        }
        let mut scotland = world.staff("officer@example.org", "scotland", Role::Officer).await;
        let page = scotland.get("/desk/scotland/places").await;
        page.shows("5,439,618 people live in Scotland").shows("Na h-Eileanan Siar").shows("525,456");
        scotland.get("/desk/scotland/places/new").await.is(404);
    }

    /// A locality is made of neighbourhoods and data zones, has figures of its own, is changed, and is removed only when
    /// somebody is sure. Nobody else's officer gets near it.
    async fn a_locality_is_added_changed_and_removed(world) {
        let mut officer = with_figures(&world).await;
        officer.get("/desk/inverclyde/places").await.shows("No locality yet");
        officer.get("/desk/inverclyde/places/new").await.shows("Greenock Upper Central").shows("6 data zones");
        let nothing = officer.post("/desk/inverclyde/places", &[("name", ""), ("zones", "")]).await;
        nothing.is(422).shows("Enter a name").shows("Choose a neighbourhood, or enter the code of a data zone");
        assert!(nothing.title().starts_with("Error: "), "{}", nothing.title());
        let fields = [("name", "East & <West>"), ("names", "Greenock East"), ("zones", "S01006506 nonsense")];
        let wrong = officer.post("/desk/inverclyde/places", &fields).await;
        wrong.is(422).shows("The data zone S01006506 is not in this council area").shows("value=\"East &amp; &lt;West&gt;\"");
        wrong.shows("nonsense is not the code of a data zone");
        let fields = [("name", "Greenock East"), ("name_gd", "Grianaig an Ear"), ("names", "Greenock East")];
        let page = officer.post("/desk/inverclyde/places", &fields).await;
        page.is_at("/desk/inverclyde/places?done=added").shows("The locality is added").shows("Greenock East");
        page.shows("105 data zones of the area are in no locality");
        let id = ids(&page.html).remove(0);
        let own = format!("/desk/inverclyde/places/{id}");
        let page = officer.get(&own).await;
        page.is(200).shows("people live in Greenock East").shows("Its 9 data zones").shows("Deprivation of the area");
        page.shows("value=\"Grianaig an Ear\"").shows("value=\"Greenock East\" checked");
        let fields = [("name", "Another"), ("names", "Greenock East")];
        officer.post("/desk/inverclyde/places", &fields).await.is(422).shows("is in Greenock East already");
        let fields =
            [("locality", id.as_str()), ("name", "The East"), ("names", "Greenock East"), ("names", "Greenock Upper Central")];
        let page = officer.post("/desk/inverclyde/places", &fields).await;
        page.is_at("/desk/inverclyde/places?done=changed").shows("The East").shows("99 data zones");
        let choices = place::choices(&world.ctx, service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap().id);
        assert_eq!(choices.await.unwrap().localities[0].code, "greenock_east", "answers keep the code");

        let mut other = world.staff("fife@example.org", "fife", Role::Officer).await;
        for path in [own.as_str(), "/desk/inverclyde/places"] {
            other.get(path).await.is(404);
        }
        other.get(&format!("/desk/fife/places/{id}")).await.is(404);
        let remove = [("locality", id.as_str()), ("sure", "yes")];
        other.post("/desk/fife/places/remove", &remove).await.is(404);
        other.post("/desk/fife/places", &[("locality", id.as_str()), ("name", "Mine")]).await.is(404);

        let asked = officer.post("/desk/inverclyde/places/remove", &[("locality", id.as_str())]).await;
        asked.is(200).shows("Remove The East?").shows("Its code is never used again");
        officer.get("/desk/inverclyde/places").await.shows("The East");
        let gone = officer.post("/desk/inverclyde/places/remove", &remove).await;
        gone.is_at("/desk/inverclyde/places?done=removed").shows("No locality yet");
        officer.get(&own).await.is(404);
        officer.post("/desk/inverclyde/places/remove", &remove).await.is(404);
        officer.post("/desk/inverclyde/places", &[("name", "Greenock East"), ("names", "Greenock East")]).await.is(200);
        let again = place::choices(&world.ctx, service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap().id);
        assert_eq!(again.await.unwrap().localities[0].code, "greenock_east_2");
        officer.get("/desk/inverclyde").await.is(200);
    }

    /// The tables of all 6,976 data zones give every locality figures of its own.
    async fn all_data_zones_are_loaded(world) {
        let Some(folder) = shared() else { return };
        let mut officer = with_figures(&world).await;
        let files: Vec<PathBuf> =
            ["census2022_dz_religion", "census2022_dz_age_sex", "simd2020v2_datazones", "census2022_dz_disability", "census2022_dz_ethnic_group"]
                .iter()
                .map(|name| folder.join(format!("{name}.csv")))
                .collect();
        let said = import(&world, &files, Options::default()).await.unwrap();
        assert_eq!(said.iter().filter(|line| line.contains("6976")).count(), 7, "{said:#?}");
        let page = officer.post("/desk/inverclyde/places", &[("name", "Greenock East"), ("names", "Greenock East")]).await;
        let id = ids(&page.html).remove(0);
        let page = officer.get(&format!("/desk/inverclyde/places/{id}")).await;
        for words in ["Age (", "Sex (", "Health and disability (", "Ethnic group (", "Religion (", "Deprivation of the area ("] {
            page.shows(words);
        }
        let localities = population(&world, "inverclyde", "locality").await;
        let counted = localities.counted.clone().unwrap();
        assert_eq!((localities.groups.len(), counted.all_ages), (1, false));
        // A new edition of the figures that come with the program leaves what was loaded.
        let mut tx = world.ctx.store.main.write().await.unwrap();
        store::installation::set_value(&mut tx, "figures-carried", "an older one").await.unwrap();
        tx.commit().await.unwrap();
        place::found(&world.ctx).await.unwrap();
        let loaded = place::loaded(&world.ctx).await.unwrap();
        let of_zones = loaded.sets.iter().filter(|one| one.set.geography == "data_zone_2011");
        assert!(of_zones.clone().all(|one| one.areas == 6_976 && one.imported_at.is_some()));
        assert_eq!(of_zones.count(), 5);
        officer.get(&format!("/desk/inverclyde/places/{id}")).await.shows("Age (");
    }

    /// Anything wrong is told with its file, row and column, and nothing is changed, not even by the files that are right.
    async fn a_wrong_row_changes_nothing(world) {
        with_figures(&world).await;
        let before = population(&world, "inverclyde", "disability").await;
        let head = "area_code,area_name,category,count\n";
        let rows = |a_lot: &str| {
            format!("{head}S12000018,Inverclyde,All people,1000\nS12000018,Inverclyde,Day-to-day activities limited a lot,{a_lot}\n\
                     S12000018,Inverclyde,Day-to-day activities limited a little,200\nS12000018,Inverclyde,Day-to-day activities not limited,700\n")
        };
        let right = file(&world, "census2022_council_disability.csv", &rows("100"));
        let wrong = file(&world, "postcodes.csv", "postcode,data_zone_2011\nPA15 1LY,S01010891\nPA15,S01010891\nPA15 1LZ,S01999999\n");
        let told = import(&world, &[right.clone(), wrong.clone()], Options::default()).await.unwrap_err();
        let at = |row: u32, column: &str| format!("{}, row {row}, column {column}: ", wrong.display());
        assert!(told.contains(&at(3, "postcode")) && told.contains(&at(4, "data_zone_2011")), "{told}");
        assert_eq!(people(&population(&world, "inverclyde", "disability").await), people(&before));
        assert_eq!(place::loaded(&world.ctx).await.unwrap().postcodes, 0);
        let missing = import(&world, &[PathBuf::from("/nowhere/x.csv")], Options::default()).await.unwrap_err();
        assert!(missing.starts_with("/nowhere/x.csv: cannot be read"), "{missing}");
        let copy = file(&world, "census2022_council_disability_again.csv", &rows("100"));
        let twice = import(&world, &[right.clone(), copy], Options::default()).await.unwrap_err();
        assert!(twice.contains("holds the same table"), "{twice}");
        import(&world, &[right], Options::default()).await.unwrap();
        let after = population(&world, "inverclyde", "disability").await;
        assert_eq!(people(&after), [Some(100), Some(200), Some(700)]);
    }

    /// The command says what it loaded, ends with failure when something is wrong, and lists what there is.
    async fn the_command_loads_and_refuses(world) {
        with_figures(&world).await;
        let right = file(&world, "postcodes.csv", "postcode,data_zone_2011\nPA15 1LY,S01010891\n");
        let wrong = file(&world, "wrong.csv", "postcode,data_zone_2011\nPA15 1LY,S01010891\nnone,S01010891\n");
        let success = format!("{:?}", std::process::ExitCode::SUCCESS);
        assert_ne!(folkmoot(&world, importing(wrong)).await, success);
        assert_eq!(place::loaded(&world.ctx).await.unwrap().postcodes, 0);
        assert_eq!(folkmoot(&world, importing(right)).await, success);
        assert_eq!(place::loaded(&world.ctx).await.unwrap().postcodes, 1);
        assert_eq!(folkmoot(&world, Baseline::List).await, success);
    }

    /// Any classification of data zones becomes a characteristic; people are counted by it from their data zones.
    async fn a_classification_becomes_a_characteristic(world) {
        let mut officer = with_figures(&world).await;
        let zones = place::zones_to_choose(&world.ctx, &caller(&world).await, None).await.unwrap();
        let class = |at: usize| if at < 100 { "1 Large urban areas" } else { "2 Remote rural" };
        let rows = zones.iter().enumerate().map(|(at, zone)| format!("{},{}", zone.code, class(at)));
        let text = std::iter::once("data_zone_2011,class".to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
        let own = |text: &str| Some(text.to_owned());
        let options = Options {
            classification: own("Urban rural"),
            edition: own("2020"),
            source: own("Scottish Government"),
            as_of: own("2020-11-01"),
            licence: own("OGL v3.0"),
            ..Options::default()
        };
        let said = import(&world, &[file(&world, "urban.csv", &text)], options).await.unwrap();
        assert_eq!(said, ["Urban rural (2020) (urban_rural_2020): 114 data zones"]);
        let urban = population(&world, "inverclyde", "urban_rural").await;
        let sum: u64 = urban.groups.iter().filter_map(|group| group.people).sum();
        assert_eq!((urban.groups.len(), sum, urban.of_places), (2, 78_416, true));
        officer.get("/desk/inverclyde/places").await.shows("1 Large urban areas").shows("Urban rural (2020)");
        let fife = service::partnership::by_slug(&world.ctx, "fife").await.unwrap();
        let elsewhere = place::populations(&world.ctx, &fife).await.unwrap();
        assert!(elsewhere.iter().all(|one| one.characteristic != "urban_rural"), "no zone of Fife has a class");
    }

    /// A group that no census counts has an estimate with its source, or is shown without a figure.
    async fn an_estimate_is_named_with_its_source(world) {
        let mut officer = with_figures(&world).await;
        let own = |text: &str| Some(text.to_owned());
        let options = |base: &str| Options {
            set: own("guess2024_sex"),
            characteristic: own("sex"),
            title: own("People who are neither"),
            source: own("A careful survey"),
            as_of: own("2024-06-30"),
            base: own(base),
            licence: own("OGL v3.0"),
            ..Options::default()
        };
        let table = file(&world, "guess.csv", "area,category,number\nS12000018,Non-binary,150\n");
        import(&world, std::slice::from_ref(&table), options("people_16_and_over")).await.unwrap();
        let sex = population(&world, "inverclyde", "sex").await;
        assert_eq!(people(&sex)[2], Some(150));
        assert_eq!(sex.total(), sex.groups[0].people.zip(sex.groups[1].people).map(|(a, b)| a + b));
        let page = officer.get("/desk/inverclyde/places").await;
        page.shows("150 (an estimate)").shows("A careful survey");
        import(&world, &[table], options("people_all_ages")).await.unwrap();
        officer.get("/desk/inverclyde/places").await.shows("Non-binary").shows("No population figure");
    }

    /// With a directory of postcodes somebody types theirs: it becomes a data zone and is kept nowhere.
    async fn a_postcode_becomes_a_data_zone(world) {
        let mut officer = with_figures(&world).await;
        officer.post("/desk/inverclyde/places", &[("name", "Greenock East"), ("names", "Greenock East")]).await;
        let (_, slug) = world.open_survey("inverclyde", Template::Community, false).await;
        let home = format!("/s/{slug}/q/home");
        let mut browser = world.browser();
        let mut page = browser.post(&format!("/s/{slug}/start"), &[]).await;
        while page.path != home {
            page = browser.post(&page.path.clone(), &[("then", "next")]).await;
        }
        page.shows("Greenock East");
        assert!(!page.has("autocomplete=\"postal-code\""), "no directory, no postcode");
        let table = file(&world, "postcodes.csv", "postcode,data_zone_2011\nPA15 1LY,S01010899\n");
        import(&world, &[table], Options::default()).await.unwrap();
        browser.get(&home).await.shows("autocomplete=\"postal-code\"");
        let wrong = browser.post(&home, &[("answers[home][]", "PA99 9ZZ"), ("then", "next")]).await;
        wrong.is_at(&home).shows("We do not know this postcode");
        let next = browser.post(&home, &[("answers[home][]", "pa15 1ly"), ("then", "next")]).await;
        assert_ne!(next.path, home);
        browser.get(&home).await.shows("value=\"zone:S01010899\"");
        let mut page = browser.get(&next.path).await;
        while !page.path.ends_with("/check") {
            page = browser.post(&page.path.clone(), &[("then", "next")]).await;
        }
        page.shows("In the area Greenock East");
        assert!(!page.has("PA15"));
    }

    /// The inclusion check compares who answered with who lives here, by every characteristic that is counted, places as
    /// well.
    async fn who_answered_is_compared_with_who_lives_here(world) {
        let mut officer = with_figures(&world).await;
        for name in ["Greenock East", "Greenock Upper Central"] {
            officer.post("/desk/inverclyde/places", &[("name", name), ("names", name)]).await;
        }
        let id: SurveyId = draft(&world).await;
        let rehearse = [("answers", "600"), ("crowd", "skewed")];
        officer.post(&format!("/desk/surveys/{id}/rehearse"), &rehearse).await.is(200);
        let page = officer.get(&format!("/desk/surveys/{id}/who")).await;
        for about in ["age", "sex", "disability", "ethnic_group", "religion", "deprivation", "locality"] {
            page.shows(&format!("id=\"about-{about}\""));
        }
        page.shows("People in the most deprived fifth").shows("SIMD 2020v2 fifths of Scotland");
        // The form offers them by one sentence; nothing on the page is compared with them.
        let told = page.text().replace("known of households", "");
        assert!(!told.contains("households") && !page.has("about-tenure"), "households are never compared with people");
    }
}

async fn caller(world: &World) -> service::access::Officer {
    let caller = world.caller("officer@example.org", "inverclyde", Role::Officer).await;
    let partnership = service::partnership::by_slug(&world.ctx, "inverclyde").await.unwrap();
    caller.officer(&partnership).unwrap()
}

async fn draft(world: &World) -> SurveyId {
    service::survey::create(&world.ctx, &caller(world).await, Template::Community.code(), "").await.unwrap()
}
