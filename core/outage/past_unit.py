"""The unit as it was at a moment of the past: the law is asked with the facts of that time.

`now` is that moment and the principal the person who acted then, so everything that hangs on the
day or on a role (opening hours, working days, bars, the term of a role, how long a case is kept)
comes out as of then. What the questions of today would get wrong is put right by `facts_then`.
Events go to the journal of the transaction that confirms; their `via` says 补录.
"""

from __future__ import annotations

from datetime import datetime

from core.outage.facts_then import facts_then
from core.outage.paper_checked import PaperChecked
from core.principal import Principal
from core.unit import OpenUnit
from rules.areas import Facts
from rules.decision import Decision
from rules.facts.lending import LendingFacts
from rules.judge import Judge

VIA = "late_entry"


class PastUnit(OpenUnit):
    """`seen` is what paper showed at a hand-over; `volume_id` narrows the facts to one volume."""

    def __init__(
        self,
        unit: OpenUnit,
        handler: int,
        at: datetime,
        seen: PaperChecked | None = None,
        volume_id: int | None = None,
    ) -> None:
        principal = Principal.member(handler, VIA)
        super().__init__(unit.session, principal, at, unit.law, unit.journal)
        self.seen = seen
        self.volume_id = volume_id

    def judge(self, facts: Facts, about: str, law: Judge | None = None) -> Decision:
        """As `OpenUnit.judge`, with the facts as they were."""
        then = facts_then(self, facts, about) if isinstance(facts, LendingFacts) else facts
        return super().judge(then, about, law)
