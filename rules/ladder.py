"""Ladders of reminders (提醒次序): who hears of a day that comes or has passed, in which order, how far.

A ladder is data: an area that needs reminding writes one, and the clock climbs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rules.basis_text import CODE, are_texts, is_text
from rules.decision import Basis

POSTS = ("contact", "unit_leader", "archivist", "head", "authority")
COUNTED_IN = ("days", "working_days")
LONGEST_NAME = 20  # the column of the reminder table

_KEYS = frozenset({"name", "title", "days", "unit", "to"})


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: `days` from the day that is due (negative is before it), told to these posts.

    An urgent one waits for no quiet hours and no daily digest.
    """

    name: str
    title: str
    days: int
    unit: str
    to: tuple[str, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs in order; after the last nobody is reminded again. `stop` says what ends it."""

    name: str
    title: str
    rungs: tuple[Rung, ...]
    stop: str
    basis: Basis

    def rung(self, name: str) -> Rung | None:
        """The rung of this name; None when the book has it no longer."""
        return next((rung for rung in self.rungs if rung.name == name), None)


def read_ladder(
    name: str, table: dict[str, Any], basis: Basis, say: Callable[..., None]
) -> Ladder | None:
    """A ladder from its table; tells `say` a sentence and returns None when it is not whole."""
    if not is_text(table["title"]) or not is_text(table["stop"]):
        say("提醒次序要有名称，并写明到何处为止。 A ladder needs a title and a stop.", "title")
        return None
    rungs = table["rungs"]
    if not isinstance(rungs, list) or not rungs or not all(_is_whole(rung) for rung in rungs):
        say(f"每一次提醒要写明 {'、'.join(sorted(_KEYS))}。 A rung is not whole.", "rungs")
        return None
    read = tuple(Rung(**{**rung, "to": tuple(rung["to"])}) for rung in rungs)
    days = [rung.days for rung in read]
    if days != sorted(set(days)) or len({rung.name for rung in read}) < len(read):
        say("各次提醒要从早到晚排，日子和名称不重复。 Rungs climb, each once.", "rungs")
        return None
    return Ladder(name, table["title"], read, table["stop"], basis)


def _is_whole(rung: object) -> bool:
    if not isinstance(rung, dict) or rung.keys() - {"urgent"} != _KEYS:
        return False
    name, days = rung["name"], rung["days"]
    return (
        isinstance(name, str)
        and bool(CODE.fullmatch(name))
        and len(name) <= LONGEST_NAME
        and is_text(rung["title"])
        and type(days) is int
        and abs(days) <= 400
        and rung["unit"] in COUNTED_IN
        and are_texts(rung["to"])
        and bool(rung["to"])
        and set(rung["to"]) <= set(POSTS)
        and isinstance(rung.get("urgent", False), bool)
    )
