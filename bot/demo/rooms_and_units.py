"""The four archive rooms (管档单位) of the demo city and the units (单位) under each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit, the room that keeps its people's dossiers, and its nature code (单位性质)."""

    name: str
    room: str
    nature: str


_ORGANISATION, _HR, _EDUCATION, _HEALTH = (
    "组织部档案室",
    "人社局档案室",
    "教育局档案室",
    "卫健委档案室",
)
ROOMS = (_ORGANISATION, _HR, _EDUCATION, _HEALTH)

_ORGANS = {
    _ORGANISATION: "市委组织部 市委宣传部 市财政局 市审计局 市统计局 市水利局 市农业农村局 "
    "市住建局 市交通运输局 市文旅局 市发展改革委 市总工会",
    _HR: "市人力资源和社会保障局",
    _EDUCATION: "市教育局",
    _HEALTH: "市卫生健康委",
}
_INSTITUTIONS = {
    _HR: "市人才服务中心 市社会保险中心 市技师学院",
    _EDUCATION: "市第一中学 市实验小学 市职业教育中心",
    _HEALTH: "市第一人民医院 市中医医院 市疾病预防控制中心",
}

UNITS = tuple(
    DemoUnit(name, room, nature)
    for nature, rooms in (("organ", _ORGANS), ("public_institution", _INSTITUTIONS))
    for room, names in rooms.items()
    for name in names.split(" ")
)
