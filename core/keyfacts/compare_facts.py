"""Compare facts (事实比对): open an item where papers or roster differ. It opens, and does nothing more.

What an organ has settled stays settled: only a value that it had not before it opens a new item.
"""

from __future__ import annotations

from sqlmodel import col, select

from core.keyfacts.difference import Difference, DifferenceState, FactDecision
from core.keyfacts.events import DifferenceOpened
from core.keyfacts.questions import all_agree, facts_shown, roster_value, settled_value
from core.keyfacts.shown_fact import ShownFact
from core.keyfacts.system_update import SystemUpdate, UpdateState
from core.keyfacts.values import agree
from core.unit import OpenUnit

_ENDED = (DifferenceState.SETTLED, DifferenceState.CORRECTED)


def compare_facts(unit: OpenUnit, fact: ShownFact) -> str:
    """The reference of the item that is open about it now, or nothing."""
    found = _open_item(unit, fact)
    if found is not None:
        return found.ref
    roster = roster_value(unit.session, fact.dossier_id, fact.fact, fact.detail)
    return _opened(unit, fact, roster) if _differs(unit, fact, roster) else ""


def compare_with_roster(unit: OpenUnit, fact: ShownFact) -> None:
    """Open an item where the roster has changed away from the papers, or from what was settled.

    As long as the system has not taken a settled value over, the roster may say what it said.
    """
    roster = roster_value(unit.session, fact.dossier_id, fact.fact, fact.detail)
    settled = settled_value(unit.session, fact.dossier_id, fact.fact, fact.detail)
    as_settled = settled is not None and (
        agree(fact.fact, settled.value, roster) or _is_pending(unit, settled)
    )
    if not as_settled and _open_item(unit, fact) is None:
        _opened(unit, fact, roster)


def _is_pending(unit: OpenUnit, settled: FactDecision) -> bool:
    waiting = select(SystemUpdate.id).where(
        SystemUpdate.difference_id == settled.difference_id,
        SystemUpdate.state == UpdateState.PENDING,
    )
    return unit.session.exec(waiting).first() is not None


def _opened(unit: OpenUnit, fact: ShownFact, roster: str) -> str:
    item = Difference(
        dossier_id=fact.dossier_id,
        fact=fact.fact,
        detail=fact.detail,
        roster_value=roster,
        opened_at=unit.now,
    )
    unit.session.add(item)
    unit.session.flush()
    unit.record(DifferenceOpened(ref=item.ref, fact=item.fact))
    return item.ref


def _open_item(unit: OpenUnit, fact: ShownFact) -> Difference | None:
    return unit.session.exec(
        select(Difference).where(
            Difference.dossier_id == fact.dossier_id,
            Difference.fact == fact.fact,
            Difference.detail == fact.detail,
            col(Difference.state).not_in(_ENDED),
        )
    ).first()


def _differs(unit: OpenUnit, fact: ShownFact, roster: str) -> bool:
    shown = facts_shown(unit.session, fact.dossier_id, fact.fact, fact.detail)
    settled = settled_value(unit.session, fact.dossier_id, fact.fact, fact.detail)
    if settled is None:
        return not all_agree(fact.fact, [roster, *(it.value for it in shown)])
    known = [it.value for it in shown if it.id != fact.id and it.recorded_at <= settled.entered_at]
    return not any(agree(fact.fact, fact.value, it) for it in (settled.value, roster, *known) if it)
