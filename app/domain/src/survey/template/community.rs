//! A survey for everybody who lives somewhere: how it is to live here, and what should come first.

use super::{ask, choice, each_on, equality, list, open, scales, text};
use crate::{
    survey::{Choice, Choices, Definition, Item, Kind, Notice, Page, Questionnaire, Retention, item_code::item_code},
    text::{Language, Text},
};

/// The community survey: ten questions about living here, one about where, eight about who answers.
pub fn community() -> Definition {
    let mut pages = living_here();
    pages.extend(having_a_say());
    pages.extend(safe_and_well());
    pages.push(place());
    pages.extend(equality::pages());
    let questionnaire = Questionnaire {
        title: Text::both("How is it to live here?", "Ciamar a tha e a bhith a’ fuireach an seo?"),
        languages: Language::ALL.to_vec(),
        scales: scales::scales(&[scales::A5]),
        pages,
    };
    let notice = Notice { minutes: Some(questionnaire.minutes()), ..notice() };
    Definition { questionnaire, notice }
}

fn notice() -> Notice {
    Notice {
        purpose: Text::both(
            "We want to know how it is to live here and what should come first, so that public services plan for what matters to people.",
            "Tha sinn airson faighinn a-mach ciamar a tha e a bhith a’ fuireach an seo agus dè bu chòir a thighinn an toiseach, gus am bi seirbheisean poblach a’ planadh airson na tha cudromach do dhaoine.",
        ),
        who: Text::both(
            "Anyone aged 16 or over who lives in the area of this partnership.",
            "Neach sam bith a tha 16 no nas sine agus a tha a’ fuireach ann an sgìre a’ chom-pàirteachais seo.",
        ),
        asks: Text::both(
            "Your area, getting around, having a say, feeling safe. At the end, some questions about you. You can leave any question out.",
            "An sgìre agad, siubhal, do ghuth, sàbhailteachd. Aig an deireadh, beagan cheistean mu do dheidhinn. Faodaidh tu ceist sam bith fhàgail às.",
        ),
        seen_by: Text::both(
            "Staff of the partnership and researchers see answers added up. Small groups are never shown. What you write is read by staff, who take names out before it is used.",
            "Chì luchd-obrach a’ chom-pàirteachais agus luchd-rannsachaidh freagairtean còmhla. Cha tèid buidhnean beaga a shealltainn uair sam bith. Leughaidh luchd-obrach na sgrìobhas tu, agus bheir iad ainmean às mus tèid a chleachdadh.",
        ),
        happens: Text::both(
            "We publish the results. Then we say what we will do because of them, what we will not do, and why.",
            "Foillsichidh sinn na toraidhean. An uair sin innsidh sinn dè nì sinn air an sgàth, dè nach dèan sinn, agus carson.",
        ),
        legal_basis: Text::both(
            "Public task: the partnership has to plan with communities (Community Empowerment (Scotland) Act 2015, Part 2; UK GDPR, Article 6(1)(e)). Questions about who you are: equality monitoring and statistics (Article 9(2)(g) and (j)).",
            "Gnìomh poblach: feumaidh an com-pàirteachas planadh còmhla ri coimhearsnachdan (Achd Cumhachdachadh Coimhearsnachd (Alba) 2015, Pàirt 2; GDPR na RA, Artaigil 6(1)(e)). Ceistean mu cò thu: sgrùdadh co-ionannachd agus staitistig (Artaigil 9(2)(g) agus (j)).",
        ),
        retention: Some(Retention::Months(24)),
        controller: Text::both(
            "The partnership that runs this survey, named at the top of this page.",
            "An com-pàirteachas a tha a’ ruith an t-suirbhidh seo, air ainmeachadh aig mullach na duilleig seo.",
        ),
        contact: Text::both(
            "Write to the partnership at the address at the foot of this page.",
            "Sgrìobh chun a’ chom-pàirteachais aig an t-seòladh aig bonn na duilleig seo.",
        ),
        other_formats: Text::both(
            "You can answer on paper or by phone. Ask us for large print, easy read or another language.",
            "Faodaidh tu freagairt air pàipear no air a’ fòn. Iarr oirnn clò mòr, leughadh furasta no cànan eile.",
        ),
        ..Notice::default()
    }
}

/// One of these, or one of the two ways of not answering.
fn closed(choices: &[super::Coded]) -> Kind {
    let mut own = list(choices);
    own.extend([Choice::dont_know(), Choice::prefer_not()]);
    Kind::Single { choices: Choices::Own(own) }
}

fn in_part(section: &Text, items: Vec<Item>) -> Vec<Page> {
    items.into_iter().map(|item| Page::one(item).section(section.clone())).collect()
}

