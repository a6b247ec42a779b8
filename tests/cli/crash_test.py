"""A worker that dies is replaced; what it was reading is tried again, so that the run ends with the same bytes."""
import signal
import subprocess
import time
import unittest
from pathlib import Path

from support import PROGRAM, PROMISE, CliTest, run, scanned


def workers_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(word) for word in children.read_text().split()]


class Crash(CliTest):
    def killed_with(self, signals, path, expected):
        """Runs over `path`, ending workers by `signals`, one after the other, while they read."""
        process = subprocess.Popen([PROGRAM, "ingest", path, "--ndjson"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        for sent in signals:
            deadline = time.monotonic() + 20
            while not workers_of(process) and time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.01)
            time.sleep(0.3)
            if process.poll() is None and workers_of(process):
                subprocess.run(["kill", f"-{int(sent)}", str(workers_of(process)[0])])
        out, _ = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(out, expected)

    def test_a_worker_killed_while_it_reads(self):
        path = self.file("scan.pdf", scanned([PROMISE] * 4, dpi=200))
        undisturbed = run("ingest", path, "--ndjson")
        self.assertEqual(undisturbed.returncode, 0)
        for sent in (signal.SIGKILL, signal.SIGSEGV):
            with self.subTest(sent.name):
                self.killed_with([sent], path, undisturbed.stdout)

    def test_a_worker_without_memory_costs_its_pages_an_error(self):
        path = self.file("scan.pdf", scanned([PROMISE, PROMISE], dpi=300))
        text = self.file("text.txt", PROMISE)
        result = run("ingest", path, text, "--memory", "200M")
        lines = self.lines(result)
        self.assertEqual([line["source"]["file_name"] for line in lines], ["scan.pdf", "text.txt"])
        self.assertIn(result.returncode, (0, 11, 16))


if __name__ == "__main__":
    unittest.main()
