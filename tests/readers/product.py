"""Opens a research package that the product itself made of a survey, and holds what its manifest promises against it.

    product.py FOLDER

FOLDER holds the unpacked package. Nothing is known of the answers: only what the package says of itself is looked at, by
programs of others. Prints one JSON list of problems and ends with 1 when there is any.
"""

import hashlib
import json
import sys
from pathlib import Path

import duckdb
import pandas
import pyreadstat
from frictionless import system, validate
from pycanon import anonymity


def digests(folder):
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        found = hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest()
        if found != digest:
            yield f"{name} is not what SHA256SUMS says"


def protection(folder, data):
    promised = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["protection"]
    keys, sensitive = promised["keys"], promised["sensitive"]
    if len(keys) < 2:
        yield f"only {len(keys)} keys: nothing is shown"
        return
    if promised["k"] < 5:
        yield f"k of {promised['k']} is promised, less than 5"
    k = anonymity.k_anonymity(data, keys)
    if k < promised["k"]:
        yield f"k is {k}, and {promised['k']} was promised"
    if sensitive and promised["l"] is not None:
        distinct = anonymity.l_diversity(data, keys, sensitive)
        if distinct < promised["l"]:
            yield f"l is {distinct}, and {promised['l']} was promised"
    if sensitive and promised["t"] is not None:
        closeness = anonymity.t_closeness(data, keys, sensitive)
        if closeness > promised["t"] + 1e-9:
            yield f"t is {closeness}, and {promised['t']} was promised"


def formats(folder, data):
    with system.use_context(trusted=True):
        report = validate(str(folder / "datapackage.json"), type="package")
        for row, field, kind, message in report.flatten(["rowNumber", "fieldName", "type", "message"]):
            yield f"frictionless, row {row}, column {field}: {kind}: {message}"
    frame, meta = pyreadstat.read_sav(str(folder / "data.sav"), user_missing=True)
    if (list(frame.columns), len(frame)) != (list(data.columns), len(data)):
        yield "data.sav has other columns or rows than data.csv"
    if not meta.variable_value_labels:
        yield "data.sav has no value labels"
    rows = duckdb.sql(f"select count(*) from read_parquet('{folder / 'data.parquet'}')").fetchall()[0][0]
    if rows != len(data):
        yield f"data.parquet has {rows} rows, data.csv {len(data)}"


def main() -> int:
    folder = Path(sys.argv[1])
    data = pandas.read_csv(folder / "data.csv", dtype=str, keep_default_na=False)
    checks = [lambda: digests(folder), lambda: protection(folder, data), lambda: formats(folder, data)]
    found = []
    for check in checks:
        try:
            found.extend(check())
        except Exception as error:  # noqa: BLE001: a reader that gives up is a problem of the package
            found.append(f"{type(error).__name__}: {error}")
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
