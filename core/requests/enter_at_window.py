"""Enter at the window (窗口代录): whoever came has no account; the archivist types for them, at once.

The application, what was seen on the paper and the signatures on it are one entry. The law refuses
it as a whole, with every reason; a signature that cannot be recorded now is told, and waits.

Whoever enters does not alone record what was signed: a colleague who has seen the paper too types
their own PIN on the same page (`Principal.beside`), or sees it later from their own desk.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import select

from core.command import Answer, Command, Done, Place, content_hash, use_case
from core.errors import BadValue
from core.members.member import Role
from core.outcome import Outcome
from core.principal import Principal
from core.requests.application import SubmitRequest
from core.requests.approve import APPROVAL_STEPS, RecordPaperApproval
from core.requests.make_ready import MakeReady
from core.requests.questions import steps_needed
from core.requests.request import Request
from core.requests.see_paper import SeePaper
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
    return Done({**entered.data, **_as_far_as(unit, ref, command)}, entered.decision)


def _as_far_as(unit: OpenUnit, ref: str, command: EnterAtWindow) -> dict[str, Any]:
    """Step by step, up to the first that cannot be taken; a signature too many does no harm."""
    beside = _beside(unit, command)
    recorded: list[str] = []
    needed = [it for it in command.signatures if it.step in _needed(unit, ref)]
    steps: list[SignedOnPaper | None] = [*needed, *([None] if command.fetched else [])]
    for signature in steps:
        outcome = _take(unit, beside, ref, signature)
        name = signature.step if signature else "make_ready"
        if not outcome.done:
            return {"recorded": recorded, "left": {"step": name, **_told(outcome)}}
        recorded.append(name)
    return {"recorded": recorded, "left": None}


def _needed(unit: OpenUnit, ref: str) -> tuple[str, ...]:
    request = unit.session.exec(select(Request).where(Request.ref == ref)).one()
    return steps_needed(request.authority_needed, request.source)


def _take(
    unit: OpenUnit, beside: OpenUnit | None, ref: str, signature: SignedOnPaper | None
) -> Outcome:
    seen: dict[str, Any] = {"request": ref, "seen_version": _version(unit, ref)}
    if signature is None:
        return unit.attempt(MakeReady(**seen))
    if beside is not None:
        witnessed = beside.attempt(SeePaper(step=signature.step, **seen))
        if not witnessed.done:
            return witnessed
    recording: dict[str, Any] = {"step": signature.step, "signed_by": signature.member_id, **seen}
    return unit.attempt(RecordPaperApproval(**recording))


def _beside(unit: OpenUnit, command: EnterAtWindow) -> OpenUnit | None:
    """The colleague's own unit in this transaction, if their proof is for this application."""
    proof = unit.principal.beside
    bound_to = beside_binding(command.application)
    if proof is None or not proof.fits(proof.member_id, bound_to, unit.now):
        return None
    colleague = Principal.member(proof.member_id, unit.principal.via)
    return OpenUnit(unit.session, colleague, unit.now, unit.law, unit.journal)


def beside_binding(application: SubmitRequest) -> str:
    """What the colleague's PIN is bound to: this application, word for word."""
    return f"beside:{content_hash(application)}"


def _version(unit: OpenUnit, ref: str) -> int:
    return unit.session.exec(select(Request.version).where(Request.ref == ref)).one()


def _told(outcome: Outcome) -> dict[str, Any]:
    return {"status": outcome.status, "code": outcome.code, "reasons": list(outcome.reasons)}
