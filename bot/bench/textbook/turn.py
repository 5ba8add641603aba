"""One command's turn (一次办理): the open session, and the house's own view of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from core.principal import Principal
from core.unit import Journal, OpenUnit
from rules.judge import Judge


class Turn:
    """What the textbook hands from function to function."""

    def __init__(self, session: AsyncSession, law: Judge, now: datetime, member_id: int) -> None:
        self.session = session
        self.law = law
        self.now = now
        self.member_id = member_id
        self.decision = ""
        principal = Principal.member(member_id, "api")
        # For the house's own questions; nothing is recorded or sent through it.
        self.unit = OpenUnit(session.sync_session, principal, now, law, Journal())

    async def all(self, statement: Any) -> Any:
        """Every entity of a select."""
        return (await self.session.exec(statement)).all()
