"""What a dossier must hold (应归材料清单): facts and the book's kinds in, demanded occasions out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.gaps.cadre_fact import FactKind
from core.gaps.facts_of_cadre import Happened, highest_of, material_facts
from core.materials.material import MaterialForm
from rules.facts.attribute import Plain
from rules.facts.material import material_sheet
from rules.materials import MaterialKind

Sheet = Mapping[str, Plain]
END_OF_REVIEWS = (FactKind.RETIRED, FactKind.DIED, FactKind.RESIGNED)


@dataclass(frozen=True, slots=True)
class Demand:
    """One paper that must be there: `best` is the best form that can be asked for."""

    kind: MaterialKind
    occasion: str
    best: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.code, self.occasion


def demands(
    cadre: Any, things: Collection[Happened], kinds: Iterable[MaterialKind], this_year: int
) -> list[Demand]:
    """All that is demanded of this cadre in the order of the book."""
    highest = highest_of(things)
    once = material_sheet(material_facts(cadre, None, highest))
    each = [(it, material_sheet(material_facts(cadre, it, highest))) for it in things]
    return [one for kind in kinds for one in _of_kind(kind, once, each, this_year)]


def _of_kind(
    kind: MaterialKind, once: Sheet, each: list[tuple[Happened, Sheet]], this_year: int
) -> Iterator[Demand]:
    if kind.requirement == "once" and kind.asked(once):
        yield Demand(kind, "", kind.cure[0])
    elif kind.requirement == "yearly" and kind.asked(once):
        yield from _years(kind, once, [it for it, _ in each], this_year)
    elif kind.requirement == "each":
        for it, sheet in each:
            late_enough = not kind.since or not it.year or it.year >= kind.since
            if it.kind == kind.per and late_enough and kind.asked(sheet):
                yield Demand(kind, it.occasion, kind.cure[0])


def _years(
    kind: MaterialKind, once: Sheet, things: list[Happened], this_year: int
) -> Iterator[Demand]:
    """From the first year of work (not before `since`) to the last that is over.

    Nothing where the first year is unknown: what cannot be reckoned is not asked for. The year
    of leaving is the last; after it nobody is reviewed.
    """
    began = int(once["began_year"])
    if not began:
        return
    left = [it.year for it in things if it.kind in END_OF_REVIEWS and it.year]
    if once["status"] in ("retired", "dead") and not left:
        return
    last = min([this_year - 1, *left])
    absent = {it.year for it in things if it.kind == FactKind.NOT_ASSESSED}
    for year in range(max(kind.since, began), last + 1):
        excused = year in absent
        yield Demand(kind, str(year), MaterialForm.EXPLANATION if excused else kind.cure[0])
