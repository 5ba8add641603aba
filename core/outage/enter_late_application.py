"""Enter a paper application (录入纸质申请): a form of the kit or another, with the signatures on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from core.command import Answer, Command, Place, use_case
from core.errors import BadValue, NotFound
from core.holdings.dossier import Dossier
from core.members.member import Role
from core.outage.enter_late import enter
from core.outage.late_entry import LateKind
from core.outage.paper_application import PaperApplication, PaperSignature
from core.requests.application import SubmitRequest
from core.requests.approve import APPROVAL_STEPS
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLateApplication(Command):
    """`application.reserved` is the number that the form bears; without one, it gets the next."""

    application: SubmitRequest
    signatures: tuple[PaperSignature, ...]
    occurred_at: datetime
    page: str = ""
    acted_by: int | None = None


def _place(command: EnterLateApplication, unit: OpenUnit) -> Place:
    """The room that keeps the dossier; raises NotFound."""
    number = command.application.dossier
    room_id = unit.session.exec(select(Dossier.room_id).where(Dossier.number == number)).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


@use_case(EnterLateApplication, roles={Role.ARCHIVIST}, place=_place)
def enter_late_application(command: EnterLateApplication, unit: OpenUnit) -> Answer:
    """Raises BadValue(field) for what cannot be on such a paper: it is the pen that slipped."""
    _check_signatures(command)
    if command.application.earlier or command.application.channel != "counter":
        raise BadValue(field="application")
    paper = PaperApplication(application=command.application, signatures=command.signatures)
    return enter(
        unit,
        LateKind.APPLICATION,
        _place(command, unit).room_id or 0,
        command,
        particulars=paper.to_json(),
    )


def _check_signatures(command: EnterLateApplication) -> None:
    """Each step once, in the order of signing, none before the form was filled in."""
    steps = [signature.step for signature in command.signatures]
    times = [signature.at for signature in command.signatures]
    aware = all(at.tzinfo is not None for at in (command.occurred_at, *times))
    if not aware or not set(steps) <= set(APPROVAL_STEPS) or len(set(steps)) != len(steps):
        raise BadValue(field="signatures")
    if times != sorted(times) or any(at < command.occurred_at for at in times):
        raise BadValue(field="signed_at")
