"""A room's book beside the shipped one (本室与通用规定的不同), as people read it: before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rules.book import load_book
from rules.handbook import Handbook, HandbookLaw, HandbookLine, handbook

ADDED, CHANGED, REMOVED = "本室增补", "本室改写", "本室取消"
# What of a law a reader would notice, and how it is called.
_OF_LAW = {
    **{"title": "名称", "steps": "环节", "modes": "方式", "when": "情形", "effect": "处理"},
    **{"remedy": "办法", "audience": "告知", "override": "谁可例外", "basis": "依据"},
}
_OF_LINE = {"title": "名称", "said": "内容", "basis": "依据"}
_LINES = ("purposes", "periods", "lists", "ladders", "classes", "materials", "disclosure")


@dataclass(frozen=True, slots=True)
class Difference:
    """A law or a line that a room has added, rewritten or dropped; `changes` say how, in words."""

    code: str
    title: str
    how: str
    changes: tuple[str, ...]
    basis: str


def differences(ours: Handbook, own: Handbook) -> tuple[Difference, ...]:
    """Everything in which `own` differs from ours, laws first, in the order of the room's book."""
    found = list(_between(ours.laws, own.laws, _OF_LAW))
    for part in _LINES:
        found += _between(getattr(ours, part), getattr(own, part), _OF_LINE)
    return tuple(found)


def _between(
    ours: Sequence[HandbookLaw | HandbookLine],
    own: Sequence[HandbookLaw | HandbookLine],
    names: dict[str, str],
) -> Iterator[Difference]:
    before = {_code(it): it for it in ours}
    for it in own:
        was = before.pop(_code(it), None)
        if was is None:
            yield Difference(_code(it), it.title, ADDED, (), it.basis)
        elif changes := tuple(_changes(was, it, names)):
            yield Difference(_code(it), it.title, CHANGED, changes, it.basis)
    for it in before.values():
        yield Difference(_code(it), it.title, REMOVED, (), it.basis)


def _changes(was: object, now: object, names: dict[str, str]) -> Iterator[str]:
    for name, called in names.items():
        before, after = _said(getattr(was, name)), _said(getattr(now, name))
        if before != after:
            yield f"{called}：{before or '（空）'} → {after or '（空）'}"


def _said(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _code(it: HandbookLaw | HandbookLine) -> str:
    return it.code if isinstance(it, HandbookLaw) else it.name


@cache
def shipped() -> Handbook:
    """The handbook of the book as it is shipped, read once."""
    return handbook(load_book())


def marks(own: Handbook) -> dict[str, str]:
    """Code of a law or line → how the room has changed it."""
    return {it.code: it.how for it in differences(shipped(), own)}
