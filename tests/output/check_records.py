#!/usr/bin/python3
"""Judges the records of a program that prints them: the schema by two drafts of python3-jsonschema, and by hand what
no schema can say (quotes at their spans, boxes on their pages, revisions, ids).

usage: check_records.py PROGRAM [ARGUMENTS]   the program prints the schema on one line, then records, one a line
"""
import hashlib
import json
import subprocess
import sys
import uuid

import jsonschema


def evidence_of(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "evidence":
                yield from inner
            yield from evidence_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence_of(inner)


def check_evidence(record):
    sizes = {page["number"]: (page["width"], page["height"]) for page in record["pages"]}
    for each in evidence_of(record):
        begin, end = each["span"]
        assert record["text"][begin:end] == each["quote"], each
        assert "\f" not in each["quote"], each
        assert record["text"].count("\f", 0, begin) + 1 == each["page"], each
        width, height = sizes[each["page"]]
        for x0, y0, x1, y1 in each["boxes"]:
            assert 0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height, each


def check_revision(record):
    bare = {k: v for k, v in record.items() if k not in ("status", "revision", "provenance")}
    text = json.dumps(bare, ensure_ascii=False, separators=(",", ":"))
    assert record["revision"] == "sha256:" + hashlib.sha256(text.encode()).hexdigest(), record["id"]


def check_ids(record):
    for each in record["commitments"]:
        assert uuid.UUID(each["id"]).version == 5
    ids = [each["id"] for each in record["commitments"]]
    assert len(ids) == len(set(ids))


def main():
    lines = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE).stdout.decode().rstrip("\n").split("\n")
    schema = json.loads(lines[0])
    judges = []
    for draft in (jsonschema.Draft202012Validator, jsonschema.Draft7Validator):
        draft.check_schema(schema)
        judges.append(draft(schema))
    records = [json.loads(line) for line in lines[1:]]
    assert records
    for record in records:
        for judge in judges:
            judge.validate(record)
        assert list(record)[0] == "status"
        if record["status"] in ("ok", "partial"):
            check_evidence(record)
            check_revision(record)
            check_ids(record)
    evidence = sum(1 for record in records for _ in evidence_of(record))
    assert evidence > 100
    print(f"{len(records)} records and {evidence} places of evidence hold")


if __name__ == "__main__":
    main()
