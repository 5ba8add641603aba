"""Record facts of a cadre (登记干部情况): a degree, an appointment, a pay step …; gaps follow at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, NotFound
from core.gaps.cadre_fact import CadreFact, FactKind, FactSource
from core.gaps.events import CadreFactsChanged
from core.holdings.dossier import Dossier
from core.materials.questions import room_of_dossier
from core.members.entered import entered
from core.members.member import Role
from core.unit import OpenUnit

DAY = re.compile(r"(19[3-9]\d|20\d\d)(\.(0[1-9]|1[0-2])(\.(0[1-9]|[12]\d|3[01]))?)?")
GRADES = {
    FactKind.DEGREE: frozenset(
        f"{study}_{level}"
        for study in ("fulltime", "inservice", "abroad")
        for level in ("secondary", "college", "bachelor", "graduate")
    ),
    FactKind.APPOINTMENT: frozenset({"below_section", "section_up"}),
    FactKind.SANCTION: frozenset({"party", "administrative", "court", "credit", "review"}),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: `began` is YYYY, YYYY.MM or YYYY.MM.DD, empty if unknown; `grade` out of GRADES."""

    kind: str
    occasion: str
    began: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts(Command):
    """`source` is hand or lrm."""

    dossier: str
    facts: tuple[FactLine, ...]
    source: str = FactSource.HAND


@use_case(RecordFacts, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_dossier)
def record_facts(command: RecordFacts, unit: OpenUnit) -> Answer:
    """All of them or none; what is recorded already is passed over. Raises NotFound, BadValue."""
    dossier = find_dossier(unit, command.dossier)
    if not command.facts or command.source not in (FactSource.HAND, FactSource.LRM):
        raise BadValue(field="facts")
    known = set(
        unit.session.exec(
            select(CadreFact.kind, CadreFact.occasion).where(
                CadreFact.cadre_id == dossier.cadre_id,
                CadreFact.withdrawn_at == None,  # noqa: E711 — SQL
            )
        ).all()
    )
    new = 0
    for line in command.facts:
        fact = _fact(line, command.source, dossier, unit)
        if (fact.kind, fact.occasion) not in known:
            known.add((fact.kind, fact.occasion))
            unit.session.add(fact)
            new += 1
    unit.record(CadreFactsChanged(ref=dossier.number, cadre=dossier.cadre_id))
    return Done({"dossier": dossier.number, "recorded": new})


def find_dossier(unit: OpenUnit, number: str) -> Dossier:
    """The dossier with this number; raises NotFound."""
    found = unit.session.exec(select(Dossier).where(Dossier.number == number)).first()
    if found is None:
        raise NotFound
    return found


def _fact(line: FactLine, source: str, dossier: Dossier, unit: OpenUnit) -> CadreFact:
    if line.kind not in set(FactKind):
        raise BadValue(field="kind")
    if line.began and not DAY.fullmatch(line.began):
        raise BadValue(field="began")
    if line.kind == FactKind.NOT_ASSESSED and not re.fullmatch(r"(19|20)\d\d", line.occasion):
        raise BadValue(field="occasion")
    if line.grade and line.grade not in GRADES.get(FactKind(line.kind), frozenset()):
        raise BadValue(field="grade")
    return CadreFact(
        cadre_id=dossier.cadre_id,
        kind=line.kind,
        occasion=entered("occasion", line.occasion, 60),
        began=line.began,
        grade=line.grade,
        source=source,
        recorded_by=unit.principal.member_id,
        recorded_at=unit.now,
    )
