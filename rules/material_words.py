"""Required material in plain Chinese (应归材料白话): when it is asked for, who owes it, how to cure."""

from __future__ import annotations

from rules.condition import WORDS, Condition
from rules.facts.material import MATERIAL_ATTRIBUTES
from rules.materials import MaterialKind

NUMERALS = ("", *"一二三四五六七八九十")
REQUIRED = {"once": "每人一份", "yearly": "每年一份", "if_exists": "有则归档"}
PER = {
    "degree": "每有一段学历",
    "appointment": "每任一职",
    "pay_step": "每次工资变动",
    "title": "每评聘一次职称",
    "training": "每参加一次两个月以上的培训",
    "secondment": "每次援派、挂职",
    "transfer": "每次工作调动",
    "military": "每段服役经历",
    "abroad": "每次因公出国（境）",
    "award": "每次奖励",
    "sanction": "每次处分",
    "delegate": "每届代表、委员",
    "renamed": "每次改名",
    "dates_changed": "每次更改年龄、工龄、党龄等",
    "league_member": "入团的",
    "other_party": "参加民主党派的",
    "left_office": "每次领导干部离任",
    "retired": "退休的",
    "resigned": "每次辞职、辞退、解聘、开除",
    "died": "去世的",
    "rank_step": "每次职级晋升或套改",
    "hired": "每次招工、聘用",
    "secretary": "每次任党组织书记",
    "talent": "每次入选",
    "residence": "持国（境）外居留资格的",
    "party_change": "每次党籍变动",
}
OWNERS = {"unit": "所在单位", "person": "本人经所在单位", "room": "管档单位", "organ": "来源机关"}
SEEN_BY = {
    "contact": "单位联络员可见",
    "leader": "单位分管领导可见",
    "organ": "只有档案部门与来源机关可见",
}
CURES = {
    "original": "原件",
    "sealed_copy": "盖章复印件",
    "certificate": "证明",
    "explanation": "短缺说明",
}


def say_class(code: str) -> str:
    """1 as 一, 4-1 as 4-1: as the catalogue's headings have it."""
    return code if "-" in code else NUMERALS[int(code)]


def say_requirement(kind: MaterialKind) -> str:
    """E.g. 每年一份（1993年起）, 每任一职一份（副科级以上，2014年起）."""
    head = f"{PER[kind.per]}一份" if kind.per else REQUIRED[kind.requirement]
    limits = [say_when(condition) for condition in kind.when]
    limits += [f"{kind.since}年起"] if kind.since else []
    return f"{head}（{'，'.join(limits)}）" if limits else head


def say_when(condition: Condition) -> str:
    """A condition in words; 0 as a year reads as unknown."""
    attribute = MATERIAL_ATTRIBUTES[condition.attribute]
    literal = condition.literal
    listed = literal if isinstance(literal, tuple) else (literal,)
    if literal is True:
        return attribute.label
    if literal == 0 and condition.op == ">":
        return f"已知{attribute.label}"
    said = "、".join(attribute.say(value) for value in listed)
    return f"{attribute.label}{WORDS[condition.op]}{said}"


def say_material(kind: MaterialKind) -> str:
    """The whole of one kind: class, requirement, owner, visibility, cure, remark."""
    filed = "、".join(say_class(code) for code in kind.as_filed)
    parts = [
        f"第{say_class(kind.class_code)}类" + (f"（也有归入{filed}类的）" if filed else ""),
        say_requirement(kind),
        f"形成：{kind.formed_by}",
        f"由{OWNERS[kind.owner]}提供",
        SEEN_BY[kind.seen_by],
        f"补法：{'→'.join(CURES[form] for form in kind.cure)}",
        *([kind.note] if kind.note else []),
        *([f"又称：{'、'.join(kind.aliases)}"] if kind.aliases else []),
    ]
    return "；".join(parts)
