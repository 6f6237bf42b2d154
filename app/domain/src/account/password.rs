//! Which passwords are refused: too short, too long, made of the words and patterns that everybody tries first, or of
//! the names of the person, the place and the product (OWASP ASVS 5.0, V6.2).
//!
//! A list of the commonest passwords alone misses "Password2026!" with its next digit. So a password is taken apart
//! first: lower case, look-alikes read as letters, digits and marks dropped; what is left must be more than common words
//! put together, a walk along the keyboard, a sequence or one thing repeated.

use std::{collections::HashSet, sync::LazyLock};

use crate::{problem::Problem, text};

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest password, in characters; all of them count.
pub const LONGEST: usize = 200;

/// The words of the commonest passwords, by our own reading of what people choose.
const COMMON: &str = "password passwort passw pass pwd qwerty qwertz azerty asdf asdfgh zxcvbn zxcvb letmein welcome \
    admin administrator root login user guest master secret default changeme change temp test testing demo access \
    system server computer internet network office company manager boss staff council government public service \
    scotland scottish alba glasgow edinburgh dundee aberdeen inverness stirling perth celtic rangers hibs hearts \
    football rugby golf shinty liverpool arsenal chelsea united city everton tottenham baseball basketball hockey \
    soccer love iloveyou loveyou lovely forever always angel angels heaven jesus christ god faith hope peace \
    sunshine rainbow flower flowers princess prince king queen dragon monkey tiger lion eagle bear wolf horse dog \
    dogs puppy cat cats kitten bunny rabbit shadow ghost killer hunter ranger soldier warrior ninja batman superman \
    spiderman pokemon pikachu starwars matrix hello hi hey goodbye bye summer winter spring autumn january february \
    march april may june july august september october november december monday tuesday wednesday thursday friday \
    saturday sunday morning night michael daniel david james john robert thomas andrew joseph charlie george harry \
    jack william matthew joshua anthony jordan ashley jessica jennifer michelle nicole amanda sarah hannah emily \
    emma olivia sophie lucy chloe lauren samantha elizabeth margaret mary anne linda susan karen maggie buster \
    tigger ginger pepper cookie chocolate coffee cheese banana orange apple cherry lemon butter sugar honey candy \
    whisky whiskey beer wine pizza silver golden diamond purple yellow green blue black white red pink orange \
    mustang ferrari porsche mercedes corvette harley yamaha honda toyota ford freedom liberty trustno trust nobody \
    whatever nothing something anything secure security safe money cash bank credit number phone mobile email mail \
    facebook google twitter youtube amazon microsoft windows apple samsung iphone android linux ubuntu naruto sasuke \
    minecraft fortnite roblox nintendo playstation xbox gamer game games player music guitar metallica nirvana \
    slipknot eminem beatles elvis london paris england ireland america canada australia bitch fuck fucking fuckyou \
    shit sexy sex hot baby babe girl girls boy boys mother mum mummy father dad daddy family friend friends sister \
    brother buddy mickey minnie donald snoopy scooby garfield smokey bailey molly sophia lola bella daisy lucky \
    happy smile smiley crazy cool awesome super power magic mystery star stars moon sun sky ocean river mountain \
    island holiday travel school college university student teacher survey vote folkmoot my the and is a i me you \
    your new old one two three four five six seven eight nine ten abc abcd abcdef xyz";

static COMMON_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_whitespace().collect());

const KEYBOARD: [&str; 8] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "12345678901234567890",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
];

/// What is wrong with a password, if anything. `own` are words that everybody would try: the person's name and address,
/// the names of the partnership, its body and its place.
pub fn check(place: &str, password: &str, own: &[&str]) -> Option<Problem> {
    let length = password.chars().count();
    if length == 0 {
        Some(Problem::new(place, "password-missing"))
    } else if length < SHORTEST {
        Some(Problem::new(place, "password-short").about("least", SHORTEST))
    } else if length > LONGEST {
        Some(Problem::new(place, "password-long").about("most", LONGEST))
    } else if is_guessable(password, own) {
        Some(Problem::new(place, "password-common"))
    } else {
        None
    }
}

