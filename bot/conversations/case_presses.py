"""Presses on a case card (点卡片): every press gets a sentence, the stale and foreign ones too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.conversations import apply_to_read, appoint_deputy, ask_extension, lists, turn_away
from bot.conversations.button import Button
from bot.conversations.talk import Talk
from bot.replies.words import error_words, word
from core.custody.approve_extension import ApproveExtension
from core.custody.end_extension import WithdrawExtension
from core.outcome import Outcome
from core.requests.approve import ApproveRequest
from core.requests.case import Case
from core.requests.case_told import case_told
from core.requests.make_ready import MakeReady
from core.requests.urge_case import UrgeCase
from core.requests.withdraw_request import WithdrawRequest


def press(talk: Talk, button: Button) -> None:
    """Carry out the verb on the case as it was shown."""
    case = case_told(talk.session, button.about, talk.viewer)
    if case.version != button.seen_version:
        return stale(talk, case)
    verb, _, step = button.verb.partition(":")
    if verb == "approve":
        return _approve(talk, case, step)
    if verb == "extend":
        return _extend(talk, case, step)
    return VERBS[verb](talk, case)


def stale(talk: Talk, case: Case) -> None:
    """The card is an old one; nothing happened."""
    talk.say(
        "say_stale",
        [talk.button("看最新进度", "progress", case.ref, case.version)],
        number=case.number,
        since=case.state_since.isoformat(),
        state=word("state", case.shown_state),
    )


def _approve(talk: Talk, case: Case, step: str) -> None:
    command = ApproveRequest(request=case.ref, step=step, seen_version=case.version)
    _done_or_told(
        talk,
        case,
        talk.attempt(command),
        "say_approved",
        step=word("step", step),
        note="下一步会自动转给有关同志。",
    )


def _extend(talk: Talk, case: Case, step: str) -> None:
    command = ApproveExtension(request=case.ref, step=step, seen_version=case.version)
    outcome = talk.attempt(command)
    _done_or_told(talk, case, outcome, "say_extension_signed", granted=step == "room_review")


def _withdraw_extension(talk: Talk, case: Case) -> None:
    command = WithdrawExtension(request=case.ref, seen_version=case.version)
    _done_or_told(talk, case, talk.attempt(command), "say_extension_withdrawn")


def _urge(talk: Talk, case: Case) -> None:
    outcome = talk.attempt(UrgeCase(request=case.ref))
    step = outcome.data.get("step", "")
    _done_or_told(talk, case, outcome, "say_urged", step=step)


def _delegate(talk: Talk, case: Case) -> None:
    appoint_deputy.begin(talk)


def _make_ready(talk: Talk, case: Case) -> None:
    command = MakeReady(request=case.ref, seen_version=case.version)
    _done_or_told(talk, case, talk.attempt(command), "say_made_ready")


def _withdraw(talk: Talk, case: Case) -> None:
    _done_or_told(talk, case, talk.attempt(WithdrawRequest(request=case.ref)), "say_withdrawn")


def _show_code(talk: Talk, case: Case) -> None:
    """The channel makes the code and shows it; it is never written down."""
    talk.ephemeral = {"kind": "collection_code", "request": case.ref, "number": case.number}


def _progress(talk: Talk, case: Case) -> None:
    lists.show(talk, case)


def _done_or_told(talk: Talk, case: Case, outcome: Outcome, template: str, **args: Any) -> None:
    if outcome.done:
        talk.say(template, number=case.number, **args)
    else:
        told(talk, case, outcome)


def told(talk: Talk, case: Case, outcome: Outcome) -> None:
    """Say why it was not done, with everything this member may read."""
    if outcome.status == "refused":
        reasons = talk.reasons_for(outcome, talk.audience_over(case.room_id))
        return talk.say("say_refused", reasons=reasons, kept=False)
    if outcome.code == "stale":
        return stale(talk, case)
    if outcome.code in ("forbidden", "not_found"):
        post = "经办人本人" if not case.next_step else word("step", case.next_step) + "的同志"
        return talk.say("say_not_your_step", post=post)
    number, message = error_words(outcome.code)
    return talk.say("say_error", number=number, message=message)


def _ask_extension(talk: Talk, case: Case) -> None:
    ask_extension.begin(talk, case, told)


VERBS: dict[str, Callable[[Talk, Case], None]] = {
    "make_ready": _make_ready,
    "withdraw": _withdraw,
    "show_code": _show_code,
    "progress": _progress,
    "send_back": turn_away.begin_send_back,
    "turn_down": turn_away.begin_turn_down,
    "ask_extension": _ask_extension,
    "refuse_extension": turn_away.begin_refuse_extension,
    "withdraw_extension": _withdraw_extension,
    "urge": _urge,
    "delegate": _delegate,
    "again": apply_to_read.begin_again,
}
