//! Claim words: five short words with which somebody can later learn what became of their answer, and nothing else.
//!
//! Each language has a list of 2,048 words of our own, so that five words carry 55 bits. Lists never change: words that
//! were handed out must stay readable.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::text::Language;

/// How many words a claim has.
pub const WORDS: usize = 5;
/// How many bits a claim carries.
pub const BITS: u32 = 55;

const EACH: u32 = 11;

/// The list of a language: 2,048 words, in order.
struct List {
    words: Vec<&'static str>,
    by_plain: BTreeMap<String, u64>,
}

impl List {
    fn new(text: &'static str) -> Self {
        let words: Vec<_> = text.lines().collect();
        let by_plain = (0..).zip(&words).map(|(index, word)| (plain(word), index)).collect();
        Self { words, by_plain }
    }
}

static ENGLISH: LazyLock<List> = LazyLock::new(|| List::new(include_str!("words/en.txt")));
static GAELIC: LazyLock<List> = LazyLock::new(|| List::new(include_str!("words/gd.txt")));

fn list(language: Language) -> &'static List {
    match language {
        Language::English => &ENGLISH,
        Language::Gaelic => &GAELIC,
    }
}

/// The words of a language, in the order of their numbers.
pub fn words(language: Language) -> &'static [&'static str] {
    &list(language).words
}

/// The words for the lowest 55 of these bits, the highest of them first.
pub fn words_from(bits: u64, language: Language) -> [&'static str; WORDS] {
    let list = list(language);
    let mut shift = EACH * 5;
    [(); WORDS].map(|()| {
        shift -= EACH;
        let index = usize::try_from(bits >> shift & 0x7FF).unwrap_or_default();
        list.words.get(index).copied().unwrap_or_default()
    })
}

/// The 55 bits of the words that somebody typed; none where they are not five words of the list. Capitals, accents and
/// whatever stands between the words do not matter.
pub fn parse(typed: &str, language: Language) -> Option<u64> {
    let typed: String = typed.chars().take(200).collect();
    let by_plain = &list(language).by_plain;
    let plain = plain(&typed);
    let mut bits = 0;
    let mut count = 0;
    for word in plain.split(|c: char| !c.is_ascii_lowercase()).filter(|word| !word.is_empty()) {
        bits = bits << EACH | by_plain.get(word)?;
        count += 1;
        if count > WORDS {
            return None;
        }
    }
    (count == WORDS).then_some(bits)
}

/// Small letters without accents.
fn plain(text: &str) -> String {
    let combining = |c: &char| !matches!(c, '\u{300}'..='\u{36F}');
    let bare = |c: char| match c {
        'à' | 'á' | 'â' => 'a',
        'è' | 'é' | 'ê' => 'e',
        'ì' | 'í' | 'î' => 'i',
        'ò' | 'ó' | 'ô' => 'o',
        'ù' | 'ú' | 'û' => 'u',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).filter(combining).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_list_has_2048_short_plain_words_in_order() {
        for language in Language::ALL {
            let words = words(language);
            assert_eq!(words.len(), 1 << EACH, "{language}");
            assert!(words.windows(2).all(|pair| plain(pair[0]) < plain(pair[1])), "{language}");
            for word in words {
                assert!((3..=7).contains(&word.chars().count()), "{word}");
                assert!(plain(word).bytes().all(|b| b.is_ascii_lowercase()), "{word}");
                assert_eq!(word.to_lowercase(), *word);
            }
        }
    }

    /// In English no word becomes another by one letter more, less or different; in Gaelic few do, because so much of
    /// its grammar is in one letter.
    #[test]
    fn words_are_rarely_taken_for_one_another() {
        for (language, most) in [(Language::English, 0), (Language::Gaelic, 120)] {
            let known: BTreeSet<String> = words(language).iter().map(|word| plain(word)).collect();
            let mut without = std::collections::BTreeMap::<String, usize>::new();
            for word in &known {
                let shorter: BTreeSet<String> = (0..word.len()).map(|at| gap(word, at, "_")).collect();
                for pattern in shorter {
                    *without.entry(pattern).or_default() += 1;
                }
            }
            let changed: usize = without.values().filter(|count| **count > 1).count();
            let dropped =
                known.iter().filter(|word| (0..word.len()).any(|at| known.contains(&gap(word, at, "")))).count();
            assert!(changed + dropped <= most, "{language}: {changed} and {dropped}");
        }
    }

    fn gap(word: &str, at: usize, with: &str) -> String {
        format!("{}{with}{}", &word[..at], &word[at + 1..])
    }

    #[test]
    fn words_are_read_as_people_type_them() {
        let claim = words_from(0x12_3456_789A_BCDE, Language::Gaelic);
        for between in [" ", "-", ", ", "\n", " 1. "] {
            let typed = claim.join(between).to_uppercase();
            assert_eq!(parse(&typed, Language::Gaelic), Some(0x12_3456_789A_BCDE), "{typed:?}");
            let bare: String = plain(&typed);
            assert_eq!(parse(&bare, Language::Gaelic), Some(0x12_3456_789A_BCDE), "{bare:?}");
        }
        let apart: String = claim.join(" ").replace('à', "a\u{300}").replace('ò', "o\u{300}");
        assert_eq!(parse(&apart, Language::Gaelic), Some(0x12_3456_789A_BCDE));
        assert_eq!(parse(&claim[..4].join(" "), Language::Gaelic), None);
        assert_eq!(parse(&format!("{} {}", claim.join(" "), claim[0]), Language::Gaelic), None);
        assert_eq!(parse("one two three four qqqq", Language::English), None);
        assert_eq!(parse("", Language::English), None);
    }

    proptest! {
        #[test]
        fn words_carry_55_bits(bits in 0_u64..1 << BITS) {
            for language in Language::ALL {
                prop_assert_eq!(parse(&words_from(bits, language).join(" "), language), Some(bits));
            }
        }

        #[test]
        fn typing_anything_never_panics(typed in ".{0,300}") {
            for language in Language::ALL {
                let _ = parse(&typed, language);
            }
        }
    }
}
