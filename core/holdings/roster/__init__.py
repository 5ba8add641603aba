"""Reading a roster workbook (花名册) into typed rows and problems; touches no database."""

from core.holdings.roster.problem import Problem
from core.holdings.roster.read_roster import Roster, read_roster
from core.holdings.roster.read_workbook import Workbook, read_workbook
from core.holdings.roster.row import RosterRow
from core.holdings.roster.year_month import YearMonth

__all__ = [
    "Problem",
    "Roster",
    "RosterRow",
    "Workbook",
    "YearMonth",
    "read_roster",
    "read_workbook",
]
