"""Files dropped into a watched folder: half-written ones wait, bad ones are put aside, stopping loses nothing."""
import json
import signal
import subprocess
import time
import unittest

from support import PROGRAM, PROMISE, CliTest, check_record, run


class Watch(CliTest):
    def setUp(self):
        super().setUp()
        self.inbox, self.records = self.folder / "in", self.folder / "out"
        self.inbox.mkdir()

    def start(self, *options):
        process = subprocess.Popen([PROGRAM, "watch", self.inbox, "-o", self.records, "--settle", "0.4", "--interval", "0.5",
                                    *options], stderr=subprocess.PIPE)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def wait_for(self, *names, timeout=60):
        until = time.monotonic() + timeout
        while missing := [name for name in names if not (self.records / name).exists()]:
            self.assertLess(time.monotonic(), until, f"{missing} did not appear")
            time.sleep(0.05)

    def stop(self, process, how=signal.SIGTERM):
        process.send_signal(how)
        self.assertEqual(process.wait(30), 0)

    def record(self, name):
        record = json.loads((self.records / name).read_text())
        check_record(self, record)
        return record

    def test_what_is_dropped_is_read(self):
        self.file("in/early.txt", PROMISE)
        process = self.start()
        self.wait_for("early.txt.json")
        self.file("in/box/late.txt", PROMISE)
        self.wait_for("box/late.txt.json")
        self.assertEqual(len(self.record("box/late.txt.json")["commitments"]), 2)
        self.stop(process, signal.SIGINT)

    def test_a_file_still_being_written_waits(self):
        process = self.start()
        half, rest = PROMISE[:60], PROMISE[60:]
        with open(self.inbox / "slow.txt", "w", encoding="utf-8") as slow:
            for piece in (half, rest[:40], rest[40:80], rest[80:]):
                slow.write(piece)
                slow.flush()
                time.sleep(0.2)
        self.file("in/.hidden.txt", PROMISE)
        self.file("in/scan.part", PROMISE)
        self.wait_for("slow.txt.json")
        self.assertEqual(self.record("slow.txt.json")["text"].count("Medborgarlöfte"), 1)
        self.assertEqual(len(self.record("slow.txt.json")["commitments"]), 2)
        self.assertEqual([path.name for path in self.records.glob("*.json")], ["slow.txt.json"])
        self.stop(process)

    def test_a_bad_file_is_put_aside_until_it_is_good(self):
        process = self.start()
        self.file("in/bad.pdf", b"%PDF-1.4\nnothing of a PDF")
        self.file("in/good.txt", PROMISE)
        self.wait_for("failed/bad.pdf", "failed/bad.pdf.reason.json", "good.txt.json")
        reason = json.loads((self.records / "failed/bad.pdf.reason.json").read_text())
        self.assertEqual(reason["error"]["code"], "bad_input")
        self.assertTrue((self.inbox / "bad.pdf").exists(), "originals are left alone")
        self.file("in/bad.pdf", PROMISE)
        self.wait_for("bad.pdf.json")
        until = time.monotonic() + 10
        while (self.records / "failed/bad.pdf").exists() and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual(list((self.records / "failed").iterdir()), [])
        self.stop(process)

    def test_stopping_and_starting_again_repeats_nothing(self):
        for i in range(6):
            self.file(f"in/{i}.txt", PROMISE.replace("två", str(i + 2)))
        process = self.start("--jobs", "1")
        self.wait_for("0.txt.json")
        process.kill()
        process.wait()
        written = {path.name: path.stat().st_mtime_ns for path in self.records.glob("*.json")}
        finished = (self.records / ".atagande/journal").read_text().count("\n")
        result = run("watch", self.inbox, "-o", self.records, "--settle", "0", "--once")
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        after = {path.name: path.stat().st_mtime_ns for path in self.records.glob("*.json")}
        self.assertEqual(len(after), 6)
        again = sum(after[name] != time_written for name, time_written in written.items())
        self.assertLessEqual(again, len(written) - finished)

    def test_the_output_may_not_lie_in_the_input(self):
        result = run("watch", self.inbox, "-o", self.inbox / "out", "--once")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"--output", result.stderr)


if __name__ == "__main__":
    unittest.main()
