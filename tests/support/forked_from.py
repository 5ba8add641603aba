"""一次备齐 / What every forked process has from its birth: the house's modules and its law."""

from __future__ import annotations

from tests.support import doomed, dying_sender, dying_telegram, racer, ticker
from tests.support.house import shipped_law

__all__ = ["doomed", "dying_sender", "dying_telegram", "racer", "ticker"]

shipped_law()
