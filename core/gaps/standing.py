"""Where some dossiers stand (现状): cadre, recorded facts, papers held, gaps on record; read in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from core.gaps.cadre_fact import CadreFact
from core.gaps.facts_of_cadre import Happened
from core.gaps.gap import Gap
from core.gaps.holding import Paper
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.materials.material import IN_DOSSIER, Material


@dataclass(slots=True)
class Standing:
    """One dossier with all that counting its gaps needs."""

    dossier: Any
    cadre: Any
    facts: list[Happened] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    gaps: dict[tuple[str, str], Gap] = field(default_factory=dict)


def standing_of(session: Session, dossiers: Sequence[int]) -> list[Standing]:
    """These dossiers, in the order of their ids."""
    rows = session.exec(
        select(Dossier, Cadre)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Dossier.id).in_(dossiers))
        .order_by(col(Dossier.id))
    ).all()
    facts = recorded_facts(session, [cadre.id or 0 for _, cadre in rows])
    papers = _papers(session, dossiers)
    gaps = _gaps(session, dossiers)
    return [
        Standing(
            dossier,
            cadre,
            facts.get(cadre.id or 0, []),
            papers.get(dossier.id or 0, []),
            gaps.get(dossier.id or 0, {}),
        )
        for dossier, cadre in rows
    ]


def recorded_facts(session: Session, cadres: Sequence[int]) -> dict[int, list[Happened]]:
    """Cadre id → the recorded facts that hold, earliest first."""
    found: dict[int, list[Happened]] = defaultdict(list)
    rows = session.exec(
        select(CadreFact)
        .where(col(CadreFact.cadre_id).in_(cadres), col(CadreFact.withdrawn_at).is_(None))
        .order_by(col(CadreFact.began), col(CadreFact.id))
    ).all()
    for it in rows:
        found[it.cadre_id].append(
            Happened(it.kind, it.occasion, it.began, it.grade, it.id or 0, it.source)
        )
    return found


def _papers(session: Session, dossiers: Sequence[int]) -> dict[int, list[Paper]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    asked = (
        select(Material)
        .where(col(Material.dossier_id).in_(dossiers), Material.kind != "")
        .where(col(Material.state).in_(IN_DOSSIER))
        .order_by(col(Material.id))
    )
    for it in session.exec(asked).all():
        found[it.dossier_id].append(Paper(it.id or 0, it.kind, it.occasion, it.form))
    return found


def _gaps(session: Session, dossiers: Sequence[int]) -> dict[int, dict[tuple[str, str], Gap]]:
    found: dict[int, dict[tuple[str, str], Gap]] = defaultdict(dict)
    asked = select(Gap).where(col(Gap.dossier_id).in_(dossiers)).with_for_update()
    for gap in session.exec(asked).all():
        found[gap.dossier_id][gap.kind, gap.occasion] = gap
    return found
