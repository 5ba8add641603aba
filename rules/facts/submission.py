"""The fact sheet of one line of a list (报送事实表): whose material it is, and who hands it in.

Every attribute is required: a law that reads a missing attribute would silently never fire. All of it is computed
from the line, the required kinds and the roster, in core/collection/submission_facts.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from rules.facts.attribute import Attribute, Label, Plain, attributes_of
from rules.facts.checked import plain_values

Step = Literal["hand_in"]
Mode = Literal["by_contact", "by_room"]
MaterialClass = Literal[
    "unknown",
    "class_1",
    "class_2",
    "class_3",
    "class_4",
    "class_5",
    "class_6",
    "class_7",
    "class_8",
    "class_9",
    "class_10",
]
KindSeenBy = Literal["unknown", "contact", "leader", "organ"]

STEPS = Label("环节", {"hand_in": "报送"})
MODES = Label("方式", {"by_contact": "单位联络员报送", "by_room": "档案室代录"})
CLASSES = Label(
    "材料类别",
    {
        "unknown": "未定",
        **{f"class_{nth}": f"第{said}类" for nth, said in enumerate("一二三四五六七八九十", 1)},
    },
)
SEEN_BY = Label(
    "这种材料的可见范围",
    {
        "unknown": "未定",
        "contact": "单位联络员",
        "leader": "单位分管领导",
        "organ": "档案部门与来源机关",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionFacts:
    """All that the laws of handing in may look at, about one line of a list."""

    step: Annotated[Step, STEPS]
    mode: Annotated[Mode, MODES]
    material_class: Annotated[MaterialClass, CLASSES]
    kind_seen_by: Annotated[KindSeenBy, SEEN_BY]
    title_names_organs_material: Annotated[bool, Label("名称里有机关材料的字样")]
    subject_managed_above_unit: Annotated[bool, Label("本人由上级管理")]


ATTRIBUTES: dict[str, Attribute] = attributes_of(SubmissionFacts)
_plain = plain_values(SubmissionFacts)


def sheet(facts: SubmissionFacts) -> dict[str, Plain]:
    """The facts as plain values; raises FactsRefused for anything untyped."""
    return _plain(facts)
