//! Stories of the command line: an engagement that was run elsewhere is compared, a research file is written.

use std::path::{Path, PathBuf};

use clap::Parser;
use domain::account::Role;
use jiff::SignedDuration;
use server::{
    cli::{Audience, Cli, Command, Export, Inclusion, Weights},
    command,
};

use crate::{
    harness::{
        World,
        desk::{many_answer, open},
    },
    stories,
};

/// Runs the program on the databases of this world; how it ended.
async fn folkmoot(world: &World, command: Command) -> String {
    let settings = world.folder.path().join("settings.toml");
    std::fs::write(&settings, format!("[database]\nurl = \"{}\"\n", world.postgres_url().unwrap_or_default())).unwrap();
    match command::run(Cli { settings: Some(settings), data: Some(world.folder.path().to_owned()), command }).await {
        Ok(code) => format!("{code:?}"),
        Err(why) => why,
    }
}

/// Compares these responses with this population.
fn compared(folder: &Path, responses: &str, weights: Option<Weights>, json: bool) -> Command {
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let population = "variable,category,population\nage,young,500\nage,old,500\nsex,f,510\nsex,m,490\n";
    Command::Inclusion(Box::new(Inclusion {
        responses: file("R.csv", responses),
        population: file("P.csv", population),
        json,
        nothing: vec!["Prefer not to say".to_owned()],
        id: None,
        weights,
        design: None,
        answer: Vec::new(),
        join: Vec::new(),
        scale: false,
    }))
}

fn success() -> String {
    format!("{:?}", std::process::ExitCode::SUCCESS)
}

fn failure() -> String {
    format!("{:?}", std::process::ExitCode::FAILURE)
}

/// Counts this election by the words of a command line.
fn tallied(folder: &Path, election: &str, words: &str) -> Result<Command, String> {
    let path = folder.join("election.pb");
    std::fs::write(&path, election).unwrap();
    let line = ["folkmoot", "tally", path.to_str().unwrap()].into_iter().chain(words.split(' '));
    Cli::try_parse_from(line).map(|cli| cli.command).map_err(|error| error.to_string())
}

const ELECTION: &str = "META\nkey;value\nnum_projects;3\nnum_votes;3\nbudget;100\nvote_type;approval\n\
                        min_project_score_threshold;2\nPROJECTS\nproject_id;cost;name\na;60;Park\nb;50;Path\n\
                        c;40;Bench\nVOTES\nvoter_id;vote\n1;a,b\n2;a\n3;b,c\n";

