"""Dossier numbers in an application (所写的编号): one, or a list that becomes one request."""

from __future__ import annotations

import re
from typing import Any

from core.requests.application import MOST_DOSSIERS

_PARTED = re.compile(r"[\s,，、;；]+")


def numbers_in(text: str) -> list[str]:
    """The numbers of a list, each once: parted by blanks, commas or the like."""
    parts = _PARTED.split(text.strip())
    return list(dict.fromkeys(part.upper()[:30] for part in parts if part))


def take_numbers(answers: dict[str, Any], numbers: list[str]) -> bool:
    """Ask for these dossiers; False for more than one request takes."""
    if not 0 < len(numbers) <= MOST_DOSSIERS:
        return False
    answers["dossier"], answers["further"] = numbers[0], numbers[1:]
    return True


def list_words(answers: dict[str, Any]) -> str:
    """GB-00012, or GB-00012 等 30 人."""
    count = 1 + len(answers.get("further", []))
    return f"{answers['dossier']} 等 {count} 人" if count > 1 else str(answers["dossier"])
