"""The cast (演示班底): every persona's member id, and a hand that issues their commands."""

from __future__ import annotations

import itertools

from core.command import USE_CASES, Command
from core.dispatch import Dispatch
from core.members.add_member import AddMember
from core.outcome import Outcome
from core.principal import Principal, Proof


class Cast:
    """Issues commands for personas and for the house's own actors; anything but done is a bug."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.members: dict[str, int] = {}
        self._keys = itertools.count(1)

    async def do(self, who: str | Principal, command: Command) -> Outcome:
        """The persona types the right PIN wherever one is asked for."""
        principal = who if isinstance(who, Principal) else self._principal(who, command)
        outcome = await self.dispatch(principal, command, f"demo:{next(self._keys)}")
        if not outcome.done:
            laws = [reason["law"] for reason in outcome.reasons]
            raise RuntimeError(f"demo: {type(command).__name__}: {outcome.code} {laws}")
        return outcome

    async def add(self, persona: str, command: AddMember) -> None:
        """The administrator writes someone down."""
        outcome = await self.do("administrator", command)
        self.members[persona] = outcome.data["member"]

    def _principal(self, persona: str, command: Command) -> Principal:
        member_id, named = self.members[persona], USE_CASES[type(command)].second_check
        if named is None:
            return Principal.member(member_id, "web")
        proof = Proof(member_id, named(command), self.dispatch.clock.now())
        return Principal.member(member_id, "web", proof)
