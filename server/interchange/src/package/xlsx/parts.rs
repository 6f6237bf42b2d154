//! The small files of a workbook, around its sheets.

use super::{Sheet, Table};
use crate::package::{About, markup::escaped};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The files before the sheets, each with its name.
pub(super) fn before(about: &About, sheets: &[Sheet]) -> Vec<(String, String)> {
    let own = |name: &str, text: String| (name.to_owned(), text);
    vec![
        own("[Content_Types].xml", content_types(sheets)),
        own("_rels/.rels", package_relations()),
        own("docProps/core.xml", properties(about)),
        own("xl/workbook.xml", workbook(sheets)),
        own("xl/_rels/workbook.xml.rels", workbook_relations(sheets)),
        own("xl/styles.xml", styles()),
    ]
}

/// The files after a sheet: its table, and where that is.
pub(super) fn after(at: usize, sheet: &Sheet) -> Vec<(String, String)> {
    let Some(table) = &sheet.table else { return Vec::new() };
    let relation = format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/table\" \
         Target=\"../tables/table{at}.xml\"/></Relationships>"
    );
    vec![
        (format!("xl/worksheets/_rels/sheet{at}.xml.rels"), relation),
        (format!("xl/tables/table{at}.xml"), table_part(at, table)),
    ]
}

/// What stands before the rows of a sheet. `heads`: the first row stays in sight.
pub(super) fn sheet_begin(widths: &[usize], heads: bool) -> String {
    let columns: Vec<String> = (1..)
        .zip(widths)
        .map(|(at, width)| format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"))
        .collect();
    let columns = columns.concat();
    let pane = if heads {
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\" activeCell=\"A1\" sqref=\"A1\"/>"
    } else {
        ""
    };
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheetViews><sheetView workbookViewId=\"0\">{pane}\
         </sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )
}

/// What stands after the rows of a sheet.
pub(super) fn sheet_end(table: bool) -> String {
    let part = if table { "<tableParts count=\"1\"><tablePart r:id=\"rId1\"/></tableParts>" } else { "" };
    format!("</sheetData>{part}</worksheet>")
}

/// The letters of a column, from 0.
pub(super) fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        if at < 26 {
            break;
        }
        at = at / 26 - 1;
    }
    letters.iter().rev().collect()
}

fn content_types(sheets: &[Sheet]) -> String {
    let parts: Vec<String> = (1..)
        .zip(sheets)
        .map(|(at, sheet): (usize, &Sheet)| {
            let table = sheet.table.as_ref().map_or_else(String::new, |_| {
                format!("<Override PartName=\"/xl/tables/table{at}.xml\" ContentType=\"{TYPES}.table+xml\"/>")
            });
            format!(
                "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>{table}"
            )
        })
        .collect();
    let parts = parts.concat();
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override \
         PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" \
         ContentType=\"{TYPES}.styles+xml\"/>{parts}</Types>"
    )
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" \
         Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// Title, maker and language; the day on which the package was made stands for the time.
fn properties(about: &About) -> String {
    let (title, owner, made) = (escaped(&about.title), escaped(&about.owner), about.made);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{owner}</dc:creator><dc:language>en</dc:language><dcterms:created \
         xsi:type=\"dcterms:W3CDTF\">{made}T00:00:00Z</dcterms:created><dcterms:modified \
         xsi:type=\"dcterms:W3CDTF\">{made}T00:00:00Z</dcterms:modified></cp:coreProperties>"
    )
}

fn workbook(sheets: &[Sheet]) -> String {
    let list: Vec<String> = (1..)
        .zip(sheets)
        .map(|(at, sheet): (usize, &Sheet)| {
            format!("<sheet name=\"{}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>", escaped(&sheet.name))
        })
        .collect();
    let list = list.concat();
    format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>")
}

fn workbook_relations(sheets: &[Sheet]) -> String {
    let list: Vec<String> = (1..=sheets.len())
        .map(|at| {
            format!("<Relationship Id=\"rId{at}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>")
        })
        .collect();
    let list = list.concat();
    let styles = sheets.len() + 1;
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{list}<Relationship Id=\"rId{styles}\" \
         Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
    )
}

/// Three looks: as it is, bold for heads, wrapped for words.
fn styles() -> String {
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"12\"/><name val=\"Arial\"/></font><font>\
         <b/><sz val=\"12\"/><name val=\"Arial\"/></font></fonts><fills count=\"2\"><fill><patternFill \
         patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\">\
         <border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf \
         numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf \
         numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" \
         fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" \
         borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf></cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

fn table_part(at: usize, table: &Table) -> String {
    let last = letters(table.heads.len().saturating_sub(1));
    let reference = format!("A1:{last}{}", table.rows + 1);
    let columns: Vec<String> = (1..)
        .zip(&table.heads)
        .map(|(at, head): (usize, &String)| format!("<tableColumn id=\"{at}\" name=\"{}\"/>", escaped(head)))
        .collect();
    let columns = columns.concat();
    let (name, count) = (escaped(&table.name), table.heads.len());
    format!(
        "{HEAD}<table xmlns=\"{MAIN}\" id=\"{at}\" name=\"{name}\" displayName=\"{name}\" ref=\"{reference}\" \
         totalsRowShown=\"0\"><autoFilter ref=\"{reference}\"/><tableColumns count=\"{count}\">{columns}</tableColumns>\
         <tableStyleInfo showFirstColumn=\"0\" showLastColumn=\"0\" showRowStripes=\"0\" showColumnStripes=\"0\"/>\
         </table>"
    )
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_have_letters() {
        let found: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(found, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
