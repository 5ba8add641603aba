"""断网一天：头晚备好应急包，机器停了，纸上照办；恢复后两人补录，一条不丢，日志核验无误。
A day without network: the kit of the evening, the server killed, paper, late entry, the log whole.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.clock import SystemClock
from bot.emergency_kit import kit_files
from core.audit.verify import verify
from core.members.codes import token_hash
from core.members.pins import pin_digest
from core.members.proofs import Pin, Token
from core.outage.late_entry import LateEntry
from core.requests.request import Request
from core.requests.reserved_number import ReservedNumber
from core.requests.series_told import series_told
from tests.support.clock import FixedClock
from tests.support.house import House
from tests.support.late import ALL_SEEN, LateRoom
from tests.support.lending import a_case
from tests.support.served_house import Server

PIN = "739164"
WHO = ("archivist", "colleague", "head")
SEEN = {name: getattr(ALL_SEEN, name) for name in ALL_SEEN.__slots__}


class PaperDay:
    """The room, its server, and what the paper says; the paper day was yesterday to today."""

    def __init__(self, url: str, folder: Path) -> None:
        self.now = SystemClock().now()
        self.house = House(url, clock=FixedClock(self.now - timedelta(days=9)))
        self.world, self.folder = LateRoom(self.house), folder
        self.house.clock.set(self.now - timedelta(days=1))
        self.room = self.world.room
        self.tokens = {who: f"token-{who}".ljust(43, "x") for who in WHO}
        self._let_them_in()
        self.server = self.start()

    def _let_them_in(self) -> None:
        digest = asyncio.run(pin_digest(PIN, "paper-day"))
        for who, token in self.tokens.items():
            own: dict[str, Any] = {"member_id": getattr(self.world, who)}
            self.house.keep(Pin(digest=digest, set_at=self.now, **own))
            until = self.now + timedelta(days=9)
            row = Token(token_hash=token_hash(token), scope="x", created_at=self.now, **own)
            row.expires_at = until
            self.house.keep(row)

    def start(self) -> Server:
        server = Server(self.house, self.folder, self.tokens, PIN)
        server.wait()
        return server

    def power_cut(self) -> None:
        self.server.process.kill()
        self.server.process.wait(timeout=30)

    def at(self, minutes: int) -> str:
        """A moment of the paper day, so many minutes into it."""
        return (self.now - timedelta(hours=5) + timedelta(minutes=minutes)).isoformat()

    def ready(self, number: str, state: str = "ready") -> str:
        kept = self.world.shelve(number, name=f"郑{number[-1]}")
        asked = self.world.application(dossier=kept.number)
        return asyncio.run(a_case(self.world, state, asked))

    def enter(self, name: str, **said: Any) -> str:
        status, body = self.server.command("archivist", f"enter_late_{name}", **said)
        assert status == 200, body
        return str(body["data"]["entry"])

    def confirm(self, entry: str) -> str:
        status, body = self.server.command("colleague", "confirm_late", entry=entry, seen_version=1)
        assert status == 200, body
        return str(body["data"]["state"])

    def left(self, ref: str, minutes: int, **more: Any) -> str:
        said = {"request": ref, "label": self.world.labels(ref)[0], "seen": SEEN}
        return self.enter("hand_over", occurred_at=self.at(minutes), **said, **more)


@pytest.fixture
def paper_day(sqlite_house_url: str, tmp_path: Path) -> Iterator[PaperDay]:
    day = PaperDay(sqlite_house_url, tmp_path)
    yield day
    if day.server.process.poll() is None:
        day.server.stop()
    day.house.close()


def test_a_day_on_paper_is_in_the_books_afterwards(paper_day: PaperDay) -> None:
    day, house = paper_day, paper_day.house
    read, lent, unsigned = (
        day.ready("GB-00011"),
        day.ready("GB-00012", "out"),
        day.ready("GB-00013", "submitted"),
    )
    number = the_kit_lies_ready(day)
    day.power_cut()
    assert number in kit_files(day.folder / "data")[0].read_text(encoding="utf-8")

    day.server = day.start()
    made = day.confirm(day.enter("application", **an_application(day, number)))
    assert made == "accepted"
    case = next(r for r in house.all(Request) if r.number == number)
    back = {"back_at": day.at(60), "returner": "李一", "counted": True}
    assert day.confirm(day.left(read, 10, **back)) == "accepted"
    assert day.confirm(day.left(case.ref, 30)) == "accepted"
    refused = day.left(unsigned, 40)
    assert day.confirm(refused) == "for_head"
    (label,) = day.world.labels(lent)
    returned = day.enter(
        "return", label=label, occurred_at=day.at(50), returner="李一", counted=True
    )
    day.power_cut()

    day.server = day.start()
    assert day.confirm(returned) == "accepted"
    settle = {"entry": refused, "verdict": "made_good", "reason": "次日补签", "seen_version": 2}
    assert day.server.command("head", "settle_late", **settle)[0] == 200
    the_rest_is_cancelled(day)
    states = {r.ref: day.world.line_states(r.ref) for r in house.all(Request)}
    assert states == {
        read: ["checked"],
        lent: ["checked"],
        unsigned: ["reading"],
        case.ref: ["reading"],
    }
    assert {e.state for e in house.all(LateEntry)} == {"accepted", "settled"}
    with house.looking() as session:
        assert series_told(session, day.room, case.state_since.year).unexplained == ()
        assert verify(session) == []


def the_kit_lies_ready(day: PaperDay) -> str:
    """Made at the desk in the evening; gives a number of one of its blank forms."""
    body = urlencode({"key": "kit-of-the-evening", "press": "make_kit", "room": day.room})
    headers = {
        "Authorization": f"Bearer {day.tokens['archivist']}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "text/html",
    }
    status, page = day.server.call("POST", "/desk/outage", body.encode(), **headers)
    assert status == 200
    assert "应急包已生成并存盘" in page.decode()
    return day.house.all(ReservedNumber)[0].number


def an_application(day: PaperDay, number: str) -> dict[str, Any]:
    day.world.shelve("GB-00014", name="郑十四")
    reader = {"is_personnel": True, "is_party_member": True}
    signed = (("unit_sign", day.world.leader, 5), ("room_review", day.world.head, 15))
    return {
        "application": {
            "unit_id": day.world.unit,
            "dossier": "GB-00014",
            "mode": "consult",
            "purpose": "personnel_work",
            "purpose_detail": "任前考察",
            "readers": [{"name": name, **reader} for name in ("李一", "赵二")],
            "channel": "counter",
            "source": "walk_in",
            "reserved": number,
        },
        "signatures": [
            {"step": step, "signed_by": who, "at": day.at(minutes)} for step, who, minutes in signed
        ],
        "occurred_at": day.at(0),
    }


def the_rest_is_cancelled(day: PaperDay) -> None:
    left = [row.number for row in day.house.all(ReservedNumber) if row.state == "open"]
    fields = {"room_id": day.room, "numbers": left, "reason": "断网日未用到"}
    status, body = day.server.command("archivist", "cancel_reserved", **fields)
    assert (status, body["data"]) == (200, {"cancelled": len(left)})
