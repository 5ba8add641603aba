"""Issue a token (签发接口令牌): a program acts as a member, within a scope and for a term.

Over the network people issue tokens for themselves only. At the machine's own command line the
administrator or the security officer may issue one for a member: whoever sits there holds the
database anyway. The member and the security officers are told each time. A token never passes a
second check: it knows no PIN.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, Forbidden, ImpossibleStep
from core.members.codes import demand_hash
from core.members.find_member import find_member
from core.members.member import Member, Role
from core.members.proof_events import TokenIssued
from core.members.proofs import Token
from core.members.tell import tell_officers
from core.unit import OpenUnit

MOST_DAYS = 366
_SCOPE = re.compile(r"[a-z][a-z0-9_.:-]{0,39}")
_ISSUERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueToken(Command):
    """`token_hash` is `codes.token_hash` of a token that is shown once."""

    member_id: int
    token_hash: str
    scope: str
    days: int = 90


@use_case(IssueToken, anyone=True)
def issue_token(command: IssueToken, unit: OpenUnit) -> Answer:
    """Let the token work until its term ends. Raises Forbidden, NotFound, BadValue."""
    _check(command)
    own = command.member_id == unit.principal.member_id
    at_the_machine = unit.principal.via == "cli" and unit.holds(_ISSUERS, Place())
    if not own and not at_the_machine:
        raise Forbidden
    member = find_member(unit.session, command.member_id)
    if not member.active:
        raise ImpossibleStep(state="inactive")
    token = _keep(command, unit)
    event = TokenIssued(
        ref=member.pseudonym, token=token.ref, scope=token.scope, expires_at=token.expires_at
    )
    unit.record(event)
    _tell(unit, member, token)
    return Done({"ref": token.ref, "expires": token.expires_at.isoformat()})


def _check(command: IssueToken) -> None:
    demand_hash("token_hash", command.token_hash)
    if not _SCOPE.fullmatch(command.scope):
        raise BadValue(field="scope")
    if not 1 <= command.days <= MOST_DAYS:
        raise BadValue(field="days", most=MOST_DAYS)


def _keep(command: IssueToken, unit: OpenUnit) -> Token:
    expires_at: datetime = unit.now + timedelta(days=command.days)
    token = Token(
        token_hash=command.token_hash,
        member_id=command.member_id,
        scope=command.scope,
        created_at=unit.now,
        expires_at=expires_at,
    )
    unit.session.add(token)
    unit.session.flush()
    return token


def _tell(unit: OpenUnit, member: Member, token: Token) -> None:
    once = f"token_issued:{token.ref}"
    if member.id != unit.principal.member_id:
        unit.send(token.member_id, "token_issued", member.pseudonym, once=once, scope=token.scope)
    officers = [Role.SECURITY_OFFICER]
    tell_officers(unit, officers, "token_issued_for", member.pseudonym, once=once, member=member.id)
