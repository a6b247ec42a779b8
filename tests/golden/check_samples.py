#!/usr/bin/python3
"""Ingests every sample and judges the records: the schema by python3-jsonschema, quotes at their spans, boxes on their
pages and on ink, the words of digital text at their boxes (Poppler), the text against the truth, and the whole against
samples/expected.

usage: check_samples.py ATAGANDE SAMPLES [--update]     --update writes samples/expected instead of comparing with it
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent.parent / "output"))
from check_records import check_evidence, check_ids, check_revision, evidence_of  # noqa: E402

PICTURES = {".png", ".jpg", ".tif"}
# What recognition may lose: perspective and a poor light cost the photo some words.
LEAST_SHARE_OF_WORDS = {"photo.jpg": 0.85}


def run(*command):
    return subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout


def words(text):
    return re.findall(r"\w+", text.lower())


def check_text(name, record, truth):
    """Share of the truth's words that came out, counted with repetition."""
    left, found = words(record["text"]), 0
    for word in words(truth):
        if word in left:
            left.remove(word)
            found += 1
    share = found / len(words(truth))
    assert share >= LEAST_SHARE_OF_WORDS.get(name, 0.95), (name, share)
    return share


def page_images(sample, record):
    """The pages as grey arrays, a pixel a point."""
    if sample.suffix == ".pdf":
        with tempfile.TemporaryDirectory() as folder:
            run("pdftoppm", "-r", "72", "-gray", sample, Path(folder, "p"))
            return [np.asarray(Image.open(file)) for file in sorted(Path(folder).glob("p*"))]
    picture = Image.open(sample)
    pages = []
    for page in record["pages"]:
        picture.seek(page["number"] - 1)
        pages.append(np.asarray(picture.convert("L").resize((round(page["width"]), round(page["height"])))))
    return pages


def check_boxes_on_ink(sample, record):
    """Each box holds something markedly darker than what is around it."""
    pages, count = page_images(sample, record), 0
    for each in evidence_of(record):
        assert each["boxes"], each
        for x0, y0, x1, y1 in each["boxes"]:
            page = pages[each["page"] - 1].astype(int)
            area = page[int(y0):int(y1) + 1, int(x0):int(x1) + 1]
            around = page[max(0, int(y0) - 4):int(y1) + 5, max(0, int(x0) - 4):int(x1) + 5]
            assert np.percentile(around, 95) - area.min() > 40, (sample.name, each)
            count += 1
    assert count > 5 or not record["commitments"], sample.name


def check_words_at_boxes(sample, record):
    """The words that Poppler finds in the boxes of a quote are the quote's."""
    pages = []
    for line in run("pdftotext", "-bbox", sample, "-").decode().splitlines():
        if "<page " in line:
            pages.append([])
        word = re.search(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>', line)
        if word:
            x0, y0, x1, y1 = map(float, word.groups()[:4])
            pages[-1].append(((x0 + x1) / 2, (y0 + y1) / 2, word.group(5)))
    for each in evidence_of(record):
        inside = " ".join(text for x, y, text in pages[each["page"] - 1]
                          if any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in each["boxes"]))
        assert set(words(each["quote"])) <= set(words(inside)), (each, inside)


def unlike(got, wanted, path=""):
    """Where two records differ; numbers may differ by what another processor's arithmetic makes of them."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        if list(got) != list(wanted):
            return f"{path}: keys {list(got)} for {list(wanted)}"
        return next(filter(None, (unlike(got[k], wanted[k], f"{path}/{k}") for k in wanted)), None)
    if isinstance(wanted, list) and isinstance(got, list) and len(got) == len(wanted):
        return next(filter(None, (unlike(g, w, f"{path}/{i}") for i, (g, w) in enumerate(zip(got, wanted)))), None)
    if isinstance(wanted, float) and isinstance(got, (int, float)):
        slack = 1.5 if "/boxes/" in path else 0.03
        return None if abs(got - wanted) <= slack else f"{path}: {got} for {wanted}"
    return None if got == wanted else f"{path}: {got!r} for {wanted!r}"


def compare(name, record, expected):
    wanted = json.loads((expected / f"{name}.json").read_text())
    for volatile in ("provenance", "revision"):
        record.pop(volatile), wanted.pop(volatile)
    difference = unlike(record, wanted)
    assert not difference, f"{name} differs from samples/expected at {difference}"


def main():
    program, samples = Path(sys.argv[1]), Path(sys.argv[2])
    files = sorted(f for f in samples.iterdir() if f.is_file() and f.suffix != ".md")
    schema = json.loads(run(program, "schema"))
    judges = [draft(schema) for draft in (jsonschema.Draft202012Validator, jsonschema.Draft7Validator)]
    with tempfile.TemporaryDirectory() as folder:
        run(program, "ingest", "--no-progress", "--quiet", "-o", folder + "/", *files)
        for sample in files:
            text = Path(folder, f"{sample.name}.json").read_text()
            record = json.loads(text)
            for judge in judges:
                judge.validate(record)
            check_evidence(record)
            check_revision(record)
            check_ids(record)
            share = check_text(sample.name, record, (samples / "truth" / f"{sample.stem}.txt").read_text())
            if sample.suffix in PICTURES | {".pdf"}:
                check_boxes_on_ink(sample, record)
            if sample.name == "born_digital.pdf":
                check_words_at_boxes(sample, record)
            print(f"{sample.name}: {100 * share:.1f} % of the words, {len(record['commitments'])} commitments, "
                  f"{sum(1 for _ in evidence_of(record))} places hold")
            if "--update" in sys.argv:
                (samples / "expected").mkdir(exist_ok=True)
                (samples / "expected" / f"{sample.name}.json").write_text(text)
            else:
                compare(sample.name, record, samples / "expected")


if __name__ == "__main__":
    main()
