"""One TOML file of the rule book (制度文件), and how its problems are told to its editor."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rules.locate import line_of, line_of_syntax


@dataclass(frozen=True, slots=True)
class BookProblem:
    """Why a book would not compile. `law` and `key` are empty where they do not apply."""

    file: str
    line: int
    law: str
    key: str
    sentence: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.law, self.key) if part)
        return f"{self.file}:{self.line}: {where + ': ' if where else ''}{self.sentence}"


class BookRefused(ValueError):
    """The rule book would not compile; `problems` says where and why, one sentence each."""

    def __init__(self, problems: Iterable[BookProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed file of the book: its name, its text (for line numbers) and its tables."""

    file: str
    text: str
    tables: dict[str, Any]

    def line(self, table: str, nth: int = 0, key: str = "") -> int:
        """Where the table or key stands, 1-based."""
        return line_of(self.text, table, nth, key)

    def top_line(self, key: str) -> int:
        """Where a part of the file stands, written as a table or as a key."""
        return max(self.line(key), self.line("", 0, key))


def read_pages(folder: Path) -> list[Page]:
    """Every `*.toml` of a folder by name; raises BookRefused for an empty folder or bad syntax."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BookRefused([BookProblem(folder.name, 1, "", "", _EMPTY)])
    return [_read(path) for path in paths]


_EMPTY = "文件夹里没有制度文件（*.toml）。 The folder holds no *.toml file."


def _read(path: Path) -> Page:
    try:
        text = path.read_text(encoding="utf-8")
        return Page(path.name, text, tomllib.loads(text))
    except UnicodeDecodeError as error:
        sentence = "文件不是 UTF-8 编码，请另存为 UTF-8。 The file is not UTF-8."
        raise BookRefused([BookProblem(path.name, 1, "", "", sentence)]) from error
    except tomllib.TOMLDecodeError as error:
        sentence = f"这一行不合 TOML 写法，请检查引号和括号。 TOML syntax: {error}."
        line = line_of_syntax(str(error))
        raise BookRefused([BookProblem(path.name, line, "", "", sentence)]) from error
