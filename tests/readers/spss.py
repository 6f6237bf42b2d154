"""SPSS: the system file by pyreadstat and by PSPP, and the syntax by PSPP."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pyreadstat

from compare import equal, labels, names, rows
from tables import in_csv

LEVELS = {"nominal": "nominal", "ordinal": "ordinal", "whole": "scale", "real": "scale", "text": "nominal"}


def one_line(words, most):
    """Words as SPSS keeps them: on one line, and so many bytes of them."""
    return " ".join(words.split()).encode()[:most].decode(errors="ignore")


def values(path):
    frame, _ = pyreadstat.read_sav(str(path), user_missing=True)
    columns = (frame[name].tolist() for name in frame.columns)
    return [list(row) for row in zip(*columns)]


def check(path, expected, text=lambda value: value):
    _, meta = pyreadstat.read_sav(str(path), user_missing=True)
    yield from equal("columns", meta.column_names, names(expected))
    wanted = [[text(value) for value in row] for row in expected["rows"]]
    yield from rows(values(path), wanted)
    for column in expected["columns"]:
        name = column["name"]
        yield from equal(f"label of {name}", meta.column_names_to_labels[name], one_line(column["title"], 255))
        read = {int(code): label for code, label in meta.variable_value_labels.get(name, {}).items()}
        wanted = {code: one_line(label, 120) for code, label in labels(column).items()}
        yield from equal(f"labels of {name}", read, wanted)
        read = [(span["lo"], span["hi"]) for span in meta.missing_ranges.get(name, [])]
        yield from equal(f"missing range of {name}", read, [(-9, -4)] if column["missing"] else [])
        yield from equal(f"level of {name}", meta.variable_measure[name], LEVELS[column["kind"]])
    # Read with missing values taken out, a column has as many values as were put in.
    frame, _ = pyreadstat.read_sav(str(path))
    for place, column in enumerate(expected["columns"]):
        if column["missing"]:
            there = sum(1 for row in expected["rows"] if row[place] not in column["missing"])
            yield from equal(f"values of {column['name']}", int(frame[column["name"]].notna().sum()), there)


def check_file(folder, expected):
    yield from check(folder / "data.sav", expected)
    _, meta = pyreadstat.read_sav(str(folder / "data.sav"), metadataonly=True)
    yield from equal("encoding", meta.file_encoding, "UTF-8")
    yield from equal("rows", meta.number_rows, len(expected["rows"]))


def pspp(syntax, folder):
    """Runs syntax in a folder; what PSPP complains of."""
    (folder / "run.sps").write_text(syntax, encoding="utf-8")
    command = ["pspp", "--no-statrc", "--batch", "--syntax-encoding=UTF-8", "-O", "format=txt", "run.sps"]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, env=environment)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "error:" in line or "warning:" in line]
    return said if said or done.returncode == 0 else [f"PSPP ended with {done.returncode}: {done.stderr[-500:]}"]


def check_with_pspp(folder, expected):
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        shutil.copy(folder / "data.sav", place)
        yield from pspp("GET FILE='data.sav'.\nEXECUTE.\nSAVE OUTFILE='again.sav'.\n", place)
        yield from check(place / "again.sav", expected)


def check_syntax(folder, expected):
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        shutil.copy(folder / "data.csv", place)
        yield from pspp((folder / "data.sps").read_text(encoding="utf-8"), place)
        yield from check(place / "data-from-csv.sav", expected, text=in_csv)
