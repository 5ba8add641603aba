"""整理：开始、逐卷登记、完成，件数页数有数。Arrangement jobs: begun, counted by label, ended once."""

from __future__ import annotations

import pytest

from core.arrangement.arrange_volume import ArrangeVolume
from core.arrangement.begin_job import BeginArrangement
from core.arrangement.end_job import EndArrangement
from core.arrangement.job import ArrangedVolume
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier, Volume
from tests.support.inspecting import Inspecting


async def begun(world: Inspecting, kind: str = "a4") -> str:
    begin = BeginArrangement(room=world.room, kind=kind, title="散件改 A4", planned=30)
    return str((await world.house.do(world.one, begin)).data["job"])


def label(world: Inspecting) -> str:
    return world.house.get(Volume, world.volume).label


@pytest.mark.parametrize("kind", ["remade", "box_replaced", "a4"])
async def test_a_job_counts_volumes_and_sheets(world: Inspecting, kind: str) -> None:
    job = await begun(world, kind)
    done = await world.house.do(world.one, ArrangeVolume(job=job, volume=label(world), sheets=7))
    assert done.data["volumes"] == 1
    ended = await world.house.do(world.head, EndArrangement(job=job))
    assert (ended.data["volumes"], ended.data["sheets"]) == (1, 7)


async def test_a_volume_is_counted_once(world: Inspecting) -> None:
    step = ArrangeVolume(job=await begun(world), volume=label(world))
    assert (await world.house.do(world.one, step)).done
    assert (await world.house.do(world.other, step)).code == "taken"
    assert len(world.house.all(ArrangedVolume)) == 1


async def test_a_label_of_another_room_counts_nothing(world: Inspecting) -> None:
    there = world.house.add_room()
    cadre = world.house.keep(Cadre(name="孙无极", unit_id=world.unit))
    other = world.house.keep(Dossier(number="GB-2", cadre_id=cadre, room_id=there))
    foreign = world.house.get(Volume, world.house.keep(Volume(dossier_id=other))).label
    job = await begun(world)
    for scanned in (foreign, "V0", "随便"):
        step = ArrangeVolume(job=job, volume=scanned)
        assert (await world.house.do(world.one, step)).code == "not_found"


async def test_a_job_that_has_ended_counts_no_more(world: Inspecting) -> None:
    job = await begun(world)
    await world.house.do(world.one, EndArrangement(job=job))
    late = ArrangeVolume(job=job, volume=label(world))
    assert (await world.house.do(world.one, late)).code == "impossible_step"
    assert (await world.house.do(world.one, EndArrangement(job=job))).code == "impossible_step"


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"kind": "painted"}, "kind"), ({"title": " "}, "title"), ({"planned": -1}, "planned")],
)
async def test_nonsense_begins_nothing(
    world: Inspecting, changed: dict[str, object], field: str
) -> None:
    given = {"room": world.room, "kind": "a4", "title": "散件改 A4", **changed}
    outcome = await world.house.do(world.one, BeginArrangement(**given))  # type: ignore[arg-type]
    assert outcome.data["field"] == field
