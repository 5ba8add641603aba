"""What happens to invitations, PINs, sessions and tokens; no code, PIN or token is ever told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.members.events import MemberEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberInvited(MemberEvent):
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberBound(MemberEvent):
    again: bool
    sessions_ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationMisused(MemberEvent):
    """A spent code was tried (`why`: used, cancelled, expired), or one that never was (unknown).

    `ref` is empty where the code is unknown.
    """

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPinCounted(MemberEvent):
    wrong: int
    locked_until: datetime | None
    locked_for_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPinsForgotten(MemberEvent):
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PinChanged(MemberEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PinReset(MemberEvent):
    cause: str
    sessions_ended: int
    tokens_ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(MemberEvent):
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(MemberEvent):
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRevoked(MemberEvent):
    session: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued(MemberEvent):
    token: str
    scope: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked(MemberEvent):
    token: str
