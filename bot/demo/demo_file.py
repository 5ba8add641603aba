"""DATA_DIR/demo.json (演示人员清单): who may sign in where with which PIN; its presence marks a demo."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlencode

import orjson

from bot.demo.invented_staff import PERSONAS, Persona

NAME = "demo.json"
Row = dict[str, str]


def persona_rows(public_url: str) -> list[Row]:
    """`{persona, role, name, url, pin}` of everyone."""
    return [_row(persona, public_url.rstrip("/")) for persona in PERSONAS]


def _row(persona: Persona, base: str) -> Row:
    return {
        "persona": persona.persona,
        "role": persona.role,
        "name": persona.name,
        "url": f"{base}/login?{urlencode({'member': persona.number})}",
        "pin": persona.pin,
    }


def is_there(data_dir: Path) -> bool:
    return (data_dir / NAME).is_file()


def write(data_dir: Path, rows: list[Row]) -> None:
    """Write it whole or not at all, readable by its owner only."""
    new = data_dir / f".{NAME}.new"
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2) + b"\n")
    new.replace(data_dir / NAME)
