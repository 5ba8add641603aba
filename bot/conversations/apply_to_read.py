"""Applying to read (申请查档): one question at a time, buttons for known answers, 上一步 and 取消.

docs/conversations/apply_to_read.mmd draws this; keep it in step.
"""

from __future__ import annotations

from typing import Any

import orjson

from bot.conversations.apply_question import Asked
from bot.conversations.apply_steps import (
    CHANGES,
    STEPS,
    changes_for,
    open_step,
    steps_for,
    summary,
)
from bot.conversations.dossier_numbers import take_numbers
from bot.conversations.lists_told import list_told
from bot.conversations.talk import Talk, as_words
from bot.replies.words import error_words
from core.members.units import SECTION, Unit
from core.outcome import Outcome
from core.requests.case import Case
from core.requests.request import Mode, Source
from core.requests.submit_request import NamedReader, SubmitRequest
from rules.audience import AT_THE_WINDOW

NAME = "apply_to_read"
WITHOUT = "去掉这几人，其余提交"


def begin(talk: Talk) -> None:
    """A unit contact starts an application; a half-done one goes on where it was."""
    if talk.unit_as_contact() is None:
        return talk.say("say_only_contacts_apply", talk.words("我的待办", "菜单"))
    dialog = talk.dialog
    if dialog is not None and dialog.conversation == NAME:
        talk.say("say_resumed")
        return _ask(talk, dialog.step, orjson.loads(dialog.answers))
    talk.begin(NAME, "mode")
    return _ask(talk, "mode", {})


def begin_again(talk: Talk, case: Case) -> None:
    """A request that was sent back: everything filled in is kept, the last question is asked."""
    answers = {
        "mode": case.mode,
        "dossier": case.still_asked[0],
        "further": list(case.still_asked[1:]),
        "purpose": case.purpose,
        "detail": case.purpose_detail,
        "lending_reason": case.lending_reason,
        "classes": case.classes,
        "days": case.days_asked,
        "copies": case.copies_named,
        "matter": case.matter,
        "earlier": case.ref,
    }
    step = open_step(answers)
    talk.begin(NAME, step, **answers)
    _ask(talk, step, answers)


def answer(talk: Talk, text: str) -> None:
    """Take the answer to the current question, then ask the next or submit."""
    dialog = talk.dialog
    assert dialog is not None
    answers: dict[str, Any] = orjson.loads(dialog.answers)
    if dialog.step == "confirm":
        return _at_the_end(talk, answers, text)
    asked = Asked(talk, answers, *_place(dialog.step, answers))
    question = STEPS[dialog.step]
    taken = question.take(asked, text)
    if taken is None:
        return talk.keep(dialog, dialog.step, answers)
    if not taken:
        talk.say("say_expected", expects=question.expects)
        return _keep_and_ask(talk, dialog.step, answers)
    return _keep_and_ask(talk, open_step(answers), answers)


def _at_the_end(talk: Talk, answers: dict[str, Any], text: str) -> None:
    """Submit, or change one answer and come straight back here."""
    if text == "提交":
        return _submit(talk, answers)
    if text == WITHOUT and answers.get("free"):
        take_numbers(answers, answers["free"])
        return _submit(talk, answers)
    for step in CHANGES.get(text, ()):
        for name in STEPS[step].fills:
            answers.pop(name, None)
    return _keep_and_ask(talk, open_step(answers), answers)


def back(talk: Talk) -> None:
    """上一步: the question before, its answer forgotten."""
    dialog = talk.dialog
    assert dialog is not None
    answers = orjson.loads(dialog.answers)
    order = steps_for(answers)
    before = order[max(order.index(dialog.step) - 1, 0)]
    for name in STEPS[before].fills:
        answers.pop(name, None)
    _keep_and_ask(talk, before, answers)


def _keep_and_ask(talk: Talk, step: str, answers: dict[str, Any]) -> None:
    dialog = talk.dialog
    assert dialog is not None
    talk.keep(dialog, step, answers)
    _ask(talk, step, answers)


