"""Reporting material (报送材料): by kind and count, one question at a time; then the list is printed.

No names: a ticket may not carry them, they are filled in at the desk or by hand on the paper.
docs/conversations/report_material.mmd draws this; keep it in step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import orjson

from bot.conversations.reminder_answers import past_day_in
from bot.conversations.talk import Talk, as_words
from bot.replies.words import error_words
from core.clock import local_date
from core.collection.draft_submission import DraftSubmission
from core.collection.listed_piece import LONGEST, ListedPiece
from core.collection.questions import find_submission
from core.collection.submission_facts import submission_facts
from core.members.units import Unit
from core.outcome import Outcome
from core.requests.room_law import judge_of
from rules.audience import for_audience
from rules.decision import Decision, Refused

NAME = "report_material"
COUNTS = (1, 2, 3, 5, 8)
MOST = 60
USUAL = "usual_material"
ENOUGH, ANOTHER, UNDO, UNKNOWN = "就这些", "再加一种", "去掉上一种", "说不准，先空着"
NUMERALS = {"两": 2} | {said: n for n, said in enumerate("一二三四五六七八九十", start=1)}
DAYS_AGO = (("今天", 0), ("昨天", 1), ("一周前", 7))


def begin(talk: Talk) -> None:
    """Only a unit's contact reports here; everyone else is told how material comes in."""
    if talk.unit_as_contact() is None:
        return talk.say("say_submit_material", talk.words("菜单"))
    talk.begin(NAME, "kind", lines=[])
    return _ask_kind(talk)


def answer(talk: Talk, text: str) -> None:
    dialog = talk.dialog
    assert dialog is not None
    STEPS[dialog.step](talk, orjson.loads(dialog.answers), text.strip())


def back(talk: Talk) -> None:
    """One question back; what was answered before it stays."""
    dialog = talk.dialog
    assert dialog is not None
    answers = orjson.loads(dialog.answers)
    earlier = {"count": "kind", "formed": "more"}.get(dialog.step)
    if earlier is None:
        talk.end()
        return talk.say("say_cancelled", talk.words("菜单"))
    talk.keep(dialog, earlier, answers)
    return _ask_kind(talk) if earlier == "kind" else _ask_more(talk, answers)


def _take_kind(talk: Talk, answers: dict[str, Any], text: str) -> None:
    if not text or len(text) > LONGEST["title"]:
        return talk.say("say_expected", expects="材料名称，如“年度考核登记表”")
    decision = _judged(talk, text)
    if isinstance(decision, Refused):
        reasons = [as_words(it) for it in for_audience(decision.reasons, "applicant")]
        talk.say("say_refused", reasons=reasons, kept=False)
        return _ask_kind(talk)
    return _go(talk, "count", {**answers, "title": text})


def _judged(talk: Talk, title: str) -> Decision:
    """What the room's law says of such a piece, before it is asked about the whole list."""
    sender = talk.session.get_one(Unit, talk.unit_as_contact())
    law = judge_of(talk.session, talk.unit.law, sender.room_id)
    return law.judge(submission_facts(ListedPiece(title=title), law.book, "by_contact"))


def _take_count(talk: Talk, answers: dict[str, Any], text: str) -> None:
    digits = text.removesuffix("份").removesuffix("件").strip()
    had = sum(count for _, count in answers["lines"])
    typed = digits.isascii() and digits.isdecimal() and len(digits) < 4
    count = int(digits) if typed else NUMERALS.get(digits, 0)
    if not 1 <= count <= MOST - had:
        return talk.say("say_expected", expects=f"份数，1 到 {MOST - had} 的整数，如“3”")
    lines = [*answers["lines"], [answers["title"], count]]
    return _go(talk, "more", {"lines": lines})


def _take_more(talk: Talk, answers: dict[str, Any], text: str) -> None:
    lines = answers["lines"]
    if text == UNDO:
        left = lines[:-1]
        return _go(talk, "more" if left else "kind", {"lines": left})
    if text == ANOTHER and sum(count for _, count in lines) < MOST:
        return _go(talk, "kind", answers)
    if text == ENOUGH:
        return _go(talk, "formed", answers)
    return talk.say("say_expected", expects=f"点选“{ANOTHER}”或“{ENOUGH}”")


def _take_formed(talk: Talk, answers: dict[str, Any], text: str) -> None:
    today = local_date(talk.unit.now)
    if text == UNKNOWN:
        return _draft(talk, answers, None)
    formed = {label: today - timedelta(days=ago) for label, ago in DAYS_AGO}.get(text)
    formed = formed or past_day_in(text, today)
    if formed is None:
        return talk.say("say_expected", expects="一个今天或以前的日期，如“11月2日”")
    return _draft(talk, answers, formed)


STEPS: dict[str, Callable[[Talk, dict[str, Any], str], None]] = {
    "kind": _take_kind,
    "count": _take_count,
    "more": _take_more,
    "formed": _take_formed,
}


def _go(talk: Talk, step: str, answers: dict[str, Any]) -> None:
    dialog = talk.dialog
    assert dialog is not None
    talk.keep(dialog, step, answers)
    if step == "kind":
        return _ask_kind(talk)
    if step == "count":
        buttons = talk.choices([(str(it), f"{it} 份") for it in COUNTS])
        return _say(talk, "say_report_count", buttons, title=answers["title"])
    if step == "more":
        return _ask_more(talk, answers)
    buttons = talk.choices([(it, it) for it in (*(label for label, _ in DAYS_AGO), UNKNOWN)])
    return _say(talk, "say_report_formed", buttons)


def _ask_kind(talk: Talk) -> None:
    usual = talk.book.lists[USUAL].items.values()
    _say(talk, "say_report_kind", talk.choices([(title, title) for title in usual]))


def _ask_more(talk: Talk, answers: dict[str, Any]) -> None:
    lines = answers["lines"]
    total = sum(count for _, count in lines)
    offered = [ENOUGH, *([ANOTHER] if total < MOST else []), UNDO]
    shown = [{"title": title, "count": count} for title, count in lines]
    buttons = talk.choices([(it, it) for it in offered])
    _say(talk, "say_report_more", buttons, lines=shown, total=total)


def _say(talk: Talk, template: str, buttons: list[dict[str, str]], **said: Any) -> None:
    talk.say(template, [*buttons, *talk.words("上一步", "取消")], **said)


def _draft(talk: Talk, answers: dict[str, Any], formed: date | None) -> None:
    pieces = tuple(
        ListedPiece(title=title, formed_on=formed)
        for title, count in answers["lines"]
        for _ in range(count)
    )
    unit_id = talk.unit_as_contact()
    outcome = talk.attempt(DraftSubmission(unit_id=unit_id, pieces=pieces))
    talk.end()
    if not outcome.done:
        return _told(talk, outcome)
    ref = outcome.data["ref"]
    due = find_submission(talk.session, ref).due_on
    # Our own page stands beside our own chat; other channels are outside and get no address.
    here = [{"label": "补姓名、打印清单", "href": f"/desk/submissions/{ref}"}]
    buttons = [*(here if talk.channel == "webchat" else []), *talk.words("办理进度", "菜单")]
    return talk.say("say_report_kept", buttons, total=len(pieces), due_on=due)


def _told(talk: Talk, outcome: Outcome) -> None:
    if outcome.status == "refused":
        reasons = talk.reasons_for(outcome)
        return talk.say("say_refused", talk.words("报送材料", "菜单"), reasons=reasons, kept=False)
    number, message = error_words(outcome.code)
    talk.say("say_error", talk.words("报送材料", "菜单"), number=number, message=message)
