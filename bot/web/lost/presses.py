"""Presses on a search's page (查找办理): each is one command of the core, answered with a sentence."""

from __future__ import annotations

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.bodies import BadBody
from bot.web.desk.confirm import Ask, confirmed
from bot.web.desk.shared import person_with
from bot.web.keys import DISPATCH
from bot.web.lost.search_page import search_page
from bot.web.lost.verbs import VERBS
from bot.web.posted import Posted, posted
from bot.web.told import sentence
from core.errors import NotFound
from core.lost.search_view import search_view
from core.members.member import ROOM_ROLES
from core.outcome import Outcome

DONE = {
    "look": "已记入查找记录。",
    "say_found": "已登记见到。请另一位同志对照标签和目录比对。",
    "compare": "已登记比对结果。",
    "confirm_lost": "已确认未找到，同架档案暂停出库。请立即打印报告，报上级组织部门。",
    "check_shelf": "已登记清点，同架档案恢复出库。",
    "approve_rebuilding": "已登记批复，请列出补建来源。",
    "ask_source": "已登记这一处来源。",
    "settle_source": "已登记回复。",
    "shelve_rebuilt": "已补建入库，新卷有自己的标签，请打印贴上。",
    "decide": "已登记处理，前后两份记录都留存。",
}
FIELDS = {
    "with_whom": "请填另一位同志的姓名",
    "place": "请写明地方",
    "result": "请写明结果",
    "note": "请写明哪里不符，或者为什么不是这一卷",
    "addressee": "请填上级组织部门的名称",
    "early_reason": "还没到查找时限，请写明提前确认的理由",
    "organ": "请填批复的机关",
    "document": "请填文号",
    "name": "请填来源名称",
    "letter": "请填发函文号",
    "due_on": "时限请填今天或以后的日期",
    "slot": "没有这个库位，请按库位编号填写",
    "pieces": "请填件数",
    "pages": "请填页数",
    "words": "请写明处理意见",
}


@admits(SIGNED)
async def post_search_page(request: web.Request) -> web.Response:
    """One press on the search as it was shown."""
    who, form = await person_with(request, ROOM_ROLES), await posted(request)
    ref, verb = request.match_info["ref"], form.text("press")
    await request.app[DISPATCH].ask(lambda session: search_view(session, ref, who.rooms))
    if verb not in VERBS:
        raise NotFound
    try:
        command = VERBS[verb](ref, form)
    except BadBody as bad:
        return await search_page(
            request, who, ref, notice=_no(FIELDS.get(bad.field, "")), draft=dict(form.fields)
        )
    outcome = await confirmed(request, who, form, command, _ask(ref, form, verb))
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await search_page(request, who, ref, notice={"kind": "yes", "text": DONE[verb]})
    return await search_page(request, who, ref, notice=_no(_told(outcome)), draft=dict(form.fields))


def _ask(ref: str, form: Posted, verb: str) -> Ask:
    here = f"/desk/lost/{ref}"
    carry = tuple((name, form.text(name)) for name in ("version", "addressee", "early_reason"))
    action = "确认两人查找后仍未找到这一卷。确认后当即形成报告，同架档案暂停出库。"
    return Ask(action, here, here, carry, "确认未找到", verb)


def _told(outcome: Outcome) -> str:
    if outcome.code == "bad_value":
        return FIELDS.get(str(outcome.data.get("field", "")), "")
    return sentence(outcome)


def _no(text: str) -> dict[str, str]:
    said = f"{text}。没有改动任何内容。" if text and not text.endswith("。") else text
    return {"kind": "no", "text": said or "填写的信息有误，请改正后再提交。没有改动任何内容。"}
