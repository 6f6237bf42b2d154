"""Promises of the manifest about the people in the rows, counted again by pycanon."""

import json

import pandas
from pycanon import anonymity


def check(folder, expected):
    promised = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["protection"]
    keys = [column["name"] for column in expected["columns"] if column["role"] == "key"]
    if promised["keys"] != keys:
        yield f"keys {promised['keys']}, not {keys}"
    data = pandas.read_csv(folder / "data.csv", dtype=str, keep_default_na=False)
    k = anonymity.k_anonymity(data, keys)
    if k < promised["k"]:
        yield f"k is {k}, and {promised['k']} was promised"
    if not promised["sensitive"]:
        return
    if promised["l"] is not None:
        distinct = anonymity.l_diversity(data, keys, promised["sensitive"])
        if distinct < promised["l"]:
            yield f"l is {distinct}, and {promised['l']} was promised"
    if promised["t"] is not None:
        closeness = anonymity.t_closeness(data, keys, promised["sensitive"])
        if closeness > promised["t"] + 1e-9:
            yield f"t is {closeness}, and {promised['t']} was promised"
