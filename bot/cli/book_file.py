"""A file of rules being looked at (待核对的制度文件): over the shipped book, or over the house's own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bot.cli import say
from rules.book import SHIPPED, BookRefused, RuleBook, load_book
from rules.room_books import ROOMS


def overlaid(file: Path, *own: Path, above: Sequence[Path] = ()) -> RuleBook:
    """The shipped book under `own` folders under this file or folder under those `above`.

    Raises BookRefused.
    """
    if file.is_dir():
        return load_book(SHIPPED, *own, file, *above)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copyfile(file, Path(scratch, file.name))
        return load_book(SHIPPED, *own, Path(scratch), *above)


def tried(file: Path, rules_dir: Path | None, room: str | None) -> dict[str, RuleBook]:
    """Room name → its book with this file in it, the house's under the empty name.

    With `room` the file is laid over that room's own book alone. Raises BookRefused.
    """
    own = [rules_dir] if rules_dir and any(rules_dir.glob("*.toml")) else []
    rooms = sorted(rules_dir.glob(f"{ROOMS}/*")) if rules_dir else []
    if room is not None:
        return {room: overlaid(file, *own, *(it for it in rooms if it.name == room))}
    above = {it.name: overlaid(file, *own, above=[it]) for it in rooms if it.is_dir()}
    return {"": overlaid(file, *own), **above}


def tell_problems(refused: BookRefused, as_json: bool) -> None:
    """Every problem, with file, line, law, key and a sentence."""
    rows = [asdict(problem) for problem in refused.problems]
    say.result({"problems": rows}, as_json, str(refused))
