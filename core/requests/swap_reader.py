"""Swap a reader (更换查阅人): on the day somebody else comes; the paper says so under the unit's seal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, delete, func, select

from core.command import Answer, Command, Done, use_case
from core.custody.sealed_package import SealedPackage
from core.errors import ImpossibleStep, NotFound
from core.members.member import Role
from core.requests.application import NamedReader, check_reader
from core.requests.ask_law import ask_law
from core.requests.events import ReaderSwapped
from core.requests.line import LineState
from core.requests.questions import find_request, lines_of, readers_of
from core.requests.reader import Reader
from core.requests.request import Request, State
from core.requests.rooms import room_of
from core.unit import OpenUnit
from rules.decision import Refused

STEP = "swap_reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapReader(Command):
    """`ordinal` is whose place the new reader takes; `change_sealed` was seen on the paper."""

    request: str
    ordinal: int
    reader: NamedReader
    change_sealed: bool


@use_case(SwapReader, roles={Role.ARCHIVIST}, place=room_of)
def swap_reader(command: SwapReader, unit: OpenUnit) -> Answer:
    """The old reader stays in the record; the law is asked about the new one."""
    check_reader(command.reader, by_staff=True)
    request = find_request(unit.session, command.request)
    lines = lines_of(unit.session, request.id or 0)
    if request.state != State.READY or any(it.state == LineState.READING for it in lines):
        raise ImpossibleStep(state=request.state, step=STEP)
    readers = {it.ordinal: it for it in readers_of(unit.session, request.id or 0)}
    if command.ordinal not in readers:
        raise NotFound
    old = readers[command.ordinal]
    old.replaced_at, old.replaced_by = unit.now, unit.principal.member_id
    new = _new_reader(command, unit, request)
    _unpack(unit, request)
    unit.session.flush()
    request.touch()
    decision = ask_law(unit, request, STEP)
    if isinstance(decision, Refused):
        return decision
    unit.record(
        ReaderSwapped(
            ref=request.ref,
            replaces=command.ordinal,
            ordinal=new.ordinal,
            decision=unit.last_decision,
        )
    )
    return Done({"ref": request.ref, "ordinal": new.ordinal}, decision)


def _new_reader(command: SwapReader, unit: OpenUnit, request: Request) -> Reader:
    last = unit.session.exec(
        select(func.max(col(Reader.ordinal))).where(Reader.request_id == request.id)
    ).one()
    named = command.reader
    new = Reader(
        request_id=request.id or 0,
        ordinal=last + 1,
        name=named.name.strip(),
        is_personnel=named.is_personnel,
        is_party_member=named.is_party_member,
        declares_kinship=named.declares_kinship,
        exception=named.exception,
        replaces=command.ordinal,
        change_sealed=command.change_sealed,
    )
    unit.session.add(new)
    return new


def _unpack(unit: OpenUnit, request: Request) -> None:
    """A loan that was packed for the old carriers is packed again."""
    unit.session.exec(
        delete(SealedPackage).where(
            col(SealedPackage.request_id) == request.id, col(SealedPackage.left_at).is_(None)
        )
    )
