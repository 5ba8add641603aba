"""Catalogues of the demo (演示目录): nearly all that the book demands is filed, so that some gaps show.

Only the first dossiers have one: a demo of a hundred thousand is for speed, not for reading.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from bot.demo.cast import Cast
from core.gaps.cadre_fact import CadreFact, FactKind, FactSource
from core.gaps.count_due_gaps import CountDueGaps
from core.gaps.demands import Demand, demands
from core.gaps.dossier_to_count import DossierToCount, next_to_count
from core.gaps.facts_of_cadre import Happened, happened, year_in
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume, VolumeKind
from core.ids import opaque
from core.materials.material import Material, MaterialForm, MaterialState
from core.principal import Principal
from rules.book import load_book

CATALOGUED = 400
MISSING = 0.06
POSTS = ("副科长", "科长")


async def catalogue(cast: Cast) -> None:
    """Write the catalogues, and let the clock count what is missing in these dossiers and no others."""
    at = cast.dispatch.clock.now()
    await cast.dispatch.work(lambda session: _fill(session, at))
    nth = 0
    while await cast.dispatch.ask(lambda session: next_to_count(session, 1)):
        await cast.dispatch(Principal.clock(), CountDueGaps(), f"demo:count:{nth}")
        nth += 1


def _fill(session: Session, at: Any) -> None:
    """Facts and lines of the first dossiers; those without a catalogue are not counted."""
    chance = Random(77)  # noqa: S311 - repeatable on purpose, nothing secret
    rows: Any = (
        select(Dossier.id, Cadre, Volume)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .join(Volume, col(Volume.dossier_id) == Dossier.id)
        .where(Volume.kind == VolumeKind.ORIGINAL, Volume.ordinal == 1)
        .order_by(col(Dossier.id))
        .limit(CATALOGUED)
    )
    facts, lines, sums = list[dict[str, Any]](), list[dict[str, Any]](), []
    filled: list[int] = []
    kinds = load_book().materials.values()
    for dossier_id, cadre, volume in session.execute(rows).all():
        posts = _posts(cadre, chance)
        facts += [_fact(cadre.id, it, at) for it in posts]
        wanted = demands(cadre, happened(cadre, posts), kinds, at.year)
        filed = [it for it in wanted if chance.random() > MISSING]
        own = list(_lines(dossier_id, volume.id, filed, chance))
        pages = sum(it["pages"] for it in own)
        sums.append({"id": volume.id, "pieces": len(own), "pages": pages})
        lines += own
        filled.append(dossier_id)
    if facts:
        session.execute(insert(CadreFact), facts)
    if lines:
        session.execute(insert(Material), lines)
        session.execute(update(Volume), [it for it in sums if it["pieces"]])
    others = delete(DossierToCount).where(col(DossierToCount.dossier_id).not_in(filled))
    session.execute(others)


def _posts(cadre: Cadre, chance: Random) -> list[Happened]:
    began = year_in(cadre.began_work)
    years = [began + 8, began + 14] if began and chance.random() < 0.5 else []
    return [
        Happened(FactKind.APPOINTMENT, f"{year}.05 {post}", f"{year}.05", "section_up")
        for year, post in zip(years, POSTS, strict=False)
        if year < 2026
    ]


def _fact(cadre_id: int | None, it: Happened, at: Any) -> dict[str, Any]:
    own = {"kind": it.kind, "occasion": it.occasion, "began": it.began, "grade": it.grade}
    return {**own, "cadre_id": cadre_id, "source": FactSource.HAND, "recorded_at": at}


def _lines(dossier: int, volume: int, filed: list[Demand], chance: Random) -> Any:
    serials = Counter[str]()
    for it in filed:
        code = it.kind.class_code
        serials[code] += 1
        yield {
            "ref": opaque(20),
            "dossier_id": dossier,
            "volume_id": volume,
            "class_code": code,
            "serial": serials[code],
            "kind": it.kind.code,
            "occasion": it.occasion,
            "title": it.kind.title[:120],
            "formed": str(year_in(it.occasion) or ""),
            "pages": chance.randint(1, 5),
            "form": it.best if it.best != MaterialForm.EXPLANATION else MaterialForm.ORIGINAL,
            "state": MaterialState.BOUND,
            "remark": "",
            "version": 1,
        }
