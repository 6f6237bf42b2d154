//! Questions about who somebody is, after Scotland's Census 2022, and what each answer counts as in the census tables.
//!
//! All of them are optional, all of them offer "I prefer not to say", all of them say why they are asked, and they come
//! last.

use super::{Coded, Words, ask, choice, text};
use crate::{
    survey::{Choice, Choices, Item, Kind, Page, item_code::item_code},
    text::Text,
};

/// A category of the population figures, and the census categories that it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category {
    /// The characteristic of people.
    pub characteristic: &'static str,
    /// The short stable code that choices name in `counts_as`.
    pub code: &'static str,
    /// The labels of the census categories (Scotland's Census 2022) that add up to it: bands of table `UV102b` for age, its
    /// columns for sex, and categories of `UV201`, `UV205` and `UV303` for ethnic group, religion and disability.
    pub labels: &'static [&'static str],
}

const fn category(characteristic: &'static str, code: &'static str, labels: &'static [&'static str]) -> Category {
    Category { characteristic, code, labels }
}

/// What every `counts_as` of these questions means in the census tables.
pub const CATEGORIES: &[Category] = &[
    category("age", "16_24", &["16-17", "18-19", "20-24"]),
    category("age", "25_34", &["25-29", "30-34"]),
    category("age", "35_44", &["35-39", "40-44"]),
    category("age", "45_54", &["45-49", "50-54"]),
    category("age", "55_64", &["55-59", "60-64"]),
    category("age", "65_74", &["65-69", "70-74"]),
    category("age", "75_over", &["75-79", "80-84", "85+"]),
    category("sex", "female", &["female"]),
    category("sex", "male", &["male"]),
    category("ethnic_group", "white_scottish", &["White: White Scottish"]),
    category("ethnic_group", "white_british", &["White: Other White British"]),
    category("ethnic_group", "white_irish", &["White: White Irish"]),
    category("ethnic_group", "gypsy_traveller", &["White: Gypsy/ Traveller"]),
    category("ethnic_group", "white_polish", &["White: White Polish"]),
    category("ethnic_group", "other_white", &["Other White"]),
    category("ethnic_group", "mixed", &["Mixed or multiple ethnic group"]),
    category(
        "ethnic_group",
        "pakistani",
        &["Asian, Asian Scottish or Asian British: Pakistani, Pakistani Scottish or Pakistani British"],
    ),
    category(
        "ethnic_group",
        "indian",
        &["Asian, Asian Scottish or Asian British: Indian, Indian Scottish or Indian British"],
    ),
    category(
        "ethnic_group",
        "bangladeshi",
        &["Asian, Asian Scottish or Asian British: Bangladeshi, Bangladeshi Scottish or Bangladeshi British"],
    ),
    category(
        "ethnic_group",
        "chinese",
        &["Asian, Asian Scottish or Asian British: Chinese, Chinese Scottish or Chinese British"],
    ),
    category("ethnic_group", "other_asian", &["Asian, Asian Scottish or Asian British: Other Asian"]),
    category("ethnic_group", "african", &["African: African, African Scottish or African British"]),
    category("ethnic_group", "other_african", &["African: Other African"]),
    category("ethnic_group", "caribbean", &["Caribbean or Black: Caribbean, Caribbean Scottish or Caribbean British"]),
    category("ethnic_group", "black", &["Caribbean or Black: Black, Black Scottish or Black British"]),
    category("ethnic_group", "other_caribbean_black", &["Caribbean or Black: Other Caribbean or Black"]),
    category("ethnic_group", "arab", &["Other ethnic groups: Arab, Arab Scottish or Arab British"]),
    category("ethnic_group", "other_ethnic", &["Other ethnic groups: Other ethnic group"]),
    category("religion", "no_religion", &["No religion"]),
    category("religion", "church_of_scotland", &["Church of Scotland"]),
    category("religion", "roman_catholic", &["Roman Catholic"]),
    category("religion", "other_christian", &["Other Christian"]),
    category("religion", "buddhist", &["Buddhist"]),
    category("religion", "hindu", &["Hindu"]),
    category("religion", "jewish", &["Jewish"]),
    category("religion", "muslim", &["Muslim"]),
    category("religion", "sikh", &["Sikh"]),
    category("religion", "pagan", &["Pagan"]),
    category("religion", "other_religion", &["Other religion"]),
    category("disability", "limited_a_lot", &["Day-to-day activities limited a lot"]),
    category("disability", "limited_a_little", &["Day-to-day activities limited a little"]),
    category("disability", "not_limited", &["Day-to-day activities not limited"]),
];

