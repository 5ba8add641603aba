"""Signing (签批): whose hand it is, and the row that keeps it, on a request or on its extension.

Nobody signs what they asked for, and nobody signs twice in one chain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from core.command import Place
from core.errors import Forbidden, NotFound, SecondStepBySamePerson
from core.members.approval_change import ApprovalBy
from core.members.member import Member
from core.members.questions import Held, grants_of
from core.members.room import Room
from core.requests.approval import Approval, Verdict, Way
from core.requests.questions import agreed_by, approvals_of, role_for, scope_for
from core.requests.request import Request, Step
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, for whom, how, who recorded it, and who else saw the paper."""

    member_id: int
    on_behalf_of: int | None
    way: Way
    recorded_by: int | None = None
    seen_by: int | None = None

    @property
    def tapped(self) -> bool:
        """Whether a button was pressed, rather than a paper recorded."""
        return self.way is not Way.RECORDED

    @property
    def people(self) -> set[int]:
        return {self.member_id} | ({self.on_behalf_of} if self.on_behalf_of else set())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is signed: a request as such (`extension` 0) or its n-th extension, and who asked."""

    by: int
    extension: int = 0


def fitting(grants: Iterable[Held], step: Step, request: Request) -> list[Held]:
    """The grants by which this step is taken; the unit's signature takes the unit's own leader."""
    scope = scope_for(step, Place(room_id=request.room_id, unit_id=request.unit_id))
    roles = frozenset({role_for(step, request.source)})
    return [
        held
        for held in grants
        if held.covers(roles, scope) and (held.unit_id is None) == (scope.unit_id is None)
    ]


def acting_for(unit: OpenUnit, step: Step, request: Request) -> int | None:
    """Their own role comes first; else the approver whose deputy they are. Raises Forbidden."""
    held = fitting(unit.grants, step, request)
    if not held:
        raise Forbidden
    if any(each.on_behalf_of is None for each in held):
        return None
    return held[0].on_behalf_of


def own_hand(unit: OpenUnit, step: Step, request: Request) -> Signature:
    """The signature of whoever acts, by tap. Raises Forbidden."""
    assert unit.principal.member_id is not None
    room = unit.session.get_one(Room, request.room_id)
    way = Way.ELECTRONIC if room.approval == ApprovalBy.ELECTRONIC else Way.CONFIRM
    return Signature(unit.principal.member_id, acting_for(unit, step, request), way)


def on_paper(unit: OpenUnit, step: Step, request: Request, signed_by: int) -> Signature:
    """Another's signature on paper, recorded by whoever acts. Raises NotFound, Forbidden."""
    if unit.session.get(Member, signed_by) is None:
        raise NotFound
    if not fitting(grants_of(unit.session, signed_by, unit.now), step, request):
        raise Forbidden
    recorder = unit.principal.member_id
    if recorder == signed_by:
        raise SecondStepBySamePerson
    return Signature(signed_by, None, Way.RECORDED, recorder)


def demand_new_hand(unit: OpenUnit, request: Request, signature: Signature, asked: Asked) -> None:
    """Raise SecondStepBySamePerson for who asked, or has signed in this chain already."""
    chain = approvals_of(unit.session, request, asked.extension)
    if signature.people & (agreed_by(chain) | {asked.by}):
        raise SecondStepBySamePerson


def keep_signature(
    unit: OpenUnit, request: Request, step: Step, signature: Signature, asked: Asked
) -> None:
    """The row of an agreement."""
    unit.session.add(
        Approval(
            request_id=request.id or 0,
            applicant_id=asked.by,
            step=step,
            verdict=Verdict.AGREED,
            **asdict(signature),
            at=unit.now,
            round=request.round,
            extension=asked.extension,
        )
    )
