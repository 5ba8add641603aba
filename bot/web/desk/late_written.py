"""What the late entry's form gave (补录所填): the command or the complaints, times and actors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.web.posted import Posted
from core.clock import SHANGHAI
from core.command import Command


@dataclass
class Written:
    """The command, or what is missing: field → sentence."""

    command: Command | None = None
    why: dict[str, str] = field(default_factory=dict)


def actor_of(form: Posted) -> int | None:
    """Who acted on paper; None for whoever enters it."""
    text = form.text("acted_by")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def moment_of(form: Posted, day: str, at: str, found: Written, said: str) -> datetime | None:
    """A day and a time of day in Shanghai; 9.30 and 9：30 are meant as 9:30."""
    clock = plain_time(form.text(at))
    try:
        moment = datetime.combine(
            date.fromisoformat(form.text(day)), time.fromisoformat(clock), SHANGHAI
        )
    except ValueError:
        found.why[at] = said
        return None
    return moment


def plain_time(text: str) -> str:
    parts = text.replace("：", ":").replace(".", ":").replace("。", ":").strip().split(":")
    return ":".join(part.strip().zfill(2) for part in parts)
