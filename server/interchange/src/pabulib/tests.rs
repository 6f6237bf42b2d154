//! Files that are read, files that are wrong and told by line, and files that are odd.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

const SMALL: &str = "META\nkey;value\nnum_projects;2\nnum_votes;3\nbudget;100.5\nvote_type;approval\nmood;good\nPROJECTS\n\
                     project_id;cost;name\na;60;\"One; quoted\"\nb;40.25;Two\nVOTES\nvoter_id;vote\n1;a\n2;b,a\n3;a\n";

fn faults(text: &str) -> Vec<String> {
    read(text).unwrap_err().told.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_is_read() {
    for text in [SMALL.to_owned(), SMALL.replace('\n', "\r\n"), format!("\u{feff}{}", SMALL.trim_end())] {
        let file = read(&text).unwrap();
        let election = &file.election;
        assert_eq!((election.pot, election.unit, file.decimals), (10_050, 100, 2));
        assert_eq!((election.voters(), election.votes()), (3, vec![3, 1]));
        assert_eq!(election.ballots.len(), 2, "equal ballots are merged");
        assert_eq!(file.projects.under("name").unwrap().collect::<Vec<_>>(), ["One; quoted", "Two"]);
        assert_eq!((file.meta("mood"), file.money(10_050)), (Some("good"), "100.5".to_owned()));
        assert_eq!(file.warnings, []);
    }
}

/// What is wrong is told by line and field.
#[test]
fn what_is_wrong_is_told() {
    for (from, to, wanted) in [
        ("META\n", "", "line 1: a file begins with the line META"),
        ("PROJECTS\n", "VOTES\n", "line 8: the section VOTES stands here"),
        ("VOTES\nvoter_id;vote\n1;a\n2;b,a\n3;a\n", "", "line 11: the section VOTES is missing"),
        ("budget;100.5", "budget;1 000", "line 5, budget: \"1 000\" is no amount"),
        ("budget;100.5", "budget;100;5", "line 5, budget: write a key and a value"),
        ("budget;100.5", "mood;100", "line 7, mood: this key is there twice"),
        ("vote_type;approval", "vote_type;magic", "line 6, vote_type: \"magic\" is none of"),
        ("num_projects;2", "num_projects;3", "line 3, num_projects: 3 is stated, but there are 2"),
        ("num_votes;3", "num_votes;many", "line 4, num_votes: many is stated, but there are 3"),
        ("project_id;cost", "cost;project_id", "line 9: the first column must be project_id"),
        ("project_id;cost;name", "project_id;price;name", "line 9, cost: this column is missing"),
        ("b;40.25;Two", "b;40,25;Two", "line 11, cost: \"40,25\" is no amount"),
        ("b;40.25;Two", "b;-1;Two", "line 11, cost: \"-1\" is no amount"),
        ("b;40.25;Two", "a;40;Two", "line 11, project_id: a is there twice"),
        ("b;40.25;Two", "b;40.25", "line 11: 2 fields, but there are 3 heads"),
        ("2;b,a", "2;b, a", "line 15, vote: take the blanks around a away"),
        ("2;b,a", "2;b,,a", "line 15, vote: a project is missing between two commas"),
        ("2;b,a", "2;b,c", "line 15, vote: \"c\" is no project"),
        ("2;b,a", "1;b,a", "line 15, voter_id: 1 is there twice"),
        ("vote_type;approval", "vote_type;choose-1", "line 15, vote: 2 projects, but 1 at most"),
        ("vote_type;approval", "vote_type;cumulative", "line 13, points: this column is missing"),
    ] {
        assert!(SMALL.contains(from), "{from}");
        let found = faults(&SMALL.replacen(from, to, 1));
        assert!(found[0].starts_with(wanted), "{wanted}: {found:?}");
    }
    let points =
        SMALL.replace("approval", "cumulative\nmax_sum_points;3").replace("voter_id;vote", "voter_id;vote;points");
    let points = points.replace("1;a\n", "1;a;1\n").replace("3;a\n", "3;a;2\n");
    assert_eq!(read(&points.replace("2;b,a", "2;b,a;2,1")).unwrap().election.scores(), [4, 2]);
    for (cell, wanted) in [
        ("2", "line 16, points: 1 numbers, but 2 projects"),
        ("2,x", "line 16, points: \"x\" is no number"),
        ("3,1", "line 16, points: more points together than max_sum_points"),
        ("2,-1", "line 16, points: points below 0"),
    ] {
        let found = faults(&points.replace("2;b,a", &format!("2;b,a;{cell}")));
        assert!(found[0].starts_with(wanted), "{wanted}: {found:?}");
    }
    assert!(
        faults(&points.replace("mood;good", "default_score;2").replace("2;b,a", "2;b,a;2,1"))[0]
            .contains("default_score")
    );
}

#[test]
fn what_is_odd_is_read_with_a_warning() {
    let odd = SMALL.replace("2;b,a", "2;b,a,b").replace("b;40.25", "b;999999999").replace("num_votes;3\n", "");
    let file = read(&odd).unwrap();
    let said: Vec<String> = file.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.iter().any(|line| line == "line 14, vote: a project is there twice and counts once"), "{said:?}");
    assert_eq!((file.election.votes(), file.election.projects[1].eligible), (vec![3, 1], false));
}

/// Every real file that is not compressed, with the counts that its own columns state.
#[test]
fn real_files_are_read() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/pabulib"));
    let mut read_some = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ext| ext != "pb") {
            continue;
        }
        let file =
            read(&std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|faults| panic!("{path:?}: {faults:?}"));
        let stated = |head: &str| -> Option<Vec<i64>> {
            Some(file.projects.under(head)?.map(|cell| cell.parse().unwrap()).collect())
        };
        if let Some(votes) = stated("votes") {
            let counted: Vec<i64> = file.election.votes().into_iter().map(u64::cast_signed).collect();
            assert_eq!(counted, votes, "{path:?}");
        }
        if let Some(scores) = stated("score").filter(|_| file.election.kind == domain::budgeting::Kind::Points) {
            assert_eq!(file.election.scores(), scores, "{path:?}");
        }
        read_some += 1;
    }
    assert!(read_some >= 9, "{read_some}");
}

proptest! {
    #[test]
    fn anything_is_read_or_told(text in "(META\n|key;value\n|budget;1\n|vote_type;(approval|scoring)\n|PROJECTS\n|project_id;cost\n|a;1\n|VOTES\n|voter_id;vote(;points)?\n|1;a(;1)?\n|.{0,6}\n){0,14}") {
        match read(&text) {
            Ok(file) => prop_assert!(!file.election.projects.is_empty()),
            Err(faults) => prop_assert!(!faults.told.is_empty()),
        }
    }
}
