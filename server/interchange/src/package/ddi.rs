//! `ddi-codebook.xml`: the codebook as DDI-Codebook 2.5 (namespace `ddi:codebook:2_5`), as archives take it.

use std::fmt::Write;

use domain::response::MissingCode;

use super::{
    Data,
    check::Column,
    codebook::{self, Line},
    markup::escaped,
    variable::{Kind, Role, Variable},
};

/// The document.
pub(super) fn document(data: &Data<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<codeBook xmlns=\"ddi:codebook:2_5\" version=\"2.5\" \
         xml:lang=\"en\">\n",
    );
    document_description(&mut out, data);
    study(&mut out, data);
    let (rows, columns) = (data.profile.rows, data.variables.len());
    let _ = write!(
        out,
        "<fileDscr ID=\"F1\">\n<fileTxt>\n<fileName>data.csv</fileName>\n<dimensns><caseQnty>{rows}</caseQnty>\
         <varQnty>{columns}</varQnty></dimensns>\n<fileType charset=\"UTF-8\">text/csv</fileType>\n</fileTxt>\n\
         </fileDscr>\n<dataDscr>\n"
    );
    let weight = data.weight();
    for (at, (variable, column)) in data.columns().enumerate() {
        one(&mut out, at, variable, column, weight, data);
    }
    out.push_str("</dataDscr>\n</codeBook>\n");
    out
}

fn element(out: &mut String, name: &str, words: &str) {
    if !words.is_empty() {
        let _ = writeln!(out, "<{name}>{}</{name}>", escaped(words));
    }
}

fn document_description(out: &mut String, data: &Data<'_>) {
    let about = data.about;
    let (title, version, made) = (escaped(&about.title), escaped(&about.program), about.made);
    let _ = write!(
        out,
        "<docDscr>\n<citation>\n<titlStmt><titl>Codebook: {title}</titl></titlStmt>\n<prodStmt><prodDate \
         date=\"{made}\">{made}</prodDate><software version=\"{version}\">Folkmoot</software></prodStmt>\n\
         <verStmt><version date=\"{made}\">{made}</version></verStmt>\n</citation>\n</docDscr>\n"
    );
}

fn study(out: &mut String, data: &Data<'_>) {
    let about = data.about;
    let (title, owner, made) = (escaped(&about.title), escaped(&about.owner), about.made);
    let _ = write!(out, "<stdyDscr>\n<citation>\n<titlStmt><titl>{title}</titl>");
    if !about.code.is_empty() {
        let _ = write!(out, "<IDNo agency=\"{owner}\">{}</IDNo>", escaped(&about.code));
    }
    let _ = write!(
        out,
        "</titlStmt>\n<rspStmt><AuthEnty>{owner}</AuthEnty></rspStmt>\n<prodStmt><producer>{owner}</producer>\
         </prodStmt>\n<distStmt><distrbtr>{owner}</distrbtr><distDate date=\"{made}\">{made}</distDate></distStmt>\n\
         </citation>\n<stdyInfo>\n"
    );
    if about.rehearsed {
        element(out, "abstract", "These answers are rehearsed. Nobody gave them.");
    }
    element(out, "abstract", &about.method.how.join(" "));
    out.push_str("<sumDscr>\n");
    if let Some((first, last)) = about.collected {
        let _ = writeln!(out, "<collDate event=\"start\" date=\"{first}\">{first}</collDate>");
        let _ = writeln!(out, "<collDate event=\"end\" date=\"{last}\">{last}</collDate>");
    }
    out.push_str("<nation abbr=\"GB\">United Kingdom</nation>\n<geogCover>Scotland</geogCover>\n");
    element(out, "anlyUnit", "Response of a person");
    element(out, "universe", &about.universe);
    out.push_str("<dataKind>Survey data</dataKind>\n</sumDscr>\n</stdyInfo>\n<method>\n<dataColl>\n");
    element(out, "sampProc", &about.method.how.join(" "));
    element(out, "collMode", "Self-administered questionnaire, on the web or on paper");
    element(out, "weight", &about.method.weights.join(" "));
    out.push_str("</dataColl>\n");
    if !about.method.rates.is_empty() {
        let rates: Vec<String> = about.method.rates.iter().map(|(what, count)| format!("{what}: {count}")).collect();
        out.push_str("<anlyInfo>\n");
        element(out, "respRate", &rates.join("; "));
        out.push_str("</anlyInfo>\n");
    }
    out.push_str("</method>\n");
    if !about.terms.is_empty() {
        out.push_str("<dataAccs>\n<useStmt>\n");
        element(out, "conditions", &about.terms.join(" "));
        out.push_str("</useStmt>\n</dataAccs>\n");
    }
    out.push_str("</stdyDscr>\n");
}

