"""Events: past participles. Recording one writes the log and calls the reactions to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from core.unit import OpenUnit

_CAMEL = re.compile(r"(?<!^)(?=[A-Z])")


class Event:
    """Something that happened to the thing `about` / `ref`."""

    __slots__ = ()
    about: ClassVar[str] = ""
    # A refusal is an event too: it survives the rollback of what was refused.
    is_refusal: ClassVar[bool] = False
    ref: str

    @classmethod
    def action(cls) -> str:
        """The event's name in the log: `RequestSubmitted` → `request_submitted`."""
        return _CAMEL.sub("_", cls.__name__).lower()


REACTIONS: dict[type[Event], list[Callable[[Any, OpenUnit], None]]] = {}


def when(
    *events: type[Event],
) -> Callable[[Callable[[Any, OpenUnit], None]], Callable[[Any, OpenUnit], None]]:
    """Declare a reaction: it runs in the same transaction, right after the event is recorded."""

    def declare(reaction: Callable[[Any, OpenUnit], None]) -> Callable[[Any, OpenUnit], None]:
        for event in events:
            REACTIONS.setdefault(event, []).append(reaction)
        return reaction

    return declare