fn living_here() -> Vec<Page> {
    let satisfied = closed(&[
        ("5", "Very satisfied", "Glè riaraichte"),
        ("4", "Fairly satisfied", "Meadhanach riaraichte"),
        ("3", "Neither satisfied nor dissatisfied", "Chan eil mi riaraichte no mì-riaraichte"),
        ("2", "Fairly dissatisfied", "Meadhanach mì-riaraichte"),
        ("1", "Very dissatisfied", "Glè mhì-riaraichte"),
    ]);
    let neighbourhood = (
        "How satisfied are you with your neighbourhood as a place to live?",
        "Dè cho riaraichte ’s a tha thu leis an nàbaidheachd agad mar àite airson fuireach ann?",
    );
    let years =
        ("How many years have you lived in this area?", "Cò mheud bliadhna a tha thu air fuireach san sgìre seo?");
    let travel = ("How do you usually get around?", "Ciamar a bhios tu a’ siubhal mar as trice?");
    let easier = ("What would make it easier to get around?", "Dè dhèanadh siubhal nas fhasa dhut?");
    let short = (
        ("Satisfied with your neighbourhood", "Riaraichte leis an nàbaidheachd agad"),
        ("Years in this area", "Bliadhnaichean san sgìre seo"),
        ("How you get around", "Mar a bhios tu a’ siubhal"),
        ("What would make it easier to get around", "Na dhèanadh siubhal nas fhasa"),
    );
    let count = Kind::Whole { from: 0, to: 110, unit: Text::both("years", "bliadhna") };
    let items = vec![
        ask(item_code!("neighbourhood"), neighbourhood, short.0, satisfied).trend().help(text((
            "Think of the streets that you would walk to in about 10 minutes.",
            "Smaoinich air na sràidean as urrainn dhut a ruighinn air chois ann an 10 mionaidean no mar sin.",
        ))),
        ask(item_code!("years_here"), years, short.1, count).help(text((
            "If it is less than one year, enter 0.",
            "Mas e nas lugha na bliadhna a th’ ann, cuir a-steach 0.",
        ))),
        ask(item_code!("travel"), travel, short.2, ways_to_travel())
            .help(text(("Choose all that you use.", "Tagh a h-uile dòigh a chleachdas tu."))),
        ask(item_code!("travel_easier"), easier, short.3, open()),
    ];
    in_part(&Text::both("Living here", "A’ fuireach an seo"), items)
}

fn ways_to_travel() -> Kind {
    let mut own = list(&[
        ("walk", "On foot", "Air chois"),
        ("wheelchair", "By wheelchair or mobility scooter", "Ann an cathair-chuibhle no air sgùtar-gluasaid"),
        ("cycle", "By bicycle", "Air baidhsagal"),
        ("bus", "By bus", "Air a’ bhus"),
        ("train", "By train, tram or underground", "Air an trèana, air an tram no air an fho-thalamh"),
        ("ferry", "By ferry", "Air an aiseag"),
        ("drive", "By car, as the driver", "Ann an càr, a’ dràibheadh"),
        ("lift", "By car, with somebody else", "Ann an càr, còmhla ri cuideigin eile"),
        ("taxi", "By taxi", "Ann an tagsaidh"),
        ("other", "In another way", "Ann an dòigh eile"),
    ]);
    own.push(choice(("never", "I do not go out", "Cha bhi mi a’ dol a-mach")).exclusive());
    own.push(Choice::prefer_not());
    Kind::Multiple { choices: Choices::Own(own), at_most: None }
}

