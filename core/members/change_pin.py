"""Change one's own PIN (修改口令), after showing the one in use."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.members.bind_member import demand_digest, set_pin
from core.members.proof_events import PinChanged
from core.members.second_check import binding_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePin(Command):
    """`pin_digest` is `pins.pin_digest(pin, seed)`; the proof is for `binding_of("change_pin", "")`."""

    pin_digest: str


@use_case(ChangePin, anyone=True, second_check=lambda _command: binding_of("change_pin", ""))
def change_pin(command: ChangePin, unit: OpenUnit) -> Answer:
    """Keep the new digest. Raises BadValue."""
    demand_digest(command.pin_digest)
    assert unit.principal.member_id is not None
    set_pin(unit, unit.principal.member_id, command.pin_digest)
    unit.record(PinChanged(ref=unit.actor))
    return Done()
