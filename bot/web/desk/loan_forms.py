"""The case page's forms about a loan (延期与提前收回): for the archivist at the window, for the head."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.web.pages.person import Person
from core.clock import local_date
from core.command import Place
from core.members.member import Role
from core.requests.case import Case
from core.requests.line import LineState


def loan_forms(case: Case, who: Person, now: datetime) -> dict[str, Any]:
    """`extend` for who keeps the room and `recall` for its head, while a volume is lent.

    How long an extension may be is the law's to say, when it is asked for.
    """
    lent = [line for line in case.lines if line.state == LineState.LENT]
    if not lent:
        return {"extend": False, "recall": None, "withdraw_extension": False}
    keeps = _holds(who, case, Role.ARCHIVIST)
    return {
        "extend": keeps and not case.extension_step,
        "recall": _recall(case, now) if _holds(who, case, Role.HEAD) else None,
        "withdraw_extension": keeps and bool(case.extension_step),
    }


def _holds(who: Person, case: Case, role: Role) -> bool:
    place = Place(room_id=case.room_id)
    return any(held.covers(frozenset({role}), place) for held in who.grants)


def _recall(case: Case, now: datetime) -> dict[str, Any] | None:
    """The days between today and the day before the due day; None where there is none."""
    latest = max((it.due_on for it in case.out_lines if it.due_on), default=None)
    today = local_date(now)
    if latest is None or latest <= today:
        return None
    return {"min": today.isoformat(), "max": (latest - timedelta(days=1)).isoformat()}
