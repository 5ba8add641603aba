"""Asking about the rules (制度查询): quoted from the room's own book with its basis."""

from __future__ import annotations

import orjson

from bot.conversations.quotes import quotes_about
from bot.conversations.talk import Talk
from core.holdings.rooms_read import rooms_read_by
from core.members.room import Room
from core.requests.room_book import book_of

NAME = "ask_rules"
SHOWN = 3
USUAL = ("三不借", "三不查", "查阅人", "外借", "审批表", "期限", "涉密")


def begin(talk: Talk) -> None:
    _ask(talk, None)


def answer(talk: Talk, text: str) -> None:
    """Quote what the room's book says of this; another question may follow.

    A room's name takes up that room's book: a unit's dossiers may lie in several rooms.
    """
    rooms = _rooms(talk)
    named = next((room for room in rooms if room.name == text), None)
    if named is not None:
        return _ask(talk, named)
    room = _in_hand(talk, rooms)
    found = quotes_about(book_of(talk.unit.law, room), text)
    others = _other_books(talk, rooms, room)
    buttons = [*talk.words("制度查询"), *others, *talk.words("菜单")]
    if not found:
        return talk.say("say_rules_none", buttons, asked=text[:20])
    return talk.say(
        "say_rules_found",
        buttons,
        room=room.name if room else "",
        laws=[quote.as_words() for quote in found[:SHOWN]],
        more=max(len(found) - SHOWN, 0),
    )


def _ask(talk: Talk, room: Room | None) -> None:
    rooms = _rooms(talk)
    room = room or next(iter(rooms), None)
    name = room.name if room else ""
    talk.begin(NAME, "ask", room=name)
    usual = talk.choices([(word, word) for word in USUAL])
    buttons = [*usual, *_other_books(talk, rooms, room), *talk.words("菜单")]
    talk.say("say_rules_ask", buttons, room=name)


def _rooms(talk: Talk) -> list[Room]:
    return rooms_read_by(talk.session, talk.member_id, talk.unit.grants)


def _in_hand(talk: Talk, rooms: list[Room]) -> Room | None:
    """The room whose book was taken up; the nearest when that is no longer theirs."""
    dialog = talk.dialog
    name = orjson.loads(dialog.answers).get("room") if dialog is not None else None
    return next((room for room in rooms if room.name == name), next(iter(rooms), None))


def _other_books(talk: Talk, rooms: list[Room], room: Room | None) -> list[dict[str, str]]:
    """A button for each of their rooms whose book says something else."""
    law = talk.unit.law
    own = book_of(law, room)
    return talk.choices([(it.name, it.name) for it in rooms if book_of(law, it) != own])
