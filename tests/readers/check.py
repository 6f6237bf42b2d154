"""Opens a research package with programs of others and compares what they read with what was put in.

    check.py FOLDER EXPECTED

FOLDER holds the unpacked package, EXPECTED is a JSON file with the columns, labels and rows that went into it. Prints one
JSON object: for each reader a list of problems. Ends with 1 when there is any.
"""

import json
import sys
from pathlib import Path

import digests
import documents
import privacy
import spss
import standards
import tables

READERS = {
    "sha256": digests.check,
    "csv": tables.check_csv,
    "json": tables.check_json,
    "openpyxl": tables.check_workbook,
    "duckdb": tables.check_parquet,
    "pyreadstat": spss.check_file,
    "pspp": spss.check_with_pspp,
    "pspp-syntax": spss.check_syntax,
    "frictionless": standards.check_frictionless,
    "csvw": standards.check_csvw,
    "ddi": documents.check_ddi,
    "codebook": documents.check_codebook,
    "pages": documents.check_pages,
    "pycanon": privacy.check,
}


def main() -> int:
    folder, expected = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    found = {}
    for name, check in READERS.items():
        try:
            found[name] = [str(problem) for problem in check(folder, expected)]
        except Exception as error:  # noqa: BLE001: a reader that gives up is a problem of the package
            found[name] = [f"{type(error).__name__}: {error}"]
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
