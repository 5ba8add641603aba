"""Looking again (发前再看): what is to become of due slots, by how their subjects stand right now.

Pure questions: the tick acts on the answers, the preview prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlmodel import Session

from core.reminders.claim import Claimed
from core.reminders.reminder import ReminderState
from core.reminders.subjects import SUBJECTS, Standing
from rules.book import RuleBook
from rules.ladder import Rung

# The rule book of the room with this id.
BookOf = Callable[[int], RuleBook]


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be said of one subject: its latest rung, and to which posts, the earlier ones' too."""

    slot: Claimed
    rung: Rung
    standing: Standing
    posts: tuple[str, ...]
    # Rungs that this one speaks for: nobody was told of them.
    silent: frozenset[str] = frozenset()


@dataclass(slots=True)
class LookedAt:
    """Every slot is in one of the two: to be said, or settled without a word."""

    due: list[Due] = field(default_factory=list)
    settled: dict[ReminderState, list[Claimed]] = field(default_factory=dict)

    def settle(self, slot: Claimed, outcome: ReminderState) -> None:
        self.settled.setdefault(outcome, []).append(slot)


def look_again(
    session: Session, book_of: BookOf, slots: Iterable[Claimed], today: date
) -> LookedAt:
    """Of several slots of one subject the latest rung speaks for all."""
    looked = LookedAt()
    by_kind = sorted(slots, key=lambda slot: (slot.subject, slot.subject_id))
    for kind, of_kind in groupby(by_kind, key=lambda slot: slot.subject):
        own = list(of_kind)
        look = SUBJECTS.get(kind)
        standings = look(session, {slot.subject_id for slot in own}, today) if look else {}
        for subject_id, together in groupby(own, key=lambda slot: slot.subject_id):
            _look_at(looked, book_of, list(together), standings.get(subject_id))
    return looked


def _look_at(
    looked: LookedAt, book_of: BookOf, slots: list[Claimed], standing: Standing | None
) -> None:
    spoken: list[tuple[Rung, Claimed]] = []
    for slot in slots:
        rung = _rung(book_of, slot, standing)
        if standing is None or rung is None or not standing.is_open or standing.unspoken:
            looked.settle(slot, ReminderState.NOT_NEEDED)
        elif slot.due_on != standing.due_on and not standing.recurs:
            looked.settle(slot, ReminderState.MOVED)
        else:
            spoken.append((rung, slot))
    if not spoken or standing is None:
        return
    spoken.sort(key=lambda pair: (pair[1].due_on, pair[0].days))
    for _, slot in spoken[:-1]:
        looked.settle(slot, ReminderState.COLLAPSED)
    posts = dict.fromkeys(post for rung, _ in reversed(spoken) for post in rung.to)
    latest, slot = spoken[-1]
    silent = frozenset(rung.name for rung, _ in spoken[:-1])
    looked.due.append(Due(slot, latest, standing, tuple(posts), silent))


def _rung(book_of: BookOf, slot: Claimed, standing: Standing | None) -> Rung | None:
    """The rung as the room's book has it now; None where it asks no longer."""
    ladder = book_of(standing.room_id).ladders.get(slot.subject) if standing else None
    return ladder.rung(slot.rung) if ladder else None
