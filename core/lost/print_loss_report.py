"""Print the loss report (打印遗失报告): it names the dossier, so every printing is logged."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.lost.events import LossReportPrinted
from core.lost.loss_report import LossReport
from core.lost.questions import find_search, room_of_search
from core.lost.search import SearchStep
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLossReport(Command):
    search: str


@use_case(PrintLossReport, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of_search)
def print_loss_report(command: PrintLossReport, unit: OpenUnit) -> Answer:
    """Raises NotFound or ImpossibleStep where no report was made."""
    search = find_search(unit, command.search)
    search.take(SearchStep.PRINT_REPORT)
    report = unit.session.get(LossReport, search.id)
    if report is None:
        raise NotFound
    first = report.printed_at is None
    report.printed_at = report.printed_at or unit.now
    unit.record(
        LossReportPrinted(ref=search.label, search=search.ref, number=report.number, first=first)
    )
    return Done({"search": search.ref, "number": report.number})
