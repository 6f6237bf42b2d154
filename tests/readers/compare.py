"""What readers have in common: comparing rows, with a limit to what is said."""

import math

MOST = 5


def same(one, other) -> bool:
    """Whether two values are the same; numbers may be of different types."""
    if isinstance(one, float) or isinstance(other, float):
        return isinstance(one, (int, float)) and isinstance(other, (int, float)) and math.isclose(one, other, rel_tol=1e-9)
    return one == other


def rows(read, expected):
    """Problems of rows that were read, against those that were put in."""
    read = [list(row) for row in read]
    if len(read) != len(expected):
        yield f"{len(read)} rows, not {len(expected)}"
        return
    said = 0
    for at, (row, wanted) in enumerate(zip(read, expected), 1):
        for place, (value, want) in enumerate(zip(row, wanted)):
            if not same(value, want) and said < MOST:
                said += 1
                yield f"row {at}, column {place + 1}: {value!r}, not {want!r}"
        if len(row) != len(wanted) and said < MOST:
            said += 1
            yield f"row {at}: {len(row)} values, not {len(wanted)}"


def equal(what, read, wanted):
    """A problem when two things differ."""
    if read != wanted:
        yield f"{what}: {read!r}, not {wanted!r}"


def names(expected):
    return [column["name"] for column in expected["columns"]]


def labels(column):
    """Every code of a column with its label, as numbers; the missing codes too."""
    return {int(code): label for code, label in column["labels"].items()}