fn one(out: &mut String, at: usize, variable: &Variable, column: &Column, weight: Option<usize>, data: &Data<'_>) {
    attributes(out, at, variable, weight);
    let title = escaped(&variable.title());
    let _ = writeln!(out, "<labl level=\"variable\">{title}</labl>");
    if !variable.gaelic.is_empty() {
        let _ = writeln!(out, "<labl level=\"variable\" xml:lang=\"gd\">{}</labl>", escaped(&variable.gaelic));
    }
    if matches!(variable.role, Role::Key | Role::Answer) {
        let _ = write!(out, "<qstn><qstnLit>{}</qstnLit>", escaped(&variable.question));
        if !variable.gaelic.is_empty() {
            let _ = write!(out, "<qstnLit xml:lang=\"gd\">{}</qstnLit>", escaped(&variable.gaelic));
        }
        out.push_str("</qstn>\n");
    }
    if let Some((least, greatest)) = column.bounds {
        let _ = writeln!(out, "<valrng><range min=\"{least}\" max=\"{greatest}\"/></valrng>");
    }
    if variable.is_coded() {
        let items: Vec<String> =
            MissingCode::ALL.iter().map(|code| format!("<item VALUE=\"{}\"/>", code.number())).collect();
        let items = items.concat();
        let _ = writeln!(out, "<invalrng>{items}</invalrng>");
    }
    element(out, "universe", &variable.universe);
    let missing = data.profile.rows - column.valid.min(data.profile.rows);
    let _ =
        writeln!(out, "<sumStat type=\"vald\">{}</sumStat><sumStat type=\"invd\">{missing}</sumStat>", column.valid);
    categories(out, variable, column);
    let kind = if variable.kind == Kind::Text { "character" } else { "numeric" };
    let _ = write!(out, "<varFormat type=\"{kind}\"/>\n</var>\n");
}

fn attributes(out: &mut String, at: usize, variable: &Variable, weight: Option<usize>) {
    let (kind, nature) = match variable.kind {
        Kind::Nominal => ("discrete", " nature=\"nominal\""),
        Kind::Ordinal => ("discrete", " nature=\"ordinal\""),
        Kind::Whole => ("discrete", " nature=\"interval\""),
        Kind::Real => ("contin", " nature=\"ratio\""),
        Kind::Text => ("discrete", ""),
    };
    let used = match (variable.role, weight) {
        (Role::Weight, _) => " wgt=\"wgt\"".to_owned(),
        (Role::Key | Role::Answer, Some(weight)) => format!(" wgt-var=\"V{}\"", weight + 1),
        _ => String::new(),
    };
    let _ = writeln!(
        out,
        "<var ID=\"V{}\" name=\"{}\" files=\"F1\" intrvl=\"{kind}\"{nature}{used}>",
        at + 1,
        variable.name
    );
}

fn categories(out: &mut String, variable: &Variable, column: &Column) {
    for Line { code, label, missing, count, .. } in codebook::lines_of(variable, column) {
        let missing = if missing { " missing=\"Y\"" } else { "" };
        let _ = writeln!(
            out,
            "<catgry{missing}><catValu>{code}</catValu><labl level=\"category\">{}</labl><catStat type=\"freq\">{count}\
             </catStat></catgry>",
            escaped(&label)
        );
    }
}
