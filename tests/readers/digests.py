"""Digests: every file is what the manifest and SHA256SUMS say it is."""

import hashlib
import json


def check(folder, expected):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    listed = {file["name"]: file["sha256"] for file in manifest["files"]}
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    there = {path.name for path in folder.iterdir()}
    for missing in there - set(sums) - {"SHA256SUMS"}:
        yield f"{missing} has no digest"
    for name, digest in {**sums, **listed}.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            yield f"{name} is not what was digested"
    if manifest["program"]["version"] != expected["program"]:
        yield "another version of the program"
