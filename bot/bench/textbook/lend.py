"""The textbook's hand-over (出库交接), entity by entity."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import orjson
from sqlmodel import col, select

from bot.bench.textbook.facts import admit, facts_of
from bot.bench.textbook.leave import leave_log, leave_messages
from bot.bench.textbook.turn import Turn
from core.clock import SHANGHAI, local_date
from core.command import content_hash
from core.custody.custody import Custody, Kind
from core.custody.hand_over import HandOver
from core.custody.sealed_package import SealedPackage
from core.decisions import KeptDecision
from core.errors import ImpossibleStep, NotFound, Stale
from core.holdings.dossier import Volume
from core.ids import opaque
from core.outcome import Outcome, StoredOutcome
from core.reminders.calendar import Calendar
from core.reminders.reminder import Reminder
from core.reminders.workdays import Workday
from core.requests.collection_code import CollectionCode
from core.requests.line import Line, LineState, LineStep
from core.requests.request import Request, State
from rules.decision import Decision, Refused
from rules.facts.lending import LendingFacts

MORNING = time(9, 0)
FAR = 44


async def lend(turn: Turn, command: HandOver, key: str) -> Outcome:
    """Once per key, as `core.perform` has it."""
    name = f"member:{turn.member_id}"
    earlier = await turn.session.get(StoredOutcome, (name, key))
    if earlier is not None:
        return Outcome.from_json(earlier.body, repeated=True)
    outcome = await _hand_over(turn, command)
    kept = StoredOutcome(
        principal=name,
        key=key,
        content=content_hash(command),
        body=outcome.to_json(),
        at=turn.now,
    )
    turn.session.add(kept)
    return outcome


async def _hand_over(turn: Turn, command: HandOver) -> Outcome:
    await admit(turn, command)
    request = await _request(turn, command)
    line, volume = await _line(turn, request, command)
    decision = _judge(turn, await facts_of(turn, request, line), request.ref)
    if isinstance(decision, Refused):
        return Outcome.of(decision, turn.decision)
    due_on = await _due_on(turn)
    request.touch()
    package = await _leave(turn, request)
    custody = await _open_custody(turn, line, due_on, package)
    await _use_code(turn, request)
    await leave_messages(turn, request)
    await leave_log(turn, volume.label, request.ref, custody)
    data = {"ref": request.ref, "number": request.number, "due_on": due_on.isoformat()}
    return Outcome("done", data=data, decision=turn.decision)


async def _request(turn: Turn, command: HandOver) -> Request:
    found = await turn.all(select(Request).where(Request.ref == command.request))
    if not found:
        raise NotFound
    request: Request = found[0]
    if request.version != command.seen_version:
        raise Stale(state=request.state)
    if request.state != State.READY:
        raise ImpossibleStep(state=request.state)
    return request


async def _line(turn: Turn, request: Request, command: HandOver) -> tuple[Line, Volume]:
    found = await turn.all(
        select(Line, Volume)
        .join(Volume, col(Volume.id) == Line.volume_id)
        .where(Line.request_id == request.id, col(Volume.label).in_(command.labels))
    )
    if len(found) != 1 or found[0][0].state != LineState.WAITING:
        raise ImpossibleStep(state="volumes")
    return found[0][0], found[0][1]


def _judge(turn: Turn, facts: LendingFacts, about: str) -> Decision:
    decision = turn.law.judge(facts)
    turn.decision = opaque(20)
    kept = KeptDecision(
        ref=turn.decision,
        at=turn.now,
        area="lending",
        about=about,
        step=facts.step,
        allowed=not isinstance(decision, Refused),
        book_version=decision.book_version,
        fired=",".join(decision.fired),
        facts=orjson.dumps(facts).decode(),
    )
    turn.session.add(kept)
    return decision


async def _due_on(turn: Turn) -> date:
    day = local_date(turn.now)
    days = turn.law.book.periods["lend_default"].value
    until = day + timedelta(days=days * 2 + 30)
    rows = await turn.all(select(Workday).where(col(Workday.day) > day, col(Workday.day) <= until))
    exceptions = {row.day: row.is_work for row in rows}
    while days > 0:
        day += timedelta(days=1)
        days -= exceptions.get(day, day.weekday() < 5)
    return day


async def _leave(turn: Turn, request: Request) -> SealedPackage:
    """The sealed bag leaves with the volume."""
    (package,) = await turn.all(
        select(SealedPackage).where(
            SealedPackage.request_id == request.id, col(SealedPackage.left_at).is_(None)
        )
    )
    package.left_at = turn.now
    left: SealedPackage = package
    return left


async def _open_custody(turn: Turn, line: Line, due_on: date, package: SealedPackage) -> Custody:
    custody = Custody(
        volume_id=line.volume_id,
        kind=Kind.LEND,
        line_id=line.id,
        opened_at=turn.now,
        opened_by=turn.member_id,
        due_on=due_on,
        package_id=package.id,
    )
    turn.session.add(custody)
    line.take(LineStep.HAND_OVER_TO_LEND)
    await turn.session.flush()
    await _remind(turn, custody, due_on)
    return custody


async def _remind(turn: Turn, custody: Custody, due_on: date) -> None:
    """A slot for every rung of the ladder that is still ahead."""
    first, last = due_on - timedelta(days=FAR), due_on + timedelta(days=FAR)
    rows = await turn.all(select(Workday).where(col(Workday.day) > first, col(Workday.day) <= last))
    calendar = Calendar({row.day: row.is_work for row in rows})
    for rung in turn.law.book.ladders["loan"].rungs:
        day = calendar.shifted(due_on, rung.days)
        if day > local_date(turn.now):
            at = datetime.combine(day, MORNING, tzinfo=SHANGHAI)
            turn.session.add(
                Reminder(
                    subject="loan",
                    subject_id=custody.id or 0,
                    due_on=due_on,
                    rung=rung.name,
                    due_at=at,
                )
            )


async def _use_code(turn: Turn, request: Request) -> None:
    codes = await turn.all(
        select(CollectionCode).where(
            CollectionCode.request_id == request.id, col(CollectionCode.used_at).is_(None)
        )
    )
    for code in codes:
        code.used_at = turn.now
