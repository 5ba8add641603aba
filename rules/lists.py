"""Entries of the book (用途·期限·清单·可说到哪一级·提醒次序·应归材料): how each kind is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rules.basis_text import CODE, is_text, read_basis
from rules.decision import Basis
from rules.ladder import Ladder, read_ladder
from rules.materials import (
    CLASS_KEYS,
    CLASS_MAY,
    MATERIAL_KEYS,
    MATERIAL_MAY,
    MaterialClass,
    MaterialKind,
    read_class,
    read_material,
)
from rules.page import BookProblem, Page

UNITS = (
    "minutes",
    "hours",
    "days",
    "working_days",
    "times",
    "oclock",
    "pieces",
    "months",
    "years",
    "percent",
    "dpi",
)
LEVELS = ("tickets", "names", "files")  # from quiet to open


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose that allows consultation (用途), with its basis."""

    code: str
    title: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time or a number (期限): `value` in `unit`, with its basis."""

    name: str
    title: str
    value: int
    unit: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class RuleList:
    """A named list that a room may fill (清单): code → Chinese title, in order; may be empty."""

    name: str
    title: str
    items: dict[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How much a channel may say: tickets, names or files."""

    channel: str
    level: str
    basis: Basis


Say = Callable[..., None]
Entry = Purpose | Period | RuleList | Disclosure | Ladder | MaterialClass | MaterialKind

# As the catalogue numbers classes (9-2) and kinds of material (9-2-4).
CLASS_CODE = re.compile(r"(10|[1-9])(-[1-9])?")
MATERIAL_CODE = re.compile(r"(10|[1-9])(-[1-9]\d?){1,2}")


def read_entries(page: Page, kind: str, problems: list[BookProblem]) -> dict[str, Any]:
    """The entries of `[kind.*]` on a page by name; slips go into `problems`."""
    entries: dict[str, Any] = {}
    tables = page.tables.get(kind, {})
    if not isinstance(tables, dict):
        sentence = f"“{kind}”应写成 [{kind}.名称]。 Write it as [{kind}.name]."
        problems.append(BookProblem(page.file, page.top_line(kind), "", kind, sentence))
        return entries
    for name, table in tables.items():
        entry = _entry(page, kind, name, table, problems)
        if entry is not None:
            entries[name] = entry
    return entries


def _entry(
    page: Page, kind: str, name: str, table: object, problems: list[BookProblem]
) -> Entry | None:
    header = f"{kind}.{name}"

    def say(sentence: str, key: str = "") -> None:
        named = f"{header}.{key}" if key else header
        line = page.line(header, 0, key)
        problems.append(BookProblem(page.file, line, "", named, sentence))

    named = KINDS[kind]
    if not isinstance(table, dict) or not named.fits(name, table):
        say(f"应当正好写明 {'、'.join(sorted(named.keys))}{named.more}。 Needs exactly these keys.")
        return None
    basis = read_basis(table["basis"], lambda sentence: say(sentence, "basis"))
    return named.read(name, table, basis, say) if basis else None


def _purpose(name: str, table: dict[str, Any], basis: Basis, say: Say) -> Purpose | None:
    if not is_text(table["title"]):
        say("用途要有名称。 A purpose needs a title.", "title")
        return None
    return Purpose(name, table["title"], basis)


def _period(name: str, table: dict[str, Any], basis: Basis, say: Say) -> Period | None:
    value = table["value"]
    if type(value) is not int or not 0 <= value <= 10_000:
        say("期限应为不小于零的整数。 A period is a whole number from zero.", "value")
        return None
    if table["unit"] not in UNITS:
        say(f"期限单位只能是 {'、'.join(UNITS)}。 Unknown unit.", "unit")
        return None
    return Period(name, str(table["title"]), value, table["unit"], basis)


def _list(name: str, table: dict[str, Any], basis: Basis, say: Say) -> RuleList | None:
    items = table["items"]
    whole = isinstance(items, dict) and all(
        is_text(t) and CODE.fullmatch(c) for c, t in items.items()
    )
    if not whole:
        say("清单应为“代码 = 名称”。 A list maps codes to titles.", "items")
        return None
    return RuleList(name, str(table["title"]), dict(items), basis)


def _disclosure(name: str, table: dict[str, Any], basis: Basis, say: Say) -> Disclosure | None:
    if table["level"] not in LEVELS:
        say(f"级别只能是 {'、'.join(LEVELS)}。 Unknown disclosure level.", "level")
        return None
    return Disclosure(name, table["level"], basis)


@dataclass(frozen=True, slots=True)
class EntryKind:
    """How one kind of entry is read: the keys it must and may have, its reader, its name."""

    keys: frozenset[str]
    read: Callable[..., Entry | None]
    part: str
    may: frozenset[str] = frozenset()
    code: re.Pattern[str] = CODE

    def fits(self, name: str, table: dict[str, Any]) -> bool:
        """Whether name and keys are as they should be."""
        known = self.keys <= table.keys() <= self.keys | self.may
        return known and self.code.fullmatch(name) is not None

    @property
    def more(self) -> str:
        """What may be written besides, as a phrase; empty when nothing may."""
        return f"，另可写 {'、'.join(sorted(self.may))}" if self.may else ""


KINDS: dict[str, EntryKind] = {
    "purposes": EntryKind(frozenset({"title", "basis"}), _purpose, "purposes"),
    "periods": EntryKind(frozenset({"title", "value", "unit", "basis"}), _period, "periods"),
    "lists": EntryKind(frozenset({"title", "items", "basis"}), _list, "lists"),
    "disclosure": EntryKind(frozenset({"level", "basis"}), _disclosure, "disclosures"),
    "ladders": EntryKind(frozenset({"title", "rungs", "stop", "basis"}), read_ladder, "ladders"),
    "classes": EntryKind(CLASS_KEYS, read_class, "classes", CLASS_MAY, CLASS_CODE),
    "materials": EntryKind(MATERIAL_KEYS, read_material, "materials", MATERIAL_MAY, MATERIAL_CODE),
}
