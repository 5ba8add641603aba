"""专项工作用例的样例 / Samples of the commands about campaigns, each about one that allows it."""

from __future__ import annotations

from datetime import timedelta

from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.campaign import Batch, Campaign, CampaignState
from core.campaigns.close_campaign import CloseCampaign, ReopenCampaign
from core.clock import local_date
from core.command import Command
from core.ids import opaque
from tests.support.every_thing import Things


def of_campaigns(t: Things) -> dict[str, Command]:
    running, closed = _campaign(t, "全覆盖"), _campaign(t, "回头看", closed=True)
    today = local_date(t.world.house.clock.now())
    return {
        "BeginCampaign": BeginCampaign(
            room_id=t.world.room, title="零散材料归档", document="组通〔2026〕19号"
        ),
        "AddBatch": AddBatch(campaign=running, starts_on=today, due_on=today),
        "AddUnits": AddUnits(campaign=running, nth=1, outside=("西山县",)),
        "CloseCampaign": CloseCampaign(campaign=running, seen_version=1),
        "ReopenCampaign": ReopenCampaign(campaign=closed, seen_version=1),
    }


def _campaign(t: Things, title: str, *, closed: bool = False) -> str:
    """A campaign of the world's room with one batch."""
    house, head = t.world.house, t.world.head
    now = house.clock.now()
    row = Campaign(
        room_id=t.world.room,
        title=f"{title}{opaque(6)}",
        document="组通〔2026〕18号",
        begun_by=head,
        begun_at=now,
        state=CampaignState.CLOSED if closed else CampaignState.RUNNING,
        closed_by=head if closed else None,
    )
    ref = row.ref
    today = local_date(now)
    house.keep(
        Batch(
            campaign_id=house.keep(row),
            nth=1,
            starts_on=today,
            due_on=today + timedelta(days=30),
        )
    )
    return ref
