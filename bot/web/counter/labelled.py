"""A scanned label (扫档案标签): a volume that is out comes back, one that is in is evidence."""

from __future__ import annotations

from aiohttp import web

from bot.replies.part import part_of
from bot.web.counter.late import is_late, late, too_old
from bot.web.counter.page import rooms_kept
from bot.web.counter.panel import ASK, NO, YES, Panel, unknown
from bot.web.counter.standing import Standing, standing_of
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted
from bot.web.told import sentence
from core.command import Command
from core.custody.see_volume import SeeLabel
from core.custody.take_back import TakeBack
from core.outcome import Outcome


async def answer(request: web.Request, who: Person, form: Posted, label: str) -> Panel:
    """What the label means now, for the case in hand or the one that waits for it."""
    in_hand, rooms = form.text("case"), rooms_kept(who)
    standing = await request.app[DISPATCH].ask(lambda s: standing_of(s, label, rooms))
    if standing is None:
        return unknown(in_hand)
    if standing.search or standing.set_aside:
        return await _turned_up(request, form, standing)
    if standing.out:
        return await _on_the_counter(request, form, standing)
    return too_old(in_hand) if is_late(form) else await _keep(request, form, standing)


async def answer_seen(request: web.Request, who: Person, form: Posted, label: str) -> Panel:
    """The same for a volume that was seen otherwise than by its label, which nobody has read."""
    rooms = rooms_kept(who)
    standing = await request.app[DISPATCH].ask(lambda s: standing_of(s, label, rooms))
    if standing is None:
        return unknown(form.text("case"))
    if standing.search or standing.set_aside:
        return _no_longer_serves(form, standing)
    if standing.out:
        return await _on_the_counter(request, form, standing)
    return _seen(standing, form.text("case"), "编号与库位对上了")


async def _on_the_counter(request: web.Request, form: Posted, standing: Standing) -> Panel:
    if not standing.returned:
        return await take_back(request, form, standing)
    return _differs(standing) if standing.differs else _count(standing)


async def _keep(request: web.Request, form: Posted, standing: Standing) -> Panel:
    in_hand = form.text("case")
    outcome = await _do(request, SeeLabel(label=standing.label), form.key_of("see"))
    if not outcome.done:
        return Panel(NO, "没有记下来", sentence(outcome), in_hand)
    return _seen(standing, in_hand)


async def take_back(request: web.Request, form: Posted, standing: Standing) -> Panel:
    """The volume is on the counter again; now it is counted.

    A scan that was kept for a while says since when: one from before this custody returns nothing.
    """
    at = request.app[DISPATCH].clock.now() - late(form) if is_late(form) else None
    part = f"back{late(form).total_seconds():.0f}"  # each sending of a kept scan has another time
    command = TakeBack(label=standing.label, occurred_at=at)
    outcome = await _do(request, command, form.key_of(part))
    if outcome.done or outcome.code == "impossible_step":
        return _count(standing)
    if outcome.code == "stale":
        return too_old(form.text("case"))
    return Panel(NO, "没有收下", sentence(outcome), standing.ref)


async def _turned_up(request: web.Request, form: Posted, standing: Standing) -> Panel:
    """A volume that is searched for, or no longer serves: evidence, and nothing moves."""
    if is_late(form):
        return too_old(form.text("case"))
    await _do(request, SeeLabel(label=standing.label), form.key_of("see"))
    return _no_longer_serves(form, standing)


def _no_longer_serves(form: Posted, standing: Standing) -> Panel:
    if standing.set_aside:
        text = f"{name_of(standing)} 已停用另存，不再出库。请放回保存的地方。"
        return Panel(ASK, "这一卷已停用另存", text, form.text("case"))
    text = f"{name_of(standing)} 正在查找。请先收好，登记见到，再由另一位同志比对。"
    link = {"label": "登记见到", "href": f"/desk/lost/{standing.search}"}
    return Panel(ASK, "正在查找的一卷到了", text, form.text("case"), links=[link])


def name_of(standing: Standing) -> str:
    part = part_of(standing.kind, standing.ordinal, rebuilt=standing.rebuilt)
    return f"{standing.dossier} {part}"


def _count(standing: Standing) -> Panel:
    text = f"{name_of(standing)} 已收回窗口，请与送还的同志一起对照目录清点。"
    return Panel(ASK, "请当面清点", text, standing.ref, label=standing.label)


def _differs(standing: Standing) -> Panel:
    text = f"{name_of(standing)} 清点不符已登记，等负责人处理，请先留在窗口，不要入库。"
    link = {"label": "看不符情况", "href": f"/desk/lost/returned/{standing.label}"}
    links = [] if standing.of_an_organ else [link]
    return Panel(ASK, "这一卷清点不符，还没有处理", text, standing.ref, links=links)


def _seen(standing: Standing, in_hand: str, title: str = "标签对上了") -> Panel:
    named = name_of(standing)
    if in_hand and in_hand in standing.quietly:
        return Panel(YES, title, f"{named}，已记下。", in_hand)
    if not standing.waited_for:
        return Panel(ASK, "这一卷在库", f"{named} 没有等着取的办件，请放回原位。", in_hand)
    if in_hand and in_hand not in standing.waited_for:
        text = f"{named} 是另一件要取的，手上的办件没有变。请换一卷再扫。"
        return Panel(NO, "不是手上这一件的卷", text, in_hand)
    ref = in_hand or standing.waited_for[0]
    return Panel(YES, title, f"{named}，已记下。", ref)


async def _do(request: web.Request, command: Command, key: str) -> Outcome:
    return await request.app[DISPATCH](request[PRINCIPAL], command, key)
