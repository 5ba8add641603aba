"""What a campaign's pages say (专项工作用语): after a press, and of a field that will not do."""

from __future__ import annotations

from bot.web.told import sentence
from core.outcome import Outcome

DONE = {
    "begin": "已启动。先定第一批的起止日期，再把单位编进去。",
    "add_batch": "已增设一批。",
    "add_units": "已编入。单位的联络员在“专项工作”里看得到批次和时限。",
    "close": "已结束。没有补齐的仍在各单位的查缺清单里。",
    "reopen": "已恢复进行。",
    "file_person": "已备案。",
    "end_person": "已登记不再承担，记录留存。",
    "open_problem": "已记入问题台账。",
    "move_problem": "已记下。",
}
FIELDS = {
    "title": "请写明专项工作的名称",
    "document": "请写明文号",
    "covers": "范围请填类别代号，如 3、9-2，空着就是十类",
    "starts_on": "请填开始日期",
    "due_on": "截止日期应在今天以后，也不早于开始日期",
    "names": "请填单位名称，一行一个",
    "outside": "这些是本系统内的单位，请填在上一栏",
    "part": "请选经办或联系指导",
    "name": "请填姓名",
    "post": "请填职务",
    "kind": "请选问题类别",
    "words": "请把情况写清楚，300 字以内",
    "telephone": "请核对电话",
}


def no(outcome: Outcome) -> dict[str, str]:
    """The notice after a press that changed nothing."""
    value = str(outcome.data.get("value", ""))
    if outcome.code == "bad_value" and value:
        unknown = outcome.data.get("field") == "names"
        said = "本室没有这些单位，请核对全称" if unknown else "这些是本系统内的单位，请填在上一栏"
        return {"kind": "no", "text": f"{said}：{value}。一家也没有编入。"}
    if outcome.code == "taken" and value:
        return {"kind": "no", "text": f"已经编入过的，请去掉：{value}。一家也没有编入。"}
    if outcome.code == "taken":
        return {"kind": "no", "text": "已经有同名的专项工作，请换一个名称。"}
    if outcome.code == "bad_value":
        said = FIELDS.get(str(outcome.data.get("field", "")), "填写的信息有误，请改正后再提交")
        return {"kind": "no", "text": f"{said}。没有改动任何内容。"}
    return {"kind": "no", "text": sentence(outcome)}


def field_missing(field: str) -> dict[str, str]:
    """The notice for a field that could not even be read."""
    said = FIELDS.get(field, "填写的信息有误，请改正后再提交")
    return {"kind": "no", "text": f"{said}。没有改动任何内容。"}
