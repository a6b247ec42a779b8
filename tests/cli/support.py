"""Running the program, and making the files it is given. Everything here is invented."""
import json
import os
import subprocess
import tempfile
import unittest
import zlib
from pathlib import Path

import jsonschema

PROGRAM = os.environ["ATAGANDE_PROGRAM"]
ROOT = Path(os.environ["ATAGANDE_SOURCE_ROOT"])

PROMISE = """Medborgarlöfte 2024–2025 Bjurholms kommun

Trygghet i centrum

Polisen och kommunen lovar att:

• Genomföra två trygghetsvandringar per år.
• Städa bort klotter inom 48 timmar.

Anna Exempel
Kommunstyrelsens ordförande
"""


def run(*arguments, stdin=None, timeout=300, environment=None, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout,
                          env={**os.environ, **(environment or {})}, **more)


def schema():
    return json.loads(run("schema").stdout)


def check_record(test, record):
    """Schema, spans, quotes and boxes of one record."""
    jsonschema.validate(record, schema())
    text, pages = record["text"], {page["number"]: page for page in record["pages"]}

    def visit(value):
        if isinstance(value, dict):
            if "quote" in value and "span" in value:
                begin, end = value["span"]
                test.assertEqual(text[begin:end], value["quote"])
                for x0, y0, x1, y1 in value["boxes"]:
                    page = pages[value["page"]]
                    test.assertLess(x0, x1)
                    test.assertLess(y0, y1)
                    test.assertGreaterEqual(min(x0, y0), -1)
                    test.assertLessEqual(x1, page["width"] + 1)
                    test.assertLessEqual(y1, page["height"] + 1)
            for inner in value.values():
                visit(inner)
        elif isinstance(value, list):
            for inner in value:
                visit(inner)

    visit(record)
    for correction in record["corrections"]:
        begin, end = correction["span"]
        test.assertEqual(text[begin:end], correction["to"])


def pdf(objects, trailer=""):
    """A PDF file of the given objects (bytes or str), the first of which is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + (body.encode("cp1252") if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(dictionary, data):
    return f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def born_digital(pages, size=(595, 842)):
    """A PDF whose pages hold the lines of the texts given, in Helvetica."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
               "/Encoding /WinAnsiEncoding >>"]
    kids = []
    for text in pages:
        commands = [f"BT /F1 11 Tf 16 TL 60 {size[1] - 80} Td"]
        for line in text.split("\n"):
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            commands.append(f"({escaped}) Tj T*")
        commands.append("ET")
        objects.append(stream("", "\n".join(commands).encode("cp1252")))
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {len(objects)} 0 R "
                       "/Resources << /Font << /F1 3 0 R >> >> >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return pdf(objects)


def picture(text, dpi=150):
    """(width, height, grey bytes) of a page holding the text, as a scanner would see it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.pdf")
        source.write_bytes(born_digital([text]))
        pgm = subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), source], check=True, capture_output=True).stdout
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    return width, height, pixels


def scanned(pages, dpi=150):
    """A PDF of pictures only."""
    objects, kids = ["<< /Type /Catalog /Pages 2 0 R >>", ""], []
    for text in pages:
        width, height, pixels = picture(text, dpi)
        objects.append(stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
                              "/BitsPerComponent 8 /Filter /FlateDecode", zlib.compress(pixels)))
        image = len(objects)
        objects.append(stream("", b"595 0 0 842 0 0 cm /I Do"))
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                       f"/Resources << /XObject << /I {image} 0 R >> >> >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return pdf(objects)


def pgm(text, dpi=150):
    width, height, pixels = picture(text, dpi)
    return b"P5\n%d %d\n255\n" % (width, height) + pixels


def files_below(folder):
    """Name → bytes of the files in a folder, the program's own bookkeeping left out."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(Path(folder).rglob("*"))
            if path.is_file() and ".atagande" not in path.parts}


class CliTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def lines(self, result):
        return [json.loads(line) for line in result.stdout.splitlines()]
