//! Questions 12 to 20: skills, and evidence.

use super::{
    super::{
        Coded, any_of, ask, each_on, one_of, open,
        scales::{A5, F5, I5, S5},
    },
    page,
    work::choose_all,
};
use crate::{
    survey::{Page, item_code::item_code},
    text::Text,
};

const SKILLS: [Coded; 12] = [
    ("mediation", "Mediation", "Eadar-mheadhanachadh"),
    ("negotiation", "Negotiation", "Co-rèiteachadh"),
    ("facilitation", "Facilitation", "A’ stiùireadh chòmhraidhean"),
    ("persuasion", "Persuasion", "A’ toirt a chreidsinn air daoine"),
    ("research", "Research", "Rannsachadh"),
    ("sharing_evidence", "Sharing evidence", "A’ roinn fianais"),
    ("teamwork", "Teamwork", "Obair-sgioba"),
    ("writing", "Writing", "Sgrìobhadh"),
    ("presenting", "Presenting", "A’ toirt seachad thaisbeanaidhean"),
    ("resources", "Managing resources", "A’ stiùireadh ghoireasan"),
    ("consultations", "Running consultations", "A’ ruith cho-chomhairlean"),
    ("conflict", "Handling conflict", "A’ dèiligeadh ri còmhstri"),
];

/// Questions 12 to 15.
pub(super) fn skills() -> Vec<Page> {
    let section = Text::both("Skills", "Sgilean");
    let own = ask(
        item_code!("q12_skill"),
        ("How good are your own skills in each?", "Dè cho math ’s a tha na sgilean agad fhèin anns gach rud?"),
        ("Your skills", "Na sgilean agad"),
        each_on(S5, &SKILLS),
    );
    let importance = ask(
        item_code!("q13_importance"),
        (
            "How important is each to doing your job well?",
            "Dè cho cudromach ’s a tha gach rud airson d’ obair a dhèanamh gu math?",
        ),
        ("How important each skill is", "Dè cho cudromach ’s a tha gach sgil"),
        each_on(I5, &SKILLS),
    );
    let courses: Vec<Coded> = SKILLS
        .into_iter()
        .chain([
            ("budgeting", "Participatory budgeting", "Buidseatadh com-pàirteachail"),
            ("equality", "Equality", "Co-ionannachd"),
            ("other", "Something else", "Rudeigin eile"),
        ])
        .collect();
    let training = ask(
        item_code!("q14_training"),
        (
            "In which of these did you have training in the last two years?",
            "Cò na rudan seo san d’ fhuair thu trèanadh san dà bhliadhna mu dheireadh?",
        ),
        ("Training in the last two years", "Trèanadh san dà bhliadhna mu dheireadh"),
        any_of(&courses, ("none", "None", "Cha d’ fhuair ann an gin")),
    );
    let most_help = ask(
        item_code!("q15_training_wanted"),
        ("What training would help you most?", "Dè an trèanadh as motha a chuidicheadh tu?"),
        ("Training that would help most", "An trèanadh as motha a chuidicheadh"),
        open(),
    );
    vec![
        page(12, &section, ("", ""), vec![own.trend()]),
        page(13, &section, ("", ""), vec![importance.trend()]),
        page(14, &section, ("", ""), vec![training.help(choose_all())]),
        page(15, &section, ("", ""), vec![most_help]),
    ]
}