const WHY_GROUP: Words = (
    "We ask so that we can see whether all kinds of people took part, and whether things are harder for some.",
    "Tha sinn a’ faighneachd seo gus am faic sinn an do ghabh daoine de gach seòrsa pàirt, agus a bheil cùisean nas duilghe do chuid.",
);

const WHY_PRIVATE: Words = (
    "We ask because some people are treated unfairly for this. We only show answers added up, never those of a few people.",
    "Tha sinn a’ faighneachd seo oir tha cuid de dhaoine a’ fulang mì-cheartas air a sgàth. Cha sheall sinn ach àireamhan còmhla, gun daoine fa leth.",
);

/// The questions about who somebody is, one a page, in a part of their own.
pub(super) fn pages() -> Vec<Page> {
    let section = Text::both("About you", "Mu do dheidhinn");
    let items = [age(), sex(), trans(), orientation(), ethnic_group(), religion(), disability(), caring()];
    items.into_iter().map(|item| Page::one(item).section(section.clone())).collect()
}

/// One of these, each counted as its own code, or "I prefer not to say".
fn counted(choices: &[Coded]) -> Kind {
    let as_itself = |coded: &Coded| choice(*coded).counts_as(coded.0);
    closed(choices.iter().map(as_itself).collect())
}

/// One of these, or "I prefer not to say".
fn uncounted(choices: &[Coded]) -> Kind {
    closed(super::list(choices))
}

fn closed(mut own: Vec<Choice>) -> Kind {
    own.push(Choice::prefer_not());
    Kind::Single { choices: Choices::Own(own) }
}

fn age() -> Item {
    let bands = counted(&[
        ("16_24", "16 to 24", "16 gu 24"),
        ("25_34", "25 to 34", "25 gu 34"),
        ("35_44", "35 to 44", "35 gu 44"),
        ("45_54", "45 to 54", "45 gu 54"),
        ("55_64", "55 to 64", "55 gu 64"),
        ("65_74", "65 to 74", "65 gu 74"),
        ("75_over", "75 or over", "75 no nas sine"),
    ]);
    let words = ("How old are you?", "Dè an aois a tha thu?");
    ask(item_code!("age"), words, ("Your age", "D’ aois"), bands).why(text(WHY_GROUP)).characteristic("age")
}

fn sex() -> Item {
    let choices = counted(&[("female", "Female", "Boireann"), ("male", "Male", "Fireann")]);
    let words = ("What is your sex?", "Dè an gnè a th’ agad?");
    ask(item_code!("sex"), words, ("Your sex", "Do ghnè"), choices)
        .help(text((
            "The next question is about trans people and people with a trans history.",
            "Tha an ath cheist mu dhaoine tar-ghnèitheach agus daoine aig a bheil eachdraidh thar-ghnèitheach.",
        )))
        .why(text(WHY_GROUP))
        .characteristic("sex")
}

fn trans() -> Item {
    let choices = uncounted(&[("no", "No", "Chan eil"), ("yes", "Yes", "Tha")]);
    let words = (
        "Do you consider yourself to be trans, or have a trans history?",
        "A bheil thu gad mheas fhèin mar neach tar-ghnèitheach, no a bheil eachdraidh thar-ghnèitheach agad?",
    );
    ask(
        item_code!("trans"),
        words,
        ("Trans or trans history", "Tar-ghnèitheach no eachdraidh thar-ghnèitheach"),
        choices,
    )
    .why(text(WHY_PRIVATE))
    .special()
    .characteristic("trans")
}

