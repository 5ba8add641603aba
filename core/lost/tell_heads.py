"""Telling the heads (告知负责人): one message per head of the room, without name or number."""

from __future__ import annotations

from typing import Any

from core.command import Place
from core.lost.search import Search
from core.members.member import Role
from core.members.questions import holders
from core.unit import OpenUnit


def tell_heads(unit: OpenUnit, search: Search, kind: str, **args: Any) -> None:
    """Once per kind, search and head; whoever acts need not be told of their own deed."""
    for head in holders(unit.session, Role.HEAD, Place(room_id=search.room_id), unit.now):
        if head != unit.principal.member_id:
            unit.send(head, kind, search.ref, once=f"{kind}:{search.ref}:{head}", **args)
