"""Where records go: pipes, links, folders that hold earlier records; and what an interruption leaves."""
import json
import os
import signal
import subprocess
import threading
import unittest

from support import PROGRAM, PROMISE, CliTest, born_digital, pdf, run, scanned


def one_page_too_large():
    """Three pages, of which the middle one is larger than any paper."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d 842] >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 5 0 R] >>", page % 595,
                page % 20_000_000, page % 595])


class Outputs(CliTest):
    def test_a_pipe_stays_a_pipe(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        read = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        result = run("ingest", self.file("a.txt", PROMISE), "-o", pipe)
        reader.join(30)
        self.assertEqual(result.returncode, 0)
        self.assertEqual(len(json.loads(read[0])["commitments"]), 2)
        self.assertTrue(pipe.is_fifo())

    def test_a_link_still_leads_where_it_led(self):
        (self.folder / "link.json").symlink_to("real.json")
        run("ingest", self.file("a.txt", PROMISE), "-o", self.folder / "link.json")
        self.assertTrue((self.folder / "link.json").is_symlink())
        self.assertEqual(len(json.loads((self.folder / "real.json").read_text())["commitments"]), 2)

    def test_an_interrupted_run_leaves_an_earlier_file(self):
        kept = self.file("kept.ndjson", "earlier")
        slow = self.file("slow.pdf", scanned([PROMISE] * 30, dpi=200))
        process = subprocess.Popen([PROGRAM, "ingest", slow, "-o", kept], stderr=subprocess.DEVNULL)
        self.addCleanup(process.kill)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 130)
        self.assertEqual(kept.read_text(), "earlier")

    def test_records_are_not_read_as_documents(self):
        self.file("in/a.txt", PROMISE)
        for _ in range(2):
            run("ingest", self.folder / "in", "-o", f"{self.folder}/in/records/")
        self.assertEqual([path.name for path in (self.folder / "in/records").glob("*")
                          if not path.name.startswith(".")], ["a.txt.json"])

    def test_linked_folders_are_walked_once(self):
        self.file("elsewhere/a.txt", PROMISE)
        self.file("in/b.txt", PROMISE)
        (self.folder / "in/there").symlink_to(self.folder / "elsewhere")
        (self.folder / "in/round").symlink_to(self.folder / "in")
        lines = self.lines(run("ingest", self.folder / "in"))
        self.assertEqual(sorted(line["source"]["file_name"] for line in lines), ["a.txt", "b.txt"])

    def test_names_as_long_as_they_come(self):
        long, short = self.file("n" * 250, PROMISE), self.file("b.txt", PROMISE)
        self.assertEqual(run("ingest", long, short, "-o", f"{self.folder}/out/").returncode, 0)
        self.assertEqual(len(list((self.folder / "out").glob("*.json"))), 2)

    def test_a_document_without_text_has_an_empty_text(self):
        for name, content in (("blank.txt", "\n"), ("blank.pdf", born_digital([""]))):
            with self.subTest(name):
                result = run("ocr", self.file(name, content), timeout=60)
                self.assertEqual((result.returncode, result.stdout.strip()), (0, b""))

    def test_what_has_no_pages_makes_no_pdf(self):
        result = run("ocr", "-f", "pdf", self.file("a.txt", PROMISE), timeout=60)
        self.assertEqual(result.returncode, 2)
        self.assertIn(b"a.txt", result.stderr)

    def test_a_bad_page_costs_itself(self):
        result = run("ingest", self.file("three.pdf", one_page_too_large()), "--ndjson")
        line = self.lines(result)[0]
        self.assertEqual((result.returncode, line["status"], len(line["pages"])), (16, "partial", 3))
        self.assertEqual([warning["page"] for warning in line["warnings"] if warning["code"] == "page_unreadable"], [2])

    def test_what_a_broken_file_leaves(self):
        document, out = self.file("a.txt", PROMISE), self.folder / "out"
        run("ingest", document, "-o", f"{out}/", "--also", "txt,csv")
        self.assertEqual(len([path for path in out.glob("*") if path.is_file()]), 3)
        self.file("a.txt", b"")
        run("ingest", document, "-o", f"{out}/", "--also", "txt,csv")
        self.assertEqual([path.name for path in out.glob("*") if path.is_file()], ["a.txt.failed.json"])

    def test_a_plan_is_shown_whatever_the_output(self):
        result = run("ingest", self.file("a.txt", PROMISE), "--dry-run", "-o", f"{self.folder}/none/")
        self.assertEqual(result.returncode, 0)
        self.assertIn(b"read the text", result.stdout)
        self.assertFalse((self.folder / "none").exists())


if __name__ == "__main__":
    unittest.main()