stories! {
    /// An election from a file is counted by any rule; what does not go together, or a broken file, ends in words.
    async fn an_election_is_counted_again(world) {
        let folder = world.folder.path();
        for words in [
            "--rule greedy",
            "--rule greedy --apply-thresholds --no-skip --json",
            "--rule greedy --threshold 1 --exclusive a,b --ties seed:7",
            "--rule greedy-per-cost --utility cost --ties text-id --json",
            "--rule equal-shares --completion add1u --start floor --stop last --comparison winners",
            "--rule equal-shares --utility cardinality --completion add1 --stop exhaustive-all --json",
            "--rule phragmen --json",
        ] {
            assert_eq!(folkmoot(&world, tallied(folder, ELECTION, words).unwrap()).await, success(), "{words}");
        }
        for (words, why) in [
            ("--rule greedy --utility cost", "greedy-per-cost"),
            ("--rule greedy --utility borda", "no borda"),
            ("--rule greedy --exclusive a,z", "no project z"),
        ] {
            let said = folkmoot(&world, tallied(folder, ELECTION, words).unwrap()).await;
            assert!(said.contains(why), "{words}: {said}");
        }
        for words in ["--rule magic", "--rule greedy --ties lot", "--rule greedy --threshold 1 --apply-thresholds"] {
            assert!(tallied(folder, ELECTION, words).is_err(), "{words}");
        }
        for broken in ["", "META\n", &ELECTION.replace("b,c", "b,z"), &ELECTION.replace("num_votes;3", "num_votes;4")] {
            assert_eq!(folkmoot(&world, tallied(folder, broken, "--rule greedy").unwrap()).await, failure(), "{broken}");
        }
        let points = ELECTION.replace("approval", "scoring").replace("voter_id;vote\n1;a,b\n2;a\n3;b,c", "voter_id;vote;points\n1;a,b;1,2\n2;a;3\n3;b,c;1,1");
        let said = folkmoot(&world, tallied(folder, &points, "--rule phragmen").unwrap()).await;
        assert!(said.contains("approvals"), "{said}");
        assert_eq!(folkmoot(&world, tallied(folder, &points, "--rule greedy --utility points").unwrap()).await, success());
    }

    /// Two files are compared without any installation; what is wrong ends in failure, and so do weights that cannot be.
    async fn an_engagement_from_elsewhere_is_compared(world) {
        let folder = world.folder.path();
        let good = "id,age,sex\n1,young,f\n2,old,m\n3,prefer not to say,f\n4,old,f\n";
        for json in [false, true] {
            assert_eq!(folkmoot(&world, compared(folder, good, Some(Weights::Rake), json)).await, success());
        }
        let nobody_young = "age,sex\nold,f\nold,m\n";
        assert_eq!(folkmoot(&world, compared(folder, nobody_young, None, false)).await, success());
        assert_eq!(folkmoot(&world, compared(folder, nobody_young, Some(Weights::Calibrate), true)).await, failure());
        for bad in ["", "id,age\n1,middle\n", "id,age\n1,old\n1,old\n", "age,sex\nold\n", "age\n\u{0}\n", "name\nold\n"] {
            assert_eq!(folkmoot(&world, compared(folder, bad, None, false)).await, failure(), "{bad:?}");
        }
        let mut gone = compared(folder, good, None, false);
        if let Command::Inclusion(asked) = &mut gone {
            asked.responses = PathBuf::from("/nowhere/R.csv");
        }
        assert_eq!(folkmoot(&world, gone).await, failure());
    }

    /// The research file of a survey is written into a folder that is made for it; a survey that is not there is named.
    async fn a_research_file_is_written(world) {
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        let out = world.folder.path().join("for/research");
        let export = |survey: &str| {
            Command::Export(Export { survey: survey.to_owned(), audience: Audience::Research, out: out.clone() })
        };
        assert_eq!(folkmoot(&world, export("no-such-survey")).await, "there is no survey no-such-survey");
        assert_eq!(folkmoot(&world, export(&word)).await, "too few people have answered to show anything");
        assert!(!out.exists());
        many_answer(&world, &word, 40).await;
        officer.get(&format!("{survey}/close")).await.form("/close").send(&mut officer).await.is(200);
        for _ in 0..5 {
            world.later(SignedDuration::from_mins(2)).await;
        }
        assert_eq!(folkmoot(&world, export(&word)).await, success());
        assert!(std::fs::read(out.join(format!("{word}.zip"))).unwrap().starts_with(b"PK"));
    }

    /// What the command writes is opened by programs of others, and people in it are as well hidden as its manifest
    /// promises; a record that stands alone is called wrong.
    async fn programs_of_others_open_the_file_of_a_survey(world) {
        service::place::found(&world.ctx).await.unwrap();
        let mut officer = world.staff("olive@example.org", "inverclyde", Role::Officer).await;
        let (survey, word) = open(&world, &mut officer, "inverclyde", "community").await;
        many_answer(&world, &word, 400).await;
        officer.get(&format!("{survey}/close")).await.form("/close").send(&mut officer).await.is(200);
        for _ in 0..5 {
            world.later(SignedDuration::from_mins(2)).await;
        }
        let out = world.folder.path().join("research");
        let export = Export { survey: word.clone(), audience: Audience::Research, out: out.clone() };
        assert_eq!(folkmoot(&world, Command::Export(export)).await, success());
        let folder = unpacked(&out.join(format!("{word}.zip")));
        assert_eq!(others_say(&folder), "[]");
        let data = std::fs::read_to_string(folder.join("data.csv")).unwrap();
        let mut lines: Vec<&str> = data.lines().collect();
        let alone = lines[1].split(',').map(|cell| if cell.is_empty() { "" } else { "77" }).collect::<Vec<_>>().join(",");
        lines[1] = &alone;
        std::fs::write(folder.join("data.csv"), lines.join("\n")).unwrap();
        let said = others_say(&folder);
        assert!(said.contains("k is 1") && said.contains("SHA256SUMS"), "{said}");
    }
}

/// Takes a ZIP apart, beside it.
fn unpacked(zip: &std::path::Path) -> std::path::PathBuf {
    let folder = zip.with_extension("");
    std::fs::create_dir_all(&folder).unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(zip).unwrap()).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let path = folder.join(file.name().unwrap().as_ref());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::io::copy(&mut file, &mut std::fs::File::create(path).unwrap()).unwrap();
    }
    folder
}

/// What programs of others have against an unpacked research file, as a list.
fn others_say(folder: &std::path::Path) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let python = root.join("target/tools/readers/bin/python");
    assert!(python.is_file(), "the readers are missing: run `cargo xtask setup`");
    let script = root.join("tests/readers/product.py");
    let done = std::process::Command::new(python).arg("-B").arg(script).arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).trim().to_owned();
    assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    said
}
