"""Confirm a grant (复核授权): the second of two officers, one of whom is the security officer.

A security officer may be appointed by any two of the three, so that a house whose only one is gone
is not locked for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import Forbidden, ImpossibleStep, NotFound, SecondStepBySamePerson
from core.members.events import GrantConfirmed
from core.members.find_member import locked_member
from core.members.member import OFFICERS, Grant, Role
from core.members.questions import grants_of, pseudonym_of
from core.members.roles_held import demand_fitting, roles_ahead
from core.members.second_check import binding_of
from core.unit import OpenUnit

_SECURITY = frozenset({Role.SECURITY_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmGrant(Command):
    grant_id: int


@use_case(
    ConfirmGrant,
    roles=OFFICERS,
    second_check=lambda command: binding_of("confirm_grant", command.grant_id),
)
def confirm_grant(command: ConfirmGrant, unit: OpenUnit) -> Answer:
    """Bring the role into force. Raises NotFound, ImpossibleStep, RolesClash, Forbidden."""
    grant = waiting_or_given(unit, command.grant_id)
    if grant.confirmed_at is not None or grant.revoked_at is not None:
        raise ImpossibleStep(state="confirmed" if grant.revoked_at is None else "revoked")
    proposer = _check_two(grant, unit)
    # The member's row is the gate: two confirmations of clashing roles pass it one by one.
    member = locked_member(unit.session, grant.member_id)
    demand_fitting(Role(grant.role), roles_ahead(unit.session, grant.member_id, unit.now))
    grant.confirmed_by, grant.confirmed_at = unit.principal.member_id, unit.now
    unit.record(
        GrantConfirmed(
            ref=member.pseudonym,
            grant_id=command.grant_id,
            role=grant.role,
            proposed_by=pseudonym_of(unit.session, proposer),
        )
    )
    once = f"grant_given:{grant.id}"
    unit.send(grant.member_id, "grant_given", member.pseudonym, once=once, grant=grant.id)
    return Done()


def waiting_or_given(unit: OpenUnit, grant_id: int) -> Grant:
    """The grant's row, held until the commit; raises NotFound."""
    grant = unit.session.exec(select(Grant).where(Grant.id == grant_id).with_for_update()).first()
    if grant is None:
        raise NotFound
    return grant


def _check_two(grant: Grant, unit: OpenUnit) -> int:
    """Two different officers, both in office now, neither the one who receives the role."""
    confirmer = unit.principal.member_id
    if grant.proposed_by is None or confirmer in (grant.proposed_by, grant.member_id):
        raise SecondStepBySamePerson
    held = grants_of(unit.session, grant.proposed_by, unit.now)
    if not any(h.covers(OFFICERS, Place()) for h in held):
        raise ImpossibleStep(state="proposer_left")
    security = unit.holds(_SECURITY, Place()) or any(h.covers(_SECURITY, Place()) for h in held)
    if not security and grant.role != Role.SECURITY_OFFICER:
        raise Forbidden
    return grant.proposed_by
