"""Enter at the window (窗口代录): whoever came has no account; the archivist types for them, at once.

The application, what was seen on the paper and the signatures on it are one entry. The law refuses
it as a whole, with every reason; a signature that cannot be recorded now is told, and waits.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue
from core.members.member import Role
from core.outcome import Outcome
from core.requests.application import SubmitRequest
from core.requests.approve import APPROVAL_STEPS, RecordPaperApproval
from core.requests.make_ready import MakeReady
from core.requests.request import Request
from core.requests.sight_form import SightForm
from core.requests.submit_request import place_asked
from core.unit import OpenUnit
from rules.decision import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOnPaper:
    """The archivist's ticks, as in `SightForm`."""

    signed: bool
    sealed: bool
    dated: bool
    matches: bool
    party_certified: bool
    avoidance_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOnPaper:
    """Whose signature stands on the paper for this step."""

    step: str
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterAtWindow(Command):
    """`fetched`: the volumes lie on the desk, so the case is made ready when all have signed."""

    application: SubmitRequest
    paper: SeenOnPaper | None = None
    signatures: tuple[SignedOnPaper, ...] = ()
    fetched: bool = False


def _place(command: EnterAtWindow, unit: OpenUnit) -> Place:
    return place_asked(command.application, unit)


@use_case(EnterAtWindow, roles={Role.ARCHIVIST}, place=_place)
def enter_at_window(command: EnterAtWindow, unit: OpenUnit) -> Answer:
    """`recorded` names the steps taken, `left` the one that could not be, with its reasons."""
    if any(it.step not in APPROVAL_STEPS for it in command.signatures):
        raise BadValue(field="signatures")
    entered = unit.perform(command.application)
    if isinstance(entered, Refused):
        return entered
    ref = entered.data["ref"]
    if command.paper is not None:
        unit.perform(SightForm(request=ref, **asdict(command.paper)))
    steps = [_record(ref, it) for it in command.signatures]
    steps += [_ready(ref)] if command.fetched else []
    return Done({**entered.data, **_take(unit, ref, steps)}, entered.decision)


def _take(unit: OpenUnit, ref: str, steps: list[Any]) -> dict[str, Any]:
    """Step by step, up to the first that cannot be taken."""
    recorded: list[str] = []
    left: dict[str, Any] | None = None
    for name, command in steps:
        outcome = unit.attempt(command(_version(unit, ref)))
        if not outcome.done:
            left = {"step": name, **_told(outcome)}
            break
        recorded.append(name)
    return {"recorded": recorded, "left": left}


def _record(ref: str, signature: SignedOnPaper) -> Any:
    def command(version: int) -> Command:
        return RecordPaperApproval(
            request=ref, step=signature.step, signed_by=signature.member_id, seen_version=version
        )

    return signature.step, command


def _ready(ref: str) -> Any:
    return "make_ready", lambda version: MakeReady(request=ref, seen_version=version)


def _version(unit: OpenUnit, ref: str) -> int:
    return unit.session.exec(select(Request.version).where(Request.ref == ref)).one()


def _told(outcome: Outcome) -> dict[str, Any]:
    return {"status": outcome.status, "code": outcome.code, "reasons": list(outcome.reasons)}
