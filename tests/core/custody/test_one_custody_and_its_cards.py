"""一卷只在一处，数据库守住（P1）；每走一步，每个人手里的卡片都跟着更新。
One open custody per volume, held by the database (P1); every copy of the card follows each step.
"""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from core.custody.custody import Custody
from core.outbox.message import Message
from tests.support.house import House
from tests.support.lending import Lending, a_case


async def test_every_copy_of_the_card_follows_each_step(world: Lending) -> None:
    ref = await a_case(world, "out")
    assert newest(world.house, ref) == world.request(ref).version
    (label,) = world.labels(ref)
    await world.take_back(label)
    assert newest(world.house, ref) == world.request(ref).version
    await world.check(label)
    assert newest(world.house, ref) == world.request(ref).version


def newest(house: House, ref: str) -> int:
    """The version of the newest card of the applicant."""
    cards: list[Message] = [m for m in house.messages("case_card") if m.about == ref]
    return max(int(m.dedupe_key.split(":")[2]) for m in cards)


async def test_one_open_custody_is_held_by_the_database(house_url: str) -> None:
    house = House(house_url)
    try:
        world = Lending(house)
        await a_case(world, "out")
        (open_one,) = house.all(Custody)
        again = Custody(
            volume_id=open_one.volume_id,
            kind="move",
            opened_at=open_one.opened_at,
            opened_by=world.archivist,
        )
        with pytest.raises(IntegrityError):
            house.keep(again)
    finally:
        house.close()
