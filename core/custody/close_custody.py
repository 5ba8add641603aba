"""Closing a custody (保管结束): the volume is counted and in; with the last of them the case is closed."""

from __future__ import annotations

from core.custody.custody import Custody
from core.custody.events import ReturnChecked
from core.requests.close_case import close_if_done
from core.requests.line import Line, LineStep
from core.requests.request import Request
from core.unit import OpenUnit


def close_line(unit: OpenUnit, label: str, custody: Custody, line: Line, request: Request) -> None:
    """Take the line's check, end the custody, and the request when nothing of it is left."""
    line.take(LineStep.CHECK)
    custody.closed_at = unit.now
    request.touch()
    unit.record(ReturnChecked(ref=label, request=request.ref, custody=custody.id or 0))
    close_if_done(unit, request)
