"""Documents: DDI-Codebook 2.5 by the rules of its schema, the codebook table, and the pages.

The rules below are those of the standard for the elements that a package uses: which children an element may have, in
which order and how often, which attributes, and which words. Anything else is a problem.
"""

import csv
from html.parser import HTMLParser
from xml.etree import ElementTree

from compare import equal, labels

SPACE = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Children in order: "?" at most one, "*" any number, "+" at least one, nothing: exactly one.
CHILDREN = {
    "codeBook": "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    "docDscr": "citation? guide? docStatus? docSrc* controlledVocabUsed* notes*",
    "stdyDscr": "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    "citation": "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit* holdings* notes*",
    "titlStmt": "titl subTitl* altTitl* parTitl* IDNo*",
    "rspStmt": "AuthEnty* othId*",
    "prodStmt": "producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*",
    "distStmt": "distrbtr* contact* depositr* depDate* distDate*",
    "verStmt": "version? verResp? notes*",
    "stdyInfo": "studyBudget* subject* abstract* sumDscr* qualityStatement* notes* exPostEvaluation*",
    "sumDscr": "timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly? anlyUnit* universe* dataKind*",
    "method": "dataColl* notes* anlyInfo* stdyClas* dataProcessing* codingInstructions*",
    "dataColl": "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* "
    "collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*",
    "anlyInfo": "respRate* EstSmpErr* dataAppr*",
    "dataAccs": "setAvail* useStmt* notes*",
    "useStmt": "confDec* specPerm* restrctn* contact* citReq* deposReq* conditions* disclaimer*",
    "fileDscr": "fileTxt* locMap? notes*",
    "fileTxt": "fileName* fileCitation? dataFingerprint* fileCont* fileStrc? dimensns? fileType* format* filePlac* "
    "dataChck* ProcStat* dataMsng* software* verStmt?",
    "dimensns": "caseQnty* varQnty* logRecL* recPrCas* recNumTot*",
    "dataDscr": "varGrp* nCubeGrp* var* nCube* notes*",
    "var": "location* labl* imputation* security* embargo* respUnit* anlysUnit* qstn* valrng* invalrng* undocCod* universe* "
    "TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? varFormat? geoMap* "
    "catLevel* notes*",
    "qstn": "preQTxt* qstnLit* postQTxt* forward* backward* ivuInstr*",
    "valrng": "item* range* key* notes*",
    "invalrng": "item* range* key* notes*",
    "catgry": "catValu? labl* txt* catStat* mrow?",
}
TEXTS = (
    "titl IDNo AuthEnty producer prodDate software distrbtr distDate version abstract collDate nation geogCover anlyUnit "
    "universe dataKind sampProc collMode weight respRate conditions fileName caseQnty varQnty fileType labl qstnLit sumStat "
    "catValu catStat"
).split()
ATTRIBUTES = {
    "codeBook": {"version"},
    "IDNo": {"agency"},
    "prodDate": {"date"},
    "distDate": {"date"},
    "version": {"date"},
    "software": {"version"},
    "collDate": {"event", "date"},
    "nation": {"abbr"},
    "fileDscr": {"ID"},
    "fileType": {"charset"},
    "var": {"ID", "name", "files", "intrvl", "nature", "wgt", "wgt-var"},
    "labl": {"level"},
    "range": {"min", "max"},
    "item": {"VALUE"},
    "sumStat": {"type"},
    "catgry": {"missing"},
    "catStat": {"type"},
    "varFormat": {"type"},
}
WORDS = {
    ("var", "intrvl"): {"contin", "discrete"},
    ("var", "nature"): {"nominal", "ordinal", "interval", "ratio", "percent", "other"},
    ("var", "wgt"): {"wgt", "not-wgt"},
    ("catgry", "missing"): {"Y", "N"},
    ("varFormat", "type"): {"numeric", "character"},
    ("collDate", "event"): {"start", "end", "single"},
}


