"""The dossier rests while fraud is suspected (涉嫌造假，暂缓办理): a hold like any other, told neutrally.

The head's entry places it, whoever compares the paper confirms it; the organ's decision, once two
people have it, lifts it. Nothing of the reason goes into the hold.
"""

from __future__ import annotations

from sqlalchemy import or_
from sqlmodel import col, select

from core.holdings.dossier import Dossier
from core.holdings.hold import Hold
from core.holdings.lift_hold import lift_together
from core.holdings.place_hold import PlaceHold, hold_under, place_hold
from core.keyfacts.difference import Difference, DifferenceState, FactDecision
from core.unit import OpenUnit


def let_rest(unit: OpenUnit, item: Difference, decision: FactDecision) -> None:
    """Place the hold under the decision's document, or confirm it at the second word.

    One paper may be about several facts: the hold that it brought serves them all.
    """
    dossier = unit.session.get_one(Dossier, item.dossier_id)
    there = hold_under(unit, dossier, decision.document)
    is_second_word = decision.compared_by is not None
    waits = there is not None and there.confirmed_by is None
    if there is None or (is_second_word and waits and there.placed_by != decision.compared_by):
        place_hold(
            PlaceHold(dossier=dossier.number, organ=decision.organ, document=decision.document),
            unit,
        )


def let_go(unit: OpenUnit, item: Difference, decision: FactDecision) -> None:
    """Lift what this item had placed, save where another suspicion rests on the same paper."""
    dossier = unit.session.get_one(Dossier, item.dossier_id)
    for document in _suspicions(unit, item) - _others(unit, item):
        hold = hold_under(unit, dossier, document)
        if hold is not None:
            lift_together(unit, hold, decision.entered_by, decision.document)


def _suspicions(unit: OpenUnit, item: Difference) -> set[str]:
    """Documents under which this item let the dossier rest; other holds stay."""
    rows = unit.session.exec(
        select(FactDecision.document)
        .join(Hold, col(Hold.document) == FactDecision.document)
        .where(
            FactDecision.difference_id == item.id,
            FactDecision.step == "suspect",
            Hold.dossier_id == item.dossier_id,
            col(Hold.lifted_at).is_(None),
        )
    )
    return set(rows.all())


def _others(unit: OpenUnit, item: Difference) -> set[str]:
    """Documents of suspicions about the same dossier that go on."""
    rows = unit.session.exec(
        select(FactDecision.document)
        .join(Difference, col(Difference.id) == FactDecision.difference_id)
        .where(
            Difference.dossier_id == item.dossier_id,
            Difference.id != item.id,
            FactDecision.step == "suspect",
            or_(
                col(Difference.state) == DifferenceState.SUSPECTED,
                col(FactDecision.compared_by).is_(None),
            ),
        )
    )
    return set(rows.all())
