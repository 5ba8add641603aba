"""Invented pages of paper (演示样张): a ruled form with strokes for writing, a round seal, its place in digits."""

from __future__ import annotations

import io
from random import Random

from PIL import Image, ImageDraw

SIZE = (620, 877)  # A4 in proportion; small, so that a demo starts quickly
DPI = 300  # what the file states
PAPER, INK, RULE, SEAL = "#fbf8ef", "#23262d", "#8b8578", "#b23a2e"
LEFT, TOP, RIGHT, BOTTOM = 60, 130, 560, 790
ROW = 44


def draw_page(dossier: str, class_code: str, serial: int, page: int) -> bytes:
    """A JPEG of its own for each place; the same place gives the same page."""
    chance = Random(f"{dossier}/{class_code}/{serial}/{page}")  # noqa: S311 - repeatable on purpose, nothing secret
    sheet = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((LEFT, 50), f"{dossier}    {class_code} / {serial} / {page}", fill=INK, font_size=30)
    for y in range(TOP, BOTTOM + 1, ROW):
        draw.line((LEFT, y, RIGHT, y), fill=RULE, width=2)
    for x in (LEFT, LEFT + 130, RIGHT):
        draw.line((x, TOP, x, BOTTOM), fill=RULE, width=2)
    for y in range(TOP + 14, BOTTOM - 14, ROW):
        _stroke(draw, chance, LEFT + 14, y, LEFT + 30 + chance.randrange(80))
        _stroke(draw, chance, LEFT + 150, y, LEFT + 180 + chance.randrange(300))
    draw.ellipse((400, 640, 540, 780), outline=SEAL, width=7)
    draw.regular_polygon((470, 710, 24), 5, rotation=chance.randrange(72), fill=SEAL)
    out = io.BytesIO()
    sheet.save(out, "JPEG", dpi=(DPI, DPI), quality=80)
    return out.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, chance: Random, left: int, top: int, right: int) -> None:
    """Something written by hand, of which nobody can read a word."""
    points = [(x, top + chance.randrange(18)) for x in range(left, right, 7)]
    draw.line(points, fill=INK, width=2, joint="curve")
