"""The people who act in the demo (演示人员): invented, one or more for each role (角色).

Roles are those of `demo.json`. Room staff stand in a room, the others in a unit.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import count

from bot.demo.rooms_and_units import ROOMS
from core.members.pin_words import PIN_LENGTH, weakness


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """`persona` is the name on the command line; `place` is a unit, or a room for room staff."""

    persona: str
    role: str
    number: str
    name: str
    post: str
    place: str

    @property
    def pin(self) -> str:
        """Six digits, the same in every demo, and none that would be refused as trivial."""
        for nth in count():
            digest = hashlib.sha256(f"danggui demo/{self.persona}/{nth}".encode()).digest()
            pin = f"{int.from_bytes(digest) % 10**PIN_LENGTH:0{PIN_LENGTH}}"
            if weakness(pin) is None:
                return pin
        raise AssertionError("unreachable")


_ORGANISATION = "市委组织部"
_FINANCE, _WATER, _SCHOOL, _HOSPITAL = "市财政局", "市水利局", "市第一中学", "市第一人民医院"


def _of(role: str, persona: str, number: str, name: str, *seat: str) -> Persona:
    post, place = seat
    return Persona(persona=persona, role=role, number=number, name=name, post=post, place=place)


PERSONAS = (
    _of("unit_contact", "contact-a", "DW0101", "柳思远", "人事科科员", _FINANCE),
    _of("unit_contact", "contact-b", "DW0102", "章若宁", "人事科科员", _FINANCE),
    _of("unit_contact", "contact-water", "DW0103", "欧阳知舟", "人事科副科长", _WATER),
    _of("unit_contact", "contact-school", "DW0104", "阿依古丽·艾力", "人事干事", _SCHOOL),
    _of("unit_contact", "contact-hospital", "DW0105", "殷𣲘", "人事科科员", _HOSPITAL),
    _of("approver", "leader", "LD0201", "顾怀简", "分管领导", _FINANCE),
    _of("approver", "leader-water", "LD0202", "尉迟安", "分管领导", _WATER),
    _of("approver", "authority", "LD0203", "苏柏川", "部领导", _ORGANISATION),
    _of("archivist", "archivist", "DA0301", "方茗", "档案管理员", ROOMS[0]),
    _of("archivist", "archivist-colleague", "DA0302", "贺子岱", "档案管理员", ROOMS[0]),
    _of("archivist", "archivist-hr", "DA0303", "梁怡然", "档案管理员", ROOMS[1]),
    _of("archivist", "archivist-education", "DA0304", "温若棠", "档案管理员", ROOMS[2]),
    _of("archivist", "archivist-health", "DA0305", "骆沛", "档案管理员", ROOMS[3]),
    _of("head", "head", "DA0300", "闻人嘉禾", "档案科科长", ROOMS[0]),
    _of("administrator", "administrator", "A001", "喻帆", "系统管理员", _ORGANISATION),
    _of("security_officer", "security", "S001", "卓恩", "安全保密管理员", _ORGANISATION),
    _of("auditor", "auditor", "J001", "单珂", "安全审计员", _ORGANISATION),
)

BY_NAME = {persona.persona: persona for persona in PERSONAS}
