"""Keeping outcomes (留存结果): of every slot what became of it, of every person when they were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import insert

from core.reminders.claim import settle
from core.reminders.held import Held, hold_again, settle_notices
from core.reminders.letters import Letter
from core.reminders.moment import Moment
from core.reminders.notice import HeldFor, Notice, NoticeState
from core.reminders.plan import Plan
from core.reminders.reminder import ReminderState
from core.unit import OpenUnit

_OF_SETTLED = {ReminderState.COLLAPSED: NoticeState.COLLAPSED}


def keep_outcomes(unit: OpenUnit, plan: Plan, held: Sequence[Held]) -> None:
    """Every claimed slot and every held notice gets its outcome."""
    session, waiting = unit.session, {(it.slot.id, it.reader.member_id): it for it in held}
    for outcome, slots in plan.looked.settled.items():
        settle(session, slots, outcome)
        ids = {slot.id for slot in slots}
        told = _OF_SETTLED.get(outcome, NoticeState.NOT_NEEDED)
        settle_notices(session, (it for it in held if it.slot.id in ids), told, unit.now)
    sent = {due.slot.id: due.slot for letter in plan.now for due in letter.due}
    kept = {due.slot.id: due.slot for letter, _ in plan.later for due in letter.due}
    settle(session, sent.values(), ReminderState.SENT)
    fresh = [slot for key, slot in kept.items() if key not in sent and key not in _ids(held)]
    settle(session, fresh, ReminderState.HELD)
    _settle_told(unit, plan.now, waiting)
    rows = [*_sent_rows(unit, plan.now, waiting), *_held_rows(unit, plan.later, waiting)]
    if rows:
        session.execute(insert(Notice), rows)


def _settle_told(
    unit: OpenUnit, letters: Iterable[Letter], waiting: dict[tuple[int, int], Held]
) -> None:
    told = [
        waiting[due.slot.id, letter.reader.member_id]
        for letter in letters
        for due in letter.due
        if (due.slot.id, letter.reader.member_id) in waiting
    ]
    settle_notices(unit.session, told, NoticeState.SENT, unit.now)


def _sent_rows(
    unit: OpenUnit, letters: Iterable[Letter], waiting: dict[tuple[int, int], Held]
) -> Iterator[dict[str, Any]]:
    at_once = Moment(unit.now, HeldFor.NOTHING)
    for letter in letters:
        for slot_id in _new(letter, waiting):
            told = {"state": NoticeState.SENT, "settled_at": unit.now}
            yield _row(letter, slot_id, at_once) | told


def _held_rows(
    unit: OpenUnit,
    later: Iterable[tuple[Letter, Moment]],
    waiting: dict[tuple[int, int], Held],
) -> Iterator[dict[str, Any]]:
    """A new row; one that waits already gets its new moment."""
    for letter, moment in later:
        for due in letter.due:
            kept = waiting.get((due.slot.id, letter.reader.member_id))
            if kept is not None:
                hold_again(unit.session, kept, moment.at, moment.held_for)
        for slot_id in _new(letter, waiting):
            yield _row(letter, slot_id, moment) | {"state": NoticeState.WAITING, "settled_at": None}


def _new(letter: Letter, waiting: dict[tuple[int, int], Held]) -> Iterator[int]:
    for due in letter.due:
        if (due.slot.id, letter.reader.member_id) not in waiting:
            yield due.slot.id


def _row(letter: Letter, slot_id: int, moment: Moment) -> dict[str, Any]:
    return {
        "reminder_id": slot_id,
        **letter.reader._asdict(),
        "send_at": moment.at,
        "held_for": moment.held_for,
    }


def _ids(held: Sequence[Held]) -> set[int]:
    return {it.slot.id for it in held}