fn is_guessable(password: &str, own: &[&str]) -> bool {
    let folded = text::fold(password);
    let core = folded.trim_matches(|c: char| !c.is_alphabetic());
    let only_letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let read_as_letters: String = core.chars().map(look_alike).collect();
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let own_words: Vec<String> = own.iter().flat_map(|words| own_words(words)).collect();
    let known = |word: &str| COMMON_WORDS.contains(word) || own_words.iter().any(|own| own == word);
    is_made_of(&only_letters(&read_as_letters), &known)
        || is_made_of(&only_letters(core), &known)
        || is_repetition(&plain)
        || is_walk(&plain)
}

/// Words of at least four letters: "of" in a partnership's name makes nothing guessable.
fn own_words(words: &str) -> Vec<String> {
    text::fold(words)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_owned)
        .collect()
}

/// The letter that a digit or mark usually stands for.
const fn look_alike(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    }
}

/// Whether the letters are nothing but known words, one after the other.
fn is_made_of(letters: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let bounds: Vec<usize> = letters.char_indices().map(|(at, _)| at).chain([letters.len()]).collect();
    let mut reached = vec![false; bounds.len()];
    reached[0] = true;
    for end in 1..bounds.len() {
        reached[end] = (0..end).any(|start| reached[start] && known(&letters[bounds[start]..bounds[end]]));
    }
    !letters.is_empty() && reached[bounds.len() - 1]
}

/// Whether it is one piece of at most four characters again and again.
fn is_repetition(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    (1..=4).any(|piece| chars.len() > piece && chars.iter().zip(&chars[piece..]).all(|(a, b)| a == b))
}

/// Whether it can be typed by walking along rows of the keyboard, the alphabet or the digits, in pieces of three or more.
fn is_walk(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let step = (3..=chars.len() - at).rev().find(|length| is_on_a_row(&chars[at..at + length]));
        match step {
            Some(length) => at += length,
            None => return false,
        }
    }
    !chars.is_empty()
}

fn is_on_a_row(chars: &[char]) -> bool {
    let forwards: String = chars.iter().collect();
    let backwards: String = chars.iter().rev().collect();
    KEYBOARD.iter().any(|row| row.contains(&forwards) || row.contains(&backwards))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(password: &str) -> Option<String> {
        check("password", password, &["Ann Mackenzie", "Inverclyde Alliance"]).map(|problem| problem.kind.into_owned())
    }

    #[test]
    fn length_is_the_only_shape_that_is_asked_for() {
        assert_eq!(kind(""), Some("password-missing".into()));
        assert_eq!(kind("kupfer-zaun"), Some("password-short".into()));
        assert_eq!(kind("kupfer zaun am see"), None);
        assert_eq!(kind("ёжик в тумане летит"), None);
        assert_eq!(kind("🦊🌲🌊🔥🧶🪁🛶🪵🐝🧭🫐🪨"), None);
        assert_eq!(kind(&"vq".repeat(101)), Some("password-long".into()));
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for password in [
            "password1234",
            "P@ssw0rd2026!",
            "passwordpassword",
            "iloveyou12345",
            "Welcome-2026-!",
            "qwertyuiop123",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "1qaz2wsx3edc",
            "GlasgowRangers1",
            "summer.autumn.winter",
            "Mackenzie2026",
            "inverclyde-alliance",
            "zyxwvutsrqpo",
        ] {
            assert_eq!(kind(password), Some("password-common".into()), "{password}");
        }
    }

    #[test]
    fn more_than_three_thousand_common_passwords_are_refused() {
        let words = COMMON.split_whitespace().filter(|word| word.len() >= 4);
        let endings = [
            "12345678",
            "2025!2026!",
            "!!!!!!!!",
            "-1234-1234",
            "1234567890",
            "2026202620",
            "#1#1#1#1",
            "00000000",
            "11111111",
        ];
        let tried: Vec<String> = words.flat_map(|word| endings.map(|ending| format!("{word}{ending}"))).collect();
        let accepted: Vec<&String> = tried.iter().filter(|p| p.len() >= SHORTEST && kind(p).is_none()).collect();
        assert!(tried.len() > 3000, "{}", tried.len());
        assert!(accepted.is_empty(), "{accepted:?}");
    }

    #[test]
    fn ordinary_phrases_are_accepted() {
        for password in
            ["seven herons over Gourock pier", "correct-horse-battery-staple", "x7Kq!mm2-Ltr9w", "tha-latha-math-ann"]
        {
            assert_eq!(kind(password), None, "{password}");
        }
    }
}
