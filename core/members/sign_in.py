"""Sign in (登录): a session on the server, after the PIN; its cookie is known here only by hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from core.command import Answer, Command, Done, use_case
from core.errors import BadValue
from core.members.codes import demand_hash
from core.members.proof_events import SignedIn
from core.members.proofs import SignIn as Session
from core.members.questions import pseudonym_of
from core.members.second_check import binding_of, demand_proof_of
from core.unit import OpenUnit

SESSION_HOURS = 12
TO_SIGN_IN = binding_of("sign_in", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What the page made for itself: `token_hash` of `codes.new_token()`, a CSRF text, a device.

    `opened_in` names the channel whose app the page stands in, where it does.
    """

    token_hash: str
    csrf: str
    device: str = ""
    hours: int = SESSION_HOURS
    opened_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Command):
    """The principal is the member with a proof for `TO_SIGN_IN`."""

    session: NewSession


@use_case(SignIn, anyone=True, second_check=lambda _command: TO_SIGN_IN)
def sign_in(command: SignIn, unit: OpenUnit) -> Answer:
    """Open a session of at most twelve hours that dies after thirty idle minutes. Raises BadValue."""
    assert unit.principal.member_id is not None
    demand_proof_of(unit.principal.member_id, TO_SIGN_IN, unit)
    return Done({"session": open_session(unit, unit.principal.member_id, command.session)})


def open_session(unit: OpenUnit, member_id: int, new: NewSession) -> str:
    """The session's row; gives its reference."""
    demand_hash("token_hash", new.token_hash)
    if not 20 <= len(new.csrf) <= 40:
        raise BadValue(field="csrf")
    if not 1 <= new.hours <= SESSION_HOURS:
        raise BadValue(field="hours")
    session = Session(
        token_hash=new.token_hash,
        member_id=member_id,
        device=new.device[:80],
        csrf=new.csrf,
        opened_in=new.opened_in[:20],
        created_at=unit.now,
        last_seen_at=unit.now,
        expires_at=unit.now + timedelta(hours=new.hours),
    )
    unit.session.add(session)
    unit.session.flush()
    unit.record(SignedIn(ref=pseudonym_of(unit.session, member_id), session=session.ref))
    return session.ref
