"""Close a campaign (专项工作结束), or open it again: the head's word; what is missing stays owed."""

from __future__ import annotations

from dataclasses import dataclass

from core.campaigns.campaign import CampaignStep
from core.campaigns.events import CampaignClosed, CampaignReopened
from core.campaigns.questions import find_campaign, room_of_campaign
from core.command import Answer, Command, Done, use_case
from core.members.member import Role
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCampaign(Command):
    campaign: str
    seen_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCampaign(Command):
    campaign: str
    seen_version: int


@use_case(CloseCampaign, roles={Role.HEAD}, place=room_of_campaign)
def close_campaign(command: CloseCampaign, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep."""
    campaign = find_campaign(unit, command.campaign, command.seen_version)
    campaign.take(CampaignStep.CLOSE)
    campaign.closed_by, campaign.closed_at = unit.principal.member_id, unit.now
    unit.record(CampaignClosed(ref=campaign.ref))
    return Done()


@use_case(ReopenCampaign, roles={Role.HEAD}, place=room_of_campaign)
def reopen_campaign(command: ReopenCampaign, unit: OpenUnit) -> Answer:
    """Raises NotFound, Stale, ImpossibleStep."""
    campaign = find_campaign(unit, command.campaign, command.seen_version)
    campaign.take(CampaignStep.REOPEN)
    campaign.closed_by = campaign.closed_at = None
    unit.record(CampaignReopened(ref=campaign.ref))
    return Done()
