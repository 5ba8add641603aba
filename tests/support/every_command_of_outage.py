"""断网日用例的样例 / Samples of the commands of a day without network."""

from __future__ import annotations

from core.command import Command
from core.ids import opaque
from core.outage import make_kit
from core.outage.emergency_kit import EmergencyKit
from core.requests import cancel_reserved
from core.requests.reserved_number import ReservedNumber
from tests.support.every_thing import Things


def of_outage(t: Things) -> dict[str, Command]:
    """A kit that was made, and a number that lies open on its forms."""
    house, room = t.world.house, t.world.room
    now, number = house.clock.now(), f"组档办〔2026〕{opaque(6)}号"
    house.keep(EmergencyKit(room_id=room, made_at=now, numbers=1, to_collect=0, out_now=0))
    house.keep(
        ReservedNumber(number=number, short="9001", room_id=room, year=2026, reserved_at=now)
    )
    return {
        "MakeEmergencyKit": make_kit.MakeEmergencyKit(room_id=room),
        "ReadEmergencyKit": make_kit.ReadEmergencyKit(room_id=room),
        "CancelReserved": cancel_reserved.CancelReserved(
            room_id=room, numbers=(number,), reason="断网日未用到"
        ),
    }
