"""Every kind of file becomes a record that holds to the schema, with true spans, quotes and boxes."""
import io
import json
import struct
import unittest
import zipfile

from support import PROMISE, ROOT, CliTest, born_digital, check_record, pgm, run, scanned

HTML = """<!doctype html><html lang="sv"><head><title>Löften</title></head><body><nav><ul><li>Sök</li><li>Meny</li></ul>
</nav><main><h1>Medborgarlöfte 2024–2025 Bjurholms kommun</h1><h2>Trygghet i centrum</h2><p>Polisen och kommunen lovar
att:</p><ul><li>Genomföra två trygghetsvandringar per år.</li><li>Städa bort klotter inom 48 timmar.</li></ul></main>
<footer>Kontakta oss</footer></body></html>"""


def docx():
    paragraph = lambda text: f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    body = "".join(paragraph(line) for line in PROMISE.split("\n") if line)
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


class Documents(CliTest):
    def record(self, name, content, *options):
        result = run("ingest", self.file(name, content), *options)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        record = json.loads(result.stdout)
        check_record(self, record)
        return record

    def promised(self, record):
        self.assertEqual([c["text"] for c in record["commitments"]],
                         ["Genomföra två trygghetsvandringar per år.", "Städa bort klotter inom 48 timmar."])
        self.assertEqual([m["code"] for m in record["municipalities"]], ["2403"])
        self.assertEqual(record["period"]["from"][:4], "2024")

    def test_text(self):
        self.promised(self.record("promise.txt", PROMISE))

    def test_text_in_windows_1252_with_a_lying_name(self):
        self.promised(self.record("promise.pdf", PROMISE.encode("cp1252")))

    def test_html(self):
        record = self.record("promise.html", HTML)
        self.promised(record)
        self.assertNotIn("Meny", record["text"])

    def test_docx(self):
        self.promised(self.record("promise.docx", docx()))

    def test_born_digital_pdf(self):
        record = self.record("promise.pdf", born_digital([PROMISE]))
        self.promised(record)
        self.assertEqual(record["pages"][0]["text_source"], "text_layer")
        self.assertTrue(all(c["evidence"][0]["boxes"] for c in record["commitments"]))
        self.assertIsNone(record["commitments"][0]["confidence"]["ocr"])

    def test_scanned_pdf(self):
        record = self.record("promise.pdf", scanned([PROMISE], dpi=200))
        self.promised(record)
        self.assertEqual(record["pages"][0]["text_source"], "ocr")
        self.assertTrue(all(c["evidence"][0]["boxes"] for c in record["commitments"]))

    def test_picture(self):
        self.promised(self.record("promise.pgm", pgm(PROMISE, dpi=200)))

    def test_pictures_of_pages_and_signatures(self):
        seen, strokes = self.folder / "seen", self.folder / "strokes"
        result = run("ocr", ROOT / "samples" / "signed_agreement.pdf", "--save-images", seen, "--crop-signatures", strokes)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(sorted(file.name for file in seen.iterdir()),
                         ["signed_agreement.pdf-page-0001.png", "signed_agreement.pdf-page-0002.png"])
        self.assertEqual(sorted(file.name for file in strokes.iterdir()),
                         ["signed_agreement.pdf-page-0002-signature-1.png",
                          "signed_agreement.pdf-page-0002-signature-2.png"])
        for file in [*seen.iterdir(), *strokes.iterdir()]:
            bytes_ = file.read_bytes()
            self.assertTrue(bytes_.startswith(b"\x89PNG"))
            width, height = struct.unpack(">II", bytes_[16:24])
            self.assertGreater(width, height if file.parent == strokes else 1000)

    def test_any_number_of_workers_gives_the_same_bytes(self):
        paths = [self.file("a.pdf", scanned([PROMISE, PROMISE])), self.file("b.txt", PROMISE),
                 self.file("c.pdf", born_digital([PROMISE] * 20)), self.file("d.bin", b"\x00\x01\x02"),
                 self.file("e.pdf", scanned([PROMISE]))]
        outputs = [run("ingest", "--jobs", jobs, *paths).stdout for jobs in (1, 2, 4)]
        self.assertEqual(outputs[0], outputs[1])
        self.assertEqual(outputs[0], outputs[2])
        self.assertEqual(len(outputs[0].splitlines()), len(paths))


if __name__ == "__main__":
    unittest.main()
