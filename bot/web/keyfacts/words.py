"""What the pages of 重点信息 say: a fact's name, an item's state, sentences after a press."""

from __future__ import annotations

from typing import Any

from bot.replies.words import word, words
from bot.web.told import sentence
from core.keyfacts.questions import Item
from core.outcome import Outcome

DONE = {
    "doubt": "已列为存疑待查。查到什么，随时记入研判。",
    "find": "已记入研判。",
    "correct": "已办结：录入更正后一致。",
    "enter": "已录入，请另一位同志对照文件核对。核对前，状态不变。",
    "agrees": "已核对，与文件一致。",
    "differs": "已登记与文件不一致，这次录入作废，请负责人重新录入。",
    "refer": "已登记移送，请另一位同志对照移送函核对。",
    "answer": "已登记复函，请另一位同志对照复函核对。",
    "letter_agrees": "已核对，与文件一致。",
    "letter_differs": "已登记与文件不一致，这次登记作废，请负责人重新登记。",
    "record": "已登记。",
    "withdraw": "已撤销这条登记。",
}
FIELDS = {
    "value": "日期请写成 1985.08 的样子，文字不超过 80 字",
    "detail": "学历请选全日制或在职，经历请填起始年月",
    "fact": "这份材料的这一项已经登记过，要改请先撤销原来的",
    "paper": "请选一份材料",
    "dossier": "请先定下这份材料是谁的",
    "organ": "请填作出决定的机关",
    "document": "请填文号",
    "dated": "请填文件日期，不晚于今天",
    "said": "请照复函写明结论，120 字以内",
    "letter_dated": "请填文件日期，不晚于今天",
    "step": "请选组织认定或涉嫌造假",
    "cause": "来源只用于出生时间，请从列出的里面选",
    "words": "请把情况写清楚，300 字以内",
    "receipt": "请填系统回执号，或者由谁确认",
    "left": "请从清单里选",
}
STATES = {
    "decision_waits": "已有一份决定等另一位同志核对，请先核对。没有改动任何内容。",
    "differing": "材料之间还有不一致，不能按录入更正办结。没有改动任何内容。",
    "letter_waits": "已有一份登记等另一位同志核对，请先核对。没有改动任何内容。",
    "not_referred": "还没有移送，或者复函已经登记过。没有改动任何内容。",
    "referred": "已经移送，等复函；复函登记前不再移送。没有改动任何内容。",
    "nothing_waits": "现在没有待同步的信息。",
    "list_waits": "上一份清单还没有确认，请先登记确认再导出下一份。",
}


def fact_word(fact: str, detail: str = "") -> str:
    """出生时间; 学历学位（全日制最高）; 工作经历（2005.07 起）."""
    said = word("key_fact", fact)
    if not detail:
        return said
    return f"{said}（{words('fact_detail').get(detail, f'{detail} 起')}）"


def state_word(item: Item, member_id: int, *, is_head: bool) -> str:
    """The state; suspicion looks like doubt to whoever takes no part in the review."""
    state = item.difference.state
    if state == "suspected" and not item.may_know_of_suspicion(member_id, is_head=is_head):
        state = "doubtful"
    return word("difference_state", state)


def no(outcome: Outcome) -> dict[str, Any]:
    """The notice after a press that changed nothing."""
    if outcome.code == "bad_value":
        return field_missing(str(outcome.data.get("field", "")))
    if outcome.code == "impossible_step" and str(outcome.data.get("state")) in STATES:
        return {"kind": "no", "text": STATES[str(outcome.data["state"])]}
    return {"kind": "no", "text": sentence(outcome)}


def field_missing(field: str) -> dict[str, Any]:
    said = FIELDS.get(field, "填写的信息有误，请改正后再提交")
    return {"kind": "no", "text": f"{said}。没有改动任何内容。"}
