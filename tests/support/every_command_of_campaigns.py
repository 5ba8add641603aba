"""专项工作用例的样例 / Samples of the commands about campaigns, each about one that allows it."""

from __future__ import annotations

from datetime import timedelta

from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.begin_campaign import BeginCampaign
from core.campaigns.campaign import Batch, Campaign, CampaignState
from core.campaigns.campaign_unit import CampaignPerson, CampaignUnit
from core.campaigns.close_campaign import CloseCampaign, ReopenCampaign
from core.campaigns.file_person import EndPerson, FilePerson
from core.campaigns.keep_problem import MoveProblem, OpenProblem
from core.campaigns.problem import CampaignProblem
from core.campaigns.report_figures import ReportFigures
from core.campaigns.return_sheets import FiguresRow
from core.clock import local_date
from core.command import Command
from core.ids import opaque
from tests.support.every_thing import Things


def of_campaigns(t: Things) -> dict[str, Command]:
    running, closed = _campaign(t, "全覆盖"), _campaign(t, "回头看", closed=True)
    today = local_date(t.world.house.clock.now())
    unit, person, problem = _taking_part(t, running)
    return {
        "ReportFigures": ReportFigures(
            unit=unit,
            figures=(
                FiguresRow(
                    row=3,
                    line="东山县财政局",
                    dossiers=1,
                    owed=1,
                    closed=1,
                    explained=0,
                    overdue=0,
                    as_of="2026-11-20",
                ),
            ),
        ),
        "FilePerson": FilePerson(
            unit=unit, part="works", name="柳思远", post="人事科科长", document="备〔2026〕3号"
        ),
        "EndPerson": EndPerson(person=person),
        "OpenProblem": OpenProblem(campaign=running, kind="plain", words="目录缺页", unit=unit),
        "MoveProblem": MoveProblem(problem=problem, seen_version=1, step="settle", words="已补"),
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


def _taking_part(t: Things, campaign: str) -> tuple[str, int, str]:
    """One who reports, with a person filed for it and a problem: reference, id, reference."""
    house, now = t.world.house, t.world.house.clock.now()
    (row,) = [it for it in house.all(Campaign) if it.ref == campaign]
    (batch,) = [it for it in house.all(Batch) if it.campaign_id == row.id]
    own = {"campaign_id": row.id or 0}
    joined = CampaignUnit(
        batch_id=batch.id or 0, name="东山县", added_by=t.world.head, added_at=now, **own
    )
    unit, key = joined.ref, house.keep(joined)
    person = CampaignPerson(
        campaign_unit_id=key,
        part="guides",
        name="江望舒",
        post="档案科副科长",
        document="备〔2026〕4号",
        filed_by=t.world.head,
        filed_at=now,
    )
    problem = CampaignProblem(
        kind="plain", words="目录缺页", opened_by=t.world.head, opened_at=now, **own
    )
    ref = problem.ref
    house.keep(problem)
    return unit, house.keep(person), ref
