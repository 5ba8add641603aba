"""A question of an application (申请查档的一问): where it stands, how it is asked, what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversations.talk import Talk
from core.holdings.rooms_read import room_asked
from core.requests.room_book import book_of
from rules.book import RuleBook

Buttons = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place: the `nth` of `total`, with the answers so far."""

    talk: Talk
    answers: dict[str, Any]
    nth: int
    total: int

    @property
    def book(self) -> RuleBook:
        """The book of the room to which this application goes."""
        return book_asked(self.talk, self.answers)

    def say(self, template: str, buttons: Buttons, **args: Any) -> None:
        self.talk.say(template, buttons, nth=self.nth, total=self.total, **args)


@dataclass(frozen=True, slots=True)
class Question:
    """`take` says whether the text was an answer, None if it was and needs a closer choice.

    `fills` are the answers it gives, `expects` an example of what would have been one.
    """

    ask: Callable[[Asked, Buttons], None]
    take: Callable[[Asked, str], bool | None]
    fills: tuple[str, ...]
    expects: str = "点选其中一项"


def book_asked(talk: Talk, answers: dict[str, Any]) -> RuleBook:
    unit_id = talk.unit_as_contact() or 0
    return book_of(talk.unit.law, room_asked(talk.session, unit_id, answers["dossier"]))
