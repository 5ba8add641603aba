"""Carrying an entry out (登记补录): recorded, recorded against the law, or a mismatch.

Either all of it is recorded or nothing: it happens behind a savepoint, with a journal of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from sqlalchemy.exc import IntegrityError

from core.integrity import meaning_of
from core.outage.contradictions import Contradiction, Mismatch
from core.outage.late_entry import LateEntry, LateKind
from core.outage.record_application import record_application
from core.outage.record_custody import Reasons, record_hand_over, record_pause, record_return
from core.outcome import Outcome
from core.unit import Journal, OpenUnit
from rules.decision import Refused

RECORD: dict[str, Callable[[OpenUnit, LateEntry], Reasons]] = {
    LateKind.HAND_OVER: record_hand_over,
    LateKind.RETURN: record_return,
    LateKind.PAUSE: record_pause,
    LateKind.APPLICATION: record_application,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of it: `mismatch` and nothing recorded, or recorded with the law's `reasons`."""

    mismatch: str = ""
    reasons: Reasons = ()

    @property
    def reasons_json(self) -> str:
        """As an outcome keeps them; empty for none."""
        if not self.reasons:
            return ""
        refused = Refused(reasons=self.reasons, book_version="", fired=())
        return orjson.dumps(Outcome.of(refused, "").reasons).decode()


def record(unit: OpenUnit, entry: LateEntry, *, keep: bool = True) -> Recorded:
    """Carry the entry out; with `keep=False` only try, and leave nothing behind.

    Raises BadValue for what can still be put right on the entry.
    """
    outer, unit.journal = unit.journal, Journal()
    savepoint = unit.session.begin_nested()
    try:
        recorded = _attempt(unit, entry)
    except BaseException:
        savepoint.rollback()
        unit.journal = outer
        raise
    if keep and not recorded.mismatch:
        savepoint.commit()
        outer.take_over(unit.journal)
    else:
        savepoint.rollback()
    unit.journal = outer
    return recorded


def _attempt(unit: OpenUnit, entry: LateEntry) -> Recorded:
    try:
        reasons = RECORD[entry.kind](unit, entry)
        unit.session.flush()
    except Contradiction as found:
        return Recorded(mismatch=found.mismatch)
    except IntegrityError as error:
        meaning_of(error)
        return Recorded(mismatch=Mismatch.ELSEWHERE)
    return Recorded(reasons=reasons)
