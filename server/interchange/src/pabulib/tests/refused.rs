//! What is refused, by line and field, and what is read with a warning.

use domain::budgeting::Form;

use super::super::{packed, read, text};

/// A small file of this form; `|` ends a line.
pub(super) fn file(form: &str, meta: &str, projects: &str, votes: &str) -> String {
    let rows = |text: &str| text.split('|').filter(|row| !row.is_empty()).count() - 1;
    let (projects_count, votes_count) = (rows(projects), rows(votes));
    format!(
        "META|key;value|description;d|country;Scotland|unit;u|instance;2026|num_projects;{projects_count}|\
         num_votes;{votes_count}|budget;100|vote_type;{form}|rule;greedy|date_begin;2026|date_end;2026|{meta}\
         PROJECTS|{projects}|VOTES|{votes}|"
    )
    .replace('|', "\n")
}

fn good(meta: &str, projects: &str, votes: &str) -> String {
    file("approval", meta, projects, votes)
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let faults = read("f.pb", text.as_bytes()).expect_err("it is read").to_string();
    assert!(faults.contains(expected), "{faults}");
}

#[track_caller]
fn warned(text: &str, expected: &str) -> super::super::Read {
    let found = read("f.pb", text.as_bytes()).unwrap_or_else(|faults| panic!("{faults}"));
    let warnings = found.warnings.to_string();
    assert!(warnings.contains(expected), "{warnings}");
    found
}

const PROJECTS: &str = "project_id;cost|a;60|b;50";
const VOTES: &str = "voter_id;vote|1;a,b|2;b";

#[test]
fn what_is_wrong_is_named_by_line_and_field() {
    refused("", "the file ends too early");
    refused("key;value\n", "line 1: the file must begin with the line META");
    refused("META\nkey;value\nVOTES\n", "line 3: sections must be");
    refused(&good("", PROJECTS, VOTES).replace("budget;100", "budget;1e3"), "line 9, field budget: this is no number");
    refused(
        &good("", PROJECTS, VOTES).replace("budget;100", "budget;1,5"),
        "line 9, field budget: write a decimal point",
    );
    refused(&good("", PROJECTS, VOTES).replace("budget;100\n", ""), "META has no budget");
    refused(&good("", PROJECTS, VOTES).replace("approval", "guess"), "line 10, field vote_type: write approval");
    refused(&good("num_votes;2|", PROJECTS, VOTES), "line 14, field num_votes: this key is there twice");
    refused(&good("", PROJECTS, VOTES).replace("num_votes;2", "num_votes;3"), "field num_votes: there are 2 rows");
    refused(&good("", "project_id;cost|a;-60|b;50", VOTES), "line 16, field cost: this amount cannot be counted");
    refused(&good("", "project_id;cost|a;60|a;50", VOTES), "line 17, field project_id: another project has this id");
    refused(&good("", "project_id;cost;cost|a;60;1|b;50;1", VOTES), "line 15, field cost: this column is there twice");
    refused(&good("", "id;cost|a;60|b;50", VOTES), "line 15: the first column must be project_id");
    refused(&good("", PROJECTS, "voter_id;vote|1;a,c"), "line 20, field vote: this names a project");
    refused(&good("", PROJECTS, "voter_id;vote|1;a, b"), "line 20, field vote: leave out the blanks");
    refused(&good("", PROJECTS, "voter_id;vote|1;a|1;b"), "line 21, field voter_id: another voter has this id");
    refused(&good("", PROJECTS, "voter_id;vote|1;a;M"), "line 20: 3 fields stand here, and the header has 2");
    refused(&good("", PROJECTS, "voter_id;vote|1;\"a"), "line 20: quotes do not match");
    refused(&good("max_length;1|", PROJECTS, VOTES), "line 21, field vote: more projects than max_length");
    refused(&good("min_length;2|", PROJECTS, VOTES), "line 22, field vote: fewer projects than min_length");
    let bytes = [b"META\nkey;value\n".as_slice(), &[0xff], b"\n"].concat();
    assert!(read("f.pb", &bytes).unwrap_err().to_string().contains("f.pb, line 3: this is not UTF-8"));
    assert!(read("f.pb.gz", &[0x1f, 0x8b, 8, 0]).unwrap_err().to_string().contains("gzip file is broken"));
}

