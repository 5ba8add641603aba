"""Revoke a token (吊销接口令牌): one's own, or anybody's by administrator or security officer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, Place, use_case
from core.errors import ImpossibleStep, NotFound
from core.members.member import Role
from core.members.proof_events import TokenRevoked
from core.members.proofs import Token
from core.members.questions import pseudonym_of
from core.unit import OpenUnit

_REVOKERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeToken(Command):
    """`token` is the reference given when it was issued."""

    token: str


@use_case(RevokeToken, anyone=True)
def revoke_token(command: RevokeToken, unit: OpenUnit) -> Answer:
    """End it at once. Raises NotFound for other people's tokens, ImpossibleStep when ended."""
    found = unit.session.exec(
        select(Token).where(Token.ref == command.token).with_for_update()
    ).first()
    officer = unit.holds(_REVOKERS, Place())
    if found is None or (found.member_id != unit.principal.member_id and not officer):
        raise NotFound
    if found.revoked_at is not None:
        raise ImpossibleStep(state="revoked")
    found.revoked_at = unit.now
    ref = pseudonym_of(unit.session, found.member_id)
    unit.record(TokenRevoked(ref=ref, token=found.ref))
    return Done()
