"""Descriptions that validators of others hold against data.csv: Frictionless and CSV on the Web."""

import json
import warnings

from csvw import CSVW
from frictionless import Package, system, validate

from compare import equal, labels, names


def check_frictionless(folder, expected):
    with system.use_context(trusted=True):
        report = validate(str(folder / "datapackage.json"), type="package")
        for row, field, kind, message in report.flatten(["rowNumber", "fieldName", "type", "message"]):
            yield f"row {row}, column {field}: {kind}: {message}"
        package = Package(str(folder / "datapackage.json"))
    resource = package.get_resource("data")
    yield from equal("columns", resource.schema.field_names, names(expected))
    yield from equal("rows", report.tasks[0].stats.get("rows"), len(expected["rows"]))
    for column in expected["columns"]:
        read = {item["value"]: item["label"] for item in resource.schema.get_field(column["name"]).to_dict().get("categories", [])}
        wanted = {code: label for code, label in labels(column).items() if code not in column["missing"]}
        yield from equal(f"labels of {column['name']}", read, wanted)


def check_csvw(folder, expected):
    path = folder / "data.csv-metadata.json"
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        described = CSVW(str(path), validate=True)
        valid = described.is_valid
    if not valid:
        yield from (str(warning.message) for warning in said[:5])
        yield "data.csv is not as described"
    table = described.tables[0]
    read = [column.name for column in table.tableSchema.columns]
    yield from equal("columns", read, names(expected))
    titles = {column["name"]: column["dc:title"][0]["@value"] for column in json.loads(path.read_text())["tableSchema"]["columns"]}
    for column in expected["columns"]:
        yield from equal(f"title of {column['name']}", titles[column["name"]], column["title"])
    rows = sum(1 for _ in table)
    yield from equal("rows", rows, len(expected["rows"]))
