"""Principal: who asks. There is no path without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.ids import MemberId

PROOF_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Proof:
    """A passed second check (二次核验), good for one action on one thing as it was shown."""

    member_id: int
    bound_to: str
    at: datetime

    def fits(self, member_id: int | None, bound_to: str, now: datetime) -> bool:
        """Whether it is this member's fresh proof for this very thing."""
        fresh = abs((now - self.at).total_seconds()) <= PROOF_SECONDS
        return fresh and self.bound_to == bound_to and self.member_id == member_id


@dataclass(frozen=True, slots=True)
class Principal:
    """A member, or one of the house's own actors: `setup`, `clock`, `bridge:<device>`."""

    member_id: MemberId | None
    name: str
    via: str
    proof: Proof | None = None
    # Another member who stands beside and has typed their own PIN for the same thing.
    beside: Proof | None = None

    @classmethod
    def member(cls, member_id: int, via: str, proof: Proof | None = None) -> Principal:
        return cls(MemberId(member_id), f"member:{member_id}", via, proof)

    @classmethod
    def clock(cls) -> Principal:
        return cls(None, "clock", "clock")

    @classmethod
    def setup(cls) -> Principal:
        return cls(None, "setup", "cli")

    @classmethod
    def guest(cls) -> Principal:
        """Someone who has not shown yet who they are: may only bind or sign in."""
        return cls(None, "guest", "web")

    @classmethod
    def bridge(cls, device: str) -> Principal:
        return cls(None, f"bridge:{device}", "bridge")

    @property
    def kind(self) -> str:
        """member | setup | clock | guest | bridge"""
        return self.name.partition(":")[0]
