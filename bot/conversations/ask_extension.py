"""Asking for an extension (申请延期): how many working days, then why; buttons for the usual answers.

docs/conversations/ask_extension.mmd draws this; keep it in step.
"""

from __future__ import annotations

from collections.abc import Callable

import orjson

from bot.conversations.talk import Talk
from bot.replies.words import error_words
from core.custody.ask_extension import AskExtension
from core.custody.loans import days_left_to_ask
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.questions import find_request

NAME = "ask_extension"
USUAL_DAYS = (3, 5)
USUAL = ("工作尚未办结", "经办同志出差", "等候上级意见")
UNSAID = "（未填）"
Tell = Callable[[Talk, Case, Outcome], None]


def begin(talk: Talk, case: Case, tell: Tell) -> None:
    """Ask for the days; where no day is left to ask for, say at once what the law says."""
    left = _days_left(talk, case)
    if left < 1 or case.overdue_on(talk.unit.now):
        refused = talk.attempt(_command(case.ref, 1, UNSAID, case.version))
        return tell(talk, case, refused)
    talk.begin(NAME, "days", request=case.ref, version=case.version, left=left)
    return _ask_days(talk, case.number, left)


def answer(talk: Talk, text: str) -> None:
    """The days, then the reason, and it is asked for."""
    dialog = talk.dialog
    assert dialog is not None
    answers = orjson.loads(dialog.answers)
    if dialog.step == "days":
        days = _days_in(text)
        if days is None:
            return talk.say("say_expected", expects="几个工作日，如 3")
        if not 0 < days <= answers["left"]:
            return talk.say("say_expected", expects=f" 1 到 {answers['left']} 之间的工作日数")
        talk.keep(dialog, "reason", {**answers, "days": days})
        buttons = talk.choices([(usual, usual) for usual in USUAL]) + talk.words("取消")
        return talk.say("say_ask_extension_reason", buttons, days=days)
    return _submit(talk, answers, text)


def _ask_days(talk: Talk, number: str, left: int) -> None:
    offered = sorted({days for days in (*USUAL_DAYS, left) if days <= left})
    buttons = talk.choices([(str(days), f"{days} 个工作日") for days in offered])
    talk.say("say_ask_extension_days", [*buttons, *talk.words("取消")], number=number, left=left)


def _days_in(text: str) -> int | None:
    digits = text.removesuffix("天").removesuffix("个工作日").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 3 else None


def _days_left(talk: Talk, case: Case) -> int:
    request = find_request(talk.session, case.ref)
    law = talk.unit.law.of_room(case.room)
    return days_left_to_ask(talk.session, request.id or 0, law.book.periods["lend_most"].value)


def _submit(talk: Talk, answers: dict[str, object], text: str) -> None:
    ref, days = str(answers["request"]), int(str(answers["days"]))
    outcome = talk.attempt(_command(ref, days, text, int(str(answers["version"]))))
    talk.end()
    case = case_view(talk.session, ref)
    if outcome.done:
        return talk.say("say_extension_asked", number=case.number, step=case.extension_step)
    if outcome.status == "refused":
        reasons = talk.reasons_for(outcome, talk.audience_over(case.room_id))
        return talk.say("say_refused", talk.words("在借档案"), reasons=reasons, kept=False)
    number, message = error_words(outcome.code)
    return talk.say("say_error", talk.words("在借档案"), number=number, message=message)


def _command(ref: str, days: int, reason: str, version: int) -> AskExtension:
    return AskExtension(request=ref, days=days, reason=reason, seen_version=version)
