"""Lists of material (报送材料): one with an album by a unit's contact, one bundle that is paper alone."""

from __future__ import annotations

import re

from bot.story.gathering import (
    FIRST,
    LIFE,
    OTHER,
    RESUME,
    SECOND,
    UNITS,
    a_page,
    count_in,
    hand_album,
    line,
)
from bot.story.scene_two_units import CONTACT
from bot.story.stage import Stage


async def play(stage: Stage) -> None:
    await _album(stage)
    await _paper(stage)


async def _album(stage: Stage) -> None:
    contact = stage[CONTACT]
    pieces = [
        line(stage, FIRST, RESUME),
        line(stage, FIRST, LIFE),
        line(stage, SECOND, RESUME),
    ]
    foreign = await contact.command(
        "draft_submission", unit_id=stage.numbers[UNITS[1]], pieces=pieces
    )
    stage.watched.same("替别的单位填清单", "404 not_found", foreign.said)
    drafted = await contact.command(
        "draft_submission", unit_id=stage.numbers[UNITS[0]], pieces=pieces
    )
    ref = stage.refs["album"] = str(drafted.data.get("ref", ""))
    one, two = a_page(1), a_page(2)
    files = [
        ("1.jpg", one, "image/jpeg"),
        ("2.jpg", two, "image/jpeg"),
        ("再传.jpg", one, "image/jpeg"),
        ("录音.mp3", b"ID3 no picture", "audio/mpeg"),
    ]
    said = await hand_album(contact, ref, files)
    kept, missed = told(said)
    stage.watched.same("一次传四个文件，只回一句", "收到 2 张", kept)
    stage.watched.same("重复的和不是图片的当即说明", "再传.jpg、录音.mp3", missed)
    counted = await count_in(stage, int(drafted.data.get("version", 0)), ref)
    stage.watched.same("窗口扫清单、清点签收", 3, counted)


def told(said: str) -> tuple[str, str]:
    """What the page says was kept, and the names of the files that were not."""
    kept = re.search(r"收到 \d+ 张", said)
    return kept[0] if kept else "", "、".join(re.findall(r"“([^”]+)”没有收下", said))


async def _paper(stage: Stage) -> None:
    """Whoever came with paper alone: the archivist writes the list at the counter."""
    drafted = await stage.archivist.command(
        "draft_submission",
        unit_id=stage.numbers[UNITS[1]],
        by_paper=True,
        pieces=[line(stage, OTHER, RESUME), line(stage, OTHER, LIFE)],
    )
    ref = stage.refs["paper"] = str(drafted.data.get("ref", ""))
    counted = await count_in(stage, int(drafted.data.get("version", 0)), ref)
    stage.watched.same("只带纸来的，窗口代填代点", 2, counted)
