"""Where the room's own steps on a request are taken: over the room that keeps the dossier."""

from __future__ import annotations

from typing import Protocol

from core.command import Place
from core.requests.questions import place_of
from core.unit import OpenUnit


class OnRequest(Protocol):
    """A command about one request, named by its reference."""

    @property
    def request(self) -> str: ...


def room_of(command: OnRequest, unit: OpenUnit) -> Place:
    """The request's archive room; raises NotFound."""
    return Place(room_id=place_of(unit.session, command.request).room_id)


def unit_or_room_of(command: OnRequest, unit: OpenUnit) -> Place:
    """The request's unit and room; raises NotFound."""
    return place_of(unit.session, command.request)
