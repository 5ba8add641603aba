"""Import a year's working days (导入工作日): from the State Council's notice, by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.entered import entered
from core.members.member import Role
from core.reminders.keep_year import keep_year
from core.reminders.workday_sheet import problems_of
from core.unit import OpenUnit

NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWorkdays(Command):
    """The exceptional days of one year: off on a weekday, or worked at a weekend."""

    document: str
    off: tuple[date, ...]
    works: tuple[date, ...]


@use_case(ImportWorkdays, roles={Role.ADMINISTRATOR})
def import_workdays(command: ImportWorkdays, unit: OpenUnit) -> Answer:
    """The year is as the notice has it; what was counted without it is counted again.

    Raises BadValue for no document, two years, a year far off, or half a sheet.
    """
    document = entered("document", command.document, 60)
    days = dict.fromkeys(command.off, False) | dict.fromkeys(command.works, True)
    if len(days) < len(command.off) + len(command.works):
        raise BadValue(field="days")
    if problems_of(days, local_date(unit.now).year):
        raise BadValue(field="days")
    year = next(iter(days)).year
    keep_year(unit, year, days, source=NOTICE, document=document)
    return Done({"year": year, "days": len(days)})
