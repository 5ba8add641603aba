"""One item (一处不一致): look into it, write what was found, enter and compare an organ's decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.replies.dates import full_day
from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.shared import desk_shown, person_with
from bot.web.keyfacts.item_rows import item_rows
from bot.web.keyfacts.read_facts import read_facts
from bot.web.keyfacts.words import DONE, field_missing, no
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from bot.web.posted import Posted, posted
from core.command import Command
from core.errors import NotFound
from core.keyfacts.decide_difference import CompareDecision, EnterDecision
from core.keyfacts.questions import item_of
from core.keyfacts.record_shown_fact import WithdrawShownFact
from core.keyfacts.refer_to_discipline import CompareReferral, EnterReferral
from core.keyfacts.referral import Letter
from core.keyfacts.review_difference import DoubtDifference, EndCorrected, WriteFinding
from core.members.member import ROOM_ROLES

CARRIED = ("version", "step", "organ", "document", "dated", "value")
LETTER = ("letter_organ", "letter_document", "letter_dated", "said")
# What is written on the paper, as it is read once more before the PIN.
SAID = {
    **{"organ": "机关", "document": "文号", "dated": "日期", "value": "认定为"},
    **{"letter_organ": "机关", "letter_document": "文号", "letter_dated": "日期", "said": "结论"},
}
SUSPECT = "凭文件录入“涉嫌造假”。从录入起，这份档案暂缓办理。"
ACTIONS = {
    "enter": "凭文件录入“组织认定”。",
    "agrees": "对照文件核对过，与录入的机关、文号、日期和内容一致。",
    "differs": "对照文件核对过，与录入的不一致，作废这次录入。",
    "refer": "凭移送函登记移送纪检。",
    "answer": "凭复函登记。系统不据此判断，后续凭组织的决定办。",
    "letter_agrees": "对照文件核对过，与登记的机关、文号、日期和内容一致。",
    "letter_differs": "对照文件核对过，与登记的不一致，作废这次登记。",
}


def _doubt(ref: str, form: Posted) -> Command:
    return DoubtDifference(difference=ref, seen_version=form.number("version"))


def _find(ref: str, form: Posted) -> Command:
    return WriteFinding(difference=ref, words=form.text("words"), cause=form.text("cause"))


def _correct(ref: str, form: Posted) -> Command:
    return EndCorrected(difference=ref, seen_version=form.number("version"))


def _withdraw(_ref: str, form: Posted) -> Command:
    return WithdrawShownFact(shown=form.text("shown"))


def _enter(ref: str, form: Posted) -> Command:
    return EnterDecision(
        difference=ref,
        seen_version=form.number("version"),
        step=form.text("step"),
        organ=form.text("organ"),
        document=form.text("document"),
        dated=form.day("dated"),
        value=form.text("value"),
    )


def _compare(agrees: bool) -> Callable[[str, Posted], Command]:
    return lambda ref, form: CompareDecision(
        difference=ref, seen_version=form.number("version"), agrees=agrees
    )


def _letter(kind: Letter) -> Callable[[str, Posted], Command]:
    return lambda ref, form: EnterReferral(
        difference=ref,
        seen_version=form.number("version"),
        kind=kind,
        organ=form.text("letter_organ"),
        document=form.text("letter_document"),
        dated=form.day("letter_dated"),
        said=form.text("said"),
    )


def _letter_compared(agrees: bool) -> Callable[[str, Posted], Command]:
    return lambda ref, form: CompareReferral(
        difference=ref, seen_version=form.number("version"), agrees=agrees
    )


VERBS: dict[str, Callable[[str, Posted], Command]] = {
    "doubt": _doubt,
    "find": _find,
    "correct": _correct,
    "withdraw": _withdraw,
    "enter": _enter,
    "agrees": _compare(True),
    "differs": _compare(False),
    "refer": _letter(Letter.SENT),
    "answer": _letter(Letter.ANSWERED),
    "letter_agrees": _letter_compared(True),
    "letter_differs": _letter_compared(False),
}


@admits(SIGNED)
async def get_fact(request: web.Request) -> web.Response:
    return await _page(request, await person_with(request, ROOM_ROLES))


@admits(SIGNED)
async def post_fact(request: web.Request) -> web.Response:
    """One press on the item as it was shown."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    ref, verb = request.match_info["ref"], form.text("press")
    await request.app[DISPATCH].ask(lambda s: item_of(s, ref, who.rooms, who.member_id))
    if verb not in VERBS:
        raise NotFound
    try:
        command = VERBS[verb](ref, form)
    except BadBody as bad:
        return await _page(request, who, field_missing(bad.field), dict(form.fields))
    here = f"/desk/facts/{ref}"
    carry = tuple((name, form.text(name)) for name in (*CARRIED, *LETTER) if form.text(name))
    ask = Ask(_action(verb, form), here, here, carry, "确认", verb, _said(form))
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await _page(request, who, {"kind": "yes", "text": DONE[verb]})
    return await _page(request, who, no(outcome), dict(form.fields))


def _action(verb: str, form: Posted) -> str:
    suspect = verb == "enter" and form.text("step") == "suspect"
    return SUSPECT if suspect else ACTIONS.get(verb, "")


def _said(form: Posted) -> tuple[tuple[str, str], ...]:
    return tuple(
        (said, full_day(form.text(name)) if name.endswith("dated") else form.text(name))
        for name, said in SAID.items()
        if form.text(name)
    )


async def _page(
    request: web.Request,
    who: Person,
    notice: dict[str, Any] | None = None,
    draft: dict[str, str] | None = None,
) -> web.Response:
    ref, ask = request.match_info["ref"], request.app[DISPATCH].ask
    item = await ask(lambda session: item_of(session, ref, who.rooms, who.member_id))
    await read_facts(request, item.dossier)

    def look(session: Session) -> dict[str, Any]:
        return item_rows(session, item_of(session, ref, who.rooms, who.member_id), who)

    context = {**desk_shown(request, who, "facts"), **await ask(look), "draft": draft or {}}
    if notice is not None:
        context["notice"] = notice
    return page(request, "keyfacts/item.html.j2", context)
