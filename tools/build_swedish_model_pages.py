#!/usr/bin/env python3
"""Learn how a recogniser of another language misreads Swedish.

usage: build_swedish_model_pages.py TEXT OUT.tsv [--pages N] [--language eng] [--work FOLDER]

Sets paragraphs of TEXT (one a line) as pages in the fonts found, reads them with Tesseract and the model of the wrong
language, aligns what was read with the truth and writes one line for each confusion: letters meant, letters read, count;
"#" with a letter and a count says how often the letter was meant. The paragraphs are chosen by a fixed seed; the counts
depend on the versions of Tesseract and the fonts, which is why the table itself is kept beside the model.
Needs python3-pil and tesseract-ocr with the language's model.
"""
import argparse
import os
import random
import subprocess
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT_FOLDERS = ["/usr/share/fonts/truetype", "/usr/share/fonts/opentype"]
FONT_FILES = ["LiberationSerif-Regular", "LiberationSans-Regular", "Carlito-Regular", "NimbusRoman-Regular",
              "NimbusSans-Regular", "C059-Roman", "P052-Roman", "DejaVuSans", "DejaVuSerif", "URWGothic-Book",
              "LiberationSerif-Bold", "Carlito-Bold"]
FOLD = str.maketrans("åäöéÅÄÖ&6048€", "aaooAAOao" + "oaaa")


def fonts():
    found = {}
    for folder in FONT_FOLDERS:
        for path in sorted(Path(folder).rglob("*.[ot]tf")):
            found.setdefault(path.stem, path)
    return [found[name] for name in FONT_FILES if name in found]


def wrapped(paragraph, font, width):
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


def page_image(paragraphs, font_path, points, dpi, blur):
    """A page of A4 and the paragraphs that fitted."""
    size = (round(8.27 * dpi), round(11.69 * dpi))
    margin = round(dpi * 0.9)
    font = ImageFont.truetype(str(font_path), round(points * dpi / 72))
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    y, step, used = margin, round(points * dpi / 72 * 1.3), []
    for paragraph in paragraphs:
        lines = wrapped(paragraph, font, size[0] - 2 * margin)
        if y + step * len(lines) > size[1] - margin:
            break
        for line in lines:
            draw.text((margin, y), line, font=font, fill=0)
            y += step
        y += step // 2
        used.append(paragraph)
    return (image.filter(ImageFilter.GaussianBlur(blur)) if blur else image), used


def read(image, dpi, language, work):
    path = work / "page.png"
    image.save(path, dpi=(dpi, dpi))
    run = subprocess.run(["tesseract", str(path), "-", "-l", language, "--dpi", str(dpi)], check=True,
                         capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return run.stdout.decode("utf-8").replace("\f", " ")


def bare(word):
    return word.strip(".,;:!?()\"'”“–—-").translate(FOLD).lower()


def word_pairs(truth, got):
    """Words of both texts that stand for each other."""
    a, b = truth.split(), got.split()
    blocks = SequenceMatcher(None, [bare(w) for w in a], [bare(w) for w in b], autojunk=False).get_opcodes()
    for kind, a0, a1, b0, b1 in blocks:
        if kind == "equal" or (kind == "replace" and a1 - a0 == b1 - b0):
            yield from zip(a[a0:a1], b[b0:b1])


def similar(x, y):
    return x == y or bare(x) == bare(y)


def edits(truth, got):
    """(meant, read) runs of one cheapest alignment; letters alike stand alone, neighbouring edits are one."""
    rows = [[0.9 * j for j in range(len(got) + 1)]]
    for i, x in enumerate(truth, 1):
        row = [0.9 * i]
        for j, y in enumerate(got, 1):
            swap = 0 if x == y else 0.5 if similar(x, y) else 1
            row.append(min(rows[-1][j] + 0.9, row[-1] + 0.9, rows[-1][j - 1] + swap))
        rows.append(row)
    i, j, steps = len(truth), len(got), []
    while i or j:
        if i and j and abs(rows[i][j] - rows[i - 1][j - 1] - (0 if truth[i - 1] == got[j - 1] else
                           0.5 if similar(truth[i - 1], got[j - 1]) else 1)) < 1e-9:
            steps.append((truth[i - 1], got[j - 1]))
            i, j = i - 1, j - 1
        elif i and abs(rows[i][j] - rows[i - 1][j] - 0.9) < 1e-9:
            steps.append((truth[i - 1], ""))
            i -= 1
        else:
            steps.append(("", got[j - 1]))
            j -= 1
    steps.reverse()
    runs = []
    for meant, got_letter in steps:
        if runs and (meant == "" or got_letter == "" or runs[-1][0] == "" or runs[-1][1] == "") and \
                meant != got_letter and runs[-1][0] != runs[-1][1]:
            runs[-1] = (runs[-1][0] + meant, runs[-1][1] + got_letter)
        else:
            runs.append((meant, got_letter))
    return runs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=36)
    parser.add_argument("--language", default="eng")
    parser.add_argument("--work", type=Path, default=Path("."))
    arguments = parser.parse_args()
    choose = random.Random(3)
    with open(arguments.text, encoding="utf-8") as file:
        paragraphs = [line.strip().replace("\u00ad", "") for line in file if 200 < len(line) < 1200]
    confusions, meant_letters = Counter(), Counter()
    files = fonts()
    for page in range(arguments.pages):
        dpi = 300 if page % 3 else 200
        sample = choose.sample(paragraphs, 14)
        image, used = page_image(sample, files[page % len(files)], choose.choice([9.5, 10.5, 11.5]), dpi,
                                 choose.choice([0, 0.7, 1.2]))
        for truth, got in word_pairs(" ".join(used), read(image, dpi, arguments.language, arguments.work)):
            for meant, letters in edits(truth, got):
                meant_letters.update(meant)
                if meant != letters and len(meant) <= 2 and len(letters) <= 3:
                    confusions[meant, letters] += 1
    with open(arguments.out, "w", encoding="utf-8") as file:
        for (meant, letters), count in sorted(confusions.items()):
            file.write(f"{meant}\t{letters}\t{count}\n")
        for letter, count in sorted(meant_letters.items()):
            file.write(f"#\t{letter}\t{count}\n")


if __name__ == "__main__":
    main()
