"""一张纸上的借阅 / Lending as one would keep it on paper: the plain model that the real loop must match.

Only what P1 and P4 promise: which volume is out, by which case, since when, and what a step does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class PlainCase:
    """One volume of one case. `state` is the line's."""

    label: str
    state: str = "waiting"


@dataclass
class Away:
    """An open custody."""

    case: str
    since: datetime
    returned: bool = False


@dataclass
class Paper:
    """Everything on one sheet: cases by reference, open custodies by label."""

    cases: dict[str, PlainCase] = field(default_factory=dict)
    away: dict[str, Away] = field(default_factory=dict)

    def hand_over(self, ref: str, fresh: bool, now: datetime) -> str:
        """`fresh` is whether the request is still as it was shown."""
        case = self.cases[ref]
        if not fresh:
            return "stale"
        if case.state != "waiting":
            return "impossible_step"
        if case.label in self.away:
            return "refused"
        case.state = "reading"
        self.away[case.label] = Away(ref, now)
        return ""

    def take_back(self, label: str, occurred_at: datetime) -> str:
        away = self.away.get(label)
        if away is None:
            return "not_found"
        if occurred_at < away.since:
            return "stale"
        if away.returned:
            return "impossible_step"
        away.returned = True
        self.cases[away.case].state = "returned"
        return ""

    def check(self, label: str) -> str:
        away = self.away.get(label)
        if away is None:
            return "not_found"
        if not away.returned:
            return "impossible_step"
        self.cases[away.case].state = "checked"
        del self.away[label]
        return ""

    def move(self, label: str, before: str, after: str) -> str:
        """Pause (reading → paused) or resume."""
        away = self.away.get(label)
        if away is None:
            return "not_found"
        case = self.cases[away.case]
        if case.state != before:
            return "impossible_step"
        case.state = after
        return ""
