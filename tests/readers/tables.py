"""Tables: CSV by Python's own reader, JSON, the workbook by openpyxl, Parquet by DuckDB."""

import csv
import json

import duckdb
import openpyxl

from compare import equal, labels, names, rows


def defused(value):
    """Words as they stand where a spreadsheet could take them for a formula."""
    dangerous = isinstance(value, str) and value.strip().startswith(("=", "+", "-", "@", "|", "%"))
    return "'" + value if dangerous else value


def in_csv(value):
    """A value as it stands in data.csv: no formula, and on one line."""
    return defused(value).replace("\n", " ") if isinstance(value, str) else value


def in_words(value, column):
    """A value as it stands in the file of labels."""
    if not column["labels"]:
        return in_csv(value)
    label = labels(column).get(value)
    return str(value) if label is None else in_csv(label)


def typed(text, column):
    return {"text": str, "real": float}.get(column["kind"], int)(text)


def check_csv(folder, expected):
    columns = expected["columns"]
    wanted = [[in_csv(value) for value in row] for row in expected["rows"]]
    raw = (folder / "data.csv").read_bytes()
    if raw.startswith(b"\xef\xbb\xbf") or b"\r\n" not in raw:
        yield "a byte order mark, or rows that do not end in CR LF"
    with open(folder / "data.csv", encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file, strict=True)
    yield from equal("heads", head, names(expected))
    yield from rows(([typed(text, column) for text, column in zip(row, columns)] for row in body), wanted)
    with open(folder / "data-labels.csv", encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file, strict=True)
    yield from equal("heads of labels", head, names(expected))
    read = ([text if column["labels"] else typed(text, column) for text, column in zip(row, columns)] for row in body)
    yield from rows(read, [[in_words(value, column) for value, column in zip(row, columns)] for row in expected["rows"]])


def check_json(folder, expected):
    read = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    yield from equal("columns", read["columns"], names(expected))
    yield from rows(read["data"], expected["rows"])


def check_workbook(folder, expected):
    book = openpyxl.load_workbook(folder / "data.xlsx")
    yield from equal("sheets", book.sheetnames, ["Notes", "Variables", "Values", "Data"])
    yield from equal("title", book.properties.title, expected["title"])
    for sheet in book.worksheets:
        if sheet.merged_cells.ranges:
            yield f"{sheet.title} has merged cells"
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
            yield f"{sheet.title} has a formula"
        tables = list(sheet.tables.values())
        if sheet.title != "Notes":
            yield from equal(f"tables of {sheet.title}", [table.ref for table in tables], [sheet.dimensions])
            for table in tables:
                heads = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
                yield from equal("heads of the table", [column.name for column in table.tableColumns], heads)
    head, *body = book["Data"].iter_rows(values_only=True)
    yield from equal("heads", list(head), names(expected))
    blank = [["" if value is None else value for value in row] for row in body]
    wanted = [[defused(value) for value in row] for row in expected["rows"]]
    yield from rows(blank, wanted)
    read = {}
    for name, code, label, *_ in list(book["Values"].iter_rows(values_only=True))[1:]:
        read.setdefault(name, {})[code] = label
    for column in expected["columns"]:
        wanted = {code: defused(label) for code, label in labels(column).items()}
        yield from equal(f"labels of {column['name']}", read.get(column["name"], {}), wanted)


def check_parquet(folder, expected):
    path = str(folder / "data.parquet")
    table = duckdb.connect().execute("select * from read_parquet(?)", [path])
    yield from equal("columns", [column[0] for column in table.description], names(expected))
    yield from rows(table.fetchall(), expected["rows"])
    found = duckdb.connect().execute("select key, value from parquet_kv_metadata(?)", [path]).fetchall()
    metadata = {bytes(key).decode(): bytes(value).decode() for key, value in found}
    yield from equal("title", metadata.get("title"), expected["title"])
    columns = json.loads(metadata["columns"])
    for column in expected["columns"]:
        read = columns[column["name"]]
        yield from equal(f"label of {column['name']}", read["label"], column["title"])
        yield from equal(f"labels of {column['name']}", read["labels"], column["labels"])
        yield from equal(f"missing codes of {column['name']}", sorted(read["missing"]), column["missing"])
