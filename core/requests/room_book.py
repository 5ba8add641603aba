"""The book that a room's people read (本室适用的制度): its own, with the room's own list filled in."""

from __future__ import annotations

from core.members.room import Room
from rules.book import RuleBook
from rules.judge import Judge

REASONS = "lending_reasons"


def book_of(law: Judge, room: Room | None) -> RuleBook:
    """The book of this room; the house's where no room is known."""
    if room is None:
        return law.book
    return law.of_room(room.name).book.filled(REASONS, reasons_of(room.lending_reasons))


def reasons_of(listed: str) -> list[str]:
    """The lending reasons that a room lists, as its record has them: separated by 、."""
    return [reason for reason in listed.split("、") if reason]
