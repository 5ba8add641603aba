"""Opening hours of the reading room (阅档室开放时间): read from the sentence that the room prints.

`工作日 9:00—11:30、14:30—17:00` opens twice on working days. A sentence without hours says
nothing, and then the room counts as open.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from functools import cache

from core.clock import SHANGHAI

_HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-—–－~～至到]+\s*(\d{1,2})[:：](\d{2})")
WORKING_DAYS = "工作日"


def is_open(opening: str, at: datetime, works: bool | None) -> bool:
    """Whether the room reads at this moment; `works` is the calendar's exception, None for none."""
    hours = _hours(opening)
    if not hours:
        return True
    here = at.astimezone(SHANGHAI)
    day = here.weekday() < 5 if works is None else works
    if WORKING_DAYS in opening and not day:
        return False
    return any(opens <= here.time() < closes for opens, closes in hours)


@cache
def _hours(opening: str) -> tuple[tuple[time, time], ...]:
    found = ([int(part) for part in span] for span in _HOURS.findall(opening))
    return tuple((time(a % 24, b % 60), time(c % 24, d % 60)) for a, b, c, d in found)
