"""Write up a day (登记入簿): its movements go onto numbered pages, in the order they happened.

The page that is printed then is the bound book (查借阅登记簿): signed by hand, bound by year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.clock import local_date
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.event import Event
from core.members.member import Role
from core.register.questions import Moved, has_later_page, not_yet_written
from core.register.register_page import LINES_ON_A_PAGE, RegisterLine, RegisterPage
from core.requests.series import next_in_order
from core.unit import OpenUnit

SERIES = "register_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteUpDay(Command):
    """Put what the room handed over and took back on this day into the book."""

    room_id: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWrittenUp(Event):
    about: ClassVar[str] = "register"
    ref: str  # the room and year of the book
    day: date
    pages: tuple[int, ...]
    lines: int


@use_case(
    WriteUpDay,
    roles={Role.ARCHIVIST},
    place=lambda command, _unit: Place(room_id=command.room_id),
)
def write_up_day(command: WriteUpDay, unit: OpenUnit) -> Answer:
    """New pages for what stands on none; a day that is whole already gives none.

    Raises BadValue for a day that has not come yet.
    """
    if command.day > local_date(unit.now):
        raise BadValue(field="day")
    moved = not_yet_written(unit.session, command.room_id, command.day)
    later = has_later_page(unit.session, command.room_id, command.day)
    pages = [
        _page(unit, command, moved[at : at + LINES_ON_A_PAGE], later)
        for at in range(0, len(moved), LINES_ON_A_PAGE)
    ]
    if pages:
        book = f"{command.room_id}/{command.day.year}"
        unit.record(DayWrittenUp(ref=book, day=command.day, pages=tuple(pages), lines=len(moved)))
    return Done({"pages": pages, "lines": len(moved)})


def _page(unit: OpenUnit, command: WriteUpDay, moved: Sequence[Moved], later: bool) -> int:
    assert unit.principal.member_id is not None
    year = command.day.year
    page = RegisterPage(
        room_id=command.room_id,
        year=year,
        number=next_in_order(unit.session, command.room_id, SERIES, year),
        day=command.day,
        supplements=later,
        written_at=unit.now,
        written_by=unit.principal.member_id,
    )
    unit.session.add(page)
    unit.session.flush()
    unit.session.add_all(
        RegisterLine(
            page_id=page.id or 0, position=place, custody_id=it.custody_id, movement=it.movement
        )
        for place, it in enumerate(moved, start=1)
    )
    unit.session.flush()
    return page.number
