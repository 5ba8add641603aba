"""The fact sheet of one piece at inspection (鉴别事实表): what the inspector saw, what was computed.

Every attribute is required: a law that reads a missing attribute would silently never fire. What is false until seen is
ticked by a person; what is computed from records is named in core/collection/flags.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from rules.facts.attribute import Attribute, Label, Plain, attributes_of
from rules.facts.checked import plain_values

Step = Literal["inspect"]
Mode = Literal["original", "sealed_copy", "certificate", "explanation"]

STEPS = Label("环节", {"inspect": "鉴别"})
MODES = Label(
    "方式",
    {
        "original": "原件",
        "sealed_copy": "注明日期并盖章的复印件",
        "certificate": "证明",
        "explanation": "短缺说明",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFacts:
    """All that the laws of inspection may look at, about a piece that is to be passed."""

    step: Annotated[Step, STEPS]
    mode: Annotated[Mode, MODES]
    matter_finished: Annotated[bool, Label("所记事项已办理完毕")]
    person_clear: Annotated[bool, Label("已写明是谁的材料")]
    person_agrees: Annotated[bool, Label("是本人的材料")]
    listed_name_differs: Annotated[bool, Label("清单上的姓名与档案不一致")]
    name_agrees: Annotated[bool, Label("姓名与档案一致")]
    birth_agrees: Annotated[bool, Label("出生时间与档案一致")]
    whole: Annotated[bool, Label("头尾齐全")]
    set_complete: Annotated[bool, Label("成套材料齐全")]
    legible: Annotated[bool, Label("字迹清楚")]
    filled_in_properly: Annotated[bool, Label("填写规范")]
    signed: Annotated[bool, Label("已签字")]
    sealed: Annotated[bool, Label("已盖章")]
    dated: Annotated[bool, Label("已写明日期")]
    document_numbered: Annotated[bool, Label("已写明批准机关和文号")]
    copy_dated: Annotated[bool, Label("复印件已注明日期")]
    copy_sealed: Annotated[bool, Label("复印件已盖章")]
    form_is_accepted: Annotated[bool, Label("这种材料可以用这种形式归档")]
    paper_fits: Annotated[bool, Label("纸张为A4")]
    margin_left: Annotated[bool, Label("已留装订边")]
    ink_lasts: Annotated[bool, Label("书写材料耐久")]
    within_scope: Annotated[bool, Label("属归档范围")]
    catalogued_already: Annotated[bool, Label("档案中已有同一材料")]
    pages_differ: Annotated[bool, Label("页数与清单不符")]
    same_content_elsewhere: Annotated[bool, Label("与另一件的图片内容相同")]
    formed_in_future: Annotated[bool, Label("形成时间在今天之后")]
    formed_before_birth: Annotated[bool, Label("形成时间早于出生时间")]
    formed_too_young: Annotated[bool, Label("形成时本人尚未到入学年龄")]
    inspector_is_subject: Annotated[bool, Label("鉴别人就是档案本人")]
    inspector_is_barred: Annotated[bool, Label("鉴别人不得经手该档案")]
    flags_undecided: Annotated[int, Label("尚未核定的系统提示数")]


ATTRIBUTES: dict[str, Attribute] = attributes_of(InspectionFacts)
_plain = plain_values(InspectionFacts)


def sheet(facts: InspectionFacts) -> dict[str, Plain]:
    """The facts as plain values; raises FactsRefused for anything untyped."""
    return _plain(facts)
