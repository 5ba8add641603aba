"""Codes in a picture (照片认码): the parent's side of the child that reads them.

What the child says is checked, as it may have been taken over by what it decoded.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.files.limits import Limits

CHILD = Path(__file__).with_name("read_codes.py")
MOST_BYTES = 20 * 1024 * 1024
_PLACES = asyncio.Semaphore(2)


async def codes_in_picture(picture: bytes, limits: Limits) -> list[str]:
    """The texts of the QR codes in a JPEG or PNG, the topmost first; empty where there are none."""
    async with _PLACES:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(CHILD),
            json.dumps(asdict(limits)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={"LANG": "C.UTF-8"},
            cwd="/",
        )
        try:
            async with asyncio.timeout(limits.seconds):
                line, _ = await child.communicate(picture)
        except TimeoutError:
            return []
        finally:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return _texts(line)


def _texts(line: bytes) -> list[str]:
    try:
        told: Any = json.loads(line)
    except ValueError:
        return []
    texts = told.get("texts") if isinstance(told, dict) else None
    return [text for text in texts or [] if isinstance(text, str)]
