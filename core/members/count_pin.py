"""Wrong PINs are counted (口令错误计数): five in a row lock it for a while, ten for good.

Both commands belong to `pins.second_check`, which acts as `guest`: whoever types a wrong PIN has
not shown who they are. Forgetting takes the proof that only a right PIN makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.errors import NotFound
from core.members.member import Role
from core.members.proof_events import WrongPinCounted, WrongPinsForgotten
from core.members.proofs import Pin
from core.members.questions import pseudonym_of
from core.members.second_check import binding_of, demand_proof_of
from core.members.tell import tell_officers
from core.unit import OpenUnit

TRIES = 5
MOST_TRIES = 10
LOCKED_MINUTES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWrongPin(Command):
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetWrongPins(Command):
    member_id: int


def is_locked(wrong: int, locked_until: datetime | None, now: datetime) -> bool:
    """Whether no PIN is looked at now."""
    return wrong >= MOST_TRIES or (locked_until is not None and now < locked_until)


@use_case(CountWrongPin, principals={"guest"})
def count_wrong_pin(command: CountWrongPin, unit: OpenUnit) -> Answer:
    """Count one; lock at five and at ten. `locked_until` is None when only a reset helps."""
    pin = _pin(command.member_id, unit)
    pin.wrong += 1
    if pin.wrong % TRIES == 0:
        pin.locked_until = unit.now + timedelta(minutes=LOCKED_MINUTES)
    for_good = pin.wrong >= MOST_TRIES
    until = pin.locked_until if is_locked(pin.wrong, pin.locked_until, unit.now) else None
    ref = pseudonym_of(unit.session, command.member_id)
    unit.record(
        WrongPinCounted(ref=ref, wrong=pin.wrong, locked_until=until, locked_for_good=for_good)
    )
    if until is not None:
        _tell(unit, pin, ref, for_good)
    return Done(
        {
            "wrong": pin.wrong,
            "locked": until is not None or for_good,
            "locked_until": None if until is None or for_good else until.isoformat(),
        }
    )


@use_case(ForgetWrongPins, principals={"guest"})
def forget_wrong_pins(command: ForgetWrongPins, unit: OpenUnit) -> Answer:
    """Begin counting anew, after a right PIN."""
    bound_to = binding_of("forget_wrong_pins", command.member_id)
    demand_proof_of(command.member_id, bound_to, unit)
    pin = _pin(command.member_id, unit)
    ref = pseudonym_of(unit.session, command.member_id)
    unit.record(WrongPinsForgotten(ref=ref, wrong=pin.wrong))
    pin.wrong, pin.locked_until = 0, None
    return Done()


def _pin(member_id: int, unit: OpenUnit) -> Pin:
    pin = unit.session.exec(select(Pin).where(Pin.member_id == member_id).with_for_update()).first()
    if pin is None:
        raise NotFound
    return pin


def _tell(unit: OpenUnit, pin: Pin, ref: str, for_good: bool) -> None:
    once = f"pin_locked:{ref}:{unit.now.isoformat()}"
    unit.send(pin.member_id, "pin_locked", ref, once=once, for_good=for_good)
    if for_good:
        tell_officers(
            unit, [Role.SECURITY_OFFICER], "pin_locked_of", ref, once=once, member=pin.member_id
        )
