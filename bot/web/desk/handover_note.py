"""The handover note (交接单): all that lies open, on a page to sign, when the only clerk is away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiohttp import web
from sqlmodel import Session, select

from bot.replies.dates import day, moment
from bot.replies.words import word
from bot.web.access import SIGNED, admits
from bot.web.desk.rows import rows_of
from bot.web.desk.shared import ROOM_STAFF, desk_shown, person_with
from bot.web.desk.week import OF_KIND, row_of
from bot.web.keys import DISPATCH
from bot.web.pages.person import Person
from bot.web.pages.templates import page
from core.clock import local_date
from core.members.member import Role
from core.members.room import Room
from core.reminders.coming import away, coming
from core.reminders.falling_due import falling_due
from core.requests.counter_lists import MOST, NAMES, Asked, counter_list
from core.requests.lists import searched_for, waiting_for
from rules.book import RuleBook

AHEAD = timedelta(days=14)
# The counter's lists, as a successor meets them.
PARTS = (
    ("searched", "查找中或未找到"),
    ("overdue", "逾期未还"),
    ("check", "已归还，待当面清点"),
    ("reading", "阅档室在阅或暂存"),
    ("collect", "已备妥，等人来取"),
    ("due", "借出在外"),
)


@admits(SIGNED)
async def get_handover_note(request: web.Request) -> web.Response:
    """Of all rooms that this member keeps; made new each time, nothing is stored."""
    who = await person_with(request, ROOM_STAFF)
    dispatch = request.app[DISPATCH]
    now, book = dispatch.clock.now(), dispatch.law.book

    def look(session: Session) -> dict[str, Any]:
        today = local_date(now)
        lists = _lists(session, who, today)
        falling = falling_due(session, who.viewer, now, today + AHEAD)
        return {
            "rooms": _rooms(session, who),
            "parts": [
                {"title": title, "rows": rows_of(session, lists[name], today, who.viewer)}
                for name, title in (("mine", "等我办的"), *PARTS)
                if lists[name]
            ],
            "falling": [row_of(it, today) for it in falling.found if it.day >= today],
            "coming": [_coming(it, book) for it in coming(session, who.rooms, now + AHEAD)],
            "away": [
                {"number": it.number, "until": day(it.until), "stand_in": it.stand_in}
                for it in away(session, who.viewer, today)
            ],
        }

    context = {
        **desk_shown(request, who, "week"),
        **await dispatch.ask(look),
        "made": moment(now),
        "is_head": Role.HEAD in who.roles,
        "giver": f"{who.post or who.role_word}（{who.number}）",
    }
    return page(request, "desk/handover_note.html.j2", context)


def _lists(session: Session, who: Person, today: date) -> dict[str, list[str]]:
    """Every list to its end: what a note leaves out, nobody looks for."""
    headed = {h.room_id for h in who.grants if h.role == Role.HEAD and h.room_id is not None}
    asked = Asked(rooms=who.rooms, today=today, headed=frozenset(headed))
    lists = {name: _whole(session, name, asked) for name in NAMES}
    own = {"mine": waiting_for(session, who.viewer), "searched": searched_for(session, who.viewer)}
    return lists | own


def _whole(session: Session, name: str, asked: Asked) -> list[str]:
    found: list[str] = []
    while len(more := counter_list(session, name, asked, len(found))) == MOST:
        found += more
    return found + more


def _rooms(session: Session, who: Person) -> list[str]:
    rooms = session.exec(select(Room).order_by(Room.id)).all()  # type: ignore[arg-type]
    return [room.name for room in rooms if room.id in who.rooms]


def _href(it: Any) -> str:
    if it.standing.recurs:
        return f"/desk/gaps?unit={it.standing.unit_id}"
    return f"{OF_KIND.get(it.subject, '/desk/cases')}/{it.standing.about}"


def _coming(it: Any, book: RuleBook) -> dict[str, str]:
    ladder = book.ladders.get(it.subject)
    rung = ladder.rung(it.rung) if ladder else None
    return {
        "at": moment(it.due_at),
        "number": it.standing.number,
        "href": _href(it),
        "what": rung.title if rung else "",
        "to": "、".join(word("post", post) for post in rung.to) if rung else "",
    }
