#!/usr/bin/env python3
"""Holds the source tree against the rules of src/README.md: check_architecture.py ROOT CHECK.

layering             a room includes only rooms above it in the table, and its CMakeLists.txt links no others
third_party_headers  headers include nothing but the standard library and the project
banned_words         std::regex, and Swedish words in code (Swedish is data; single letters may be spoken of)
"""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
# Rooms whose subject is the Swedish alphabet itself.
ALPHABET_ROOMS = {"text", "repair", "model"}


def rooms(root):
    """Names of the rooms in the order of the table of src/README.md."""
    text = (root / "src/README.md").read_text("utf-8")
    return re.findall(r"^\| `(\w+)/` \|", text, re.M)


def sources(root, *suffixes):
    return sorted(p for p in (root / "src").rglob("*") if p.suffix in suffixes)


def room_of(root, path):
    return path.relative_to(root / "src").parts[0]


def layering(root):
    order = rooms(root)
    on_disk = {p.name for p in (root / "src").iterdir() if p.is_dir()}
    for room in sorted(on_disk ^ set(order)):
        yield f"src/{room}: in the table or on disk only"
    for path in sources(root, ".h", ".cpp"):
        own = room_of(root, path)
        for _, name in INCLUDE.findall(path.read_text("utf-8")):
            other = name.split("/")[0]
            if "/" in name and other in order and own in order and order.index(other) > order.index(own):
                yield f"{path.relative_to(root)}: includes {name}, a room below"
    for path in sorted((root / "src").glob("*/CMakeLists.txt")):
        own = room_of(root, path)
        for clause in re.findall(r"\bROOMS\b([^)]*?)(?:LIBRARIES|SOURCES|\))", path.read_text("utf-8")):
            for other in clause.split():
                if other in order and own in order and order.index(other) >= order.index(own):
                    yield f"{path.relative_to(root)}: links {other}, not a room above"


def third_party_headers(root):
    known = set(rooms(root))
    for path in sources(root, ".h"):
        for bracket, name in INCLUDE.findall(path.read_text("utf-8")):
            own = name.split("/")[0] in known
            standard = bracket == "<" and re.fullmatch(r"[a-z_0-9]+|sys/types\.h", name)
            if not own and not standard:
                yield f"{path.relative_to(root)}: includes {name}"


def banned_words(root):
    for path in sources(root, ".h", ".cpp"):
        text = path.read_text("utf-8")
        if "std::regex" in text or "<regex>" in text:
            yield f"{path.relative_to(root)}: std::regex"
        if room_of(root, path) in ALPHABET_ROOMS:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("//")[0]
            if any(re.search(r"[åäöÅÄÖ]\w|\w[åäöÅÄÖ]", text) for text in re.findall(r'"([^"]*)"', code)):
                yield f"{path.relative_to(root)}:{number}: Swedish in code"


CHECKS = {check.__name__: check for check in (layering, third_party_headers, banned_words)}

if __name__ == "__main__":
    faults = list(CHECKS[sys.argv[2]](Path(sys.argv[1])))
    print(*faults, sep="\n")
    sys.exit(1 if faults else 0)
