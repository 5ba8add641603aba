"""Read a basis (依据) and the other small things that every table of the book has in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeGuard

from rules.decision import Basis
from rules.law import STATUSES

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def read_basis(table: object, say: Callable[[str], None]) -> Basis | None:
    """A basis table; tells `say` a sentence and returns None when it is not whole."""
    if not isinstance(table, dict) or table.keys() != {"instrument", "article", "status"}:
        say("依据要写明 instrument、article、status。 A basis needs these three keys.")
    elif not is_text(table["instrument"]) or not is_text(table["article"]):
        say("依据的文件名和条款不能为空。 Instrument and article must not be empty.")
    elif table["status"] not in STATUSES:
        say(f"依据状态只能是 {'、'.join(STATUSES)}。 Unknown basis status.")
    else:
        return Basis(**table)
    return None


def is_text(value: object) -> TypeGuard[str]:
    """Whether the value is text with something in it."""
    return isinstance(value, str) and bool(value.strip())


def are_texts(value: object) -> TypeGuard[list[str]]:
    """Whether the value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
