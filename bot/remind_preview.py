"""The preview of a tick (提醒预览): the tick's own plan at any moment, with nothing written."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlmodel import Session, col, select

from bot.replies.render import render
from bot.replies.words import word
from core.clock import SHANGHAI, local_date
from core.members.member import Member
from core.reminders import gap_week, loan, submission  # noqa: F401 — a subject is declared by being imported
from core.reminders.claim import Claimed, due_at_that_time
from core.reminders.held import held_notices
from core.reminders.letters import Letter
from core.reminders.plan import Plan, Sources, plan_of
from core.reminders.send_letters import messages_of
from core.reminders.subjects import SUBJECTS, Standing
from core.requests.room_law import judge_of
from rules.book import RuleBook
from rules.judge import Judge

END_OF_DAY = time(23, 59, 59)


def moment_of(text: str) -> datetime | None:
    """A moment in the office's time zone unless it names its own; a bare day is its end."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if len(text.strip()) <= len("2026-12-04"):
        at = datetime.combine(at.date(), END_OF_DAY)
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def preview_at(session: Session, law: Judge, now: datetime) -> dict[str, Any]:
    """`{at, messages, held, settled}`: as if the house stood as it is now and the clock at `now`."""

    @cache
    def book_of(room_id: int) -> RuleBook:
        return judge_of(session, law, room_id).book

    slots = due_at_that_time(session, now)
    held = held_notices(session, now, slots)
    plan = plan_of(Sources(session, now, law.book, book_of), slots, held)
    _leave_out_discreet(plan)
    messages = [
        {
            "to": _addressee(session, message.letters[0]),
            "kind": message.kind,
            "numbers": list(
                dict.fromkeys(due.standing.number for it in message.letters for due in it.due)
            ),
            "rungs": [letter.first.rung.name for letter in message.letters],
            "lines": render(message.kind, **message.args),
        }
        for message in messages_of(plan, book_of, local_date(now))
    ]
    return {
        "at": now.astimezone(SHANGHAI).isoformat(),
        "messages": messages,
        "held": [
            {
                "to": _addressee(session, letter),
                "number": letter.first.standing.number,
                "rung": letter.first.rung.name,
                "send_at": moment.at.astimezone(SHANGHAI).isoformat(),
                "held_for": moment.held_for.value,
            }
            for letter, moment in plan.later
        ],
        "settled": _settled(session, plan, local_date(now)),
    }


def _addressee(session: Session, letter: Letter) -> str:
    """The post and the member's number."""
    member_id = letter.reader.member_id
    number = session.exec(select(Member.number).where(col(Member.id) == member_id)).one()
    return f"{word('post', letter.reader.post)} {number}"


def _settled(session: Session, plan: Plan, today: date) -> list[dict[str, str]]:
    """Slots that would be settled without a word, and how."""
    rows = [(outcome, slot) for outcome, them in plan.looked.settled.items() for slot in them]
    standings = _standings(session, [slot for _, slot in rows], today)
    found = [
        (outcome, slot, standings.get((slot.subject, slot.subject_id))) for outcome, slot in rows
    ]
    return [
        {
            "outcome": outcome.value,
            "number": standing.number,
            "rung": slot.rung,
            "due_on": slot.due_on.isoformat(),
        }
        for outcome, slot, standing in found
        if standing is not None and not standing.discreet and not standing.unspoken
    ]


def _standings(
    session: Session, slots: list[Claimed], today: date
) -> dict[tuple[str, int], Standing]:
    found: dict[tuple[str, int], Standing] = {}
    for kind, look in SUBJECTS.items():
        ids = {slot.subject_id for slot in slots if slot.subject == kind}
        found |= {(kind, key): standing for key, standing in look(session, ids, today).items()}
    return found


def _leave_out_discreet(plan: Plan) -> None:
    """Nobody's business but the head's: not even that there is one."""
    plan.now[:] = [it for it in plan.now if not it.first.standing.discreet]
    plan.later[:] = [it for it in plan.later if not it[0].first.standing.discreet]
