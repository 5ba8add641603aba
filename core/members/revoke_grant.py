"""Revoke a grant (撤销授权): taking away takes one security officer, and never from oneself.

So the last security officer cannot leave the house without one.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.errors import ImpossibleStep, SecondStepBySamePerson
from core.members.confirm_grant import waiting_or_given
from core.members.entered import entered_or_empty
from core.members.events import GrantRevoked
from core.members.member import Role
from core.members.questions import pseudonym_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeGrant(Command):
    """`document` is the number of the paper that says so, if there is one."""

    grant_id: int
    document: str = ""


@use_case(RevokeGrant, roles={Role.SECURITY_OFFICER})
def revoke_grant(command: RevokeGrant, unit: OpenUnit) -> Answer:
    """End a role, or a proposal, from this moment. Raises NotFound, ImpossibleStep, BadValue."""
    grant = waiting_or_given(unit, command.grant_id)
    if grant.member_id == unit.principal.member_id:
        raise SecondStepBySamePerson
    if grant.revoked_at is not None:
        raise ImpossibleStep(state="revoked")
    grant.revoked_at = unit.now
    ref = pseudonym_of(unit.session, grant.member_id)
    document = entered_or_empty("document", command.document, 60)
    unit.record(
        GrantRevoked(ref=ref, grant_id=command.grant_id, role=grant.role, document=document)
    )
    once = f"grant_revoked:{grant.id}"
    unit.send(grant.member_id, "grant_revoked", ref, once=once, grant=grant.id)
    return Done()
