"""The people who act in the demo (演示人员): invented, one or more for each role (角色).

Roles are those of `demo.json`. Room staff stand in a room, the others in a unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.rooms_and_units import ROOMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """`persona` is the name on the command line; `place` is a unit, or a room for room staff."""

    persona: str
    role: str
    name: str
    post: str
    place: str


_ORGANISATION = "市委组织部"
_FINANCE, _WATER, _SCHOOL, _HOSPITAL = "市财政局", "市水利局", "市第一中学", "市第一人民医院"


def _of(role: str, persona: str, name: str, post: str, place: str) -> Persona:
    return Persona(persona=persona, role=role, name=name, post=post, place=place)


PERSONAS = (
    _of("unit_contact", "contact-a", "柳思远", "人事科科员", _FINANCE),
    _of("unit_contact", "contact-b", "章若宁", "人事科科员", _FINANCE),
    _of("unit_contact", "contact-water", "欧阳知舟", "人事科副科长", _WATER),
    _of("unit_contact", "contact-school", "阿依古丽·艾力", "人事干事", _SCHOOL),
    _of("unit_contact", "contact-hospital", "殷𣲘", "人事科科员", _HOSPITAL),
    _of("approver", "leader", "顾怀简", "分管领导", _FINANCE),
    _of("approver", "leader-water", "尉迟安", "分管领导", _WATER),
    _of("approver", "authority", "苏柏川", "部领导", _ORGANISATION),
    _of("archivist", "archivist", "方茗", "档案管理员", ROOMS[0]),
    _of("archivist", "archivist-colleague", "贺子岱", "档案管理员", ROOMS[0]),
    _of("archivist", "archivist-hr", "梁怡然", "档案管理员", ROOMS[1]),
    _of("archivist", "archivist-education", "温若棠", "档案管理员", ROOMS[2]),
    _of("archivist", "archivist-health", "骆沛", "档案管理员", ROOMS[3]),
    _of("head", "head", "闻人嘉禾", "档案科科长", ROOMS[0]),
    _of("administrator", "administrator", "喻帆", "系统管理员", _ORGANISATION),
    _of("security_officer", "security", "卓恩", "安全保密管理员", _ORGANISATION),
    _of("auditor", "auditor", "单珂", "安全审计员", _ORGANISATION),
)
