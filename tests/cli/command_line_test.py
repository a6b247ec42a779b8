"""Options, help, streams: what a person and a script meet first."""
import json
import os
import pty
import subprocess
import unittest

from support import PROGRAM, PROMISE, CliTest, born_digital, run, scanned


class CommandLine(CliTest):
    def test_help_has_examples_and_exit_statuses(self):
        for command in ("ingest", "ocr", "repair"):
            text = run(command, "--help").stdout.decode()
            self.assertIn("Examples:", text)
            self.assertIn("130 interrupted", text)
        self.assertRegex(run("--version").stdout.decode(), r"^atagande \d+\.\d+\.\d+\n$")

    def test_bad_arguments(self):
        for words in ([], ["ingest"], ["ingest", "--no-such-option", "x"], ["no-such-command"],
                      ["ingest", "--ocr", "maybe", "x"]):
            with self.subTest(words):
                result = run(*words)
                self.assertEqual(result.returncode, 1)
                self.assertEqual(result.stdout, b"")
                self.assertIn(b"atagande: error:", result.stderr)

    def test_standard_input_and_output(self):
        result = run("ingest", "-", stdin=PROMISE.encode())
        self.assertEqual(result.returncode, 0)
        self.assertEqual(json.loads(result.stdout)["source"]["file_name"], "stdin")
        self.assertEqual(result.stderr, b"")

    def test_output_to_a_file(self):
        path, out = self.file("a.txt", PROMISE), self.folder / "a.json"
        self.assertEqual(run("ingest", path, "-o", out).stdout, b"")
        self.assertEqual(out.read_bytes(), run("ingest", path).stdout)

    def test_names_from_a_list(self):
        names = [self.file(f"{i} å.txt", PROMISE) for i in range(3)]
        listing = "\0".join(map(str, names)).encode()
        result = run("ingest", "--files-from", "-", "-0", stdin=listing)
        self.assertEqual([line["source"]["file_name"] for line in self.lines(result)], [name.name for name in names])

    def test_a_dry_run_says_what_it_would_do(self):
        layered, scan = self.file("layered.pdf", born_digital([PROMISE] * 3)), self.file("scan.pdf", scanned([PROMISE]))
        text = run("ingest", "--dry-run", layered, scan).stdout.decode()
        self.assertRegex(text, r"pages 1-3\s+text layer good\s+use the text layer")
        self.assertRegex(text, r"page 1\s+text layer absent\s+recognise")

    def test_ocr_modes(self):
        path = self.file("a.pdf", born_digital([PROMISE]))
        source = lambda *options: json.loads(run("ingest", path, *options).stdout)["pages"][0]["text_source"]
        self.assertEqual(source(), "text_layer")
        self.assertEqual(source("--ocr", "always"), "ocr")
        path = self.file("b.pdf", scanned([PROMISE]))
        self.assertEqual(source("--ocr", "never"), "none")

    def test_ocr_prints_text(self):
        text = run("ocr", self.file("a.pdf", scanned([PROMISE], dpi=200))).stdout.decode()
        self.assertIn("Genomföra två trygghetsvandringar per år.", text)

    def test_a_wrong_choice_is_told_the_right_ones(self):
        for option, names in (("--ocr", b"auto,always,never"), ("--log-format", b"text,json")):
            result = run("ingest", option, "5", self.folder)
            self.assertEqual(result.returncode, 1)
            self.assertIn(names, result.stderr)
            self.assertNotIn(b"->", result.stderr)

    def test_remarks_as_json(self):
        result = run("ingest", "--log-format", "json", self.folder / "gone.pdf")
        remark, last = [json.loads(line) for line in result.stderr.splitlines()]
        self.assertEqual(remark["level"], "error")
        self.assertIn("gone.pdf", remark["message"])
        self.assertEqual((last["level"], last["summary"]["files"], last["summary"]["failed"]), ("info", 1, 1))
        self.assertEqual(run("ingest", "-q", "--log-format", "json", self.file("a.txt", PROMISE)).stderr, b"")

    def test_the_table_at_the_end_is_for_people(self):
        paths = [self.file(f"{i}.txt", PROMISE) for i in range(2)]
        self.assertEqual(run("ingest", *paths).stderr, b"")
        self.assertIn(b"pages a second", run("ingest", "-v", *paths).stderr)
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, "ingest", *paths], stdout=subprocess.DEVNULL, stderr=theirs)
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 4096):
                seen += piece
        except OSError:  # how Linux says that the other side is closed
            pass
        os.close(ours)
        self.assertEqual(process.wait(), 0)
        self.assertIn(b"pages a second", seen)

    def test_a_mistake_is_told_as_the_log_is_wanted(self):
        remark = json.loads(run("ingest", "--log-format", "json", "--nonsense").stderr)
        self.assertEqual(remark["level"], "error")

    def test_review_on_request(self):
        path = self.file("long.pdf", born_digital([PROMISE] * 3))
        self.assertEqual(run("ingest", path, "--fail-on-review").returncode, 0)
        for name, dpi, warning in (("blurred.pdf", 58, "low_ocr_confidence"), ("illegible.pdf", 45, "no_text_recognised")):
            with self.subTest(name):
                result = run("ingest", self.file(name, scanned([PROMISE], dpi=dpi)), "--fail-on-review")
                self.assertEqual(result.returncode, 12)
                self.assertIn(warning, [one["code"] for one in json.loads(result.stdout)["warnings"]])

    def test_doctor(self):
        result = run("doctor")
        self.assertEqual(result.returncode, 0, result.stdout.decode())
        self.assertIn(b"pdftotext", result.stdout)
        missing = run("doctor", environment={"PATH": "/nonexistent"})
        self.assertEqual(missing.returncode, 3)
        self.assertIn(b"apt install poppler-utils", missing.stdout)

    def test_every_kernel_gives_the_same_record(self):
        scan = self.file("a.pdf", scanned([PROMISE], dpi=100))
        records = {run("ingest", "--cpu", kernel, scan).stdout for kernel in ("auto", "portable")}
        self.assertEqual(len(records), 1)
        refused = run("ingest", "--cpu", "abacus", scan)
        self.assertEqual(refused.returncode, 1)
        self.assertIn(b"portable", refused.stderr)
        self.assertRegex(run("doctor").stdout, rb"recogniser's instructions +(portable|avx2|vnni|amx)")

    def test_a_missing_language_says_how_to_get_it(self):
        result = run("ingest", "-l", "xyz", self.file("a.pdf", scanned([PROMISE], dpi=72)))
        self.assertEqual(result.returncode, 3)
        self.assertIn(b"apt install tesseract-ocr-xyz", result.stderr)

    def test_completions_and_manual(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertIn(b"ingest", run("completion", shell).stdout)
        self.assertEqual(subprocess.run(["bash", "-n"], input=run("completion", "bash").stdout).returncode, 0)
        self.assertIn(b".SH SYNOPSIS", run("completion", "man").stdout)

    def test_rules_against_annotations(self):
        (self.folder / "gold").mkdir()
        (self.folder / "text").mkdir()
        self.file("text/a.txt", "Medborgarlöfte 2024 Eda kommun\n\nPolisen lovar att:\n\n• gå till fots varje kväll\n"
                                "• dela ut reflexer\n")
        wanted = {"document_type": "citizen_promise", "municipalities": ["Eda"], "period": {"from": "2024", "to": "2024"},
                  "commitments": [{"text": "gå till fots varje kväll", "actor": "police", "frequency": "varje kväll"},
                                  {"text": "måla gångtunneln", "actor": "municipality"}]}
        self.file("gold/a.json", json.dumps(wanted))
        report = json.loads(run("rules", "test", "--gold", self.folder, "--json").stdout)
        measures = {m["name"]: m for m in report["measures"]}
        self.assertEqual((measures["commitment"]["right"], measures["commitment"]["made"],
                          measures["commitment"]["wanted"]), (1, 2, 2))
        self.assertEqual(measures["actor"]["share"], 1.0)
        self.assertEqual(measures["municipality"]["share"], 1.0)
        remarks = "\n".join(report["documents"][0]["remarks"])
        self.assertIn("missed: måla gångtunneln", remarks)
        self.assertIn("made up: dela ut reflexer", remarks)
        text = run("rules", "test", "--gold", self.folder).stdout.decode()
        self.assertRegex(text, r"commitment +0\.500 +0\.500 +0\.500 +2")
        both = json.loads(run("rules", "test", "--gold", self.folder, "--gold", self.folder, "--json").stdout)
        self.assertEqual(sum(step["made"] for step in both["left_out"]), 4)
        self.assertEqual([right for _, right in both["worth"]], [0.5])
        self.assertEqual(run("rules", "test", "--gold", self.folder / "text").returncode, 2)

    def test_a_scan_explained(self):
        """A scan's commitments are explained as ingest finds them, whatever kind of file it is."""
        scan = self.file("scan.pdf", scanned([PROMISE], dpi=200))
        found = json.loads(run("ingest", scan).stdout)["commitments"]
        explained = json.loads(run("rules", "explain", scan, "--json").stdout)
        self.assertEqual([e["text"] for e in explained if e["verdict"] == "commitment"], [c["text"] for c in found])
        self.assertEqual([e["rule"] for e in explained if e["verdict"] == "commitment"], [c["rule"] for c in found])
        text = run("rules", "explain", scan).stdout.decode()
        self.assertIn("commitment: " + found[0]["text"], text)
        empty = self.file("empty.pdf", "")
        self.assertEqual(run("rules", "explain", empty).returncode, 2)


if __name__ == "__main__":
    unittest.main()
