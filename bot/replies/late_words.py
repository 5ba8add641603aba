"""How late entry is said (补录): wherever something shows that was recorded after it happened."""

from __future__ import annotations

from datetime import datetime

from bot.replies.dates import moment


def late_note(recorded_at: datetime | None) -> str:
    """补录，11月26日（周四）9:10 记入; nothing for what was recorded as it happened."""
    return f"补录，{moment(recorded_at)} 记入" if recorded_at else ""


def latest_note(*recorded: datetime | None) -> str:
    """The same for several at once, by the last of them."""
    return late_note(max((at for at in recorded if at is not None), default=None))
