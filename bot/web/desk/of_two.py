"""A page on which two officers decide (两人决定): one asks, another agrees, each with the PIN."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from aiohttp import web

from bot.replies.dates import full_day, moment
from bot.web.desk.confirm import Ask, confirmed
from bot.web.pages.person import Person
from bot.web.posted import Posted
from bot.web.told import sentence
from core.command import Command

Show = Callable[[web.Request, Person, dict[str, Any] | None], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class PageOfTwo:
    """Where the page is, which fields it carries past the PIN, what each bad field is told."""

    here: str
    carried: tuple[str, ...]
    fields: dict[str, str]
    show: Show


@dataclass(frozen=True, slots=True)
class Pressed:
    """The command, what its PIN is typed for, and what is said when it is done."""

    command: Command
    typed_for: str
    done: str


def agreed_to(form: Posted) -> int | None:
    """The decision whose agreement was pressed; None for any other press."""
    verb, _, of = form.text("press").partition(":")
    fits = verb == "agree" and of.isascii() and of.isdecimal() and len(of) < 10
    return int(of) if fits else None


class ForAWhile(Protocol):
    """A decision of two that stands on a document and ends on a day (有期限的决定)."""

    id: int | None
    document: str
    until: date
    asked_at: datetime
    asked_by: int


def shown_for_a_while(row: ForAWhile, who: Person) -> dict[str, Any]:
    """The decision for its page; whoever asked cannot agree."""
    return {
        "id": row.id,
        "document": row.document,
        "until": full_day(row.until),
        "at": moment(row.asked_at),
        "may_agree": row.asked_by != who.member_id,
    }


def last_day(form: Posted) -> date:
    """The day it ends; what is no day lies in the past, and is refused as such."""
    try:
        return date.fromisoformat(form.text("until"))
    except ValueError:
        return date.min


async def decided(
    request: web.Request, who: Person, form: Posted, pressed: Pressed, on: PageOfTwo
) -> web.Response:
    """The page that asks for the PIN, or this page with what came of it."""
    carry = tuple((name, form.text(name)) for name in on.carried if form.text(name))
    ask = Ask(pressed.typed_for, on.here, on.here, carry, "确认", form.text("press"))
    outcome = await confirmed(request, who, form, pressed.command, ask)
    if isinstance(outcome, web.Response):
        return outcome
    if outcome.done:
        return await on.show(request, who, {"kind": "yes", "text": pressed.done})
    text = on.fields.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await on.show(request, who, {"kind": "no", "text": text})
