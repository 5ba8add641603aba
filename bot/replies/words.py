"""Words (用词): the Chinese of codes, from the language folder; one table per kind of word."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGE = "zh_CN"
_HERE = Path(__file__).parent


@cache
def _tables(name: str, language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_HERE / language / f"{name}.toml").read_text(encoding="utf-8"))


def word(kind: str, code: str, language: str = LANGUAGE) -> str:
    """The word that people read for a code; raises KeyError for one without a word."""
    return _tables("words", language)[kind][code]


def words(kind: str, language: str = LANGUAGE) -> dict[str, str]:
    """All words of a kind."""
    return dict(_tables("words", language)[kind])


def choices(kind: str, language: str = LANGUAGE) -> list[dict[str, str]]:
    """The words of a kind as a page offers them to choose from: `id` is the code."""
    return [{"id": code, "word": said} for code, said in words(kind, language).items()]


def error_words(code: str, language: str = LANGUAGE) -> tuple[int, str]:
    """The short number and the sentence of an error code; an unknown code is a bug's."""
    errors = _tables("errors", language)
    entry = errors.get(code, errors["bug"])
    return int(entry["number"]), str(entry["message"])


def error_codes(language: str = LANGUAGE) -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_tables("errors", language))
