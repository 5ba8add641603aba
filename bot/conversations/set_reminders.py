"""Setting one's reminders (提醒设置): a digest hour, quiet hours, a pause with a stand-in.

docs/conversations/set_reminders.mmd draws this; keep it in step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import orjson

from bot.conversations.reminder_answers import day_in, hour_in, hours_in
from bot.conversations.talk import Talk
from bot.replies.dates import day
from bot.replies.words import error_words, word
from core.clock import local_date
from core.command import Command
from core.reminders.choice import ReminderChoice, usual
from core.reminders.pause_reminders import PauseReminders, ResumeReminders
from core.reminders.set_reminders import SetReminders
from core.reminders.stand_ins import StandIn, stand_ins

NAME = "set_reminders"
DIGEST, QUIET, PAUSE = "改提醒方式", "改不打扰时段", "暂停提醒"
RESUME = "恢复提醒"
SINGLY = "逐件提醒"
DIGEST_HOURS = (8, 9, 14, 16)
QUIET_HOURS = ((18, 8), (20, 7), (17, 9))
PAUSES = (("今天", 0), ("三天", 2), ("一周", 6), ("两周", 13))


def begin(talk: Talk) -> None:
    """Show how it is set, and what can be changed."""
    talk.begin(NAME, "choose")
    _show(talk)


def pause(talk: Talk) -> None:
    """暂停提醒, typed at any time."""
    talk.begin(NAME, "choose")
    _ask_until(talk)


def resume(talk: Talk) -> None:
    """恢复提醒, typed at any time."""
    outcome = talk.attempt(ResumeReminders())
    template = "say_reminders_resumed" if outcome.done else "say_reminders_not_paused"
    talk.say(template, talk.words("提醒设置", "菜单"))


def answer(talk: Talk, text: str) -> None:
    dialog = talk.dialog
    assert dialog is not None
    STEPS[dialog.step](talk, text.strip())


def _choose(talk: Talk, text: str) -> None:
    if text == RESUME:
        return resume(talk)
    if text == DIGEST:
        hours = [(str(hour), f"每天 {hour} 点") for hour in DIGEST_HOURS]
        return _ask(talk, "digest", "say_reminders_digest", [*hours, (SINGLY, SINGLY)])
    if text == QUIET:
        hours = [(f"{a}-{b}", f"{a} 点到次日 {b} 点") for a, b in QUIET_HOURS]
        return _ask(talk, "quiet", "say_reminders_quiet", [*hours, ("0-0", "只在休息日")])
    if text == PAUSE:
        return _ask_until(talk)
    talk.say("say_expected", expects="点选其中一项")
    return _show(talk)


def _ask_until(talk: Talk) -> None:
    if not _colleagues(talk):
        talk.end()
        return talk.say("say_reminders_alone", talk.words("提醒设置", "人工"))
    today = local_date(talk.unit.now)
    days = [(today + timedelta(days=more), label) for label, more in PAUSES]
    choices = [(on.isoformat(), f"{label}（到 {day(on)}）") for on, label in days]
    return _ask(talk, "until", "say_reminders_until", choices)


def _take_digest(talk: Talk, text: str) -> None:
    hour = None if text == SINGLY else hour_in(text)
    if hour is None and text != SINGLY:
        return _expected(talk, "几点，如“8”，或“逐件提醒”")
    own = _own(talk)
    return _set(talk, SetReminders(
        digest_hour=hour, quiet_from=own.quiet_from, quiet_until=own.quiet_until
    ), "每天的钟点，不要落在不打扰的时段里")  # fmt: skip


def _take_quiet(talk: Talk, text: str) -> None:
    hours = hours_in(text)
    if hours is None:
        return _expected(talk, "从几点到几点，如“18-8”")
    own = _own(talk)
    return _set(talk, SetReminders(
        digest_hour=own.digest_hour, quiet_from=hours[0], quiet_until=hours[1]
    ), "不含每日汇总钟点的时段")  # fmt: skip


def _take_until(talk: Talk, text: str) -> None:
    today = local_date(talk.unit.now)
    said = {label: today + timedelta(days=more) for label, more in PAUSES}
    until = said.get(text) or day_in(text, today)
    if until is None:
        return _expected(talk, "一个日期，如“12月1日”，从今天起 90 天以内")
    choices = [(str(it.member_id), _post(it)) for it in _colleagues(talk)]
    asked = {"until": until.isoformat()}
    return _ask(talk, "stand_in", "say_reminders_stand_in", choices, asked)


def _take_stand_in(talk: Talk, text: str) -> None:
    dialog = talk.dialog
    assert dialog is not None
    until = date.fromisoformat(orjson.loads(dialog.answers)["until"])
    known = {key: it for it in _colleagues(talk) for key in (str(it.member_id), _post(it))}
    if text not in known:
        return _expected(talk, "点选一位同志")
    chosen = known[text]
    outcome = talk.attempt(PauseReminders(until=until, stand_in_id=chosen.member_id))
    if not outcome.done:
        return _expected(talk, "一个日期，如“12月1日”，从今天起 90 天以内")
    talk.end()
    said = {"until": until, "stand_in": _post(chosen)}
    return talk.say("say_reminders_paused", talk.words(RESUME, "菜单"), **said)


STEPS: dict[str, Callable[[Talk, str], None]] = {
    "choose": _choose,
    "digest": _take_digest,
    "quiet": _take_quiet,
    "until": _take_until,
    "stand_in": _take_stand_in,
}


def _ask(
    talk: Talk,
    step: str,
    template: str,
    choices: list[tuple[str, str]],
    answers: dict[str, Any] | None = None,
) -> None:
    dialog = talk.dialog
    assert dialog is not None
    talk.keep(dialog, step, answers or {})
    said = answers or {}
    talk.say(template, [*talk.choices(choices), *talk.words("提醒设置", "取消")], **said)


def _expected(talk: Talk, expects: str) -> None:
    """The question stays open; what was expected is said with an example."""
    talk.say("say_expected", talk.words("提醒设置", "取消"), expects=expects)


def _set(talk: Talk, command: Command, expects: str) -> None:
    outcome = talk.attempt(command)
    if outcome.code == "bad_value":
        return _expected(talk, expects)
    if not outcome.done:
        number, message = error_words(outcome.code)
        return talk.say("say_error", number=number, message=message)
    return begin(talk)


def _show(talk: Talk) -> None:
    own, today = _own(talk), local_date(talk.unit.now)
    paused = own.paused_until if own.paused_until and own.paused_until >= today else None
    named = [it for it in _colleagues(talk) if paused and it.member_id == own.stand_in_id]
    labels = [DIGEST, QUIET, RESUME if paused else PAUSE]
    talk.say(
        "say_reminders",
        [*talk.choices([(label, label) for label in labels]), *talk.words("菜单")],
        digest_hour=own.digest_hour,
        quiet_from=own.quiet_from,
        quiet_until=own.quiet_until,
        paused_until=paused,
        stand_in=_post(named[0]) if named else "同事",
    )


def _own(talk: Talk) -> ReminderChoice:
    own = talk.session.get(ReminderChoice, talk.member_id)
    return own or usual(talk.book, talk.member_id)


def _colleagues(talk: Talk) -> list[StandIn]:
    return stand_ins(talk.session, talk.member_id, talk.unit.grants, talk.unit.now)


def _post(colleague: StandIn) -> str:
    """The post and the member's number: two colleagues of one post are told apart, nobody is named."""
    return f"{colleague.post or word('role', colleague.role)}（{colleague.number}）"
