"""Ask for an extension (申请延期): before the due day, by the unit's contact or at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import func, select

from core.command import Answer, Command, Done, use_case
from core.custody.custody import Custody
from core.custody.events import ExtensionAsked
from core.custody.extension import Extension
from core.custody.loans import is_recalled, lent_now, open_extension
from core.errors import BadValue, ImpossibleStep, Stale
from core.members.entered import entered
from core.members.member import Role
from core.requests.ask_law import ask_law
from core.requests.questions import find_request
from core.requests.request import Request
from core.requests.rooms import unit_or_room_of
from core.unit import OpenUnit
from rules.decision import Refused

MOST_DAYS = 99
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExtension(Command):
    """`days` are working days after the due day of each volume that is still out."""

    request: str
    days: int
    reason: str
    seen_version: int


@use_case(AskExtension, roles={Role.UNIT_CONTACT, Role.ARCHIVIST}, place=unit_or_room_of)
def ask_extension(command: AskExtension, unit: OpenUnit) -> Answer:
    """Nothing is longer yet: the unit's leader signs, then the head grants.

    Raises BadValue, Stale, and ImpossibleStep where nothing is lent, one waits already, or the
    loan was called back.
    """
    reason = entered("reason", command.reason, LONGEST_REASON)
    if not 1 <= command.days <= MOST_DAYS:
        raise BadValue(field="days")
    request = find_request(unit.session, command.request)
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    loans = _extendable(unit, request)
    extension = _add(unit, request, command.days, reason)
    only = {loan.line_id for loan in loans if loan.line_id is not None}
    decision = ask_law(unit, request, "extend", only=only)
    if isinstance(decision, Refused):
        return decision
    request.touch()
    unit.session.flush()
    unit.record(
        ExtensionAsked(
            ref=request.ref, nth=extension.nth, days=extension.days, decision=unit.last_decision
        )
    )
    return Done({"ref": request.ref, "number": request.number, "nth": extension.nth}, decision)


def _extendable(unit: OpenUnit, request: Request) -> list[Custody]:
    loans = lent_now(unit.session, request.id or 0)
    if not loans:
        raise ImpossibleStep(state=request.state, step="extend")
    if open_extension(unit.session, request.id or 0) is not None:
        raise ImpossibleStep(state="extension_asked", step="extend")
    if is_recalled(unit.session, loans):
        raise ImpossibleStep(state="recalled", step="extend")
    return loans


def _add(unit: OpenUnit, request: Request, days: int, reason: str) -> Extension:
    earlier = unit.session.exec(
        select(func.count()).select_from(Extension).where(Extension.request_id == request.id)
    ).one()
    assert unit.principal.member_id is not None
    extension = Extension(
        request_id=request.id or 0,
        nth=earlier + 1,
        days=days,
        reason=reason,
        asked_by=unit.principal.member_id,
        asked_at=unit.now,
    )
    unit.session.add(extension)
    unit.session.flush()
    return extension
