"""When a roster was imported, what it says is held against the papers again (导入后比对).

Only what no longer agrees is looked at more closely: most of a roster says what it said before.
"""

from __future__ import annotations

from sqlmodel import col, select

from core.event import when
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.holdings.events import RosterImported
from core.keyfacts.compare_facts import compare_with_roster
from core.keyfacts.questions import roster_field
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.values import agree
from core.unit import OpenUnit


@when(RosterImported)
def when_roster_imported(_event: RosterImported, unit: OpenUnit) -> None:
    """One question for all papers that speak; an item for each fact that the roster now contradicts."""
    rows = unit.session.exec(
        select(ShownFact, Cadre)
        .join(Dossier, col(Dossier.id) == ShownFact.dossier_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(ShownFact.accepted_at).is_not(None), col(ShownFact.withdrawn_at).is_(None))
        .order_by(col(ShownFact.id))
    ).all()
    for shown, cadre in rows:
        field = roster_field(shown.fact, shown.detail)
        said = str(getattr(cadre, field)).replace("-", ".") if field else ""
        if said and not agree(shown.fact, shown.value, said):
            compare_with_roster(unit, shown)
