"""A law in plain Chinese (条目白话), as an archive head reads it."""

from __future__ import annotations

from collections.abc import Mapping

from rules.areas import ATTRIBUTES
from rules.condition import WORDS, Condition
from rules.decision import Basis
from rules.ladder import Rung

EFFECTS = {"refuse": "不予办理", "require": "须另行审批", "warn": "提醒"}
AUDIENCES = {"applicant": "申请人", "archivist": "档案管理员", "head": "档案部门负责人"}
OVERRIDES = {"nobody": "任何人不得变通", "archivist": "档案管理员", "head": "档案部门负责人"}
STATUSES = {
    "verified": "已对照公开文本",
    "local": "地方或单位规定",
    "seed": "工作报告所载",
    "recalled": "凭记忆引用，使用前请核对原文",
    "design": "本系统设计",
}
UNITS = {
    "minutes": "分钟",
    "hours": "小时",
    "days": "天",
    "working_days": "个工作日",
    "times": "次",
    "oclock": "点",
    "pieces": "份",
    "months": "个月",
    "years": "周岁",
    "percent": "%",
    "dpi": "dpi",
}
POSTS = {
    "contact": "经办联络员",
    "unit_leader": "单位分管领导",
    "archivist": "档案管理员",
    "head": "档案部门负责人",
    "authority": "部领导",
}
CHANNELS = {"webchat": "办事页（本系统自带）", "telegram": "Telegram"}
LEVELS = {
    "tickets": "只说编号、环节、时限和数量",
    "names": "可说掩码姓名",
    "files": "可传预审图片和表格",
}


def say_condition(condition: Condition, titles: Mapping[str, str]) -> str:
    """E.g. 查阅人数少于2, 申请来路不为窗口; `titles` are the words for codes of the book's lists."""
    attribute = ATTRIBUTES[condition.attribute]
    literal = condition.literal
    listed = literal if isinstance(literal, tuple) else (literal,)
    said = "、".join(titles.get(str(value), attribute.say(value)) for value in listed)
    return f"{attribute.label}{WORDS[condition.op]}{said}"


def say_basis(basis: Basis) -> str:
    """E.g. 《干部人事档案工作条例》第三十一条（已对照公开文本）."""
    joint = "" if basis.instrument.endswith("》") else "·"
    return f"{basis.instrument}{joint}{basis.article}（{STATUSES[basis.status]}）"


def say_rung(rung: Rung) -> str:
    """E.g. 到期前 2 个工作日提醒经办联络员."""
    when = "到期前" if rung.days < 0 else "逾期" if rung.days else "到期当天"
    counted = f" {abs(rung.days)} {UNITS[rung.unit]}" if rung.days else ""
    posts = "、".join(POSTS[post] for post in rung.to)
    return f"{when}{counted}告知{posts}"
