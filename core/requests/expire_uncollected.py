"""Expire (逾期未取): ready, and nobody came before the volumes went back to the store."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.requests.close_case import papers_open
from core.requests.events import RequestClosed, RequestExpired
from core.requests.line import SETTLED, LineState, drop_waiting
from core.requests.questions import lines_away, lines_of
from core.requests.request import Mode, Request, State, Step
from core.unit import OpenUnit

# While a volume is being searched for, its case waits with it; a loss that was reported does not end.
ENDABLE = SETTLED | {LineState.WAITING, LineState.LOST}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireUncollected(Command):
    """The evening's tick."""


@use_case(ExpireUncollected, principals={"clock"})
def expire_uncollected(command: ExpireUncollected, unit: OpenUnit) -> Answer:
    """A case of which a volume is still away goes on; one whose volumes are back is closed."""
    today = local_date(unit.now)
    late = unit.session.exec(
        select(Request)
        .where(
            Request.state == State.READY,
            col(Request.kept_until) < today,
            # Nobody comes for what the room itself looks up.
            Request.mode != Mode.CERTIFY,
        )
        .with_for_update(skip_locked=True)
    ).all()
    expired = 0
    for request in late:
        lines = lines_of(unit.session, request.id or 0)
        away = lines_away(unit.session, request.id or 0)
        if away or any(line.state not in ENDABLE for line in lines):
            continue
        if papers_open(unit, request):
            continue
        was_read = drop_waiting(lines, away)
        request.take(Step.CLOSE if was_read else Step.EXPIRE, unit.now)
        unit.record((RequestClosed if was_read else RequestExpired)(ref=request.ref))
        expired += 1
    return Done({"expired": expired})
