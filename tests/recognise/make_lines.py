#!/usr/bin/env python3
"""Draws the line images of lines/: invented Swedish text, degraded in the ways of scans. Deterministic for given fonts.

    make_lines.py FOLDER
"""
import pathlib
import random
import sys

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SANS = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
SERIF = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"

# name, text, font, size in px, height, treatment
LINES = [
    ("plain", "Tillsammans gör vi torget tryggare under hela året.", SANS, 26, 34, ""),
    ("unscaled", "Grannar, föreningar och butiker ses varje månad", SERIF, 30, 48, ""),
    ("noisy", "Belysningen vid gångvägen ses över senast i maj 2031.", SANS, 32, 44, "noise"),
    ("fax", "Öppet hus ordnas två gånger per termin", SERIF, 22, 32, "threshold"),
    ("inverted", "Så här följer vi upp arbetet", SANS, 36, 52, "invert"),
    ("colour", "Åtgärder på Ängsvägen: 3 vandringar, 12 möten", SANS, 34, 58, "colour"),
    ("large", "Kontakta oss (vardagar 8-16)", SERIF, 74, 110, ""),
    ("halved", "Alla barn ska känna sig trygga", SANS, 66, 96, ""),
    ("doubled", "Hälsningar från Svalöv", SANS, 18, 24, ""),
    ("short", "7 %", SANS, 30, 40, ""),
    ("smudge", "", SANS, 30, 40, "noise"),
    ("wide_gap", "Kommunstyrelsen                    Lokalpolisområdet", SANS, 30, 42, ""),
]


def draw(text, font_file, size, height, treatment):
    font = ImageFont.truetype(font_file, size)
    width = int(font.getlength(text)) + 16 if text else 160
    image = Image.new("L", (width, height), 243)
    top = (height - int(size * 1.15)) // 2
    ImageDraw.Draw(image).text((8, top), text, font=font, fill=28)
    dice = random.Random(text + treatment)
    if treatment == "noise":
        image = image.filter(ImageFilter.GaussianBlur(0.8))
        image = image.point(lambda v: v)
        pixels = image.load()
        for y in range(image.height):
            for x in range(image.width):
                pixels[x, y] = max(0, min(255, pixels[x, y] + dice.randint(-38, 38)))
    elif treatment == "threshold":
        pixels = image.load()
        for y in range(image.height):
            for x in range(image.width):
                pixels[x, y] = 255 if pixels[x, y] + dice.randint(-60, 60) > 150 else 0
    elif treatment == "invert":
        image = image.point(lambda v: 255 - v)
    elif treatment == "colour":
        ink, paper = (30, 60, 150), (250, 244, 214)
        bands = [image.point(lambda v, a=a, b=b: a + (b - a) * v // 255) for a, b in zip(ink, paper)]
        image = Image.merge("RGB", bands)
    return image


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for name, *how in LINES:
        draw(*how).save(folder / (name + ".png"), optimize=True)


main()
