"""Add a batch (增设批次): its first and its last day; batches are numbered as they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import func, select

from core.campaigns.campaign import Batch, CampaignStep
from core.campaigns.events import BatchAdded
from core.campaigns.questions import find_campaign, room_of_campaign
from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBatch(Command):
    campaign: str
    starts_on: date
    due_on: date


@use_case(AddBatch, roles=ROOM_ROLES, place=room_of_campaign)
def add_batch(command: AddBatch, unit: OpenUnit) -> Answer:
    """Raises NotFound, ImpossibleStep, and BadValue for an end that is past or before its beginning."""
    campaign = find_campaign(unit, command.campaign)
    campaign.take(CampaignStep.WORK)
    if command.due_on < max(command.starts_on, local_date(unit.now)):
        raise BadValue(field="due_on")
    last = select(func.coalesce(func.max(Batch.nth), 0)).where(Batch.campaign_id == campaign.id)
    nth = unit.session.exec(last).one() + 1
    batch = Batch(
        campaign_id=campaign.id or 0,
        nth=nth,
        starts_on=command.starts_on,
        due_on=command.due_on,
    )
    unit.session.add(batch)
    unit.session.flush()
    unit.record(
        BatchAdded(ref=campaign.ref, nth=nth, starts_on=batch.starts_on, due_on=batch.due_on)
    )
    return Done({"nth": nth})
