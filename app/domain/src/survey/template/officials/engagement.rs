//! Questions 29 to 38: how communities take part, and anything else.

use super::{
    super::{
        Coded, any_of, ask, each_on, open,
        scales::{A5, F5, I5},
    },
    page,
    partnership::agree,
    work::choose_all,
};
use crate::{
    survey::{Page, item_code::item_code},
    text::Text,
};

/// Questions 29 to 38.
pub(super) fn engagement() -> Vec<Page> {
    let section = Text::both("Community engagement", "Com-pàirt na coimhearsnachd");
    let last = Text::both("Finally", "Mu dheireadh");
    let same_people = agree(
        item_code!("q30_same_people"),
        ("The same people keep taking part", "Bidh na h-aon daoine a’ gabhail pàirt a-rithist is a-rithist"),
        ("The same people take part", "Na h-aon daoine a’ gabhail pàirt"),
    );
    let cross_section = agree(
        item_code!("q31_cross_section"),
        (
            "Those who take part reflect a cross-section of the community",
            "Tha an fheadhainn a ghabhas pàirt a’ riochdachadh na coimhearsnachd air fad",
        ),
        ("A cross-section takes part", "A’ choimhearsnachd air fad a’ gabhail pàirt"),
    );
    let tired = agree(
        item_code!("q32_tired"),
        ("Communities here are tired of being consulted", "Tha coimhearsnachdan an seo sgìth de cho-chomhairlean"),
        ("Tired of being consulted", "Sgìth de cho-chomhairlean"),
    );
    let told = agree(
        item_code!("q34_told_result"),
        ("People are told what happened as a result", "Thathar ag innse do dhaoine dè thachair air sgàth sin"),
        ("People are told what happened", "Thathar ag innse dè thachair"),
    );
    let anything_else = ask(
        item_code!("q38_anything_else"),
        (
            "Is there anything else you would like to say about community planning where you work?",
            "A bheil dad eile a bu toil leat a ràdh mu phlanadh coimhearsnachd far a bheil thu ag obair?",
        ),
        ("Anything else", "Dad eile"),
        open(),
    );
    vec![
        methods(&section),
        page(30, &section, ("", ""), vec![same_people]),
        page(31, &section, ("", ""), vec![cross_section]),
        page(32, &section, ("", ""), vec![tired]),
        voices(&section),
        page(34, &section, ("", ""), vec![told]),
        least_heard(&section),
        participation_requests(&section),
        frameworks(&section),
        page(38, &last, ("", ""), vec![anything_else]),
    ]
}

fn methods(section: &Text) -> Page {
    let methods = ask(
        item_code!("q29_methods"),
        (
            "Over the last year, how often did you use each?",
            "Thar na bliadhna a dh’fhalbh, dè cho tric ’s a chleachd thu gach rud?",
        ),
        ("Ways of involving communities", "Dòighean air coimhearsnachdan a thoirt a-steach"),
        each_on(
            F5,
            &[
                ("surveys", "Surveys", "Suirbhidhean"),
                ("meetings", "Public meetings and events", "Coinneamhan agus tachartasan poblach"),
                ("workshops", "Workshops", "Bùithtean-obrach"),
                ("interviews", "Interviews or focus groups", "Agallamhan no buidhnean fòcais"),
                ("forums", "Area forums or local partnerships", "Fòraman sgìre no com-pàirteachasan ionadail"),
                ("budgeting", "Participatory budgeting", "Buidseatadh com-pàirteachail"),
                ("panels", "Citizens’ panels or juries", "Panailean no diùraidhean shaoranach"),
                (
                    "coproduction",
                    "Coproduction: decided and done with communities as equals",
                    "Co-thoradh: ga cho-dhùnadh is ga dhèanamh le coimhearsnachdan mar cho-ionannan",
                ),
                (
                    "community_led",
                    "Community-led plans and projects: decided and done by communities",
                    "Planaichean is pròiseactan fo stiùir choimhearsnachdan: iad fhèin gan co-dhùnadh is gan dèanamh",
                ),
                ("digital", "Digital platforms", "Ùrlaran didseatach"),
                ("requests", "Participation requests", "Iarrtasan com-pàirteachaidh"),
            ],
        ),
    );
    page(29, section, ("", ""), vec![methods.trend()])
}

