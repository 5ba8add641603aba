"""Report figures (收表汇总): what a workbook says takes the place of what it said before, all of it at once.

Figures are replaced and kept; persons follow the newest workbook; problems are only added, because
people settle them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from core.campaigns.campaign_unit import CampaignPerson, CampaignUnit, Part, ReportedFigures
from core.campaigns.events import FiguresReported
from core.campaigns.problem import CampaignProblem
from core.campaigns.questions import room_of_campaign_unit, running_unit
from core.campaigns.return_sheets import FiguresRow, PersonRow, ProblemRow
from core.command import Answer, Command, Done, content_hash, use_case
from core.errors import BadValue, ImpossibleStep
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigures(Command):
    """The rows of one workbook, as they were read and checked (`read_return`)."""

    unit: str
    figures: tuple[FiguresRow, ...]
    persons: tuple[PersonRow, ...] = ()
    problems: tuple[ProblemRow, ...] = ()


@use_case(ReportFigures, roles=ROOM_ROLES, place=room_of_campaign_unit)
def report_figures(command: ReportFigures, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, and ImpossibleStep for a unit whose gaps are counted here."""
    campaign, joined = running_unit(unit, command.unit)
    if joined.unit_id is not None:
        raise ImpossibleStep(state="counted_here")
    if not command.figures:
        raise BadValue(field="figures")
    _replace_figures(unit, joined, command.figures)
    persons = _replace_persons(unit, joined, command.persons)
    problems = _add_problems(unit, joined, command.problems)
    unit.record(
        FiguresReported(
            ref=campaign.ref,
            unit=joined.ref,
            lines=len(command.figures),
            digest=content_hash(command),
        )
    )
    return Done({"lines": len(command.figures), "persons": persons, "problems": problems})


def _replace_figures(unit: OpenUnit, joined: CampaignUnit, figures: tuple[FiguresRow, ...]) -> None:
    current = select(ReportedFigures).where(
        ReportedFigures.campaign_unit_id == joined.id, col(ReportedFigures.replaced_at).is_(None)
    )
    for row in unit.session.exec(current).all():
        row.replaced_at = unit.now
    unit.session.flush()
    assert unit.principal.member_id is not None
    for it in figures:
        unit.session.add(
            ReportedFigures(
                campaign_unit_id=joined.id or 0,
                line=it.line,
                dossiers=it.dossiers,
                owed=it.owed,
                closed=it.closed,
                explained=it.explained,
                overdue=it.overdue,
                as_of=date.fromisoformat(it.as_of),
                reported_by=unit.principal.member_id,
                reported_at=unit.now,
            )
        )


def _replace_persons(unit: OpenUnit, joined: CampaignUnit, persons: tuple[PersonRow, ...]) -> int:
    """Whoever the workbook names no longer is ended; gives how many are new."""
    known = unit.session.exec(
        select(CampaignPerson).where(
            CampaignPerson.campaign_unit_id == joined.id,
            col(CampaignPerson.reported).is_(True),
            col(CampaignPerson.ended_at).is_(None),
        )
    ).all()
    wanted = {(it.name, it.post, it.telephone, it.document): it for it in persons}
    for row in known:
        if wanted.pop((row.name, row.post, row.telephone, row.document), None) is None:
            row.ended_by, row.ended_at = unit.principal.member_id, unit.now
    assert unit.principal.member_id is not None
    for it in wanted.values():
        unit.session.add(
            CampaignPerson(
                campaign_unit_id=joined.id or 0,
                part=Part.WORKS,
                name=it.name,
                post=it.post,
                telephone=it.telephone,
                document=it.document,
                reported=True,
                filed_by=unit.principal.member_id,
                filed_at=unit.now,
            )
        )
    return len(wanted)


def _add_problems(unit: OpenUnit, joined: CampaignUnit, problems: tuple[ProblemRow, ...]) -> int:
    """Those that the ledger has not yet, word by word; gives how many."""
    known = set(
        unit.session.exec(
            select(CampaignProblem.words).where(CampaignProblem.campaign_unit_id == joined.id)
        ).all()
    )
    new = {it.words: it for it in problems if it.words not in known}
    assert unit.principal.member_id is not None
    for it in new.values():
        unit.session.add(
            CampaignProblem(
                campaign_id=joined.campaign_id,
                campaign_unit_id=joined.id,
                kind=it.kind,
                words=it.words,
                due_on=date.fromisoformat(it.due_on) if it.due_on else None,
                reported=True,
                opened_by=unit.principal.member_id,
                opened_at=unit.now,
            )
        )
    return len(new)