def _ask(talk: Talk, step: str, answers: dict[str, Any]) -> None:
    tail = talk.words("取消") if step == "mode" else talk.words("上一步", "取消")
    if step == "confirm":
        changes = [(label, label) for label in changes_for(answers)]
        buttons = [*talk.choices([("提交", "提交"), *changes]), *talk.words("取消")]
        return talk.say("say_confirm_request", buttons, **summary(talk, answers))
    STEPS[step].ask(Asked(talk, answers, *_place(step, answers)), tail)


def _place(step: str, answers: dict[str, Any]) -> tuple[int, int]:
    order = steps_for(answers)
    return order.index(step) + 1, len(order)


def _submit(talk: Talk, answers: dict[str, Any]) -> None:
    unit_id = talk.unit_as_contact()
    if unit_id is None:
        talk.end()
        return talk.say("say_only_contacts_apply")
    outcome = talk.attempt(_command(unit_id, answers, _source(talk, unit_id)))
    if outcome.done:
        talk.end()
        return talk.say("say_submitted", talk.words("菜单"), number=outcome.data["number"])
    if outcome.status == "refused":
        return _refused(talk, answers, outcome)
    if outcome.code in ("not_found", "forbidden"):
        return talk.say("say_refused", talk.words("上一步", "取消"), **_neutral())
    number, message = error_words(outcome.code)
    return talk.say("say_error", talk.words("上一步", "取消"), number=number, message=message)


def _source(talk: Talk, unit_id: int) -> Source:
    """An inspection team (考察组) is a section, and asks for people of any unit."""
    asking = talk.session.get(Unit, unit_id)
    section = asking is not None and asking.nature == SECTION
    return Source.SECTION if section else Source.UNIT


def _refused(talk: Talk, answers: dict[str, Any], outcome: Outcome) -> None:
    """Every reason; of a list also which lines, and a way to go on without them."""
    told, dialog = list_told(outcome, "applicant"), talk.dialog
    choices = [(label, label) for label in changes_for(answers)]
    lines: list[dict[str, Any]] = []
    reasons = talk.reasons_for(outcome)
    if told is not None and dialog is not None:
        answers["free"] = list(told.free) if told.may_go_on else []
        talk.keep(dialog, "confirm", answers)
        choices = [*([(WITHOUT, WITHOUT)] if told.may_go_on else []), *choices]
        reasons = [as_words(it) for it in told.common]
        lines = [{"dossier": n, "reasons": [as_words(it) for it in own]} for n, own in told.lines]
    buttons = [*talk.choices(choices), *talk.words("取消")]
    talk.say("say_refused", buttons, reasons=reasons, kept=True, lines=lines)


def _neutral() -> dict[str, Any]:
    """Unknown and not allowed look like any sensitive cause: one sentence, one shape."""
    return {"reasons": [as_words(AT_THE_WINDOW)], "kept": True}


def _command(unit_id: int, answers: dict[str, Any], source: Source) -> SubmitRequest:
    named = (1, 2) if answers["mode"] != Mode.CERTIFY else ()
    readers = tuple(
        NamedReader(
            name=answers[f"reader_{n}"],
            is_personnel="personnel" in answers[f"standing_{n}"],
            is_party_member="party" in answers[f"standing_{n}"],
        )
        for n in named
        if answers.get(f"reader_{n}")
    )
    return SubmitRequest(
        unit_id=unit_id,
        dossier=answers["dossier"],
        further=tuple(answers.get("further", ())),
        mode=answers["mode"],
        purpose=answers["purpose"],
        purpose_detail=answers.get("detail", ""),
        lending_reason=answers.get("lending_reason", ""),
        classes=answers.get("classes", ""),
        copies_named=answers.get("copies", ""),
        matter=answers.get("matter", ""),
        days_asked=answers.get("days", 0),
        readers=readers,
        earlier=answers.get("earlier", ""),
        source=source,
    )
