"""Keep a problem (问题台账): people open it, follow it, settle it; each word is kept with its writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from core.campaigns.campaign import Campaign, CampaignStep
from core.campaigns.campaign_unit import CampaignUnit
from core.campaigns.events import ProblemMoved, ProblemOpened
from core.campaigns.problem import (
    CampaignProblem,
    ProblemKind,
    ProblemNote,
    ProblemState,
    ProblemStep,
)
from core.campaigns.questions import find_campaign, room_of_campaign
from core.clock import local_date
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound, Stale
from core.members.entered import entered
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenProblem(Command):
    """`unit` is the reference of who takes part, or nothing for what concerns everybody."""

    campaign: str
    kind: str
    words: str
    unit: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveProblem(Command):
    """`step` is follow, settle or reopen; `words` say what was done or found."""

    problem: str
    seen_version: int
    step: str
    words: str


@use_case(OpenProblem, roles=ROOM_ROLES, place=room_of_campaign)
def open_problem(command: OpenProblem, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, ImpossibleStep."""
    campaign = find_campaign(unit, command.campaign)
    campaign.take(CampaignStep.WORK)
    if command.kind not in set(ProblemKind):
        raise BadValue(field="kind")
    if command.due_on is not None and command.due_on < local_date(unit.now):
        raise BadValue(field="due_on")
    assert unit.principal.member_id is not None
    problem = CampaignProblem(
        campaign_id=campaign.id or 0,
        campaign_unit_id=_joined(unit, campaign, command.unit) if command.unit else None,
        kind=command.kind,
        words=entered("words", command.words, 300),
        due_on=command.due_on,
        opened_by=unit.principal.member_id,
        opened_at=unit.now,
    )
    unit.session.add(problem)
    unit.session.flush()
    unit.record(ProblemOpened(ref=campaign.ref, problem=problem.ref, kind=problem.kind))
    return Done({"problem": problem.ref})


def _joined(unit: OpenUnit, campaign: Campaign, ref: str) -> int:
    found = unit.session.exec(
        select(CampaignUnit.id).where(
            CampaignUnit.ref == ref, CampaignUnit.campaign_id == campaign.id
        )
    ).first()
    if found is None:
        raise NotFound
    return found


def _room_of_problem(command: MoveProblem, unit: OpenUnit) -> Place:
    problem = _problem(unit, command.problem)
    return Place(room_id=unit.session.get_one(Campaign, problem.campaign_id).room_id)


@use_case(MoveProblem, roles=ROOM_ROLES, place=_room_of_problem)
def move_problem(command: MoveProblem, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, BadValue, ImpossibleStep; a problem outlives its campaign."""
    problem = _problem(unit, command.problem)
    if problem.version != command.seen_version:
        raise Stale(state=problem.state)
    if command.step not in set(ProblemStep):
        raise BadValue(field="step")
    problem.take(ProblemStep(command.step))
    settled = problem.state == ProblemState.SETTLED
    problem.settled_by = unit.principal.member_id if settled else None
    problem.settled_at = unit.now if settled else None
    assert unit.principal.member_id is not None
    unit.session.add(
        ProblemNote(
            problem_id=problem.id or 0,
            step=command.step,
            words=entered("words", command.words, 300),
            by=unit.principal.member_id,
            at=unit.now,
        )
    )
    campaign = unit.session.get_one(Campaign, problem.campaign_id)
    unit.record(ProblemMoved(ref=campaign.ref, problem=problem.ref, step=command.step))
    return Done({"state": problem.state})


def _problem(unit: OpenUnit, ref: str) -> CampaignProblem:
    found = unit.session.exec(
        select(CampaignProblem).where(CampaignProblem.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found
