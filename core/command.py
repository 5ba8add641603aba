"""Commands and the use cases that carry them out.

A command is (principal, action, target, idempotency key): a frozen dataclass names the action and
the target, the envelope adds the other two. `@use_case` says who may issue it and where; the
authorisation matrix in the tests is generated from these declarations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from core.principal import Principal
from rules.decision import Allowed, Refused

if TYPE_CHECKING:
    from core.unit import OpenUnit


class Command:
    """What someone wants done, in the imperative."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command acts: the scope in which a role must be held. `None` means the organisation."""

    room_id: int | None = None
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A use case went through: what the channel needs to know, and the law's answer if it was asked."""

    data: dict[str, Any] = field(default_factory=dict)
    decision: Allowed | None = None


Answer = Done | Refused
C = TypeVar("C", bound=Command)
Handler = Callable[[Any, "OpenUnit"], Answer]


@dataclass(frozen=True, slots=True)
class UseCase:
    """A command's handler with the declaration of who may issue it."""

    command: type[Command]
    handler: Handler
    roles: frozenset[str]
    principals: frozenset[str]
    place: Callable[[Any, OpenUnit], Place]
    second_check: Callable[[Any], str] | None
    anyone: bool


USE_CASES: dict[type[Command], UseCase] = {}


def everywhere(_command: Command, _unit: OpenUnit) -> Place:
    """The organisation as a whole."""
    return Place()


def use_case(
    command: type[C],
    *,
    roles: set[str] | frozenset[str] = frozenset(),
    principals: set[str] | frozenset[str] = frozenset(),
    place: Callable[[C, OpenUnit], Place] = everywhere,
    second_check: Callable[[C], str] | None = None,
    anyone: bool = False,
) -> Callable[[Callable[[C, OpenUnit], Answer]], Callable[[C, OpenUnit], Answer]]:
    """Declare the handler of a command: by which roles or house actors, where, with which check.

    `anyone` admits every signed-in member (their own things only: the handler looks at the
    principal); `second_check` names what the PIN is bound to.
    """

    def declare(handler: Callable[[C, OpenUnit], Answer]) -> Callable[[C, OpenUnit], Answer]:
        if command in USE_CASES:
            raise ValueError(f"{command.__name__} has two handlers")
        USE_CASES[command] = UseCase(
            command, handler, frozenset(roles), frozenset(principals), place, second_check, anyone
        )
        return handler

    return declare


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command with its principal and idempotency key."""

    principal: Principal
    command: Command
    key: str


def content_hash(command: Command) -> str:
    """SHA-256 over the command's name and fields: same key with another hash is an error."""
    named = [type(command).__name__, command]
    body = orjson.dumps(named, default=plain, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(body).hexdigest()


def plain(value: Any) -> Any:
    """A value that JSON has no form for, as one that it has; the rest as it is."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value.hex() if isinstance(value, bytes) else value
