"""The second person (第二人): someone else than whoever writes it down, with or without an account."""

from __future__ import annotations

from core.errors import SecondStepBySamePerson
from core.members.entered import entered
from core.members.member import Member
from core.unit import OpenUnit

LONGEST = 40


def second_person(name: str, unit: OpenUnit) -> str:
    """The name as entered. Raises BadValue, SecondStepBySamePerson."""
    given = entered("with_whom", name, LONGEST)
    member = unit.session.get(Member, unit.principal.member_id)
    if member is not None and bare(member.name) == bare(given):
        raise SecondStepBySamePerson
    return given


def bare(name: str) -> str:
    return "".join(name.split())
