"""When the facts of a cadre change, what the dossier must hold is counted anew at once."""

from __future__ import annotations

from sqlmodel import select

from core.event import when
from core.gaps.events import CadreFactsChanged
from core.gaps.recount import recount
from core.holdings.dossier import Dossier
from core.unit import OpenUnit


@when(CadreFactsChanged)
def when_cadre_facts_change_recount(event: CadreFactsChanged, unit: OpenUnit) -> None:
    unit.session.flush()
    found = select(Dossier.id).where(Dossier.cadre_id == event.cadre)
    recount(unit, [it for it in unit.session.exec(found).all() if it is not None])
