"""Taking images in (收图像): names first, then every file through the intake; all problems at once."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

from bot.replies.file_reasons import file_sentence
from bot.scans.source import BROKEN, ScanFile
from core.files.intake import Accepted, Intake
from core.files.turned_away import TurnedAway
from core.scans.import_scans import MOST_AT_ONCE, NewImage
from core.scans.named import ImageName, name_of, twice_named

CHUNK = 65536
NAMED_SO = "请按“原始图像/9-1/02-003.jpg”命名：类号、序号、页号。"


@dataclass(frozen=True, slots=True)
class Problem:
    """A file by its path, and what is wrong with it."""

    path: str
    text: str


async def take_in(
    intake: Intake, files: list[ScanFile], most: int = MOST_AT_ONCE
) -> tuple[tuple[NewImage, ...], list[Problem]]:
    """The images, or the problems: where there is one, no image is to be recorded."""
    if len(files) > most:
        return (), [Problem("", f"一次最多 {most} 张，这里有 {len(files)} 张。")]
    wrong = [
        Problem(it.path, f"看不出是哪一页。{NAMED_SO}") for it in files if not name_of(it.path)
    ]
    wrong += [Problem(path, "同一页有两个图像。") for path in twice_named(it.path for it in files)]
    if wrong:
        return (), wrong
    gate = asyncio.Semaphore(intake.limits.files_at_once)
    taken = await asyncio.gather(*(_one(intake, it, gate) for it in files))
    images = tuple(it for it in taken if isinstance(it, NewImage))
    return images, [it for it in taken if isinstance(it, Problem)]


async def _one(intake: Intake, file: ScanFile, gate: asyncio.Semaphore) -> NewImage | Problem:
    name = name_of(file.path)
    assert name is not None
    try:
        async with gate:
            with await asyncio.to_thread(file.open) as opened:
                scan = await intake.receive(_chunks(opened), declared=name.declared)
    except (*BROKEN, zlib.error):
        return Problem(file.path, "读不出来，请重新打包。")
    return _judged(file.path, name, scan)


def _judged(path: str, name: ImageName, scan: Accepted | TurnedAway) -> NewImage | Problem:
    if isinstance(scan, TurnedAway):
        return Problem(path, file_sentence(scan.reason))
    if scan.copy.pages != 1:
        return Problem(path, "一个文件只能有一页，请分开。")
    return NewImage(
        image_set=name.image_set,
        class_code=name.class_code,
        serial=name.serial,
        page=name.page,
        scan=scan,
    )


async def _chunks(opened: IO[bytes]) -> AsyncIterator[bytes]:
    while chunk := await asyncio.to_thread(opened.read, CHUNK):
        yield chunk