fn voices(section: &Text) -> Page {
    let voices = ask(
        item_code!("q33_voices"),
        (
            "How much do you agree with each of these about communities?",
            "Dè an ìre gu bheil thu ag aontachadh ri gach fear dhiubh seo mu choimhearsnachdan?",
        ),
        ("Whether communities are heard", "A bheil coimhearsnachdan gan cluinntinn"),
        each_on(
            A5,
            &[
                // In the same words as in the community survey, so that both can be put side by side.
                (
                    "changes_decisions",
                    "What communities say changes decisions",
                    "Bidh na chanas coimhearsnachdan ag atharrachadh cho-dhùnaidhean",
                ),
                (
                    "councillors",
                    "Councillors use what communities say",
                    "Bidh comhairlichean a’ cleachdadh na chanas coimhearsnachdan",
                ),
                (
                    "quieter",
                    "Quieter people in a community are heard as much as louder ones",
                    "Cluinnear daoine sàmhach ann an coimhearsnachd cho math ri daoine àrd-ghuthach",
                ),
                (
                    "vital",
                    "Involving communities is a vital part of my job",
                    "Tha toirt a-steach choimhearsnachdan na phàirt riatanach den obair agam",
                ),
            ],
        ),
    );
    page(33, section, ("", ""), vec![voices.trend()])
}

const GROUPS: [Coded; 17] = [
    ("young", "Children and young people", "Clann agus òigridh"),
    ("older", "Older people", "Seann daoine"),
    ("disabled", "Disabled people", "Daoine ciorramach"),
    ("minority_ethnic", "Minority ethnic communities", "Coimhearsnachdan mion-chinnidheach"),
    ("travellers", "Gypsy/Travellers", "Giofagan/Luchd-siubhail"),
    ("minority_faith", "People of minority faiths", "Daoine le creideamhan beaga"),
    ("low_income", "People on low incomes", "Daoine air teachd-a-steach ìosal"),
    ("homeless", "People in homelessness", "Daoine gun dachaigh"),
    ("care_experienced", "Care-experienced people", "Daoine le eòlas air cùram"),
    ("carers", "Carers", "Luchd-cùraim"),
    ("single_parents", "Single parents", "Pàrantan singilte"),
    ("lgbt", "LGBT people", "Daoine LGBT"),
    ("women", "Women", "Boireannaich"),
    ("men", "Men", "Fireannaich"),
    ("remote", "People in remote, rural or island places", "Daoine ann an àiteachan iomallach, dùthchail no eileanach"),
    ("little_english", "People with little English", "Daoine le beagan Beurla"),
    ("other", "Another group", "Buidheann eile"),
];

fn least_heard(section: &Text) -> Page {
    let groups = ask(
        item_code!("q35_least_heard"),
        (
            "Who is least heard in your engagement?",
            "Cò as lugha a chluinnear nuair a bhios sibh a’ bruidhinn ri coimhearsnachdan?",
        ),
        ("Who is least heard", "Cò as lugha a chluinnear"),
        any_of(&GROUPS, ("nobody", "Nobody in particular", "Chan eil duine sònraichte ann")),
    );
    page(35, section, ("", ""), vec![groups.trend().help(choose_all())])
}

fn participation_requests(section: &Text) -> Page {
    let requests = ask(
        item_code!("q36_requests"),
        (
            "How much do you agree with each of these about participation requests?",
            "Dè an ìre gu bheil thu ag aontachadh ri gach fear dhiubh seo mu iarrtasan com-pàirteachaidh?",
        ),
        ("Participation requests", "Iarrtasan com-pàirteachaidh"),
        each_on(
            A5,
            &[
                (
                    "when",
                    "I know when a participation request can be used",
                    "Tha fios agam cuin a ghabhas iarrtas com-pàirteachaidh a chleachdadh",
                ),
                ("how", "I know how one is made", "Tha fios agam ciamar a nithear fear"),
            ],
        ),
    );
    page(36, section, ("", ""), vec![requests.trend()])
}

fn frameworks(section: &Text) -> Page {
    let frameworks = ask(
        item_code!("q37_frameworks"),
        ("How much does each shape your work?", "Cò mheud buaidh a th’ aig gach fear air an obair agad?"),
        ("What shapes your work", "Na tha a’ cumadh d’ obrach"),
        each_on(
            I5,
            &[
                ("christie", "Christie principles", "Prionnsabalan Christie"),
                (
                    "standards",
                    "National Standards for Community Engagement",
                    "Inbhean Nàiseanta airson Com-pàirt Coimhearsnachd",
                ),
                ("act", "Community Empowerment Act", "Achd Cumhachdachadh Coimhearsnachd"),
                ("performance", "National Performance Framework", "Frèam Coileanaidh Nàiseanta"),
                // Not asked in 2018: its trend begins here.
                ("fairer_scotland", "Fairer Scotland Duty", "Dleastanas Alba nas Cothromaiche"),
            ],
        ),
    );
    page(37, section, ("", ""), vec![frameworks.trend()])
}
