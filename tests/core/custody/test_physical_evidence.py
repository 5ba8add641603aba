"""实物凭据：标签由本室人员扫，电子标签由本室设备报；设备只能替自己、替本室说话。
Evidence: labels are scanned by the room's staff, tags reported by the room's own device, for itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.custody.custody import Evidence
from core.custody.device import Device
from core.custody.see_volume import SeeLabel, SeeTag
from core.holdings.dossier import Volume
from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal
from tests.support.lending import Lending, a_case

TAG = "E2801160600002054B2A1234"


@pytest.fixture
def desk(world: Lending) -> str:
    now = world.house.clock.now()
    world.house.keep(Device(name="desk-1", room_id=world.room, key_hex="00", enrolled_at=now))
    volume = world.house.all(Volume)[0]
    volume.tag = TAG
    world.house.keep(volume)
    return "desk-1"


async def seen(world: Lending, device: str, by: str = "", **changes: object) -> Outcome:
    at = world.house.clock.now()
    command = SeeTag(**({"device": device, "tag": TAG, "seen_at": at} | changes))
    return await world.house.do(Principal.bridge(by or device), command)


async def test_a_tag_on_the_desk_reader_is_the_volumes_evidence(world: Lending, desk: str) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref, without="label")
    assert (await seen(world, desk)).done
    assert (await world.hand_over(ref)).done


async def test_a_device_speaks_only_for_itself(world: Lending, desk: str) -> None:
    assert (await seen(world, desk, by="desk-2")).code == "forbidden"


async def test_a_device_speaks_only_for_its_room(world: Lending, desk: str) -> None:
    now = world.house.clock.now()
    there = world.house.add_room()
    world.house.keep(Device(name="far", room_id=there, key_hex="00", enrolled_at=now))
    assert (await seen(world, "far")).code == "not_found"


async def test_a_revoked_or_unknown_device_and_a_foreign_tag_are_not_found(
    world: Lending, desk: str
) -> None:
    assert (await seen(world, "nowhere")).code == "not_found"
    assert (await seen(world, desk, tag="FOREIGN")).code == "not_found"
    device = world.house.get(Device, desk)
    device.revoked_at = world.house.clock.now()
    world.house.keep(device)
    assert (await seen(world, desk)).code == "not_found"


async def test_a_reading_from_the_future_or_without_zone_is_refused(
    world: Lending, desk: str
) -> None:
    ahead = world.house.clock.now() + timedelta(minutes=3)
    assert (await seen(world, desk, seen_at=ahead)).code == "bad_value"
    assert (await seen(world, desk, seen_at=datetime(2026, 11, 25))).code == "bad_value"
    assert world.house.all(Evidence) == []


async def test_a_fast_clock_never_prolongs_the_window(world: Lending, desk: str) -> None:
    ahead = world.house.clock.now() + timedelta(minutes=1)
    assert (await seen(world, desk, seen_at=ahead)).done
    assert world.house.all(Evidence)[0].seen_at == world.house.clock.now()


async def test_a_label_is_scanned_by_the_rooms_own_staff(world: Lending) -> None:
    stranger = world.house.add_member(Role.ARCHIVIST, room=world.house.add_room())
    label = world.kept.labels[0]
    assert (await world.house.do(stranger, SeeLabel(label=label))).code == "forbidden"
    assert (await world.see("V0")).code == "not_found"
    assert (await world.see(label)).done
