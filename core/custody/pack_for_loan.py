"""Pack for a loan (外借封装): bag number, way and the two who carry, before the hand-over.

What is missing is kept as it is: at the hand-over the law names all of it at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.clock import local_date
from core.command import Answer, Command, Done, use_case
from core.custody.events import LoanPacked
from core.custody.sealed_package import SealedPackage
from core.errors import BadValue, ImpossibleStep
from core.members.member import Role
from core.members.room import Room
from core.requests.questions import find_request, readers_of
from core.requests.request import Mode, Request, State
from core.requests.rooms import room_of
from core.requests.series import next_number
from core.unit import OpenUnit

SERIES = "loan_slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackForLoan(Command):
    """`carriers` are ordinals of the request's readers; `way` a code of the book's list."""

    request: str
    bag: str
    way: str
    carriers: tuple[int, ...]


@use_case(PackForLoan, roles={Role.ARCHIVIST}, place=room_of)
def pack_for_loan(command: PackForLoan, unit: OpenUnit) -> Answer:
    """One package is packed at a time; packed again, it keeps its slip's number."""
    if len(command.bag) > 30 or len(command.way) > 20:
        raise BadValue(field="bag")
    request = find_request(unit.session, command.request)
    if request.mode != Mode.LEND or request.state != State.READY:
        raise ImpossibleStep(state=request.state, step="pack")
    carriers = _carriers(command, unit, request)
    package = packed(unit, request.id or 0) or _new(unit, request)
    package.number, package.way = command.bag.strip().upper(), command.way.strip()
    package.carrier_1, package.carrier_2 = (*carriers, None, None)[:2]
    assert unit.principal.member_id is not None
    package.packed_by, package.packed_at = unit.principal.member_id, unit.now
    unit.session.add(package)
    unit.record(LoanPacked(ref=request.ref, slip=package.slip_number, way=package.way))
    return Done({"ref": request.ref, "slip": package.slip_number})


def packed(unit: OpenUnit, request_id: int) -> SealedPackage | None:
    """The package of the request that has not left yet."""
    return unit.session.exec(
        select(SealedPackage).where(
            SealedPackage.request_id == request_id, col(SealedPackage.left_at).is_(None)
        )
    ).first()


def _carriers(command: PackForLoan, unit: OpenUnit, request: Request) -> list[int]:
    """Each once, two at most: a third rides along without carrying."""
    readers = {it.ordinal: it.id or 0 for it in readers_of(unit.session, request.id or 0)}
    ordinals = tuple(dict.fromkeys(command.carriers))
    if len(ordinals) > 2 or any(it not in readers for it in ordinals):
        raise BadValue(field="carriers")
    return [readers[ordinal] for ordinal in ordinals]


def _new(unit: OpenUnit, request: Request) -> SealedPackage:
    room, year = unit.session.get(Room, request.room_id), local_date(unit.now).year
    given = next_number(unit.session, request.room_id, SERIES, year)
    assert room is not None
    return SealedPackage(
        request_id=request.id or 0,
        room_id=request.room_id,
        slip_number=f"{room.short_name}借条〔{year}〕{given:04d}号",
        packed_by=0,
        packed_at=unit.now,
    )
