"""Runs into a folder go on where they stopped, redo what changed and nothing else, and end with the same bytes."""
import os
import random
import signal
import subprocess
import time
import unittest

from support import PROGRAM, PROMISE, CliTest, born_digital, files_below, run, scanned


class Resume(CliTest):
    def inputs(self):
        for i in range(12):
            self.file(f"in/{i:02}.txt", PROMISE.replace("två", str(i + 2)))
        for i in range(3):
            self.file(f"in/p{i}.pdf", born_digital([PROMISE] * (i + 1)))
        self.file("in/scan.pdf", scanned([PROMISE, PROMISE], dpi=100))
        self.file("in/broken.pdf", b"%PDF-1.7\nnothing more")
        return self.folder / "in"

    def times(self, folder):
        return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.json")}

    def test_a_second_run_does_nothing_and_a_changed_file_is_redone(self):
        source, out = self.inputs(), self.folder / "out"
        self.assertEqual(run("ingest", source, "-o", f"{out}/").returncode, 11)
        first = self.times(out)
        self.assertEqual(run("ingest", source, "-o", f"{out}/").returncode, 11)
        second = self.times(out)
        changed = {name for name in first if first[name] != second[name]}
        self.assertEqual(changed, {"broken.pdf.failed.json"})
        self.file("in/03.txt", PROMISE.replace("två", "nio"))
        run("ingest", source, "-o", f"{out}/")
        changed = {name for name in first if self.times(out)[name] != second[name]}
        self.assertEqual(changed, {"03.txt.json", "broken.pdf.failed.json"})

    def test_another_pipeline_redoes_everything(self):
        source, out = self.inputs(), self.folder / "out"
        run("ingest", source, "-o", f"{out}/")
        first = self.times(out)
        run("ingest", source, "-o", f"{out}/", "--repair", "off")
        second = self.times(out)
        self.assertTrue(all(first[name] != second[name] for name in first))

    def test_two_runs_on_one_folder(self):
        source, out = self.inputs(), self.folder / "out"
        with subprocess.Popen([PROGRAM, "ingest", source, "-o", f"{out}/", "--jobs", "1"],
                              stderr=subprocess.DEVNULL) as first:
            while not (out / ".atagande" / "journal").exists():
                time.sleep(0.005)
            second = run("ingest", source, "-o", f"{out}/")
            self.assertEqual(second.returncode, 5)
            self.assertIn("another run", second.stderr.decode())
            first.wait()

    def test_killed_at_random_moments_it_ends_with_the_same_bytes(self):
        source = self.inputs()
        run("ingest", source, "-o", f"{self.folder}/undisturbed/")
        began = time.monotonic()
        run("ingest", source, "-o", f"{self.folder}/timing/")
        whole = time.monotonic() - began
        moments = random.Random(7)
        out = self.folder / "disturbed"
        for _ in range(20):
            process = subprocess.Popen([PROGRAM, "ingest", source, "-o", f"{out}/"], stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0.01, 0.5) * whole)
            process.send_signal(signal.SIGKILL)
            process.wait()
            for name in files_below(out) if out.exists() else ():
                self.assertFalse(name.endswith(".json") and (out / name).stat().st_size == 0, name)
        self.assertEqual(run("ingest", source, "-o", f"{out}/").returncode, 11)
        expected, got = files_below(self.folder / "undisturbed"), files_below(out)
        self.assertEqual({n for n in got if n.endswith(".json")}, {n for n in expected if n.endswith(".json")})
        for name, content in expected.items():
            self.assertEqual(got[name], content, name)

    def test_interrupted_it_keeps_what_is_finished(self):
        source = self.inputs()
        out = self.folder / "out"
        process = subprocess.Popen([PROGRAM, "ingest", source, "-o", f"{out}/", "--jobs", "1"], stderr=subprocess.PIPE)
        while not any(out.glob("*.json")):
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertTrue(any(out.glob("*.json")))

    def test_nothing_is_left_running(self):
        source = self.inputs()
        process = subprocess.Popen([PROGRAM, "ingest", source, "-o", f"{self.folder}/out/"], stderr=subprocess.DEVNULL)
        children = []
        while not children and process.poll() is None:
            children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True).stdout.split()
        self.assertTrue(children)
        process.kill()
        process.wait()
        deadline = time.monotonic() + 10
        while any(os.path.exists(f"/proc/{int(child)}/exe") for child in children) and time.monotonic() < deadline:
            time.sleep(0.05)
        alive = [child for child in children if os.path.exists(f"/proc/{int(child)}/exe")]
        self.assertEqual(alive, [])


if __name__ == "__main__":
    unittest.main()
