#!/usr/bin/env python3
"""What is installed works away from the build: the program finds its data, another project finds the libraries, and the
Debian package holds the program. install_test.py BUILD CONSUMER COMPILER"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

build, consumer, compiler = sys.argv[1:4]


def sh(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more).stdout


with tempfile.TemporaryDirectory() as folder:
    prefix, other = Path(folder, "prefix"), Path(folder, "consumer")
    sh("cmake", "--install", build, "--prefix", prefix)
    program = prefix / "bin/atagande"
    text = "Medborgarlöfte 2024 Bjurholms kommun\n\nPolisen och kommunen lovar att:\n\n• Gå på vandring två gånger per år.\n"
    record = json.loads(sh(program, "ingest", "-", input=text, cwd=folder))
    assert [c["text"] for c in record["commitments"]] == ["Gå på vandring två gånger per år."], record["commitments"]
    for name in ("share/man/man1/atagande.1", "share/bash-completion/completions/atagande",
                 "share/zsh/vendor-completions/_atagande", "share/fish/vendor_completions.d/atagande.fish"):
        assert (prefix / name).stat().st_size > 100, name

    sh("cmake", "-S", consumer, "-B", other, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={compiler}")
    sh("cmake", "--build", other)
    assert sh(other / "consumer") == "2 schema\n"

    if any(Path(d, "dpkg-deb").exists() for d in os.environ["PATH"].split(":")):
        sh("cpack", "--config", Path(build, "CPackConfig.cmake"), "-B", folder)
        package = next(Path(folder).glob("*.deb"))
        contents = sh("dpkg-deb", "--contents", package)
        for name in ("/usr/bin/atagande", "/usr/share/atagande/rules/", "/usr/share/man/man1/atagande.1.gz"):
            assert name in contents or name.removesuffix(".gz") in contents, name
        assert "poppler-utils" in sh("dpkg-deb", "--field", package, "Depends")