#[test]
fn points_are_measured() {
    let points =
        |form: &str, meta: &str, votes: &str| file(form, meta, PROJECTS, &format!("voter_id;vote;points|{votes}"));
    refused(&points("cumulative", "", "1;a,b;1"), "line 20, field points: fewer points than projects");
    refused(&points("cumulative", "", "1;a,b;1,2,3"), "more points than projects");
    refused(&points("cumulative", "", "1;a;-1"), "points of a project are below");
    refused(&points("scoring", "max_points;5|", "1;a;6"), "points of a project are below or above");
    refused(&points("scoring", "default_score;1|", "1;a;6"), "line 14, field default_score: only 0");
    refused(&file("cumulative", "", PROJECTS, VOTES), "ballots of this form need a column points");
    refused(&file("choose-1", "", PROJECTS, VOTES), "line 20, field vote: exactly one project");
    warned(&points("cumulative", "max_sum_points;3|", "1;a,b;3,1"), "field points: all points together");
    let halves = warned(&points("scoring", "default_score;0|", "1;a,b;-1.25,2"), "");
    assert_eq!((halves.election.point(), halves.election.ballots().entries(0)[0].value), (100, -125));
}

#[test]
fn what_real_files_contain_is_read() {
    let windows = format!("\u{feff}{}", good("", PROJECTS, VOTES).replace('\n', "\r\n"));
    let found = warned(windows.trim_end(), "");
    assert_eq!((found.election.ballots().count(), found.election.budget()), (2, 100));
    let twice = warned(&good("", PROJECTS, "voter_id;vote|1;a,a,b"), "line 20, field vote: a project is named twice");
    assert_eq!(twice.election.ballots().entries(0).len(), 2);
    let decimals = warned(&good("", "project_id;cost|a;60.5|b;50.25", VOTES), "");
    assert_eq!((decimals.election.unit(), decimals.election.budget()), (100, 10_000));
    assert_eq!(decimals.election.projects()[0].cost, 6_050);
    for name in ["target", "beneficiaries"] {
        let found = warned(&good("", &format!("project_id;cost;{name}|a;60;x|b;50;y"), VOTES), "");
        assert!(!found.warnings.to_string().contains(name));
    }
    warned(&good("", "project_id;cost|a;60|b;999999999", VOTES), "line 17, field cost: this cost stands for");
    warned(&good("", "project_id;cost|a;60|b;0", VOTES), "a project that costs nothing");
    warned(&good("", "project_id;cost;votes|a;60;2|b;50;2", VOTES), "line 16, field votes: the ballots have 1");
    let empty = warned(&good("min_length;1|", PROJECTS, "voter_id;vote|1;|2;b"), "nobody chose");
    assert_eq!(empty.election.ballots().count(), 2);
    let ranked = warned(&file("ordinal", "", PROJECTS, "voter_id;vote|1;b,a"), "");
    let value = |at: usize| ranked.election.ballots().entries(0)[at].value;
    assert_eq!((ranked.election.form(), value(0), value(1)), (Form::Ordinal, 1, 2));
}

#[test]
fn everything_is_kept_in_its_order() {
    let unknown =
        good("zeal;\"a; \"\"b\"\"\"|alpha;1|", "project_id;cost;odd|a;60;\"x;y\"|b;50;", "voter_id;vote;why|1;a;|2;;z");
    let first = warned(&unknown, "field zeal: the format knows no such key");
    assert_eq!(first.document.value("zeal"), Some("a; \"b\""));
    assert_eq!(text(&first.document), unknown);
    let second = read("f.pb.gz", &packed(&first.document)).unwrap();
    assert_eq!(second.document, first.document);
}
