#!/usr/bin/python3
"""Judges searchable PDFs by others' tools: qpdf for their structure, Poppler for what is found where and what is seen.

usage: check_searchable.py made WRITER                     copies of made PDFs, written by WRITER FOLDER
       check_searchable.py samples READER FOLDER           copies of samples, written by READER FILE STEM
"""
import html
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Tree
from pathlib import Path


def run(*command):
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, (command, done.stderr.decode())
    return done.stdout


def check_structure(pdf):
    assert b"No syntax or stream encoding errors" in run("qpdf", "--check", pdf)


def words_found(pdf):
    """(text, box) by page, as Poppler finds them."""
    page_list = []
    for line in run("pdftotext", "-cropbox", "-bbox", pdf, "-").decode().splitlines():
        if "<page " in line:
            page_list.append([])
        found = re.search(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>', line)
        if found:
            page_list[-1].append((html.unescape(found.group(5)), tuple(map(float, found.groups()[:4]))))
    return page_list


def words_expected(alto):
    """(text, box in points) by page; parted words whole, at their first part."""
    for page in Tree.parse(alto).getroot().iterfind(".//{*}Page"):
        words, height = [], float(page.get("HEIGHT")) * 72 / 1200
        for word in page.iterfind(".//{*}String"):
            if word.get("SUBS_TYPE") == "HypPart2":
                continue
            x, y, w, h = (float(word.get(k)) * 72 / 1200 for k in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            if y < height:  # made for upright pages: on one lying down the last line is beyond the edge
                words.append((word.get("SUBS_CONTENT") or word.get("CONTENT"), (x, y, x + w, y + h)))
        yield words


def pictures(pdf):
    """The packed bytes of the pictures of a PDF, in order of their sizes."""
    found = []
    listed = run("qpdf", "--json=1", "--json-key=objects", pdf).decode()
    for name, value in json.loads(listed)["objects"].items():
        if isinstance(value, dict) and value.get("/Subtype") == "/Image":
            found.append(run("qpdf", f"--show-object={name.split()[0]}", "--raw-stream-data", pdf))
    return sorted(found, key=lambda data: (len(data), data))


def seen(pdf):
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", "60", pdf, Path(folder, "p"))
        return [file.read_bytes() for file in sorted(Path(folder).glob("p*"))]


def metadata(pdf):
    text = run("pdfinfo", "-meta", pdf).decode()
    Tree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", text))  # well-formed
    return text


def check_made(writer):
    with tempfile.TemporaryDirectory() as folder:
        run(writer, folder)
        for original in sorted(Path(folder).glob("*.original.pdf")):
            check_copy(original.with_name(original.name.replace(".original", "")), original)
        check_layers(Path(folder))
        signed, described = Path(folder, "signed.pdf"), Path(folder, "described.pdf")
        assert b"/ByteRange" in Path(folder, "signed.original.pdf").read_bytes()
        plain = run("qpdf", "--qdf", "--object-streams=disable", signed, "-")
        assert b"/Sig" not in plain and b"/AcroForm" not in plain and b"/Stamp" in plain
        assert "signature is borne by the original alone" in metadata(signed)
        assert "beh\u00e5llet" in metadata(described) and "sha256:aaaa" in metadata(described)
        assert "pdfaid" not in metadata(described)


def check_copy(pdf, original):
    check_structure(pdf)
    if pdf.stem != "signed":  # its field became a stamp
        assert seen(pdf) == seen(original), pdf.stem
    for got, wanted in zip(words_found(pdf), words_expected(pdf.with_suffix(".alto.xml"))):
        got = [word for word in got if word[0] != "synligt"]
        assert sorted(w for w, _ in got) == sorted(w for w, _ in wanted), (pdf.stem, got, wanted)
        for (text, box), (_, place) in zip(sorted(got), sorted(wanted)):
            shift = 3.5 if pdf.stem == "skewed" else 1.6
            assert abs(box[0] - place[0]) < 1.6, (pdf.stem, text, box, place)
            assert abs(box[2] - place[2]) < (1.6 if "tryggheten" not in text else 3), (pdf.stem, text, box, place)
            middle = (box[1] + box[3]) / 2, (place[1] + place[3]) / 2
            assert abs(middle[0] - middle[1]) < shift, (pdf.stem, text, box, place)
    print(f"{pdf.stem}: words at their places")


def check_layers(folder):
    assert "hemligt" in run("pdftotext", folder / "layered.original.pdf", "-").decode()
    text = run("pdftotext", folder / "layered.pdf", "-").decode()
    assert "hemligt" not in text and "mera" not in text and "tryggheten" in text, text
    text = run("pdftotext", folder / "damaged.pdf", "-").decode()
    assert "hemligt" not in text and "synligt" not in text and "tryggheten" in text, text


def letters(text):
    return re.findall(r"\w{3,}", text)


def check_sample(reader, sample, truth, folder):
    stem = folder / sample.stem
    run(reader, sample, stem)
    pdf = stem.with_suffix(".pdf")
    check_structure(pdf)
    text = run("pdftotext", pdf, "-").decode()
    wanted, got = letters(truth), set(letters(text))
    share = sum(word in got for word in wanted) / len(wanted)
    assert share > 0.9, (sample.name, share)
    assert text.count("Medborgarlofte") == 0  # of the English layer
    growth = pdf.stat().st_size - sample.stat().st_size
    pages = len(words_found(pdf))
    assert growth <= 0.05 * sample.stat().st_size + 3072 * pages, (sample.name, growth)
    if sample.suffix == ".pdf":
        assert pictures(pdf) == pictures(sample), sample.name
        assert seen(pdf) == seen(sample), sample.name
    if sample.suffix == ".jpg":
        assert pictures(pdf) == [sample.read_bytes()]
    print(f"{sample.name}: {100 * share:.1f} % of the words found, {growth} bytes more for {pages} pages, "
          f"PDF/A-2u {'claimed' if 'pdfaid:part>2' in metadata(pdf) else 'not claimed'}")


def main():
    if sys.argv[1] == "made":
        return check_made(sys.argv[2])
    samples = Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        for name in ("scan_skewed.pdf", "english_text_layer.pdf", "fax.tif", "photo.jpg", "table_of_measures.png",
                     "mixed.pdf"):
            truth = (samples / "truth" / (name.split(".")[0] + ".txt")).read_text()
            check_sample(sys.argv[2], samples / name, truth, Path(folder))


main()
