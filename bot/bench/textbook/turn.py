"""One command's turn (一次办理): the open session, the law, the moment, who acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from rules.judge import Judge


@dataclass(slots=True)
class Turn:
    """What the textbook hands from function to function."""

    session: AsyncSession
    law: Judge
    now: datetime
    member_id: int
    decision: str = ""

    @property
    def since(self) -> datetime:
        """From when on evidence counts."""
        return self.now - timedelta(minutes=self.law.book.periods["hand_over_window"].value)

    async def all(self, statement: Any) -> Any:
        """Every entity of a select."""
        return (await self.session.exec(statement)).all()
