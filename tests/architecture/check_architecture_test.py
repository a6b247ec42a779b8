#!/usr/bin/env python3
"""The architecture checks find what they are there to find."""
import tempfile
from pathlib import Path

from check_architecture import banned_words, layering, third_party_headers

TABLE = "| `document/` | values |\n| `text/` | words |\n| `app/` | all |\n"


def tree(files):
    root = Path(tempfile.mkdtemp())
    base = {"src/README.md": TABLE, "src/document/document.h": "", "src/text/text.h": "", "src/app/main.cpp": ""}
    for name, text in {**base, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def faults(check, files):
    return list(check(tree(files)))


assert faults(layering, {"src/app/main.cpp": '#include "text/text.h"\n'}) == []
assert len(faults(layering, {"src/text/text.h": '#include "app/main.h"\n'})) == 1
assert len(faults(layering, {"src/attic/attic.h": ""})) == 1
assert len(faults(layering, {"src/text/CMakeLists.txt": "atagande_room(text SOURCES a.cpp ROOMS document app)"})) == 1
assert faults(layering, {"src/text/CMakeLists.txt": "atagande_room(text SOURCES a.cpp ROOMS document)"}) == []
assert faults(third_party_headers, {"src/text/text.h": "#include <vector>\n#include \"document/document.h\"\n"}) == []
assert len(faults(third_party_headers, {"src/text/text.h": "#include <unicode/uchar.h>\n"})) == 1
assert len(faults(third_party_headers, {"src/text/text.h": "#include \"yaml.h\"\n"})) == 1
assert faults(third_party_headers, {"src/text/text.cpp": "#include <unicode/uchar.h>\n"}) == []
assert len(faults(banned_words, {"src/app/main.cpp": "#include <regex>\n"})) == 1
assert len(faults(banned_words, {"src/app/main.cpp": 'auto a = "åtgärd";\n'})) == 1
assert faults(banned_words, {"src/app/main.cpp": "// åtgärd is Swedish\n"}) == []
