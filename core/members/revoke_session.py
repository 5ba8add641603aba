"""Revoke a session (强制下线): one's own from the list, anybody's by the security officer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import ImpossibleStep, NotFound
from core.members.member import Role
from core.members.proof_events import SessionRevoked
from core.members.proofs import SignIn
from core.members.questions import pseudonym_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeSession(Command):
    """`session` is the reference that `open_sessions` lists."""

    session: str


@use_case(RevokeSession, anyone=True)
def revoke_session(command: RevokeSession, unit: OpenUnit) -> Answer:
    """End it at once. Raises NotFound for other people's sessions, ImpossibleStep when ended."""
    found = unit.session.exec(
        select(SignIn).where(SignIn.ref == command.session).with_for_update()
    ).first()
    officer = unit.holds(frozenset({Role.SECURITY_OFFICER}), Place())
    if found is None or (found.member_id != unit.principal.member_id and not officer):
        raise NotFound
    if found.revoked_at is not None:
        raise ImpossibleStep(state="revoked")
    found.revoked_at = unit.now
    ref = pseudonym_of(unit.session, found.member_id)
    unit.record(SessionRevoked(ref=ref, session=found.ref))
    return Done()
