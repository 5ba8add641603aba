"""Telling the officers (三员): a message to everyone who holds such a role over the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.command import Place
from core.members.member import Role
from core.members.questions import holders
from core.unit import OpenUnit


def tell_officers(
    unit: OpenUnit, roles: Iterable[Role], kind: str, about: str, *, once: str, **args: Any
) -> None:
    """Leave one message per officer; the acting officer need not be told of their own deed."""
    found = {
        officer: None
        for role in roles
        for officer in holders(unit.session, role, Place(), unit.now)
        if officer != unit.principal.member_id
    }
    for officer in found:
        unit.send(officer, kind, about, once=f"{once}:{officer}", **args)