fn orientation() -> Item {
    let choices = uncounted(&[
        ("straight", "Straight or heterosexual", "Eile-ghnèitheach"),
        ("gay_lesbian", "Gay or lesbian", "Gèidh no leasbach"),
        ("bisexual", "Bisexual", "Dà-ghnèitheach"),
        ("other", "I describe it in another way", "Bheir mi tuairisgeul eile air"),
    ]);
    let words = (
        "Which of these best describes your sexual orientation?",
        "Cò am fear dhiubh seo as fheàrr a tha a’ toirt tuairisgeul air do chlaonadh feise?",
    );
    ask(item_code!("orientation"), words, ("Your sexual orientation", "Do chlaonadh feise"), choices)
        .why(text(WHY_PRIVATE))
        .special()
        .characteristic("sexual_orientation")
}

fn ethnic_group() -> Item {
    let groups = ETHNIC_GROUPS.into_iter().map(|(coded, category)| choice(coded).counts_as(category));
    let words = ("What is your ethnic group?", "Dè am buidheann cinnidh dham buin thu?");
    let short = ("Your ethnic group", "Do bhuidheann cinnidh");
    ask(item_code!("ethnic_group"), words, short, closed(groups.collect()))
        .help(text(("Choose the one that fits you best.", "Tagh am fear as fheàrr a fhreagras ort.")))
        .why(text(WHY_PRIVATE))
        .special()
        .characteristic("ethnic_group")
}

/// The groups of the census question of 2022, each with what it counts as. Roma and Showpeople have a box of their own
/// there, and are part of "Other White" in its table.
const ETHNIC_GROUPS: [(Coded, &str); 21] = [
    (("white_scottish", "White: Scottish", "Geal: Albannach"), "white_scottish"),
    (("white_british", "White: other British", "Geal: Breatannach eile"), "white_british"),
    (("white_irish", "White: Irish", "Geal: Èireannach"), "white_irish"),
    (("gypsy_traveller", "White: Gypsy/Traveller", "Geal: Giofag/Neach-siubhail"), "gypsy_traveller"),
    (("white_polish", "White: Polish", "Geal: Pòlach"), "white_polish"),
    (("white_roma", "White: Roma", "Geal: Roma"), "other_white"),
    (("white_showman", "White: Showman or Showwoman", "Geal: Neach-fèille"), "other_white"),
    (("other_white", "White: another group", "Geal: buidheann eile"), "other_white"),
    (("mixed", "Mixed or multiple ethnic groups", "Buidhnean cinnidh measgaichte no iomadach"), "mixed"),
    (
        (
            "pakistani",
            "Pakistani, Scottish Pakistani or British Pakistani",
            "Pagastànach, Pagastànach Albannach no Breatannach",
        ),
        "pakistani",
    ),
    (
        ("indian", "Indian, Scottish Indian or British Indian", "Innseanach, Innseanach Albannach no Breatannach"),
        "indian",
    ),
    (
        (
            "bangladeshi",
            "Bangladeshi, Scottish Bangladeshi or British Bangladeshi",
            "Bangladeiseach, Bangladeiseach Albannach no Breatannach",
        ),
        "bangladeshi",
    ),
    (
        ("chinese", "Chinese, Scottish Chinese or British Chinese", "Sìneach, Sìneach Albannach no Breatannach"),
        "chinese",
    ),
    (("other_asian", "Another Asian group", "Buidheann Àisianach eile"), "other_asian"),
    (
        ("african", "African, Scottish African or British African", "Afraganach, Afraganach Albannach no Breatannach"),
        "african",
    ),
    (("other_african", "Another African group", "Buidheann Afraganach eile"), "other_african"),
    (
        (
            "caribbean",
            "Caribbean, Scottish Caribbean or British Caribbean",
            "Caraibeach, Caraibeach Albannach no Breatannach",
        ),
        "caribbean",
    ),
    (("black", "Black, Black Scottish or Black British", "Dubh, Dubh Albannach no Dubh Breatannach"), "black"),
    (
        ("other_caribbean_black", "Another Caribbean or Black group", "Buidheann Caraibeach no Dubh eile"),
        "other_caribbean_black",
    ),
    (("arab", "Arab, Scottish Arab or British Arab", "Arabach, Arabach Albannach no Breatannach"), "arab"),
    (("other_ethnic", "Another ethnic group", "Buidheann cinnidh eile"), "other_ethnic"),
];

