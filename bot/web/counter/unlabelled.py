"""A volume without a label (键入档案编号和库位): number and slot, typed together, stand for its label.

On day one nothing is labelled. Nothing here reads a label, so typing goes on until one is scanned.
"""

from __future__ import annotations

import re

from aiohttp import web

from bot.web.counter import labelled
from bot.web.counter.late import is_late, too_old
from bot.web.counter.panel import NO, Panel, broken
from bot.web.counter.scanned import is_coded
from bot.web.keys import DISPATCH, PRINCIPAL
from bot.web.pages.person import Person
from bot.web.posted import Posted
from core.custody.see_by_number import SeeByNumber
from core.holdings.dossier import VolumeKind

_PART = re.compile(r"(正本?|副本?)?第?(\d{1,2})?卷?")


async def answer(request: web.Request, who: Person, form: Posted, text: str) -> Panel:
    """`text`: the number, 正本 or 副本2 where it is not the first original, the slot."""
    in_hand, named = form.text("case"), _named(text)
    if is_late(form):
        return too_old(in_hand)
    if named is None:
        return _not_there(text, in_hand)
    outcome = await request.app[DISPATCH](request[PRINCIPAL], named, form.key_of("number"))
    if outcome.code == "impossible_step":
        return Panel(
            NO, "这一卷已贴标签", "扫过标签的卷不再认键入的编号，请扫卷上的标签。", in_hand
        )
    if not outcome.done:
        return _not_there(text, in_hand)
    return await labelled.answer_seen(request, who, form, str(outcome.data["label"]))


def _not_there(text: str, in_hand: str) -> Panel:
    """The same for a number that is unknown, one of another room, and a slot that is not its own."""
    if is_coded(text):
        return broken(in_hand)
    said = "请对照卷脊和库位再键入：档案编号、空一格、库位；副本写作“编号 副本1 库位”。"
    return Panel(NO, "编号与库位对不上", f"{said}没有改动任何内容。", in_hand)


def _named(text: str) -> SeeByNumber | None:
    """None where the word between number and slot names no part."""
    dossier, *between, slot = text.split()
    part = _PART.fullmatch(between[0] if between else "")
    if part is None:
        return None
    duplicate = (part[1] or "").startswith("副")
    kind = VolumeKind.DUPLICATE if duplicate else VolumeKind.ORIGINAL
    return SeeByNumber(dossier=dossier, slot=slot, kind=kind, ordinal=int(part[2] or 1))
