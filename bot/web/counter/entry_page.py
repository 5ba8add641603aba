"""The page of a window entry (代录页): the form with what was typed, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from sqlmodel import Session

from bot.conversations.talk import reasons_of
from bot.replies.words import error_words, word
from bot.web.counter.meant import Meant
from bot.web.counter.page import rooms_kept
from bot.web.counter.signers import Signers
from bot.web.counter.typed import READERS, TICKS, Typed
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person, shown
from bot.web.pages.templates import page
from bot.web.posted import Posted
from bot.web.purpose_words import in_short
from bot.web.told import as_reason, audience_over
from core.holdings.readings import initials
from core.members.find_unit import units_seen
from core.members.room import Room
from core.outcome import Outcome
from core.requests.approve import APPROVAL_STEPS
from rules.audience import for_audience


@dataclass(frozen=True, slots=True)
class Entry:
    """The form as it stands: typed, understood, and what stands in its way."""

    typed: Typed = field(default_factory=lambda: Typed(Posted({}, "")))
    meant: Meant = field(default_factory=Meant)
    signers: Signers = field(default_factory=Signers)
    amiss: dict[str, str] = field(default_factory=dict)
    reasons: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    # The numbers that would go through if the lines with reasons were left out.
    left_out: tuple[str, ...] = ()


async def entry_page(request: web.Request, who: Person, entry: Entry) -> web.Response:
    """The form; 200 whatever is amiss, as every page of the counter."""
    book, (room_id, *_) = request.app[DISPATCH].law.book, sorted(rooms_kept(who))

    def look(session: Session) -> tuple[list[tuple[int, str]], Room]:
        return units_seen(session, who.viewer), session.get_one(Room, room_id)

    units, room = await request.app[DISPATCH].ask(look)
    reasons = [it for it in room.lending_reasons.split("、") if it]
    context = {
        **shown(request, who, "counter"),
        "typed": entry.typed,
        "asked": entry.meant.asked,
        "signers": entry.signers.asked,
        "amiss": entry.amiss,
        "reasons": entry.reasons,
        "refused_lines": entry.lines,
        "left_out": "\n".join(entry.left_out),
        "units": [{"word": name, "letters": next(iter(initials(name)), "")} for _, name in units],
        "purposes": [
            {"id": code, "word": in_short(purpose.title)} for code, purpose in book.purposes.items()
        ],
        "modes": [
            {"id": "consult", "word": "在室查阅"},
            *({"id": f"lend:{it}", "word": f"借阅：{it}"} for it in reasons),
        ],
        "ticks": TICKS,
        "steps": [{"id": step.value, "word": word("step", step)} for step in APPROVAL_STEPS],
        "reader_rows": READERS,
    }
    return page(request, "counter/enter.html.j2", context)


async def entered_page(request: web.Request, who: Person, outcome: Outcome) -> web.Response:
    """What was entered, what is recorded, what is still missing, and the paper to print."""
    done, left = outcome.data, outcome.data.get("left")
    ready = "make_ready" in done["recorded"]
    context = {
        **shown(request, who, "counter"),
        "number": done["number"],
        "ref": done["ref"],
        "recorded": [word("step", step) for step in done["recorded"]],
        "left": _left(request, who, left) if left else None,
        "ready": ready,
    }
    return page(request, "counter/entered.html.j2", context)


def _left(request: web.Request, who: Person, left: dict[str, Any]) -> dict[str, Any]:
    (room, *_) = sorted(rooms_kept(who))
    outcome = Outcome(left["status"], left["code"], reasons=tuple(left["reasons"]))
    heard = for_audience(reasons_of(outcome), audience_over(who, room))
    return {
        "step": word("step", left["step"]),
        "why": "" if heard else error_words(left["code"])[1],
        "reasons": [as_reason(reason) for reason in heard],
    }