fn religion() -> Item {
    let choices = counted(&[
        ("no_religion", "None", "Chan eil gin"),
        ("church_of_scotland", "Church of Scotland", "Eaglais na h-Alba"),
        ("roman_catholic", "Roman Catholic", "Caitligeach"),
        ("other_christian", "Another Christian church", "Eaglais Chrìosdail eile"),
        ("buddhist", "Buddhist", "Bùdach"),
        ("hindu", "Hindu", "Hindeach"),
        ("jewish", "Jewish", "Iùdhach"),
        ("muslim", "Muslim", "Muslamach"),
        ("sikh", "Sikh", "Siocach"),
        ("pagan", "Pagan", "Pàganach"),
        ("other_religion", "Another religion or body", "Creideamh no buidheann eile"),
    ]);
    let words = (
        "What religion, church or religious body do you belong to?",
        "Dè an creideamh, eaglais no buidheann creideimh dham buin thu?",
    );
    ask(item_code!("religion"), words, ("Your religion", "Do chreideamh"), choices)
        .why(text(WHY_PRIVATE))
        .special()
        .characteristic("religion")
}

fn disability() -> Item {
    let choices = counted(&[
        ("limited_a_lot", "Yes, limited a lot", "Tha, cuingichte gu mòr"),
        ("limited_a_little", "Yes, limited a little", "Tha, cuingichte beagan"),
        ("not_limited", "No", "Chan eil"),
    ]);
    let words = (
        "Does a health problem or disability limit what you do day to day?",
        "A bheil duilgheadas slàinte no ciorram a’ cuingeachadh na nì thu bho latha gu latha?",
    );
    let short = ("Day-to-day activities limited by health", "Gnìomhan làitheil cuingichte le slàinte");
    ask(item_code!("disability"), words, short, choices)
        .help(text((
            "It has lasted, or will last, 12 months or more. Problems of old age count too.",
            "Tha e air mairsinn, no mairidh e, 12 mìosan no nas fhaide. Tha duilgheadasan na seann aoise a’ cunntadh cuideachd.",
        )))
        .why(text(WHY_PRIVATE))
        .special()
        .characteristic("disability")
}

fn caring() -> Item {
    let choices = uncounted(&[
        ("no", "No", "Chan eil"),
        ("1_19", "Yes, 1 to 19 hours a week", "Tha, 1 gu 19 uair san t-seachdain"),
        ("20_34", "Yes, 20 to 34 hours a week", "Tha, 20 gu 34 uair san t-seachdain"),
        ("35_49", "Yes, 35 to 49 hours a week", "Tha, 35 gu 49 uair san t-seachdain"),
        ("50_over", "Yes, 50 hours a week or more", "Tha, 50 uair san t-seachdain no barrachd"),
    ]);
    let words = (
        "Do you look after somebody who is ill, disabled or old?",
        "A bheil thu a’ toirt cùram do chuideigin a tha tinn, ciorramach no aosta?",
    );
    ask(item_code!("caring"), words, ("Looking after somebody", "A’ toirt cùram do chuideigin"), choices)
        .help(text((
            "Family, friends, neighbours or others. Leave out what you are paid to do.",
            "Teaghlach, caraidean, nàbaidhean no daoine eile. Fàg às obair phàighte.",
        )))
        .why(text(WHY_GROUP))
        .characteristic("caring")
}
