"""Keep a pending update (待同步信息): what an organ settled and the cadre information system has otherwise."""

from __future__ import annotations

from core.holdings.dossier import Dossier
from core.keyfacts.difference import Difference, FactDecision
from core.keyfacts.questions import roster_field, roster_value
from core.keyfacts.system_update import SystemUpdate
from core.keyfacts.values import agree
from core.unit import OpenUnit


def keep_update(unit: OpenUnit, item: Difference, decision: FactDecision) -> None:
    """Nothing where the system has no such field, or already shows what was settled."""
    if not roster_field(item.fact, item.detail):
        return
    before = roster_value(unit.session, item.dossier_id, item.fact, item.detail)
    if before and agree(item.fact, before, decision.value):
        return
    unit.session.add(
        SystemUpdate(
            dossier_id=item.dossier_id,
            room_id=unit.session.get_one(Dossier, item.dossier_id).room_id,
            difference_id=item.id or 0,
            fact=item.fact,
            detail=item.detail,
            before=before,
            after=decision.value,
            document=decision.document,
            confirmed_at=unit.now,
        )
    )
