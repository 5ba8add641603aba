"""Sign out (退出登录): whoever holds the cookie may end its session, roles or not."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.command import Answer, Command, Done, use_case
from core.members.proof_events import SignedOut
from core.members.proofs import SignIn
from core.members.questions import pseudonym_of
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut(Command):
    token_hash: str


@use_case(SignOut, principals={"guest"}, anyone=True)
def sign_out(command: SignOut, unit: OpenUnit) -> Answer:
    """End the session; one that has ended already stays so."""
    session = unit.session.exec(
        select(SignIn).where(SignIn.token_hash == command.token_hash)
    ).first()
    if session is not None and session.revoked_at is None:
        session.revoked_at = unit.now
        ref = pseudonym_of(unit.session, session.member_id)
        unit.record(SignedOut(ref=ref, session=session.ref))
    return Done()
