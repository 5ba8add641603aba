"""桥接报文只有一种写法，写错的整批不收。

There is one way to write a message; anything else is refused.
"""

from typing import Any

import pytest
from pydantic import ValidationError

from hardware_bridge.wire import Batch, BridgeEvent, EventAnswer

EVENT: dict[str, Any] = {
    "id": "8f14e45f-ceea-467f-9575-6b1d3a1f2a10",
    "device": "desk-1",
    "seq": 1,
    "occurred_at": "2026-11-23T09:00:00+08:00",
    "kind": "tag_seen",
    "tag": "3415A537C800000950317240",
    "antenna": 1,
    "rssi_dbm": -52,
    "count": 2,
}


def test_an_event_survives_the_wire() -> None:
    event = BridgeEvent.model_validate(EVENT)
    assert BridgeEvent.model_validate_json(event.model_dump_json()) == event


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "8F14E45F-CEEA-467F-9575-6B1D3A1F2A10"),
        ("id", "7"),
        ("device", "desk|1"),
        ("device", "desk-1\n"),
        ("seq", 0),
        ("seq", "1"),
        ("seq", True),
        ("occurred_at", "2026-11-23T09:00:00"),
        ("kind", "tag_lost"),
        ("kind", "reader_online"),
        ("tag", "3415a537c800000950317240"),
        ("tag", "3415A"),
        ("tag", None),
        ("rssi_dbm", -52.5),
        ("rssi_dbm", 400),
        ("count", -1),
        ("name", "anything else"),
    ],
)
def test_an_event_written_otherwise_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        BridgeEvent.model_validate(EVENT | {key: value})


def _batch(*seqs: int, device: str = "desk-1") -> dict[str, Any]:
    events = [EVENT | {"seq": seq, "id": f"8f14e45f-ceea-467f-9575-{seq:012x}"} for seq in seqs]
    return {"device": device, "sent_at": EVENT["occurred_at"], "events": events}


def test_a_batch_holds_one_to_five_hundred_events_in_order() -> None:
    assert len(Batch.model_validate(_batch(*range(1, 501))).events) == 500
    assert len(Batch.model_validate(_batch(3, 7)).events) == 2


@pytest.mark.parametrize(
    "batch", [_batch(), _batch(*range(1, 502)), _batch(2, 1), _batch(1, 1), _batch(1, device="b")]
)
def test_a_batch_written_otherwise_is_refused(batch: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Batch.model_validate(batch)


@pytest.mark.parametrize(("result", "reason"), [("rejected", None), ("accepted", "x")])
def test_a_reason_comes_with_a_rejection_only(result: str, reason: str | None) -> None:
    with pytest.raises(ValidationError):
        EventAnswer.model_validate({"id": EVENT["id"], "result": result, "reason": reason})
