"""Open a case at the counter (窗口调出办件): by its collection code, or by the number on the form.

Presenting the code is one of the two evidences of a hand-over; opening by number only shows the
case. Either way the names become readable, so either way it is logged.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select, update

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, NotFound, Stale
from core.members.member import Role
from core.requests.collection_code import CollectionCode
from core.requests.events import CaseRead, CollectionCodePresented
from core.requests.request import Request
from core.requests.rooms import room_of
from core.unit import OpenUnit

READ_AT = ("counter", "desk", "form")


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentCode(Command):
    """A scanned or typed collection code, as `hash_code(code)`."""

    code_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase(Command):
    """Open a case with its names; `where` is counter, desk or form."""

    request: str
    where: str


def _place(command: PresentCode, unit: OpenUnit) -> Place:
    room_id = unit.session.exec(
        select(Request.room_id)
        .join(CollectionCode, col(CollectionCode.request_id) == Request.id)
        .where(CollectionCode.code_hash == command.code_hash)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


@use_case(PresentCode, roles={Role.ARCHIVIST}, place=_place)
def present_code(command: PresentCode, unit: OpenUnit) -> Answer:
    """The code was shown at this counter; it counts within the hand-over window.

    Raises Stale for a code that was used, replaced or has run out.
    """
    code = unit.session.get(CollectionCode, command.code_hash)
    assert code is not None
    taken = unit.session.exec(
        update(CollectionCode)
        .where(
            col(CollectionCode.code_hash) == command.code_hash,
            col(CollectionCode.used_at).is_(None),
            col(CollectionCode.revoked_at).is_(None),
            col(CollectionCode.expires_at) > unit.now,
        )
        .values(presented_at=unit.now)
    )
    if taken.rowcount != 1:
        raise Stale(state="code")
    request = unit.session.get(Request, code.request_id)
    assert request is not None
    unit.record(CollectionCodePresented(ref=request.ref, carrier=code.carrier))
    unit.record(CaseRead(ref=request.ref, where="counter"))
    return Done({"ref": request.ref, "number": request.number})


@use_case(ReadCase, roles={Role.ARCHIVIST, Role.HEAD}, place=room_of)
def read_case(command: ReadCase, unit: OpenUnit) -> Answer:
    """Nothing changes but the log."""
    if command.where not in READ_AT:
        raise BadValue(field="where")
    unit.record(CaseRead(ref=command.request, where=command.where))
    return Done({"ref": command.request})