fn having_a_say() -> Vec<Page> {
    let rows = [
        (
            "influence",
            "I can influence decisions that affect my area",
            "Is urrainn dhomh buaidh a thoirt air co-dhùnaidhean mun sgìre agam",
        ),
        // In the words of question 33 of the survey of officials, so that both can be put side by side.
        (
            "changes_decisions",
            "What communities say changes decisions",
            "Bidh na chanas coimhearsnachdan ag atharrachadh cho-dhùnaidhean",
        ),
        (
            "know_how",
            "I know how to take part if I want to",
            "Tha fios agam ciamar a ghabhas mi pàirt ma tha mi ag iarraidh",
        ),
        ("listened_to", "People like me are listened to", "Thathar ag èisteachd ri daoine coltach riumsa"),
        (
            "work_together",
            "The council, NHS and police work well together here",
            "Bidh a’ chomhairle, an NHS agus am poileas ag obair gu math còmhla an seo",
        ),
    ];
    let say =
        ("How much do you agree with each of these?", "Dè an ìre gu bheil thu ag aontachadh ri gach fear dhiubh seo?");
    let took_part = (
        "In the last 12 months, did you give your views to the council about a plan or a decision?",
        "Anns na 12 mìosan mu dheireadh, an do chuir thu do bheachdan chun na comhairle mu phlana no co-dhùnadh?",
    );
    let told = ("Were you told what happened as a result?", "An deach innse dhut dè thachair air sgàth sin?");
    let items = vec![
        ask(item_code!("say"), say, ("Having a say", "Do ghuth"), each_on(scales::A5, &rows)).trend().help(text((
            "Choose one answer on each line. You can leave a line out.",
            "Tagh aon fhreagairt air gach loidhne. Faodaidh tu loidhne fhàgail às.",
        ))),
        ask(
            item_code!("took_part"),
            took_part,
            ("Gave views to the council", "Chuir thu beachdan chun na comhairle"),
            closed(&[("yes", "Yes", "Chuir"), ("no", "No", "Cha do chuir")]),
        )
        .trend()
        .help(text((
            "In a survey, at a meeting, in a letter or in another way.",
            "Ann an suirbhidh, aig coinneimh, ann an litir no ann an dòigh eile.",
        ))),
        ask(
            item_code!("told_result"),
            told,
            ("Told what happened as a result", "Chaidh innse dhut dè thachair"),
            closed(&[("yes", "Yes", "Chaidh"), ("partly", "In part", "Ann am pàirt"), ("no", "No", "Cha deach")]),
        )
        .trend(),
    ];
    let mut pages = in_part(&Text::both("Having a say", "Do ghuth"), items);
    if let Some(told) = pages.last_mut() {
        told.show_if = Some("${took_part} = 'yes'".to_owned());
    }
    pages
}

fn safe_and_well() -> Vec<Page> {
    let safe = closed(&[
        ("5", "Very safe", "Glè shàbhailte"),
        ("4", "Fairly safe", "Meadhanach sàbhailte"),
        ("3", "Neither safe nor unsafe", "Chan eil mi sàbhailte no mì-shàbhailte"),
        ("2", "Fairly unsafe", "Meadhanach mì-shàbhailte"),
        ("1", "Very unsafe", "Glè mhì-shàbhailte"),
    ]);
    let walking = (
        "How safe do you feel when you are out alone here after dark?",
        "Dè cho sàbhailte ’s a tha thu a’ faireachdainn nuair a tha thu a-muigh nad aonar an seo às dèidh dol fodha na grèine?",
    );
    let life = (
        "Overall, how satisfied are you with your life nowadays?",
        "San fharsaingeachd, dè cho riaraichte ’s a tha thu le do bheatha an-dràsta?",
    );
    let points = Kind::Scale {
        from: 0,
        to: 10,
        low: Text::both("not at all satisfied", "gun a bhith riaraichte idir"),
        high: Text::both("completely satisfied", "làn riaraichte"),
        prefer_not: true,
    };
    let first = (
        "What should come first in this area in the next five years?",
        "Dè bu chòir a thighinn an toiseach san sgìre seo sna còig bliadhna a tha romhainn?",
    );
    let items = vec![
        ask(item_code!("safe"), walking, ("Feeling safe after dark", "Sàbhailteachd san dorchadas"), safe).trend(),
        ask(item_code!("life"), life, ("Satisfied with your life", "Riaraichte le do bheatha"), points).trend().help(
            text((
                "0 means not at all satisfied, 10 means completely satisfied.",
                "Tha 0 a’ ciallachadh gun a bhith riaraichte idir, 10 a’ ciallachadh làn riaraichte.",
            )),
        ),
        ask(item_code!("first"), first, ("What should come first", "Na bu chòir a thighinn an toiseach"), open()).help(
            text((
                "Leave out names and anything that shows who you are.",
                "Fàg às ainmean agus rud sam bith a sheallas cò thu.",
            )),
        ),
    ];
    in_part(&Text::both("Safe and well", "Sàbhailte agus slàn"), items)
}

fn place() -> Page {
    let words = ("Where do you live?", "Càit a bheil thu a’ fuireach?");
    let item = ask(item_code!("home"), words, ("Where you live", "Far a bheil thu a’ fuireach"), Kind::Place)
        .help(text((
            "We turn a postcode into an area of about 760 people and then forget the postcode.",
            "Nì sinn sgìre de mu 760 neach à còd-puist, agus an uair sin cuiridh sinn an còd-puist air dìochuimhne.",
        )))
        .why(text((
            "We ask so that we can see whether all parts of the area took part, and what matters in each.",
            "Tha sinn a’ faighneachd seo gus am faic sinn an do ghabh gach ceàrn den sgìre pàirt, agus dè tha cudromach anns gach tè.",
        )))
        .characteristic("locality");
    Page::one(item).section(Text::both("Where you live", "Far a bheil thu a’ fuireach"))
}
