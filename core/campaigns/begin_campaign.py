"""Begin a campaign (启动专项工作): the head, by the number of the paper that sets it going."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.campaigns.campaign import Campaign
from core.campaigns.coverage import covered
from core.campaigns.events import CampaignBegun
from core.command import Answer, Command, Done, Place, use_case
from core.members.entered import Taken, entered
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginCampaign(Command):
    """`covers` names classes and kinds (3、9-2、4-1-5), parted as people part them; empty: all."""

    room_id: int
    title: str
    document: str
    covers: str = ""


@use_case(
    BeginCampaign,
    roles={Role.HEAD},
    place=lambda command, unit: Place(room_id=command.room_id),
)
def begin_campaign(command: BeginCampaign, unit: OpenUnit) -> Answer:
    """Raises BadValue, and Taken where the room has a campaign of this name."""
    title = entered("title", command.title, 60)
    named = select(Campaign.id).where(Campaign.room_id == command.room_id, Campaign.title == title)
    if unit.session.exec(named).first() is not None:
        raise Taken(field="title")
    assert unit.principal.member_id is not None
    campaign = Campaign(
        room_id=command.room_id,
        title=title,
        document=entered("document", command.document, 60),
        covers="、".join(covered(command.covers)),
        begun_by=unit.principal.member_id,
        begun_at=unit.now,
    )
    unit.session.add(campaign)
    unit.session.flush()
    unit.record(CampaignBegun(ref=campaign.ref, document=campaign.document, covers=campaign.covers))
    return Done({"campaign": campaign.ref})
