//! Questions 21 to 28: how the partnership works.

use super::{
    super::{
        ask, each_on, on, open,
        scales::{A5, F5, I5},
    },
    page,
};
use crate::{
    survey::{Item, ItemCode, Page, item_code::item_code},
    text::Text,
};

/// Questions 21 to 28.
pub(super) fn how_it_works() -> Vec<Page> {
    let section = Text::both("How the partnership works", "Mar a tha an com-pàirteachas ag obair");
    let leaders = agree(
        item_code!("q26_leaders"),
        (
            "Senior leaders are committed to community planning",
            "Tha àrd-stiùirichean dealasach mu phlanadh coimhearsnachd",
        ),
        ("Leaders are committed", "Stiùirichean dealasach"),
    );
    let local = agree(
        item_code!("q27_local_first"),
        ("We can put local priorities first", "Faodaidh sinn prìomhachasan ionadail a chur air thoiseach"),
        ("Local priorities come first", "Prìomhachasan ionadail air thoiseach"),
    );
    vec![
        board(&section),
        statements(&section),
        challenge(&section),
        equal_influence(&section),
        influence(&section),
        page(26, &section, ("", ""), vec![leaders]),
        page(27, &section, ("", ""), vec![local]),
        outcomes_plan(&section),
    ]
}

/// How much somebody agrees with one sentence, as a trend.
pub(super) fn agree(code: ItemCode, words: super::super::Words, short: super::super::Words) -> Item {
    let help = Text::both("How much do you agree?", "Dè an ìre gu bheil thu ag aontachadh?");
    ask(code, words, short, on(A5)).trend().help(help)
}

fn board(section: &Text) -> Page {
    let uses = ask(
        item_code!("q21_board_use"),
        ("How often is the board used for each?", "Dè cho tric ’s a thathar a’ cleachdadh a’ bhùird airson gach rud?"),
        ("What the board is used for", "Airson dè thathar a’ cleachdadh a’ bhùird"),
        each_on(
            F5,
            &[
                ("information", "Sharing information", "A’ roinn fiosrachaidh"),
                ("planning", "Planning", "Planadh"),
                ("coordinating", "Coordinating", "Co-òrdanachadh"),
                ("decisions", "Making decisions", "A’ dèanamh cho-dhùnaidhean"),
                ("budgets", "Agreeing budgets", "Ag aontachadh bhuidseatan"),
                ("resources", "Sharing resources", "A’ roinn ghoireasan"),
                ("new_work", "Starting new work", "A’ tòiseachadh obair ùr"),
            ],
        ),
    );
    page(21, section, ("", ""), vec![uses.trend()])
}

fn statements(section: &Text) -> Page {
    let views = ask(
        item_code!("q22_partnership_views"),
        (
            "How much do you agree with each of these about your partnership?",
            "Dè an ìre gu bheil thu ag aontachadh ri gach fear dhiubh seo mun chom-pàirteachas agad?",
        ),
        ("Views on the partnership", "Beachdan air a’ chom-pàirteachas"),
        each_on(
            A5,
            &[
                (
                    "elsewhere",
                    "Big decisions are really taken somewhere else",
                    "Thathar a’ dèanamh nan co-dhùnaidhean mòra ann an àite eile gu dearbh",
                ),
                (
                    "without",
                    "Partners would do the same without the partnership",
                    "Dhèanadh na com-pàirtichean an aon rud às aonais a’ chom-pàirteachais",
                ),
                (
                    "third_sector",
                    "The third sector is an equal partner",
                    "Tha an treas roinn na com-pàirtiche co-ionann",
                ),
                (
                    "scrutiny",
                    "What we do is scrutinised and improved",
                    "Thathar a’ sgrùdadh agus a’ leasachadh na nì sinn",
                ),
            ],
        ),
    );
    page(22, section, ("", ""), vec![views.trend()])
}

fn challenge(section: &Text) -> Page {
    let how_often = ask(
        item_code!("q23_challenge"),
        (
            "How often is there open challenge or disagreement at the board?",
            "Dè cho tric ’s a tha dùbhlan no eas-aonta fosgailte aig a’ bhòrd?",
        ),
        ("Challenge at the board", "Dùbhlan aig a’ bhòrd"),
        on(F5),
    );
    let whom = ask(
        item_code!("q23_challenge_about"),
        ("Between whom, and about what?", "Eadar cò, agus cò mu dheidhinn?"),
        ("Who disagrees about what", "Cò tha ag eas-aontachadh mu dè"),
        open(),
    );
    let whom = whom.help(Text::both("Name bodies, not people.", "Ainmich buidhnean, chan e daoine."));
    page(23, section, ("Challenge at the board", "Dùbhlan aig a’ bhòrd"), vec![how_often.trend(), whom.trend()])
}

fn equal_influence(section: &Text) -> Page {
    let equal = agree(
        item_code!("q24_equal_influence"),
        ("Partners have equal influence", "Tha an aon bhuaidh aig na com-pàirtichean"),
        ("Equal influence", "Buaidh cho-ionann"),
    );
    let more = ask(
        item_code!("q24_equal_more"),
        ("Tell us more", "Innis barrachd dhuinn"),
        ("More about influence", "Barrachd mu bhuaidh"),
        open(),
    );
    page(24, section, ("Influence", "Buaidh"), vec![equal, more.trend()])
}

fn influence(section: &Text) -> Page {
    let influence = ask(
        item_code!("q25_influence"),
        (
            "How much influence does each have on what the partnership does?",
            "Cò mheud buaidh a th’ aig gach buidheann air na nì an com-pàirteachas?",
        ),
        ("Who has influence", "Cò aig a bheil buaidh"),
        each_on(
            I5,
            &[
                ("council_officers", "Council officers", "Oifigearan na comhairle"),
                ("administration", "Councillors of the administration", "Comhairlichean na rianachd"),
                ("opposition", "Councillors of the opposition", "Comhairlichean an dùbhlanaich"),
                ("nhs", "NHS", "An NHS"),
                ("police", "Police", "Am poileas"),
                ("fire", "Fire and rescue", "Seirbheis smàlaidh is teasairginn"),
                ("enterprise", "Enterprise or skills bodies", "Buidhnean iomairt no sgilean"),
                ("third_interface", "Third sector interface", "Eadar-aghaidh na treas roinne"),
                ("third_other", "Other third sector", "Buidhnean eile san treas roinn"),
                ("community", "Community bodies", "Buidhnean coimhearsnachd"),
            ],
        ),
    );
    page(25, section, ("", ""), vec![influence.trend()])
}

fn outcomes_plan(section: &Text) -> Page {
    let focus = agree(
        item_code!("q28_plan_focus"),
        (
            "Our local outcomes improvement plan gives people a shared focus",
            "Tha am plana ionadail againn airson builean a leasachadh a’ toirt fòcas coitcheann do dhaoine",
        ),
        ("The plan gives a shared focus", "Fòcas coitcheann bhon phlana"),
    );
    let example = ask(
        item_code!("q28_plan_example"),
        ("Give an example", "Thoir seachad eisimpleir"),
        ("An example from the plan", "Eisimpleir bhon phlana"),
        open(),
    );
    page(
        28,
        section,
        ("Your local outcomes improvement plan", "Am plana ionadail agaibh airson builean a leasachadh"),
        vec![focus, example.trend()],
    )
}
