"""设备上报：签名对得上才收；同一事件来几次都只算一次；别室的标签不认。

Bridge events: a signature or nothing; each event counts once (P4); a foreign tag is no evidence.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from core.custody.custody import Evidence
from core.custody.device import Device
from core.holdings.dossier import Volume
from hardware_bridge.signature import Call, sign
from hardware_bridge.wire import EVENTS_PATH, Batch, BridgeEvent
from tests.support.lending_world import World
from tests.support.served import Served

KEY = bytes(range(32))
TAG = "E2801160600002046F4D0001"


@pytest.fixture(autouse=True)
def desk(world: World) -> None:
    house = world.house
    now = house.clock.now()
    house.keep(Device(name="desk-1", room_id=world.room, key_hex=KEY.hex(), enrolled_at=now))
    with house.database.reading() as session:
        volume = session.get(Volume, world.volume)
    assert volume is not None
    volume.tag = TAG
    house.keep(volume)


def _event(world: World, seq: int = 1, **changed: Any) -> BridgeEvent:
    body: dict[str, Any] = {
        "id": str(uuid.UUID(int=seq)),
        "device": "desk-1",
        "seq": seq,
        "occurred_at": world.house.clock.now(),
        "kind": "tag_seen",
        "tag": TAG,
        "antenna": 1,
        "rssi_dbm": -52,
        "count": 2,
    }
    return BridgeEvent(**{**body, **changed})


async def _send(
    world: World, at: Served, *events: BridgeEvent, key: bytes = KEY
) -> tuple[int, list[str]]:
    batch = Batch(device="desk-1", sent_at=world.house.clock.now(), events=list(events))
    body = batch.model_dump_json().encode()
    headers = sign(Call("POST", EVENTS_PATH, body), key, "desk-1", world.house.clock.now())
    async with (
        aiohttp.ClientSession(at.url) as http,
        http.post(EVENTS_PATH, data=body, headers=headers) as answer,
    ):
        said = await answer.json()
    return answer.status, [a["result"] for a in said.get("answers", [])]


async def test_a_tag_on_the_desk_becomes_evidence_once(world: World, at: Served) -> None:
    assert await _send(world, at, _event(world)) == (200, ["accepted"])
    assert await _send(world, at, _event(world)) == (200, ["duplicate"])
    assert len(world.house.all(Evidence)) == 1


async def test_a_wrong_signature_is_refused_and_changes_nothing(world: World, at: Served) -> None:
    status, answers = await _send(world, at, _event(world), key=bytes(32))
    assert (status, answers) == (401, [])
    assert world.house.all(Evidence) == []


async def test_an_unknown_tag_is_rejected_and_the_rest_goes_on(world: World, at: Served) -> None:
    stranger = _event(world, 1, tag="E28011606000020400000000")
    answers = await _send(world, at, stranger, _event(world, 2))
    assert answers == (200, ["rejected", "accepted"])


async def test_a_device_of_another_room_gives_no_evidence(world: World, at: Served) -> None:
    other = world.house.add_room("人社局档案室")
    with world.house.database.reading() as session:
        device = session.get(Device, "desk-1")
    assert device is not None
    device.room_id = other
    world.house.keep(device)
    assert await _send(world, at, _event(world)) == (200, ["rejected"])


async def test_an_event_from_the_future_is_rejected(world: World, at: Served) -> None:
    late = world.house.clock.now() + timedelta(hours=1)
    assert await _send(world, at, _event(world, occurred_at=late)) == (200, ["rejected"])
