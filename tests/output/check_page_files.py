#!/usr/bin/python3
"""Judges page formats: ALTO and PAGE by xmllint against the grammars beside this program, hOCR by the rules of its
specification, and in all three that words lie within their lines and lines within their pages.

usage: check_page_files.py WRITER     WRITER FOLDER fills FOLDER with *.alto.xml, *.page.xml and *.hocr.html
"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Tree
from pathlib import Path

GRAMMAR = Path(__file__).parent / "grammar"
SLACK = 1  # a pixel or unit lost to rounding


def local(element):
    return element.tag.split("}")[1]


def inside(inner, outer, what):
    assert inner[0] <= inner[2] and inner[1] <= inner[3], (what, inner)
    assert outer[0] - SLACK <= inner[0] and outer[1] - SLACK <= inner[1], (what, inner, outer)
    assert inner[2] <= outer[2] + SLACK and inner[3] <= outer[3] + SLACK, (what, inner, outer)


def alto_box(element):
    if "HPOS" not in element.attrib:
        return None
    x, y, width, height = (float(element.get(k)) for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return x, y, x + width, y + height


def page_box(element):
    coordinates = next(child for child in element if local(child) == "Coords")
    points = [tuple(map(int, p.split(","))) for p in coordinates.get("points").split()]
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


def check_alto(root):
    words = 0
    for page in root.iterfind(".//{*}Page"):
        sheet = (0, 0, float(page.get("WIDTH")), float(page.get("HEIGHT")))
        for line in page.iterfind(".//{*}TextLine"):
            if alto_box(line):
                inside(alto_box(line), sheet, "line in page")
            for word in line.iterfind(".//{*}String"):
                words += 1
                if alto_box(word):
                    inside(alto_box(word), alto_box(line), "word in line")
    return words


def check_page(root):
    words = 0
    page = next(root.iterfind(".//{*}Page"))
    sheet = (0, 0, int(page.get("imageWidth")), int(page.get("imageHeight")))
    for line in page.iterfind(".//{*}TextLine"):
        inside(page_box(line), sheet, "line in page")
        for word in line.iterfind(".//{*}Word"):
            words += 1
            inside(page_box(word), page_box(line), "word in line")
    return words


# hOCR 1.2: which class may stand where, and what its title may say.
HOCR_INSIDE = {"ocr_page": {None}, "ocr_carea": {"ocr_page"}, "ocr_table": {"ocr_page"}, "ocr_header": {"ocr_page"},
               "ocr_footer": {"ocr_page"}, "ocr_par": {"ocr_carea", "ocr_table", "ocr_header", "ocr_footer"},
               "ocr_line": {"ocr_par"}, "ocrx_word": {"ocr_line"}}
HOCR_PROPERTY = {"bbox": r"\d+ \d+ \d+ \d+", "image": r'"[^"]*"', "ppageno": r"\d+", "scan_res": r"\d+ \d+",
                 "baseline": r"-?[\d.]+ -?\d+", "x_size": r"[\d.]+", "x_wconf": r"(100|\d{1,2})"}


def hocr_properties(element):
    properties = {}
    for part in re.findall(r'(?:[^;"]|"[^"]*")+', element.get("title", "")):
        name, value = part.strip().split(" ", 1)
        assert re.fullmatch(HOCR_PROPERTY[name], value), part
        properties[name] = value
    return properties


def check_hocr(root):
    names = {meta.get("name") for meta in root.iterfind(".//{*}meta")}
    assert {"ocr-system", "ocr-capabilities"} <= names
    claimed = next(m for m in root.iterfind(".//{*}meta") if m.get("name") == "ocr-capabilities").get("content").split()
    ids, words = set(), 0

    def walk(element, parent, parent_box):
        nonlocal words
        kind = element.get("class")
        if kind:
            assert kind in claimed and parent in HOCR_INSIDE[kind], (kind, parent)
            assert element.get("id") not in ids
            ids.add(element.get("id"))
            box = hocr_properties(element).get("bbox")
            box = tuple(map(int, box.split())) if box else None
            if box and parent_box:
                inside(box, parent_box, kind)
            if kind == "ocrx_word":
                words += 1
                assert element.text.strip()
            parent, parent_box = kind, box or parent_box
        for child in element:
            walk(child, parent, parent_box)

    walk(root, None, None)
    return words


def xmllint(files, grammar=None):
    run = subprocess.run(["xmllint", "--noout", *(["--relaxng", grammar] if grammar else []), *files],
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode == 0, run.stderr


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        for pattern, grammar, check in (("*.alto.xml", GRAMMAR / "alto.rng", check_alto),
                                        ("*.page.xml", GRAMMAR / "page.rng", check_page),
                                        ("*.hocr.html", None, check_hocr)):
            files = sorted(Path(folder).glob(pattern))
            assert files, pattern
            xmllint(files, grammar)
            words = sum(check(Tree.parse(file).getroot()) for file in files)
            assert words > 100
            print(f"{len(files)} files {pattern} with {words} words hold")


main()
