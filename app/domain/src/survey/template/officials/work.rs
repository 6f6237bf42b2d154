//! Questions 1 to 11: who answers, and their work.

use super::{
    super::{
        Coded, PARTNERSHIPS, any_of, ask, choice, each_on, on, one_of, open,
        scales::{A5, E10, I5},
        text,
    },
    page,
};
use crate::{
    survey::{Choices, Kind, Page, item_code::item_code},
    text::Text,
};

/// Questions 1 to 5.
pub(super) fn about_you() -> Vec<Page> {
    let section = Text::both("About you", "Mu do dheidhinn");
    let where_from = Kind::Single { choices: Choices::Own(PARTNERSHIPS.map(choice).to_vec()) };
    let partnership = ask(
        item_code!("q01_partnership"),
        ("Which partnership do you work for?", "Cò an com-pàirteachas dham bi thu ag obair?"),
        ("Your partnership", "An com-pàirteachas agad"),
        where_from,
    );
    let partnership = partnership
        .help(text((
            "If you work for more than one, choose the one where you spend most time.",
            "Ma bhios tu ag obair do bharrachd air aon, tagh am fear sa bheil thu a’ cur seachad a’ chuid as motha den ùine.",
        )))
        .why(text((
            "We ask so that we can see how many people answered in each. No results are ever shown by partnership.",
            "Tha sinn a’ faighneachd seo gus am faic sinn cò mheud a fhreagair anns gach fear. Cha tèid toraidhean a shealltainn a rèir com-pàirteachais uair sam bith.",
        )));
    let time = ask(
        item_code!("q03_time_in_job"),
        (
            "How long have you been in your present job?",
            "Dè cho fada ’s a tha thu air a bhith san obair a th’ agad an-dràsta?",
        ),
        ("Time in your job", "Ùine san obair"),
        one_of(&[
            ("under_1", "Less than 1 year", "Nas lugha na 1 bhliadhna"),
            ("1_2", "1 to 2 years", "1 gu 2 bhliadhna"),
            ("3_5", "3 to 5 years", "3 gu 5 bliadhna"),
            ("6_10", "6 to 10 years", "6 gu 10 bliadhna"),
            ("over_10", "More than 10 years", "Còrr is 10 bliadhna"),
        ]),
    );
    let share = ask(
        item_code!("q04_time_share"),
        (
            "What percentage of your working time goes on community planning?",
            "Dè an ceudad den ùine-obrach agad a tha a’ dol air planadh coimhearsnachd?",
        ),
        ("Working time on community planning", "Ùine-obrach air planadh coimhearsnachd"),
        Kind::Whole { from: 0, to: 100, unit: Text::both("%", "%") },
    );
    let share = share.help(text((
        "A number from 0 to 100. Your best guess will do. We show bands, not single numbers.",
        "Àireamh bho 0 gu 100. Nì tuairmse a’ chùis. Seallaidh sinn còmhlain, chan e àireamhan fa leth.",
    )));
    vec![
        page(1, &section, ("", ""), vec![partnership.required().not_published().characteristic("partnership")]),
        role(&section),
        page(3, &section, ("", ""), vec![time.trend().characteristic("time_in_job")]),
        page(4, &section, ("", ""), vec![share.trend()]),
        employer(&section),
    ]
}

fn role(section: &Text) -> Page {
    let role = ask(
        item_code!("q02_role"),
        ("Which best describes your role?", "Dè as fheàrr a tha a’ toirt tuairisgeul air do dhreuchd?"),
        ("Your role", "Do dhreuchd"),
        one_of(&[
            ("manager", "Manager", "Manaidsear"),
            ("officer", "Officer", "Oifigear"),
            ("policy", "Policy or research", "Poileasaidh no rannsachadh"),
            ("community", "Community development", "Leasachadh coimhearsnachd"),
            ("partner", "In a partner organisation", "Ann am buidheann com-pàirt"),
            ("other", "Another role", "Dreuchd eile"),
        ]),
    );
    let takes_part = ask(
        item_code!("q02_takes_part"),
        ("Where do you take part in the partnership?", "Càit a bheil thu a’ gabhail pàirt sa chom-pàirteachas?"),
        ("Where you take part", "Far a bheil thu a’ gabhail pàirt"),
        any_of(
            &[
                ("board", "The board", "Am bòrd"),
                ("theme_group", "A theme group", "Buidheann cuspair"),
                ("area", "An area partnership", "Com-pàirteachas sgìre"),
                ("resources", "Resource planning", "Planadh ghoireasan"),
            ],
            ("none", "None of these", "Chan ann an gin dhiubh seo"),
        ),
    );
    let items = vec![role.characteristic("role"), takes_part.help(choose_all())];
    page(2, section, ("Your role", "Do dhreuchd"), items)
}

