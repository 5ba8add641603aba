"""Recording a paper application (补录纸质申请): the case as it was made, each signature at its time.

Submitting, approving and making ready are the use cases of every other day, carried out by a unit
of that time; where the law refuses, the case stays as far as it came and the head hears why.
"""

from __future__ import annotations

from sqlmodel import select

from core.command import Answer
from core.errors import BadValue, CodedError
from core.outage.contradictions import Contradiction, Mismatch, demand_past
from core.outage.late_entry import LateEntry
from core.outage.paper_application import PaperApplication, PaperSignature
from core.outage.past_unit import PastUnit
from core.outage.record_custody import Reasons
from core.requests.approve import RecordPaperApproval, record_paper_approval
from core.requests.events import RequestSubmitted
from core.requests.make_ready import MakeReady, make_ready
from core.requests.paper_seen import PaperSeen
from core.requests.questions import next_step
from core.requests.request import Request, State, Step
from core.requests.submit_request import submit_request
from core.unit import OpenUnit
from rules.decision import Refused


def record_application(unit: OpenUnit, entry: LateEntry) -> Reasons:
    """Make the case and take it as far as its paper goes; gives the law's reasons.

    Raises Contradiction where something on the paper cannot be any more.
    """
    paper = PaperApplication.from_json(entry.particulars)
    for at in (entry.occurred_at, *(signature.at for signature in paper.signatures)):
        demand_past(at, entry.entered_at)
    try:
        return _record(unit, entry, paper)
    except BadValue:
        raise
    except CodedError as error:
        raise Contradiction(Mismatch.CANNOT_BE_MADE) from error


def _record(unit: OpenUnit, entry: LateEntry, paper: PaperApplication) -> Reasons:
    then = PastUnit(unit, entry.actor, entry.occurred_at)
    reasons = list(_reasons(submit_request(paper.application, then)))
    entry.decision = then.last_decision
    request = _made(unit, entry, paper)
    if reasons:
        _submitted(then, request)
    request.entered_late_at = unit.now
    request.form_printed_at = entry.occurred_at
    for signature in sorted(paper.signatures, key=lambda it: it.at):
        refused = _sign(unit, entry, request, signature)
        reasons += refused
        if refused:
            break
    if next_step(request) is Step.MAKE_READY and not reasons:
        _make_ready(unit, entry, request, paper)
    # From now on the case itself says it; a second copy of names is one too many.
    entry.particulars = ""
    return tuple({reason.law: reason for reason in reasons}.values())


def _reasons(answer: Answer) -> Reasons:
    return answer.reasons if isinstance(answer, Refused) else ()


def _made(unit: OpenUnit, entry: LateEntry, paper: PaperApplication) -> Request:
    """The case that was just made: the newest of this applicant in this room."""
    found = select(Request).where(
        Request.applicant_id == entry.actor,
        Request.room_id == entry.room_id,
        Request.state == State.SUBMITTED,
    )
    reserved = paper.application.reserved
    if reserved:
        found = found.where(Request.number == reserved)
    request = unit.session.exec(found.order_by(Request.id.desc())).first()  # type: ignore[union-attr]
    assert request is not None
    entry.request_id = request.id
    return request


def _submitted(then: PastUnit, request: Request) -> None:
    """The law refused, and yet it lies there, signed: the case is made all the same."""
    then.record(
        RequestSubmitted(
            ref=request.ref,
            number=request.number,
            mode=request.mode,
            purpose=request.purpose,
            round=request.round,
            decision=then.last_decision,
        )
    )


def _sign(unit: OpenUnit, entry: LateEntry, request: Request, signature: PaperSignature) -> Reasons:
    _seen_by_another(unit, request, signature.step, _witness(unit, entry, signature))
    command = RecordPaperApproval(
        request=request.ref,
        step=signature.step,
        signed_by=signature.signed_by,
        seen_version=request.version,
    )
    answer = record_paper_approval(command, PastUnit(unit, entry.actor, signature.at))
    unit.session.flush()
    return _reasons(answer)


def _witness(unit: OpenUnit, entry: LateEntry, signature: PaperSignature) -> int:
    """Of the two people of a late entry, the one who does not record the signature."""
    for who in (unit.principal.member_id, entry.entered_by):
        if who is not None and who != entry.actor:
            return who
    # Only tried, by its author: whoever confirms is not known yet, and nothing of this is kept.
    return signature.signed_by


def _seen_by_another(unit: OpenUnit, request: Request, step: str, witness: int) -> None:
    """The second person has the paper in hand too."""
    unit.session.add(
        PaperSeen(
            request_id=request.id or 0,
            round=request.round,
            extension=0,
            step=step,
            member_id=witness,
            seen_at=unit.now,
        )
    )


def _make_ready(
    unit: OpenUnit, entry: LateEntry, request: Request, paper: PaperApplication
) -> None:
    at = max(signature.at for signature in paper.signatures)
    command = MakeReady(request=request.ref, seen_version=request.version)
    make_ready(command, PastUnit(unit, entry.actor, at))
