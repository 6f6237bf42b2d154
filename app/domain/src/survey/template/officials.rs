//! The survey of Community Planning Officials: 38 questions to staff who work in community planning, asked in waves.
//!
//! It covers the topics of the national surveys of 2016 and 2018 (What Works Scotland) in words and scales of our own: no
//! answer to it can be compared with those of 2016 and 2018. Items marked as trends are asked in the same words in every
//! wave of ours. Nearly all is optional, and the partnership is never published, because each has a handful of officials.

mod engagement;
mod partnership;
mod skills;
mod work;

use super::scales::{A5, E10, F5, I5, S5, scales};
use crate::{
    survey::{Definition, Item, Notice, Page, Questionnaire, Retention},
    text::{Language, Text},
};

/// The survey of officials, version 2.
pub fn officials() -> Definition {
    let mut pages = work::about_you();
    pages.extend(work::your_work());
    pages.extend(skills::skills());
    pages.extend(skills::evidence());
    pages.extend(partnership::how_it_works());
    pages.extend(engagement::engagement());
    let questionnaire = Questionnaire {
        title: Text::both(
            "Community planning: how it works where you are",
            "Planadh coimhearsnachd: mar a tha e ag obair far a bheil thu",
        ),
        languages: Language::ALL.to_vec(),
        scales: scales(&[A5, F5, I5, S5, E10]),
        pages,
    };
    let notice = Notice { minutes: Some(questionnaire.minutes()), ..notice() };
    Definition { questionnaire, notice }
}

/// A page with the number of its question. Pages with one item have no heading of their own.
fn page(number: u8, section: &Text, title: super::Words, items: Vec<Item>) -> Page {
    let title = if items.len() == 1 { Text::default() } else { super::text(title) };
    Page::new(format!("q{number:02}"), title, items).section(section.clone())
}

fn notice() -> Notice {
    Notice {
        purpose: Text::both(
            "We want to know how community planning works in Scotland, what helps and what gets in the way, so that it can be made better.",
            "Tha sinn airson faighinn a-mach ciamar a tha planadh coimhearsnachd ag obair ann an Alba, dè tha na chuideachadh agus dè tha na bhacadh, gus a dhèanamh nas fheàrr.",
        ),
        who: Text::both(
            "Everybody whose paid work includes community planning, in any partner organisation.",
            "A h-uile duine aig a bheil planadh coimhearsnachd na phàirt den obair phàighte aca, ann am buidheann com-pàirt sam bith.",
        ),
        asks: Text::both(
            "Your work, your skills, the evidence you use, how your partnership works, and how communities take part. You can leave out all but the first question.",
            "D’ obair, do sgilean, an fhianais a chleachdas tu, mar a tha an com-pàirteachas agad ag obair, agus mar a tha coimhearsnachdan a’ gabhail pàirt. Faodaidh tu gach ceist fhàgail às ach a’ chiad tè.",
        ),
        seen_by: Text::both(
            "Researchers see answers for Scotland, added up. Nobody sees results by partnership, and groups of fewer than 10 people are never shown. What you write is read before it is used, and names are taken out.",
            "Chì luchd-rannsachaidh freagairtean airson Alba, còmhla. Chan fhaic duine toraidhean a rèir com-pàirteachais, agus cha tèid buidhnean nas lugha na 10 daoine a shealltainn uair sam bith. Thèid na sgrìobhas tu a leughadh mus tèid a chleachdadh, agus ainmean a thoirt às.",
        ),
        happens: Text::both(
            "We publish the results for Scotland and compare them with earlier and later years of this survey.",
            "Foillsichidh sinn na toraidhean airson Alba agus nì sinn coimeas le bliadhnaichean eile den t-suirbhidh seo.",
        ),
        legal_basis: Text::both(
            "Public task: improving community planning (Community Empowerment (Scotland) Act 2015, Part 2; UK GDPR, Article 6(1)(e)).",
            "Gnìomh poblach: leasachadh planadh coimhearsnachd (Achd Cumhachdachadh Coimhearsnachd (Alba) 2015, Pàirt 2; GDPR na RA, Artaigil 6(1)(e)).",
        ),
        retention: Some(Retention::Months(60)),
        controller: Text::both(
            "The body that runs this survey, named at the top of this page.",
            "A’ bhuidheann a tha a’ ruith an t-suirbhidh seo, air ainmeachadh aig mullach na duilleig seo.",
        ),
        contact: Text::both(
            "Write to that body at the address at the foot of this page.",
            "Sgrìobh chun na buidhne sin aig an t-seòladh aig bonn na duilleig seo.",
        ),
        other_formats: Text::both(
            "You can answer on paper or by phone. Ask us for large print.",
            "Faodaidh tu freagairt air pàipear no air a’ fòn. Iarr oirnn clò mòr.",
        ),
        ..Notice::default()
    }
}
