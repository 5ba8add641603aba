"""Clean room (净化间): the parent's side of the child that decodes and re-encodes.

The child gets two descriptors, no environment and no way to name a file of ours; whatever it
reports is checked, as it may have been taken over by what it decoded.
"""

from __future__ import annotations

import asyncio
import binascii
import errno
import json
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from base64 import b64decode
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Any

from core.files.likeness import FIELDS
from core.files.limits import Limits
from core.files.media_types import KEPT, sniff
from core.files.turned_away import ALL_REASONS, TurnedAway

CHILD = Path(__file__).with_name("reencode.py")
REPORT_BYTES = 4096
HEAD_BYTES = 16
MOST_MEASURED = 1_000_000
MOMENT = re.compile(r"(19|20)\d\d-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d", re.ASCII)
DEATHS = {-signal.SIGXCPU: "timed_out", -signal.SIGKILL: "too_heavy"}
"""Deaths that say why: the CPU limit, and the kernel short of memory. Others are a damaged file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanCopy:
    """What the child made: `size` in bytes, width and height of the first page in pixels."""

    media_type: str
    pages: int
    size: int
    width: int | None
    height: int | None
    # How the first page looks (look_of_page.py), none for a PDF.
    ink: int | None = None
    sharpness: int | None = None
    likeness: bytes = b""
    # Dots an inch as the file states, and whether it has colour; none where it does not say.
    dpi: int | None = None
    colour: int | None = None
    # When the file says it was scanned (`2026-11-20 09:01:22`), and as which page of its batch.
    said_at: str = ""
    said_page: int | None = None


async def reencode(
    received: BufferedIOBase, media_type: str, clean: BufferedIOBase, limits: Limits
) -> CleanCopy | TurnedAway:
    """Have a fresh child read `received` and write its clean copy into `clean`.

    Raises OSError when the disk of the quarantine is full.
    """
    os.lseek(received.fileno(), 0, os.SEEK_SET)
    child = await _start(received, media_type, clean, limits)
    try:
        async with asyncio.timeout(limits.seconds):
            report = await _report(child)
            await child.wait()
    except TimeoutError:
        return TurnedAway("timed_out")
    finally:
        await _end(child)
    return _judge(child.returncode, report, clean)


async def _start(
    received: BufferedIOBase, media_type: str, clean: BufferedIOBase, limits: Limits
) -> Process:
    output = clean.fileno()
    command = (sys.executable, "-I", str(CHILD), media_type, str(output))
    return await asyncio.create_subprocess_exec(
        *command,
        json.dumps(asdict(limits)),
        stdin=received.fileno(),
        stdout=PIPE,
        stderr=DEVNULL,
        pass_fds=(output,),
        env={"LANG": "C.UTF-8"},
        cwd="/",
        limit=REPORT_BYTES,
    )


async def _report(child: Process) -> bytes:
    assert child.stdout is not None
    try:
        return await child.stdout.readline()
    except ValueError:
        return b""


async def _end(child: Process) -> None:
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def _judge(returncode: int | None, line: bytes, clean: BufferedIOBase) -> CleanCopy | TurnedAway:
    if returncode == errno.ENOSPC:
        raise OSError(errno.ENOSPC, "no space for the clean copy")
    if returncode in DEATHS:
        return TurnedAway(DEATHS[returncode])
    report = _parsed(line) if returncode == 0 else {}
    if report.get("reason") in ALL_REASONS:
        return TurnedAway(report["reason"])
    head, size = os.pread(clean.fileno(), HEAD_BYTES, 0), os.fstat(clean.fileno()).st_size
    media_type = report.get("media_type")
    if media_type not in KEPT or sniff(head) != media_type or not _counts(report):
        return TurnedAway("damaged")
    return CleanCopy(
        media_type=media_type,
        pages=report["pages"],
        size=size,
        width=report.get("width"),
        height=report.get("height"),
        ink=_measure(report, "ink"),
        sharpness=_measure(report, "sharpness"),
        likeness=_likeness(report),
        dpi=_measure(report, "dpi"),
        colour=_measure(report, "colour"),
        said_at=_moment(report),
        said_page=_measure(report, "said_page"),
    )


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        report = json.loads(line)
    except ValueError:
        return {}
    return report if isinstance(report, dict) else {}


def _measure(report: dict[str, Any], name: str) -> int | None:
    """A number the child measured; whatever else it says counts as not measured."""
    value = report.get(name)
    return value if type(value) is int and 0 <= value <= MOST_MEASURED else None


def _moment(report: dict[str, Any]) -> str:
    said = str(report.get("said_at", ""))
    return said if MOMENT.fullmatch(said) else ""


def _likeness(report: dict[str, Any]) -> bytes:
    """The grid that the child measured; empty for anything else."""
    try:
        grid = b64decode(str(report.get("likeness", "")), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return grid if len(grid) == FIELDS else b""


def _counts(report: dict[str, Any]) -> bool:
    sides = (report.get("width"), report.get("height"))
    has_sides = all(isinstance(side, int) and side > 0 for side in sides)
    return (
        isinstance(report.get("pages"), int)
        and report["pages"] > 0
        and (has_sides or sides == (None, None))
    )
