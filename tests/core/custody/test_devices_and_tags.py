"""设备登记与贴标签：设备有室、有钥匙、可停用；一个标签只贴一卷。

Enrolling readers and tagging volumes: a device has a room and a key; a tag is on one volume.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.custody.device import Device
from core.custody.enrol_device import EnrolDevice, RevokeDevice
from core.holdings.dossier import Volume
from core.holdings.tag_volume import TagVolume
from core.members.describe_room import DescribeRoom
from core.members.member import Role
from core.members.room import Room
from tests.support.house import House, a_house
from tests.support.lending_world import World, a_dossier, a_world

KEY = "0f" * 32
TAG = "E28011700000020A1B2C3D4E"


@pytest.fixture
def world(tmp_path: Path):  # type: ignore[no-untyped-def]
    import bot.schema  # noqa: F401 — the world chats

    with a_house(tmp_path) as house:
        yield a_world(house)


def _administrator(house: House) -> int:
    return house.add_member(Role.ADMINISTRATOR)


async def test_an_administrator_enrols_and_revokes_a_reader(world: World) -> None:
    who = _administrator(world.house)
    command = EnrolDevice(name="desk-7", room_id=world.room, key_hex=KEY)
    assert (await world.house.do(who, command)).done
    assert (await world.house.do(who, RevokeDevice(name="desk-7"))).done
    assert world.house.all(Device)[0].revoked_at is not None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "Desk 7"}, "bad_value"),
        ({"key_hex": "short"}, "bad_value"),
        ({"room_id": 999}, "not_found"),
    ],
)
async def test_an_odd_reader_is_not_enrolled(
    world: World, changed: dict[str, object], code: str
) -> None:
    given = {"name": "desk-7", "room_id": world.room, "key_hex": KEY, **changed}
    outcome = await world.house.do(_administrator(world.house), EnrolDevice(**given))  # type: ignore[arg-type]
    assert outcome.code == code
    assert world.house.all(Device) == []


async def test_a_tag_is_on_one_volume_only(world: World) -> None:
    other = a_dossier(world.house, world.room, world.unit, "GB-00003", "周一川")
    labels = {v.id: v.label for v in world.house.all(Volume)}
    first = TagVolume(label=labels[world.volume], tag=TAG.lower())
    assert (await world.house.do(world.archivist, first)).done
    again = TagVolume(label=labels[other], tag=TAG)
    assert (await world.house.do(world.archivist, again)).code == "taken"


async def test_a_wider_list_of_lending_reasons_needs_its_document(world: World) -> None:
    words = {"room_id": world.room, "opening": "工作日 9:00—17:00", "telephone": ""}
    bare = DescribeRoom(**words, lending_reasons="退休审核")  # type: ignore[arg-type]
    assert (await world.house.do(world.head, bare)).code == "bad_value"
    founded = DescribeRoom(**words, lending_reasons="退休审核", document="组办〔2026〕9号")  # type: ignore[arg-type]
    assert (await world.house.do(world.head, founded)).done
    assert world.house.all(Room)[0].lends_for("退休审核")