fn employer(section: &Text) -> Page {
    let employer = ask(
        item_code!("q05_employer"),
        ("Who employs you?", "Cò am fastaiche agad?"),
        ("Your employer", "Am fastaiche agad"),
        one_of(&[
            ("council", "A council", "Comhairle"),
            ("nhs", "NHS", "An NHS"),
            ("police", "Police", "Am poileas"),
            ("fire", "Fire and rescue", "Seirbheis smàlaidh is teasairginn"),
            ("third_sector", "Third sector", "An treas roinn"),
            ("enterprise", "Enterprise or skills", "Iomairt no sgilean"),
            ("other", "Another employer", "Fastaiche eile"),
        ]),
    );
    let area = ask(
        item_code!("q05_policy_area"),
        ("Which area of policy do you work in?", "Dè an raon poileasaidh sa bheil thu ag obair?"),
        ("Your area of policy", "An raon poileasaidh agad"),
        one_of(&[
            ("planning", "Community planning or policy", "Planadh coimhearsnachd no poileasaidh"),
            ("learning", "Communities and learning", "Coimhearsnachdan agus ionnsachadh"),
            ("health", "Health and care", "Slàinte agus cùram"),
            ("economy", "Economy", "Eaconamaidh"),
            ("housing", "Housing and regeneration", "Taigheadas agus ath-nuadhachadh"),
            ("children", "Children and families", "Clann agus teaghlaichean"),
            ("environment", "Environment", "Àrainneachd"),
            ("justice", "Justice and safety", "Ceartas agus sàbhailteachd"),
            ("other", "Another area", "Raon eile"),
        ]),
    );
    let items = vec![employer.characteristic("employer"), area.characteristic("policy_area")];
    page(5, section, ("Your employer", "Am fastaiche agad"), items)
}

/// "Choose all that apply", under a question with boxes to tick.
pub(super) fn choose_all() -> Text {
    Text::both("Choose all that fit.", "Tagh a h-uile rud a fhreagras.")
}

const ENERGY: [Coded; 6] = [
    ("process", "Managing meetings and process", "A’ stiùireadh choinneamhan agus phròiseasan"),
    ("culture", "Changing culture and ways of working", "Ag atharrachadh cultar agus dòighean-obrach"),
    ("organisations", "Work with other organisations", "Obair còmhla ri buidhnean eile"),
    ("departments", "Work across departments of my own", "Obair thar roinnean na buidhne agam fhèin"),
    ("evidence", "Using evidence", "A’ cleachdadh fianais"),
    ("communities", "Involving communities", "A’ toirt coimhearsnachdan a-steach"),
];

/// Questions 6 to 11.
pub(super) fn your_work() -> Vec<Page> {
    let section = Text::both("Your work", "Do chuid obrach");
    let energy = || {
        text(("0 means none, 10 means as much as you have.", "Tha 0 a’ ciallachadh nach eil gin, 10 na th’ agad uile."))
    };
    let do_put = ask(
        item_code!("q06_energy_do"),
        ("How much energy do you put into each?", "Cò mheud lùth a tha thu a’ cur a-steach do gach rud?"),
        ("Energy you put in", "Lùth a chuireas tu a-steach"),
        each_on(E10, &ENERGY),
    );
    let should_put = ask(
        item_code!("q07_energy_should"),
        ("How much energy should you put into each?", "Cò mheud lùth bu chòir dhut a chur a-steach do gach rud?"),
        ("Energy you should put in", "Lùth bu chòir dhut a chur a-steach"),
        each_on(E10, &ENERGY),
    );
    let difference = ask(
        item_code!("q08_difference"),
        ("I feel able to make a difference", "Tha mi a’ faireachdainn gun urrainn dhomh diofar a dhèanamh"),
        ("Able to make a difference", "Comasach air diofar a dhèanamh"),
        each_on(
            A5,
            &[
                ("job", "In my job", "Nam obair"),
                (
                    "community",
                    "Outside my job, in my own community",
                    "Taobh a-muigh m’ obrach, nam choimhearsnachd fhìn",
                ),
            ],
        ),
    );
    let feels_like = ask(
        item_code!("q09_feels_like"),
        (
            "How far does your work feel like each of these?",
            "Dè cho coltach ’s a tha d’ obair ri gach fear dhiubh seo?",
        ),
        ("What your work feels like", "Cò ris a tha d’ obair coltach"),
        each_on(
            E10,
            &[
                ("administration", "Administration", "Rianachd"),
                ("activism", "Activism", "Gnìomhachas airson atharrachadh"),
            ],
        ),
    );
    let far = text(("0 means not at all, 10 means completely.", "Tha 0 a’ ciallachadh nach eil idir, 10 gu tur."));
    vec![
        page(6, &section, ("", ""), vec![do_put.trend().help(energy())]),
        page(7, &section, ("", ""), vec![should_put.trend().help(energy())]),
        page(8, &section, ("", ""), vec![difference.trend()]),
        page(9, &section, ("", ""), vec![feels_like.trend().help(far)]),
        satisfaction(&section),
        priorities(&section),
    ]
}

fn satisfaction(section: &Text) -> Page {
    let satisfied = ask(
        item_code!("q10_satisfied"),
        ("How satisfied are you with your job?", "Dè cho riaraichte ’s a tha thu leis an obair agad?"),
        ("Satisfied with your job", "Riaraichte leis an obair"),
        on(I5),
    );
    let improve = ask(
        item_code!("q10_improve"),
        ("What, if anything, would improve it?", "Dè, ma tha rud sam bith ann, a leasaicheadh i?"),
        ("What would improve your job", "Na leasaicheadh an obair"),
        open(),
    );
    page(10, section, ("Your job", "An obair agad"), vec![satisfied.trend(), improve.trend()])
}

fn priorities(section: &Text) -> Page {
    let line = || Kind::ShortText { at_most: 200 };
    let items = vec![
        ask(item_code!("q11_first"), ("First", "A’ chiad fhear"), ("First priority", "A’ chiad phrìomhachas"), line()),
        ask(item_code!("q11_second"), ("Second", "An dàrna fear"), ("Second priority", "An dàrna prìomhachas"), line()),
        ask(item_code!("q11_third"), ("Third", "An treas fear"), ("Third priority", "An treas prìomhachas"), line()),
    ];
    let title = (
        "What are your three main priorities at work this year?",
        "Dè na trì prìomh phrìomhachasan agad san obair am-bliadhna?",
    );
    page(11, section, title, items)
}
