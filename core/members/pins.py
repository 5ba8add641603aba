"""PIN (口令): argon2id off the loop, two at a time, wrong ones counted before the next is looked at.

The digest is made here, before the command, so that nothing slow happens in the writer.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakValueDictionary

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlmodel import Session, select

from core.errors import BadValue
from core.ids import opaque
from core.members.count_pin import MOST_TRIES, TRIES, CountWrongPin, ForgetWrongPins, is_locked
from core.members.pin_words import weakness
from core.members.proofs import Pin
from core.members.second_check import binding_of
from core.principal import Principal, Proof

if TYPE_CHECKING:
    from core.dispatch import Dispatch

__all__ = ["LockedPin", "WrongPin", "binding_of", "pin_digest", "second_check"]

R = TypeVar("R")

# 19 MiB, three passes: about 26 ms on the machine this was measured on.
_HASHER = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
# Two at a time: each takes a core and its memory for as long as it runs.
_CHECKERS = ThreadPoolExecutor(2, thread_name_prefix="pin")
# Verified where there is no PIN, so that an unknown member takes as long as a known one.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=3,p=1$bm9ib2R5J3Mgc2FsdCAwMA$"
    "X8jeHRvsg0yG59PDoQDrA3h2mbgs/FeIc87cylNYzZs"
)
_TURNS: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()


@dataclass(frozen=True, slots=True)
class WrongPin:
    """Not this PIN; `tries_left` before the next lock."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class LockedPin:
    """No PIN is looked at until then; None: until the security officer resets it."""

    until: datetime | None


async def pin_digest(pin: str, seed: str) -> str:
    """The argon2id digest of a new PIN; raises BadValue(why) for one that is not accepted.

    The salt comes from `seed` (the one-time code, or the form's key), so that a form sent again
    after a lost answer is the same command again.
    """
    why = weakness(pin)
    if why is not None:
        raise BadValue(field="pin", why=why)
    salt = hashlib.sha256(f"pin:{seed}".encode()).digest()[:16]
    return await _off_the_loop(_digest, pin, salt)


async def second_check(
    dispatch: Dispatch, member_id: int, pin: str, bound_to: str
) -> Proof | WrongPin | LockedPin:
    """Verify a PIN for one thing (`binding_of`); wrong ones are counted, through a command."""
    turn = _TURNS.setdefault((id(dispatch), member_id), asyncio.Lock())
    async with turn:
        return await _check(dispatch, member_id, pin, bound_to)


async def _check(
    dispatch: Dispatch, member_id: int, pin: str, bound_to: str
) -> Proof | WrongPin | LockedPin:
    kept = await dispatch.ask(lambda session: _kept(session, member_id))
    digest, wrong, locked_until = kept or (_NOBODY, 0, None)
    now = dispatch.clock.now()
    if is_locked(wrong, locked_until, now):
        return LockedPin(None if wrong >= MOST_TRIES else locked_until)
    right = await _off_the_loop(_matches, digest, pin)
    if kept is None:
        return WrongPin(_left(1))
    if not right:
        return await _count(dispatch, member_id)
    if wrong:
        await _forget(dispatch, member_id)
    return Proof(member_id, bound_to, now)


async def _count(dispatch: Dispatch, member_id: int) -> WrongPin | LockedPin:
    command = CountWrongPin(member_id=member_id)
    outcome = await dispatch(Principal.guest(), command, opaque(20))
    until = outcome.data["locked_until"]
    if outcome.data["locked"]:
        return LockedPin(datetime.fromisoformat(until) if until else None)
    return WrongPin(_left(outcome.data["wrong"]))


async def _forget(dispatch: Dispatch, member_id: int) -> None:
    bound_to = binding_of("forget_wrong_pins", member_id)
    proof = Proof(member_id, bound_to, dispatch.clock.now())
    guest = Principal(None, "guest", "web", proof)
    await dispatch(guest, ForgetWrongPins(member_id=member_id), opaque(20))


def _kept(session: Session, member_id: int) -> tuple[str, int, datetime | None] | None:
    row = session.exec(
        select(Pin.digest, Pin.wrong, Pin.locked_until).where(Pin.member_id == member_id)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def _left(wrong: int) -> int:
    return TRIES - wrong % TRIES


def _digest(pin: str, salt: bytes) -> str:
    return _HASHER.hash(pin, salt=salt)


def _matches(digest: str, pin: str) -> bool:
    try:
        return _HASHER.verify(digest, pin)
    except VerificationError:
        return False


async def _off_the_loop(job: Callable[..., R], *args: str | bytes) -> R:
    return await asyncio.get_running_loop().run_in_executor(_CHECKERS, job, *args)
