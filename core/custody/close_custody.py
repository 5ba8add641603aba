"""Closing a custody (保管结束): the volume is counted and in; with the last of them the case is closed."""

from __future__ import annotations

from core.custody.custody import Custody
from core.custody.events import ReturnChecked
from core.requests.events import RequestClosed
from core.requests.line import SETTLED, Line, LineStep
from core.requests.questions import lines_of
from core.requests.request import Request, Step
from core.unit import OpenUnit


def close_line(unit: OpenUnit, label: str, custody: Custody, line: Line, request: Request) -> None:
    """Take the line's check, end the custody, and the request when nothing of it is left."""
    line.take(LineStep.CHECK)
    custody.closed_at = unit.now
    request.touch()
    unit.record(ReturnChecked(ref=label, request=request.ref, custody=custody.id or 0))
    unit.session.flush()
    lines = lines_of(unit.session, request.id or 0)
    if all(line.state in SETTLED for line in lines):
        request.take(Step.CLOSE, unit.now)
        unit.record(RequestClosed(ref=request.ref))
