"""An appointment form file (任免审批表文件): read in memory, shown as proposals, recorded when ticked.

The file is not kept; nothing is recorded before a person has looked it through.
"""

from __future__ import annotations

from aiohttp import web

from bot.replies.gap_words import FACTS, lacking
from bot.web.access import SIGNED, admits, demand_csrf
from bot.web.desk.shared import person_with
from bot.web.gaps.cadre_page import cadre_page, cadre_seen
from bot.web.handed_in import handed_in
from bot.web.keys import DISPATCH
from core.gaps.lrm.appointment_form import FileUnreadable
from core.gaps.lrm.facts_told import facts_told
from core.gaps.lrm.read_file import MOST_BYTES, read_form
from core.gaps.record_fact import FactLine
from core.members.member import ROOM_ROLES

WHY = {
    "too_large": "这个文件超过 8 MB，不像任免审批表，请核对",
    "not_a_form": "这不是任免审批表文件，请选 .lrm 或 .lrmx 文件",
    "not_text": "这个文件里的文字读不出来，请用任免审批表编辑器重新保存一次",
    "truncated": "这个文件不完整，请重新拷贝或重新保存一次",
    "unsafe": "这个文件里有不该有的声明，没有读取，请用任免审批表编辑器重新保存一次",
    "wrong_person": "文件上的姓名与这份档案不一致，请核对是不是选错了人",
    "nothing": "文件读到了，但没有可以登记的学历、任职、奖励等情况",
}
MARK = "|"


@admits(SIGNED, csrf_inside=True)
async def post_form_file(request: web.Request) -> web.Response:
    """Shows what the file tells, each line ticked; refused in a sentence otherwise."""
    who, number = await person_with(request, ROOM_ROLES), request.match_info["number"]
    _, cadre, _ = await request.app[DISPATCH].ask(lambda s: cadre_seen(s, who, number))
    handed = await handed_in(request, "file")
    demand_csrf(request, handed.fields.get("csrf", ""))
    content = await handed.content(MOST_BYTES)
    found, why = _read(content, cadre.name)
    if why:
        text = f"{WHY[why]}。没有改动任何内容。"
        return await cadre_page(request, who, {"kind": "no", "text": text})
    return await cadre_page(request, who, told=[_proposed(it) for it in found])


def _read(content: bytes, name: str) -> tuple[list[FactLine], str]:
    """What the file tells of this person, or why not."""
    try:
        form = read_form(content)
    except FileUnreadable as refused:
        return [], refused.code
    if _plain(form.name) != _plain(name):
        return [], "wrong_person"
    found = facts_told(form)
    return found, "" if found else "nothing"


def _plain(name: str) -> str:
    """A name without the blanks that editors put between two characters."""
    return "".join(name.split())


def _proposed(it: FactLine) -> dict[str, str]:
    said = lacking(FACTS[it.kind], it.occasion)
    return {"value": MARK.join((it.kind, it.began, it.grade, it.occasion)), "said": said}
