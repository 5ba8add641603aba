"""Giving a reason (退回补正、不予办理): chips for the usual ones, or typed."""

from __future__ import annotations

from typing import Any

import orjson

from bot.conversations.talk import Talk
from bot.replies.words import error_words
from core.custody.end_extension import TurnDownExtension
from core.requests.case import Case
from core.requests.case_view import case_view
from core.requests.turn_away import SendBackRequest, TurnDownRequest

NAME = "turn_away"
USUAL = (
    "审批表未盖单位公章",
    "查档人员不足 2 人",
    "用途写得不清楚",
    "查阅范围过宽",
    "请更换查阅人",
)
OF_EXTENSION = ("请按期归还", "另有单位等候查阅", "理由不充分")
COMMANDS: dict[str, Any] = {
    "退回补正": SendBackRequest,
    "不予办理": TurnDownRequest,
    "不同意延期": TurnDownExtension,
}


def begin_send_back(talk: Talk, case: Case) -> None:
    _begin(talk, case, "退回补正")


def begin_turn_down(talk: Talk, case: Case) -> None:
    _begin(talk, case, "不予办理")


def begin_refuse_extension(talk: Talk, case: Case) -> None:
    _begin(talk, case, "不同意延期", OF_EXTENSION)


def _begin(talk: Talk, case: Case, what: str, usual: tuple[str, ...] = USUAL) -> None:
    talk.begin(NAME, "reason", request=case.ref, version=case.version, what=what)
    buttons = talk.choices([(each, each) for each in usual]) + talk.words("取消")
    talk.say("say_ask_reason", buttons, number=case.number, what=what)


def answer(talk: Talk, text: str) -> None:
    """The reason was given: send back or refuse, as the case was shown."""
    dialog = talk.dialog
    assert dialog is not None
    asked = orjson.loads(dialog.answers)
    command = COMMANDS[asked["what"]](
        request=asked["request"], reason=text, seen_version=asked["version"]
    )
    outcome = talk.attempt(command)
    talk.end()
    case = case_view(talk.session, asked["request"])
    if outcome.done:
        return talk.say("say_turned_away", number=case.number, what=asked["what"])
    number, message = error_words(outcome.code)
    return talk.say("say_error", number=number, message=message)
