"""Presses on a late entry (补录办理): confirm, withdraw, settle, and keep a scan of the page."""

from __future__ import annotations

from aiohttp import web

from bot.replies.file_reasons import file_sentence
from bot.replies.words import word
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.confirm import Ask, confirmed, sure_page
from bot.web.desk.late_entry_page import entry_page
from bot.web.desk.shared import ROOM_STAFF, person_with
from bot.web.handed_in import HandedIn, handed_in
from bot.web.keys import DISPATCH, INTAKE, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted, of_fields, posted
from bot.web.told import sentence
from core.errors import NotFound
from core.files.turned_away import TurnedAway
from core.outage.around_late import AttachLateScan, WithdrawLate
from core.outage.confirm_late import ConfirmLate
from core.outage.settle_late import SettleLate
from core.outcome import Outcome

CONFIRMED = {
    "accepted": ("yes", "已登记，两个时间都已留下。"),
    "for_head": ("ask", "已照实登记。按当时的情况有规定对不上，已交负责人处理。"),
    "mismatch": ("ask", "与系统记录不符，没有登记，已交负责人处理。"),
}


@admits(SIGNED)
async def post_late_entry(request: web.Request) -> web.Response:
    """`press` is confirm, withdraw or settle."""
    who, form = await person_with(request, ROOM_STAFF), await posted(request)
    step = {"confirm": _confirm, "withdraw": _withdraw, "settle": _settle}.get(form.text("press"))
    if step is None:
        raise NotFound
    return await step(request, who, form)


async def _confirm(request: web.Request, who: Person, form: Posted) -> web.Response:
    ref, here = request.match_info["ref"], request.path
    command = ConfirmLate(entry=ref, seen_version=form.number("version"))
    action = "我已拿着纸面逐项核对，与录入的一致。"
    carry = (("version", form.text("version")),)
    ask = Ask(action, here, here, carry, "核对确认", "confirm")
    outcome = await confirmed(request, who, form, command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if not outcome.done:
        return await _no(request, who, ref, outcome)
    kind, text = CONFIRMED[str(outcome.data["state"])]
    return await entry_page(request, who, ref, notice={"kind": kind, "text": text})


async def _withdraw(request: web.Request, who: Person, form: Posted) -> web.Response:
    ref, here = request.match_info["ref"], request.path
    if form.text("sure") != "yes":
        action = "撤回这一条补录。撤回后不再核对，可以重新录入。"
        return sure_page(request, who, Ask(action, here, here, label="撤回", press="withdraw"))
    command = WithdrawLate(entry=ref)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("withdraw"))
    if not outcome.done:
        return await _no(request, who, ref, outcome)
    return await entry_page(request, who, ref, notice={"kind": "yes", "text": "已撤回。"})


async def _settle(request: web.Request, who: Person, form: Posted) -> web.Response:
    ref = request.match_info["ref"]
    command = SettleLate(
        entry=ref,
        verdict=form.text("verdict"),
        reason=form.text("reason"),
        seen_version=form.number("version"),
    )
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("settle"))
    if outcome.done:
        notice = {"kind": "yes", "text": "处理意见已记入日志。"}
        return await entry_page(request, who, ref, notice=notice)
    told = {"verdict": "请选一种处理。", "reason": "请写明理由，300 字以内。"}
    text = told.get(str(outcome.data.get("field")), sentence(outcome))
    if outcome.code == "impossible_step" and command.verdict == "paper_stands":
        text = f"现在还登记不了：{_still(outcome)}。请先处理这一处，再来照纸面登记。"
    return await entry_page(request, who, ref, notice={"kind": "no", "text": text})


def _still(outcome: Outcome) -> str:
    try:
        return word("late_mismatch", str(outcome.data.get("state")))
    except KeyError:
        return "矛盾还在"


async def _no(request: web.Request, who: Person, ref: str, outcome: Outcome) -> web.Response:
    notice = {"kind": "no", "text": sentence(outcome)}
    return await entry_page(request, who, ref, notice=notice)


@admits(SIGNED, csrf_inside=True)
async def post_late_scan(request: web.Request) -> web.Response:
    """The picture of the register page or form, through the intake."""
    who, ref = await person_with(request, ROOM_STAFF), request.match_info["ref"]
    await entry_page(request, who, ref)  # of one's own room, or there is no such page
    handed = await handed_in(request, "scan")
    demand_csrf(request, handed.fields.get("csrf", ""))
    return await _kept(request, who, ref, handed)


async def _kept(request: web.Request, who: Person, ref: str, handed: HandedIn) -> web.Response:
    form = of_fields(handed.fields)
    scan = await request.app[INTAKE].receive(handed.chunks(), declared=handed.declared)
    if isinstance(scan, TurnedAway):
        notice = {"kind": "no", "text": f"扫描件没有收下。{file_sentence(scan.reason)}"}
        return await entry_page(request, who, ref, notice=notice)
    command = AttachLateScan(entry=ref, scan=scan)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], command, form.key_of("scan"))
    # The same form again seals the file anew: another content under the same key.
    if not outcome.done and outcome.code != "key_reused":
        return await _no(request, who, ref, outcome)
    notice = {"kind": "yes", "text": "扫描件已收存，纸面仍请留存。"}
    return await entry_page(request, who, ref, notice=notice)