/// Questions 16 to 20.
pub(super) fn evidence() -> Vec<Page> {
    let section = Text::both("Evidence", "Fianais");
    let views = ask(
        item_code!("q17_evidence_views"),
        (
            "How much do you agree with each of these about evidence?",
            "Dè an ìre gu bheil thu ag aontachadh ri gach fear dhiubh seo mu fhianais?",
        ),
        ("Views on evidence", "Beachdan air fianais"),
        each_on(
            A5,
            &[
                (
                    "partner_data",
                    "Data held by our partners help my work",
                    "Tha an dàta aig ar com-pàirtichean a’ cuideachadh m’ obrach",
                ),
                (
                    "inequalities",
                    "Evidence helps us understand inequalities in our area",
                    "Tha fianais gar cuideachadh gus neo-ionannachdan san sgìre againn a thuigsinn",
                ),
                (
                    "worth_it",
                    "The evidence we use is worth its effort",
                    "Is fhiach an fhianais a chleachdas sinn an t-saothair",
                ),
                (
                    "experience",
                    "Evidence of how people experience things carries weight in decisions",
                    "Tha cudrom ann an co-dhùnaidhean aig fianais air mar a tha daoine a’ fiosrachadh chùisean",
                ),
            ],
        ),
    );
    let most_difference = ask(
        item_code!("q20_evidence_wanted"),
        (
            "What one kind of evidence would make most difference, and how would you use it?",
            "Dè an aon sheòrsa fianais a dhèanadh an diofar as motha, agus ciamar a chleachdadh tu i?",
        ),
        ("Evidence that would make most difference", "An fhianais a dhèanadh an diofar as motha"),
        open(),
    );
    vec![
        sources(&section),
        page(17, &section, ("", ""), vec![views.trend()]),
        barriers(&section),
        geography(&section),
        page(20, &section, ("", ""), vec![most_difference]),
    ]
}

fn sources(section: &Text) -> Page {
    let sources = ask(
        item_code!("q16_sources"),
        ("How often do you use evidence from each?", "Dè cho tric ’s a chleachdas tu fianais bho gach tè?"),
        ("Where your evidence comes from", "Cò às a tha an fhianais agad a’ tighinn"),
        each_on(
            F5,
            &[
                ("public", "Public consultation", "Co-chomhairle phoblach"),
                ("partners", "Partners", "Com-pàirtichean"),
                ("government", "National or local government", "Riaghaltas nàiseanta no ionadail"),
                ("own_service", "Your own service", "An t-seirbheis agad fhèin"),
                ("third_sector", "Third sector", "An treas roinn"),
                ("universities", "Universities", "Oilthighean"),
                ("professional", "Professional bodies", "Buidhnean proifeiseanta"),
            ],
        ),
    );
    page(16, section, ("", ""), vec![sources.trend()])
}

fn barriers(section: &Text) -> Page {
    let barriers = ask(
        item_code!("q18_barriers"),
        ("What gets in the way of using evidence?", "Dè tha na bhacadh do bhith a’ cleachdadh fianais?"),
        ("What gets in the way of evidence", "Bacaidhean do dh’fhianais"),
        any_of(
            &[
                ("own_time", "My own time or skills", "An ùine no na sgilean agam fhìn"),
                ("commissioning", "Commissioning it", "A bhith ga coimiseanadh"),
                ("sharing", "Sharing between partners", "Roinneadh eadar com-pàirtichean"),
                ("analysis", "Our own analysis", "An anailis againn fhìn"),
                ("not_local", "It is not local enough", "Chan eil i ionadail gu leòr"),
                ("does_not_fit", "It does not fit our question", "Chan eil i a’ freagairt air a’ cheist againn"),
                ("out_of_date", "It is out of date", "Tha i seann-fhasanta"),
                ("cost", "Cost", "Cosgais"),
                ("trust", "Trust in it", "Earbsa innte"),
                ("other", "Something else", "Rudeigin eile"),
            ],
            ("nothing", "Nothing", "Chan eil nì"),
        ),
    );
    page(18, section, ("", ""), vec![barriers.trend().help(choose_all())])
}

fn geography(section: &Text) -> Page {
    let geography = ask(
        item_code!("q19_geography"),
        (
            "For which kind of area do you most need better data?",
            "Dè an seòrsa sgìre air a bheil thu a’ feumachdainn dàta nas fheàrr as motha?",
        ),
        ("Where better data is needed most", "Far a bheil feum air dàta nas fheàrr"),
        one_of(&[
            ("data_zone", "Data zone (about 760 people)", "Sòn dàta (mu 760 neach)"),
            ("locality", "Locality", "Sgìre ionadail"),
            ("council", "Council area", "Sgìre comhairle"),
            ("region", "Region", "Roinn"),
            ("interest", "Community of interest", "Coimhearsnachd le ùidh choitcheann"),
        ]),
    );
    page(19, section, ("", ""), vec![geography.trend()])
}
