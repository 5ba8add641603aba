"""Choice (提醒设置): how a member wants to be reminded; where they chose nothing, the book decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Field, Session, SQLModel, select

from core.constraints import holds
from core.members.member import Member
from core.unit import OpenUnit
from rules.book import RuleBook


class ReminderChoice(SQLModel, table=True):
    __tablename__ = "reminder_choice"
    __table_args__ = (
        holds("hours_of_a_day", "quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23"),
        holds("digest_in_a_day", "digest_hour IS NULL OR digest_hour BETWEEN 0 AND 23"),
        holds("someone_stands_in", "(paused_until IS NULL) = (stand_in_id IS NULL)"),
        holds("someone_else", "stand_in_id IS NULL OR stand_in_id <> member_id"),
    )

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    # One message a day at this hour; None tells each case by itself.
    digest_hour: int | None = None
    last_digest_on: date | None = None
    # The same hour twice: no quiet hours.
    quiet_from: int
    quiet_until: int
    paused_until: date | None = None
    stand_in_id: int | None = Field(default=None, foreign_key="member.id")
    # 本周不再提醒: no gap cards up to and with this day.
    no_gap_cards_until: date | None = None


def usual(book: RuleBook, member_id: int) -> ReminderChoice:
    """What holds for a member who chose nothing."""
    return ReminderChoice(
        member_id=member_id,
        quiet_from=book.periods["quiet_from"].value,
        quiet_until=book.periods["quiet_until"].value,
    )


@dataclass(slots=True)
class Choices:
    """The members' choices, read once in a tick."""

    session: Session
    book: RuleBook
    today: date
    _kept: dict[int, ReminderChoice] = field(default_factory=dict)

    def of(self, member_id: int) -> ReminderChoice:
        if member_id not in self._kept:
            own = self.session.get(ReminderChoice, member_id)
            self._kept[member_id] = own or usual(self.book, member_id)
        return self._kept[member_id]

    def who_reads(self, member_id: int, *, urgent: bool) -> list[tuple[int, int | None]]:
        """Who gets this member's reminders now, and in whose stead; an urgent one goes to both."""
        stand_in = self._stand_in(member_id)
        if stand_in is None:
            return [(member_id, None)]
        both = [(member_id, None)] if urgent else []
        return [*both, (stand_in, member_id)]

    def hushed(self, *members: int) -> bool:
        """Whether one of them wants no gap cards for now."""
        until = [self.of(it).no_gap_cards_until for it in members]
        return any(day is not None and day >= self.today for day in until)

    def _stand_in(self, member_id: int) -> int | None:
        """One step further where the stand-in pauses too; never back to who paused first."""
        first = self._next(member_id)
        if first is None:
            return None
        second = self._next(first)
        return first if second in (None, member_id) else second

    def _next(self, member_id: int) -> int | None:
        choice = self.of(member_id)
        if choice.paused_until is None or choice.paused_until < self.today:
            return None
        active = select(Member.active).where(Member.id == choice.stand_in_id)
        return choice.stand_in_id if self.session.exec(active).first() else None


def own_choice(unit: OpenUnit) -> ReminderChoice:
    """The choice of who acts, to be changed; the usual one where they have none."""
    member_id = unit.principal.member_id
    assert member_id is not None
    return unit.session.get(ReminderChoice, member_id) or usual(unit.law.book, member_id)
