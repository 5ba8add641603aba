"""A file of rules being looked at (待核对的制度文件): over the shipped book, or over the house's own."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

from bot.cli import say
from rules.book import SHIPPED, BookRefused, RuleBook, load_book


def overlaid(file: Path, *own: Path) -> RuleBook:
    """The shipped book under `own` folders under this file or folder; raises BookRefused."""
    if file.is_dir():
        return load_book(SHIPPED, *own, file)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copyfile(file, Path(scratch, file.name))
        return load_book(SHIPPED, *own, Path(scratch))


def tell_problems(refused: BookRefused, as_json: bool) -> None:
    """Every problem, with file, line, law, key and a sentence."""
    rows = [asdict(problem) for problem in refused.problems]
    say.result({"problems": rows}, as_json, str(refused))
