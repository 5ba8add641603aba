"""The printed rule book (制度手册) as plain data: what a page or a printer needs, no markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.areas import ATTRIBUTES
from rules.book import RuleBook
from rules.ladder import Ladder
from rules.law import Law
from rules.material_words import say_class, say_material
from rules.words import (
    AUDIENCES,
    CHANNELS,
    EFFECTS,
    LEVELS,
    OVERRIDES,
    UNITS,
    say_basis,
    say_condition,
    say_rung,
)


@dataclass(frozen=True, slots=True)
class HandbookLaw:
    """One law in plain Chinese; `when` is one phrase per condition, all of which must hold."""

    code: str
    area: str
    title: str
    slogan: str
    steps: tuple[str, ...]
    modes: tuple[str, ...]
    when: tuple[str, ...]
    effect: str
    remedy: str
    audience: str
    override: str
    fixed: bool
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class HandbookLine:
    """A purpose, period, list or channel: its name, what is set, and the basis."""

    name: str
    title: str
    said: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole rule book for reading."""

    version: str
    laws: tuple[HandbookLaw, ...]
    purposes: tuple[HandbookLine, ...]
    periods: tuple[HandbookLine, ...]
    lists: tuple[HandbookLine, ...]
    disclosure: tuple[HandbookLine, ...]
    ladders: tuple[HandbookLine, ...]
    classes: tuple[HandbookLine, ...]
    materials: tuple[HandbookLine, ...]


def handbook(book: RuleBook) -> Handbook:
    """The book as people read it; `status` stays a code so that a page can mark it."""
    return Handbook(
        version=book.version,
        laws=tuple(_law(law, book.titles) for law in book.laws),
        purposes=tuple(
            HandbookLine(p.code, p.title, "", say_basis(p.basis), p.basis.status)
            for p in book.purposes.values()
        ),
        periods=tuple(
            HandbookLine(
                p.name, p.title, f"{p.value} {UNITS[p.unit]}", say_basis(p.basis), p.basis.status
            )
            for p in book.periods.values()
        ),
        lists=tuple(
            HandbookLine(
                r.name, r.title, "、".join(r.items.values()), say_basis(r.basis), r.basis.status
            )
            for r in book.lists.values()
        ),
        disclosure=tuple(
            HandbookLine(
                d.channel, CHANNELS[d.channel], LEVELS[d.level], say_basis(d.basis), d.basis.status
            )
            for d in book.disclosures.values()
        ),
        ladders=tuple(
            HandbookLine(it.name, it.title, _climb(it), say_basis(it.basis), it.basis.status)
            for it in book.ladders.values()
        ),
        **_materials(book),
    )


def _materials(book: RuleBook) -> dict[str, tuple[HandbookLine, ...]]:
    return {
        "classes": tuple(
            HandbookLine(
                c.code,
                f"{say_class(c.code)}　{c.title}",
                f"旧称：{'、'.join(c.aliases)}" if c.aliases else "",
                say_basis(c.basis),
                c.basis.status,
            )
            for c in book.classes.values()
        ),
        "materials": tuple(
            HandbookLine(
                m.code, f"{m.code}　{m.title}", say_material(m), say_basis(m.basis), m.basis.status
            )
            for m in book.materials.values()
        ),
    }


def _climb(ladder: Ladder) -> str:
    return f"{'；'.join(say_rung(rung) for rung in ladder.rungs)}。{ladder.stop}"


def _law(law: Law, titles: Mapping[str, str]) -> HandbookLaw:
    return HandbookLaw(
        code=law.code,
        area=law.area,
        title=law.title,
        slogan=law.slogan,
        steps=tuple(ATTRIBUTES["step"].say(step) for step in law.steps),
        modes=tuple(ATTRIBUTES["mode"].say(mode) for mode in law.modes),
        when=tuple(say_condition(condition, titles) for condition in law.when),
        effect=EFFECTS[law.effect],
        remedy=law.remedy,
        audience=AUDIENCES[law.audience],
        override=OVERRIDES[law.override],
        fixed=law.fixed,
        basis=say_basis(law.basis),
        status=law.basis.status,
    )