def by_rules(element):
    """Problems of an element and everything below it."""
    name = element.tag.removeprefix(SPACE)
    if not element.tag.startswith(SPACE):
        yield f"{element.tag} is not of the namespace"
    for attribute, value in element.attrib.items():
        if attribute != LANGUAGE and attribute not in ATTRIBUTES.get(name, set()):
            yield f"{name} may not have the attribute {attribute}"
        if value not in WORDS.get((name, attribute), {value}):
            yield f"{name}: {attribute} may not be {value}"
    children = [child.tag.removeprefix(SPACE) for child in element]
    if name in CHILDREN:
        yield from in_order(name, children)
        if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
            yield f"{name} may not hold words"
    elif children:
        yield f"{name} may not hold {children[0]}"
    elif name not in TEXTS and name not in ("range", "item", "varFormat"):
        yield f"{name} is no element of a package"
    for child in element:
        yield from by_rules(child)


def in_order(name, children):
    left = list(children)
    for rule in CHILDREN[name].split():
        wanted = rule.rstrip("?*+")
        count = 0
        while left and left[0] == wanted:
            left.pop(0)
            count += 1
        if count > 1 and not rule.endswith(("*", "+")) or count == 0 and not rule.endswith(("?", "*")):
            yield f"{name} has {count} of {wanted}"
    if left:
        yield f"{name} may not have {left[0]} here"


def check_ddi(folder, expected):
    root = ElementTree.parse(folder / "ddi-codebook.xml").getroot()
    yield from equal("root", root.tag, f"{SPACE}codeBook")
    yield from equal("version", root.get("version"), "2.5")
    yield from by_rules(root)
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    yield from equal("identifiers", len(set(ids)), len(ids))
    for element in root.iter(f"{SPACE}var"):
        for attribute in ("files", "wgt-var"):
            if element.get(attribute, ids[0]) not in ids:
                yield f"{attribute} of {element.get('name')} leads nowhere"
    variables = {element.get("name"): element for element in root.iter(f"{SPACE}var")}
    yield from equal("variables", list(variables), [column["name"] for column in expected["columns"]])
    for place, column in enumerate(expected["columns"]):
        element = variables[column["name"]]
        yield from equal(f"label of {column['name']}", element.find(f"{SPACE}labl").text, column["title"])
        read, counts, missing = {}, {}, []
        for category in element.findall(f"{SPACE}catgry"):
            code = int(category.find(f"{SPACE}catValu").text)
            read[code] = category.find(f"{SPACE}labl").text
            counts[code] = int(category.find(f"{SPACE}catStat").text)
            missing += [code] if category.get("missing") == "Y" else []
        yield from equal(f"labels of {column['name']}", read, labels(column))
        yield from equal(f"missing codes of {column['name']}", sorted(missing), column["missing"])
        values = [row[place] for row in expected["rows"]]
        yield from equal(f"counts of {column['name']}", counts, {code: values.count(code) for code in read})


def check_codebook(folder, expected):
    with open(folder / "codebook.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for column in expected["columns"]:
        own = [line for line in lines if line["variable"] == column["name"] and line["code"]]
        missing = sorted(int(line["code"]) for line in own if line["missing"] == "yes")
        yield from equal(f"missing codes of {column['name']}", missing, column["missing"])
        read = {int(line["code"]): line["label"].removeprefix("'") for line in own if line["missing"] == "no"}
        wanted = {code: label for code, label in labels(column).items() if code not in column["missing"]}
        yield from equal(f"labels of {column['name']}", read, wanted)


class Page(HTMLParser):
    """What a page must have to be read by everybody, and what it must not have."""

    def __init__(self):
        super().__init__()
        self.problems, self.tables, self.captions, self.heads, self.language = [], 0, 0, 0, ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.heads += tag == "h1"
        if tag == "html":
            self.language = attrs.get("lang")
        if tag == "th" and "scope" not in attrs:
            self.problems.append("a head of a table without scope")
        if tag in ("script", "img", "iframe", "link") or "src" in attrs or attrs.get("href", "#")[0] != "#":
            self.problems.append(f"{tag} asks for something from elsewhere")


def check_pages(folder, expected):
    for name in ("codebook.html", "method.html"):
        page = Page()
        page.feed((folder / name).read_text(encoding="utf-8"))
        yield from (f"{name}: {problem}" for problem in page.problems)
        yield from equal(f"{name}: language, heads, captions", (page.language, page.heads, page.captions), ("en", 1, page.tables))
