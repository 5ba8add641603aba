"""The fact sheet of required material (应归材料事实表): one cadre, and one occasion of one kind.

Every attribute is required. What a cadre has several of (degrees, appointments) is asked one
occasion at a time, so that a condition stays a comparison of one attribute with one literal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Annotated, Literal

from rules.facts.attribute import Attribute, Label, Plain, attributes_of

PersonnelKind = Literal[
    "unknown",
    "civil_servant",
    "equated",
    "institution_staff",
    "enterprise_staff",
    "support_staff",
    "other",
]
Status = Literal["in_post", "retired", "dead", "moved_out"]
Education = Literal["unknown", "secondary", "college", "bachelor", "graduate"]
Study = Literal["none", "fulltime", "inservice", "abroad"]
PostLevel = Literal["none", "below_section", "section_up"]
Sanction = Literal["none", "party", "administrative", "court", "credit", "review"]

PERSONNEL_KINDS = Label(
    "人员类别",
    {
        "unknown": "未填",
        "civil_servant": "公务员",
        "equated": "参公人员",
        "institution_staff": "事业单位人员",
        "enterprise_staff": "国企人员",
        "support_staff": "工勤人员",
        "other": "其他",
    },
)
STATUSES = Label(
    "状态", {"in_post": "在职", "retired": "离退休", "dead": "去世", "moved_out": "调出"}
)
EDUCATIONS = {
    "unknown": "未填",
    "secondary": "高中、中专",
    "college": "大专",
    "bachelor": "本科",
    "graduate": "研究生",
}
STUDIES = {"none": "不是学历", "fulltime": "全日制", "inservice": "在职", "abroad": "国（境）外"}
POST_LEVELS = {"none": "不是任职", "below_section": "副科级以下", "section_up": "副科级以上"}
SANCTIONS = {
    "none": "不是处分",
    "party": "党纪处分",
    "administrative": "政务处分、组织处理",
    "court": "司法、公安处理",
    "credit": "失信、监管记录",
    "review": "复查、甄别、撤销",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFacts:
    """`began_year` is 0 while unknown; `occasion_year` 0 for what has no year."""

    personnel_kind: Annotated[PersonnelKind, PERSONNEL_KINDS]
    status: Annotated[Status, STATUSES]
    began_year: Annotated[int, Label("参加工作年份")]
    party_member: Annotated[bool, Label("中共党员（含预备党员）")]
    full_party_member: Annotated[bool, Label("已转正的中共党员")]
    highest_education: Annotated[Education, Label("最高学历", EDUCATIONS)]
    county_rank: Annotated[bool, Label("副处级以上")]
    has_title: Annotated[bool, Label("有专业技术职称")]
    occasion_year: Annotated[int, Label("该事项的年份")]
    degree: Annotated[Education, Label("该学历的层次", EDUCATIONS)]
    study: Annotated[Study, Label("该学历的学习方式", STUDIES)]
    post_level: Annotated[PostLevel, Label("该职务的层次", POST_LEVELS)]
    sanction: Annotated[Sanction, Label("该处分的种类", SANCTIONS)]


MATERIAL_ATTRIBUTES: dict[str, Attribute] = attributes_of(MaterialFacts)
_NAMES = tuple(field.name for field in fields(MaterialFacts))
_VALUES = attrgetter(*_NAMES)


def material_sheet(facts: MaterialFacts) -> Mapping[str, Plain]:
    """The facts as plain values by name."""
    return dict(zip(_NAMES, _VALUES(facts), strict=True))
