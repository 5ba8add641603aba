"""Issue a collection code (出示取档码 / 打印取档单): on a screen for minutes, on paper for days.

The caller makes the code and shows it; here only its hash arrives, so that neither the database nor
the remembered outcome can open a hand-over.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import col, update

from core.clock import SHANGHAI
from core.command import Answer, Command, Done, use_case
from core.errors import BadValue, ImpossibleStep
from core.members.member import Role
from core.requests.collection_code import CollectionCode
from core.requests.events import CollectionCodeIssued
from core.requests.questions import find_request
from core.requests.request import Request, State
from core.requests.room_law import law_of
from core.requests.rooms import unit_or_room_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCollectionCode(Command):
    """`carrier` is screen or paper; `code_hash` is `hash_code(code)`."""

    request: str
    carrier: str
    code_hash: str


def hash_code(code: str) -> str:
    """SHA-256 of a code as it is kept."""
    return hashlib.sha256(f"collection\0{code}".encode()).hexdigest()


@use_case(IssueCollectionCode, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room_of)
def issue_collection_code(command: IssueCollectionCode, unit: OpenUnit) -> Answer:
    """A new code on the same carrier ends the earlier one."""
    if command.carrier not in ("screen", "paper") or len(command.code_hash) != 64:
        raise BadValue(field="carrier")
    request = find_request(unit.session, command.request)
    if request.state != State.READY:
        raise ImpossibleStep(state=request.state)
    _revoke_earlier(unit, request, command.carrier)
    expires = _expires(unit, request, command.carrier)
    unit.session.add(
        CollectionCode(
            code_hash=command.code_hash,
            request_id=request.id or 0,
            carrier=command.carrier,
            issued_at=unit.now,
            expires_at=expires,
        )
    )
    unit.record(CollectionCodeIssued(ref=request.ref, carrier=command.carrier, expires_at=expires))
    return Done({"ref": request.ref, "expires_at": expires.isoformat()})


def _revoke_earlier(unit: OpenUnit, request: Request, carrier: str) -> None:
    unit.session.exec(
        update(CollectionCode)
        .where(
            col(CollectionCode.request_id) == request.id,
            col(CollectionCode.carrier) == carrier,
            col(CollectionCode.used_at).is_(None),
            col(CollectionCode.presented_at).is_(None),
        )
        .values(revoked_at=unit.now)
    )


def _expires(unit: OpenUnit, request: Request, carrier: str) -> datetime:
    if carrier == "screen":
        minutes = law_of(unit, request.room_id).book.periods["collection_code_on_screen"].value
        return unit.now + timedelta(minutes=minutes)
    assert request.kept_until is not None
    return datetime.combine(request.kept_until, time(23, 59, 59), tzinfo=SHANGHAI)
