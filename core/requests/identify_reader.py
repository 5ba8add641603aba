"""Identify a reader (核对证件): the card's kind and last four digits; no copy, no face recognition."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.members.member import Role
from core.requests.events import ReaderIdentified
from core.requests.questions import find_request, readers_of
from core.requests.request import State
from core.requests.rooms import room_of
from core.unit import OpenUnit

CARDS = ("work_and_id", "work", "id", "officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyReader(Command):
    request: str
    ordinal: int
    card_kind: str
    card_last4: str


@use_case(IdentifyReader, roles={Role.ARCHIVIST}, place=room_of)
def identify_reader(command: IdentifyReader, unit: OpenUnit) -> Answer:
    """The archivist has compared face, card and form."""
    digits = command.card_last4.strip().upper()
    if command.card_kind not in CARDS or len(digits) != 4 or not digits.isalnum():
        raise BadValue(field="card_last4")
    request = find_request(unit.session, command.request)
    if request.state != State.READY:
        raise ImpossibleStep(state=request.state)
    readers = {reader.ordinal: reader for reader in readers_of(unit.session, request.id or 0)}
    reader = readers.get(command.ordinal)
    if reader is None:
        raise NotFound
    reader.card_kind, reader.card_last4 = command.card_kind, digits
    reader.card_seen_at, reader.card_seen_by = unit.now, unit.principal.member_id
    unit.record(
        ReaderIdentified(ref=request.ref, ordinal=reader.ordinal, card_kind=reader.card_kind)
    )
    return Done({"ref": request.ref})
