"""Naming a deputy (委托审批): whom, until when, by which document; one who has one may end it.

docs/conversations/appoint_deputy.mmd draws this; keep it in step.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import orjson

from bot.conversations.talk import Choice, Talk
from bot.replies.dates import day
from bot.replies.words import error_words
from core.clock import local_date
from core.masked import mask_name
from core.members.deputy_questions import appointment, colleagues, own_chairs, terms_of
from core.members.end_deputy import EndDeputy
from core.members.member import Member

NAME = "appoint_deputy"
TERMS = ((2, "三天"), (6, "一周"), (13, "两周"), (29, "三十天"))
LONGEST_DOCUMENT = 60
MOST_NAMED = 8


def begin(talk: Talk) -> None:
    """Show a term that runs, with the way to end it; else ask whom."""
    chairs = own_chairs(talk.unit.grants)
    running = terms_of(talk.session, talk.member_id, talk.unit.now)
    if running:
        return _show(talk, running)
    if not chairs:
        return talk.say("say_deputy_not_yours", talk.words("菜单"))
    people = colleagues(talk.session, talk.member_id, chairs)[:MOST_NAMED]
    if not people:
        return talk.say("say_deputy_nobody", talk.words("人工", "菜单"))
    talk.begin(NAME, "whom")
    choices: list[Choice] = [(str(it.id), _said(it)) for it in people]
    return talk.say("say_deputy_whom", [*talk.choices(choices), *talk.words("取消")])


def answer(talk: Talk, text: str) -> None:
    """The answer to the current question, and the next."""
    dialog = talk.dialog
    assert dialog is not None
    answers: dict[str, Any] = orjson.loads(dialog.answers)
    STEPS[dialog.step](talk, answers, text.strip())


def _show(talk: Talk, running: list[Any]) -> None:
    talk.begin(NAME, "end")
    choices: list[Choice] = [(str(term.id), "结束委托") for term in running]
    last_day = local_date(running[0].valid_to - timedelta(seconds=1))
    own = running[0].member_id == talk.member_id
    buttons = [*talk.choices(choices), *talk.words("菜单")]
    args = {"own": own, "until": last_day.isoformat(), "document": running[0].document}
    talk.say("say_deputy_running", buttons, **args)


def _end(talk: Talk, answers: dict[str, Any], text: str) -> None:
    if not text.isdecimal():
        return talk.say("say_expected", expects="点选其中一项")
    outcome = talk.attempt(EndDeputy(deputy=int(text)))
    talk.end()
    return talk.say("say_deputy_ended") if outcome.done else _told(talk, outcome.code)


def _whom(talk: Talk, answers: dict[str, Any], text: str) -> None:
    people = colleagues(talk.session, talk.member_id, own_chairs(talk.unit.grants))
    if text not in {str(person.id) for person in people}:
        return talk.say("say_expected", expects="点选一位同志")
    today = local_date(talk.unit.now)
    choices = [((today + timedelta(days=n)).isoformat(), said) for n, said in TERMS]
    _keep(talk, "until", {**answers, "deputy": int(text)})
    return talk.say("say_deputy_until", [*talk.choices(choices), *talk.words("取消")])


def _until(talk: Talk, answers: dict[str, Any], text: str) -> None:
    try:
        last_day = date.fromisoformat(text)
    except ValueError:
        return talk.say("say_expected", expects="到哪一天，如 2026-12-04")
    if last_day < local_date(talk.unit.now):
        return talk.say("say_expected", expects="今天或以后的一天")
    _keep(talk, "document", {**answers, "until": last_day.isoformat()})
    return talk.say("say_deputy_document", talk.words("取消"))


def _document(talk: Talk, answers: dict[str, Any], text: str) -> None:
    if not text or len(text) > LONGEST_DOCUMENT:
        return talk.say("say_expected", expects="委托文书的文号，60 字以内")
    _keep(talk, "confirm", {**answers, "document": text})
    person = talk.session.get_one(Member, answers["deputy"])
    buttons = [*talk.choices([("yes", "确认委托")]), *talk.words("取消")]
    until = day(answers["until"])
    said = {"whom": _said(person), "until": until, "document": text}
    return talk.say("say_deputy_confirm", buttons, **said)


def _confirm(talk: Talk, answers: dict[str, Any], text: str) -> None:
    if text not in ("yes", "确认委托"):
        return talk.say("say_expected", expects="“确认委托”，或取消")
    last_day = date.fromisoformat(answers["until"])
    command = appointment(answers["deputy"], answers["document"], last_day, talk.unit.now)
    outcome = talk.attempt(command)
    talk.end()
    if outcome.done:
        return talk.say("say_deputy_appointed", until=answers["until"])
    return _told(talk, outcome.code)


STEPS = {
    "end": _end,
    "whom": _whom,
    "until": _until,
    "document": _document,
    "confirm": _confirm,
}


def _keep(talk: Talk, step: str, answers: dict[str, Any]) -> None:
    dialog = talk.dialog
    assert dialog is not None
    talk.keep(dialog, step, answers)


def _told(talk: Talk, code: str) -> None:
    number, message = error_words(code)
    talk.say("say_error", talk.words("菜单"), number=number, message=message)


def _said(person: Member) -> str:
    return f"{person.post or person.number}　{mask_name(person.name)}"
