"""What is broken, hostile or gone gets a reason and an exit status of its own, and the rest of the batch comes out."""
import io
import os
import random
import struct
import subprocess
import unittest
import zipfile
import zlib

from support import PROGRAM, PROMISE, CliTest, born_digital, pdf, run, scanned, stream


def encrypted(source, target, user_password):
    subprocess.run(["qpdf", "--encrypt", user_password, "owner", "256", "--", source, target], check=True)


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * (1 << 30))
    return out.getvalue()


def png(width, height, data=b""):
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))


def recursive_forms():
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
                "/Resources << /XObject << /F 4 0 R >> >> >>",
                stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >>", b"/F Do"),
                stream("", b"/F Do")])


class BadInput(CliTest):
    def status_of(self, content, *options, name="bad.pdf", timeout=120):
        result = run("ingest", self.file(name, content), *options, timeout=timeout)
        if result.returncode:
            self.assertIn(name, result.stderr.decode())
        return result.returncode

    def test_exit_statuses(self):
        good = born_digital([PROMISE])
        cases = {
            "empty": (b"", 2),
            "random bytes": (random.Random(1).randbytes(10_000), 2),
            "cut to its header": (good[:12], 2),
            "no pages": (pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>"]), 2),
            "gigapixel image": (png(100_000, 100_000), 16),
            "zip bomb": (zip_bomb(), 16),
        }
        for name, (content, status) in cases.items():
            with self.subTest(name):
                self.assertEqual(self.status_of(content), status)

    def test_what_can_be_read_is_read(self):
        good = born_digital([PROMISE])
        cases = {
            "cut short": good[:-12],
            "one pixel": png(1, 1, b"\x00\xff"),
            "recursive forms": recursive_forms(),
            "deep HTML": b"<html><body>" + b"<div>" * 200_000 + PROMISE.encode(),
        }
        for name, content in cases.items():
            with self.subTest(name):
                self.assertEqual(self.status_of(content), 0)

    def test_a_page_of_hundreds_of_metres(self):
        self.assertIn(self.status_of(born_digital(["x"], size=(200_000, 200_000))), (2, 16))

    def test_encryption(self):
        plain = self.file("plain.pdf", born_digital([PROMISE]))
        encrypted(plain, self.folder / "open.pdf", "")
        encrypted(plain, self.folder / "closed.pdf", "secret")
        self.assertEqual(run("ingest", self.folder / "open.pdf").returncode, 0)
        closed = run("ingest", self.folder / "closed.pdf")
        self.assertEqual(closed.returncode, 8)
        self.assertIn("password", closed.stderr.decode())

    def test_the_rest_of_the_batch_comes_out(self):
        names = ["a.txt", "empty.pdf", "b.txt", "gone.txt", "pipe", "c.pdf"]
        paths = [self.folder / name for name in names]
        for name in ("a.txt", "b.txt"):
            self.file(name, PROMISE)
        self.file("empty.pdf", b"")
        self.file("c.pdf", born_digital([PROMISE]))
        os.mkfifo(self.folder / "pipe")
        result = run("ingest", *paths)
        self.assertEqual(result.returncode, 11)
        lines = self.lines(result)
        self.assertEqual([line["source"]["file_name"] for line in lines], names)
        self.assertEqual([line["status"] for line in lines], ["ok", "failed", "ok", "failed", "failed", "ok"])
        self.assertEqual([line["error"]["code"] for line in lines if line["status"] == "failed"],
                         ["bad_input", "no_access", "bad_input"])

    def test_what_may_not_be_read(self):
        """Root may read everything, so the program runs as nobody then."""
        folder = self.folder / "closed"
        folder.mkdir(mode=0o000)
        self.addCleanup(folder.chmod, 0o700)
        closed = self.file("closed.txt", PROMISE)
        closed.chmod(0o000)
        self.folder.chmod(0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        if nobody and subprocess.run(["test", "-x", PROGRAM], check=False, **nobody).returncode:
            self.skipTest("nobody may not reach the program")
        for path in (folder, closed):
            with self.subTest(path.name):
                result = run("ingest", path, **nobody)
                self.assertEqual(result.returncode, 5)
                self.assertIn(path.name, result.stderr.decode())
        result = run("ingest", closed, self.file("open.txt", PROMISE), "--ndjson", **nobody)
        self.assertEqual(result.returncode, 11)
        self.assertEqual([line["status"] for line in self.lines(result)], ["failed", "ok"])

    def test_too_many_pages(self):
        result = run("ingest", self.file("long.pdf", born_digital([PROMISE] * 40)), "--max-pages", 5, "--ndjson")
        self.assertEqual(result.returncode, 16)
        line = self.lines(result)[0]
        self.assertEqual(line["status"], "partial")
        self.assertIn("pages_left_out", [warning["code"] for warning in line["warnings"]])
        self.assertEqual(line["source"]["page_count"], 40)

    def test_a_page_that_takes_too_long_costs_that_page(self):
        path = self.file("slow.pdf", scanned([PROMISE, PROMISE], dpi=300))
        result = run("ingest", path, "--page-timeout", "0.02", "--ndjson")
        self.assertEqual(result.returncode, 16)
        line = self.lines(result)[0]
        self.assertEqual(line["status"], "partial")
        self.assertEqual(len(line["pages"]), 2)

    def test_standard_output_closed(self):
        path = self.file("a.txt", PROMISE)
        for redirection in (">&-", "| true", "> /dev/full"):
            command = f'"$0" ingest "$1" {redirection}; exit ${{PIPESTATUS[0]}}'
            result = subprocess.run(["bash", "-c", command, os.environ["ATAGANDE_PROGRAM"], path], capture_output=True,
                                    timeout=60)
            with self.subTest(redirection):
                self.assertNotIn("internal", result.stderr.decode())
                if redirection != "| true":  # a reader that is gone at once may still have taken the little there was
                    self.assertIn(result.returncode, (5, 16))

    def test_a_full_disk_keeps_what_is_finished(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", disk], capture_output=True)
        if mounted.returncode:
            self.skipTest("mounting a small disk needs root")
        try:
            paths = [self.file(f"in/{i}.txt", PROMISE + "\n".join(f"Rad {j}." for j in range(400))) for i in range(40)]
            result = run("ingest", *paths, "-o", f"{disk}/out/")
            self.assertEqual(result.returncode, 16)
            self.assertIn("No space left", result.stderr.decode())
            whole = list((disk / "out").glob("*.json"))
            self.assertGreater(len(whole), 0)
            self.assertEqual(list((disk / "out").glob(".*.part")), [])
        finally:
            subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    unittest.main()
