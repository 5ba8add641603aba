"""The window entry (窗口代录): one page, one submit, the keyboard alone; all that is amiss at once.

Whoever stands at the window has no account. What was typed stays until it goes through.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.conversations.lists_told import list_told
from bot.web.access import SIGNED, admits
from bot.web.answers import HIDDEN
from bot.web.counter.colleague import colleague
from bot.web.counter.entry_page import Entry, entered_page, entry_page
from bot.web.counter.meant import Meant, who_is_meant
from bot.web.counter.page import keeper, rooms_kept
from bot.web.counter.signers import Signers, signers_of
from bot.web.counter.typed import Typed
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import posted
from bot.web.told import as_reason, audience_over, sentence, told_reasons
from core.command import Place
from core.members.find_unit import units_meant, units_seen
from core.outcome import Outcome
from core.requests.enter_at_window import EnterAtWindow
from core.requests.submit_request import SubmitRequest
from rules.audience import AT_THE_WINDOW
from rules.decision import Reason


@dataclass(frozen=True, slots=True)
class Read:
    """What the typed words mean."""

    units: list[tuple[int, str]]
    meant: Meant
    signers: Signers

    @property
    def unit_id(self) -> int | None:
        return self.units[0][0] if len(self.units) == 1 else None


@admits(SIGNED)
async def get_enter(request: web.Request) -> web.Response:
    """An empty form."""
    return await entry_page(request, await keeper(request), Entry())


@admits(SIGNED)
async def post_enter(request: web.Request) -> web.Response:
    """Enter what was typed, or say all that is amiss and keep it."""
    who, typed = await keeper(request), Typed(await posted(request))
    read = await _read(request, who, typed)
    amiss = _amiss(typed, read)
    if amiss or read.meant.asked or read.signers.asked:
        return await entry_page(request, who, Entry(typed, read.meant, read.signers, amiss))
    command = _command(typed, read)
    beside = await colleague(request, typed, command.application)
    if isinstance(beside, str):
        return await entry_page(
            request, who, Entry(typed, read.meant, read.signers, {"beside": beside})
        )
    principal = replace(request[PRINCIPAL], beside=beside)
    outcome = await request.app[DISPATCH](principal, command, typed.form.key_of("enter"))
    if outcome.done:
        return await entered_page(request, who, outcome)
    return await entry_page(request, who, _told(who, typed, read, outcome))


async def _read(request: web.Request, who: Person, typed: Typed) -> Read:
    meant = await who_is_meant(request, who, typed)
    dispatch = request.app[DISPATCH]
    now = dispatch.clock.now()
    (room, *_) = sorted(rooms_kept(who))

    def look(session: Session) -> Read:
        units = units_meant(units_seen(session, who.viewer), typed["unit"])
        place = Place(room_id=room, unit_id=units[0][0] if len(units) == 1 else None)
        sure = signers_of(session, typed, place, now)
        return Read(units, meant, sure)

    return await dispatch.ask(look)


def _amiss(typed: Typed, read: Read) -> dict[str, str]:
    """Field → what is amiss, in words; empty when the core can be asked."""
    found = {"unit": _unit_amiss(typed, read), "dossiers": _list_amiss(typed, read.meant)}
    if not typed["purpose"]:
        found["purpose"] = "请选查阅用途。"
    if not typed.readers:
        found["readers"] = "请写明来查阅的两位同志。"
    if read.signers.nobody:
        names = "、".join(read.signers.nobody)
        found["sign"] = f"没有登记能签“{names}”的同志，请去掉这一项的勾，或先请系统管理员登记。"
    return {name: text for name, text in found.items() if text}


def _unit_amiss(typed: Typed, read: Read) -> str:
    if not typed["unit"]:
        return "请写单位：全称、其中几个字，或拼音首字母。"
    if not read.units:
        return "没有找到这个单位，请换一种写法；新单位请先登记。"
    if len(read.units) > 1:
        names = "、".join(name for _, name in read.units[:6])
        return f"有 {len(read.units)} 个单位都合得上：{names}。请写得再具体些。"
    return ""


def _list_amiss(typed: Typed, meant: Meant) -> str:
    if meant.too_many:
        return "一份申请最多 60 人，请分开录入。"
    if not typed.lines:
        return "请写要查谁的档案：姓名、拼音首字母或档案编号，一行一人。"
    told = []
    if meant.unknown:
        told.append(f"没有找到：{'、'.join(meant.unknown)}。请核对后改写，或删去这一行。")
    if meant.vague:
        told.append(f"{'，'.join(meant.vague)}，请写全名或档案编号。")
    return "".join(told)


def _command(typed: Typed, read: Read) -> EnterAtWindow:
    first, *further = read.meant.numbers
    application = SubmitRequest(
        unit_id=read.unit_id or 0,
        dossier=first,
        further=tuple(further),
        mode="lend" if typed.lending_reason else "consult",
        purpose=typed["purpose"],
        purpose_detail=typed["detail"][:200],
        lending_reason=typed.lending_reason,
        classes=typed["classes"][:80],
        channel="counter",
        source=typed.source,
        approval_document=typed["approval_document"][:80],
        readers=typed.readers,
    )
    return EnterAtWindow(
        application=application,
        paper=typed.paper,
        signatures=tuple(read.signers.sure),
        fetched=typed.form.ticked("fetched"),
    )


NOT_HERE = "本室没有这个编号的档案，或只由负责人办理"
CHECK = "请核对编号，或请示负责人。"


def _at_the_window(reason: Reason) -> dict[str, Any]:
    """Whoever stands at the window is not sent there: the line is simply none of this room's."""
    if reason != AT_THE_WINDOW:
        return as_reason(reason)
    return {**as_reason(reason), "title": NOT_HERE, "remedy": CHECK}


def _none_here(meant: Meant) -> dict[str, str]:
    """None of the list is this room's, which is no reason to send anybody to the window."""
    numbers = "、".join(it for it in meant.numbers if it not in meant.words)
    return {"dossiers": f"{NOT_HERE}：{numbers}。{CHECK}"}


def _told(who: Person, typed: Typed, read: Read, outcome: Outcome) -> Entry:
    """The refusal with what concerns everybody once and each line's own."""
    (room, *_) = sorted(rooms_kept(who))
    audience = audience_over(who, room)
    if HIDDEN.get(outcome.code, outcome.code) == "not_found":
        return Entry(typed, read.meant, read.signers, _none_here(read.meant))
    if outcome.status != "refused":
        return Entry(typed, read.meant, read.signers, {"": sentence(outcome)})
    by_line = list_told(outcome, audience)
    if by_line is None:
        return Entry(typed, read.meant, read.signers, reasons=told_reasons(outcome, audience))
    lines: list[dict[str, Any]] = [
        {"who": read.meant.words.get(number, number), "reasons": [_at_the_window(it) for it in own]}
        for number, own in by_line.lines
    ]
    return Entry(
        typed,
        read.meant,
        read.signers,
        reasons=[as_reason(it) for it in by_line.common],
        lines=lines,
        left_out=tuple(by_line.free) if by_line.may_go_on else (),
    )
