//! Bytes of all kinds: nothing panics, and what is read can be written and read again.

use proptest::prelude::*;

use super::{
    super::{read, text},
    refused::file,
};

fn valid() -> String {
    let projects = "project_id;cost;name|a;60.50;\"x; y\"|b;50;|c;10;z";
    let votes = "voter_id;vote;points|1;a,b;3,1|2;c;2|3;;|4;b,c,a;1,1,0";
    file("cumulative", "max_sum_points;4|min_length;1|", projects, votes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("f", &bytes);
        let _ = read("f", &[[0x1f, 0x8b, 8, 0, 0, 0, 0, 0].as_slice(), &bytes].concat());
        let _ = read("f", &[b"META\nkey;value\n".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_file_that_was_changed_is_refused_or_read_again(
        changes in prop::collection::vec((0_usize..400, "[;,\"\\n\\r0-9a-c.\\-é ]{0,3}", 0_usize..6), 1..6),
    ) {
        let mut changed: Vec<char> = valid().chars().collect();
        for (at, new, gone) in changes {
            let from = at.min(changed.len());
            let to = (from + gone).min(changed.len());
            changed.splice(from..to, new.chars());
        }
        let changed: String = changed.into_iter().collect();
        if let Ok(first) = read("f", changed.as_bytes()) {
            let second = read("f", text(&first.document).as_bytes());
            prop_assert_eq!(second.unwrap().document, first.document);
        }
    }
}

#[test]
fn the_file_that_is_changed_is_good() {
    assert!(read("f", valid().as_bytes()).is_ok());
}
