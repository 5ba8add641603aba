"""Gathering material (收集材料): whom the story is about, and what its people read off the pages."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from random import Random

from aiohttp import FormData
from PIL import Image, ImageDraw

from bot.story.person import Person
from bot.story.stage import Stage

UNITS = ("first", "second")
FIRST, SECOND, OTHER = "first-1", "first-2", "second-1"
# Which line of the sample roster each of the three cadres is.
SAMPLE_OF = {FIRST: "GS-0001", SECOND: "GS-0002", OTHER: "GS-0003"}
RESUME, LIFE = "干部履历表", "自传"
KINDS = {RESUME: "1-1", LIFE: "2-1"}
COVERS = "1-1、2-1"

_OWED = re.compile(
    r'<h3>([^<]*)</h3>.*?name="gap" value="([^"]+)".*?name="version" value="(\d+)"', re.S
)
_PIECE = re.compile(r'href="/desk/inspect/pieces/([^"?]+)">([^<（]+)')
_VERSION = re.compile(r'name="version" value="(\d+)"')
_LABEL = re.compile(r"\b[0-9A-Z]{4}(?: [0-9A-Z]{1,4})+\b")


def unit_name(stage: Stage, unit: str) -> str:
    """What the unit is called in this playing."""
    return f"{'甲' if unit == UNITS[0] else '乙'}单位{stage.run}"


def clerk(stage: Stage, cadre: str) -> str:
    """The dossier's number of one of the three cadres."""
    return f"SJ-{cadre}-{stage.run}"


def line(stage: Stage, cadre: str, title: str) -> dict[str, object]:
    """One line of a list of material."""
    return {
        "title": title,
        "dossier": clerk(stage, cadre),
        "kind": KINDS[title],
        "formed_on": formed().isoformat(),
        "pages": 2,
    }


def formed() -> date:
    """The day on the papers: ten days ago, so that the month still runs."""
    return (datetime.now(UTC) - timedelta(days=10)).date()


async def page_of(person: Person, path: str) -> str:
    """A page's HTML; raises for anything but 200."""
    async with person.session.get(person.url + path) as response:
        response.raise_for_status()
        return await response.text()


async def owed(person: Person, number: str) -> dict[str, tuple[str, int]]:
    """What this cadre's page says is missing of the two kinds: reference and version by title."""
    page = await page_of(person, f"/desk/gaps/{number}")
    found = {title.strip(): (ref, int(version)) for title, ref, version in _OWED.findall(page)}
    return {title: found[title] for title in KINDS if title in found}


async def owed_by_all(stage: Stage) -> int:
    """How many of the two kinds the three cadres lack."""
    return sum([len(await owed(stage.archivist, clerk(stage, it))) for it in SAMPLE_OF])


async def pieces_of(person: Person, submission: str) -> list[tuple[str, str]]:
    """References and titles of a list that was counted in, in its order."""
    table = (await page_of(person, f"/desk/inspect/{submission}")).partition("<table")[2]
    return [(ref, title.strip()) for ref, title in _PIECE.findall(table)]


async def version_on(person: Person, path: str) -> int:
    """The version that the page's form carries."""
    found = _VERSION.search(await page_of(person, path))
    if found is None:
        raise RuntimeError(f"no form on {path}")
    return int(found[1])


async def hand_album(
    person: Person, submission: str, pictures: list[tuple[str, bytes, str]]
) -> str:
    """Send several files at once; the page's words."""
    # As browsers send them: names of files stand as they are.
    form = FormData(quote_fields=False)
    for field, value in (("csrf", person.csrf), ("key", f"album-{submission}"), ("serial", "0")):
        form.add_field(field, value)
    for name, content, kind in pictures:
        form.add_field("picture", content, filename=name, content_type=kind)
    path = f"{person.url}/desk/submissions/{submission}/pictures"
    async with person.session.post(path, data=form) as response:
        return unescape(await response.text())


async def count_in(stage: Stage, version: int, submission: str) -> int:
    """Both copies printed and brought to the counter; how many pieces were counted."""
    printed = await stage.archivist.command("print_list", submission=submission)
    assert printed.done, printed
    answer = await stage.archivist.command(
        "count_in", submission=submission, seen_version=version + 1, handed_by="文知微"
    )
    return int(answer.data.get("counted", 0))


async def volume_of(person: Person, number: str) -> str:
    """The label of the cadre's volume, as it is printed for its spine."""
    sheet = (await page_of(person, f"/forms/labels?dossiers={number}")).partition("<main")[2]
    found = _LABEL.search(sheet)
    if found is None:
        raise RuntimeError("no label")
    return found[0].replace(" ", "")


def a_page(seed: int) -> bytes:
    """A picture of an invented page, as a scanner makes it: dark strokes on white, 200 dpi."""
    draw, page = Random(seed), Image.new("L", (1654, 2339), 255)  # noqa: S311 - no secret
    pen = ImageDraw.Draw(page)
    for _ in range(1500):
        x, y = draw.randrange(150, 1500), draw.randrange(150, 2200)
        pen.rectangle((x, y, x + draw.randrange(4, 30), y + draw.randrange(2, 6)), fill=0)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=90, dpi=(200, 200))
    return out.getvalue()
