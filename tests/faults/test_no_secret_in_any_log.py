"""P10：已知的姓名、身份证号、令牌、口令、取档码走完一遍借阅，出几次错，日志里一个也找不到。
P10: known names, id numbers, tokens, PINs and codes pass through a real server at DEBUG: 0 hits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from bot.clock import SystemClock
from core.holdings.cadre import Cadre
from core.members.codes import token_hash
from core.members.member import Member
from core.members.pins import pin_digest
from core.members.proofs import Pin, Token
from core.requests.issue_collection_code import hash_code
from tests.support.clock import FixedClock
from tests.support.house import House
from tests.support.lending import FORM_TICKS, Lending
from tests.support.served_house import Server

READER, SUBJECT, OFFICER = "夏侯金丝雀", "诸葛金丝雀", "尉迟金丝雀"
ID_NUMBER, PIN, CODE = "11010519491231002X", "739164", "KANARIENVOGEL2345678"
INVITATION = "K" * 13 + "N" * 13
TOKENS = {
    who: f"canary-{who}-".ljust(43, "x") for who in ("contact", "leader", "head", "archivist")
}
SECRETS = [READER, SUBJECT, OFFICER, ID_NUMBER, PIN, CODE, INVITATION, "canary-", "金丝雀"]
SHOWN = ("approve_request", "make_ready")
BREAK = """
CREATE TRIGGER log_is_full BEFORE INSERT ON log_entry WHEN NEW.action = 'request_withdrawn'
BEGIN SELECT RAISE(ABORT, 'the log cannot be written'); END
"""


@pytest.fixture
def world(sqlite_house_url: str) -> Iterator[Lending]:
    """People with known names, PINs and tokens, on the server's own clock."""
    house = House(sqlite_house_url, clock=FixedClock(SystemClock().now()))
    world = Lending(house)
    digest = asyncio.run(pin_digest(PIN, "canary"))
    now = house.clock.now()
    for who, token in TOKENS.items():
        member_id = getattr(world, who)
        member = house.get(Member, member_id)
        member.name = OFFICER
        house.keep(member)
        house.keep(Pin(member_id=member_id, digest=digest, set_at=now))
        until = now.replace(year=now.year + 1)
        house.keep(
            Token(
                token_hash=token_hash(token),
                member_id=member_id,
                scope="canary",
                created_at=now,
                expires_at=until,
            )
        )
    cadre = house.all(Cadre)[0]
    cadre.name = SUBJECT
    house.keep(cadre)
    yield world
    house.close()


def lend(server: Server, world: Lending) -> str:
    """The whole loop over HTTP; gives the request's reference."""
    reader = {"is_personnel": True, "is_party_member": True}
    readers = [{"name": READER, **reader}, {"name": READER + "二", **reader}]
    asked = {"unit_id": world.unit, "dossier": "GB-00001", "mode": "consult", "readers": readers}
    purpose = {"purpose": "personnel_work", "purpose_detail": f"核对{SUBJECT}的职级"}
    ref = done(server.command("contact", "submit_request", **asked, **purpose))["ref"]
    label, ticks = world.kept.labels[0], dict.fromkeys(FORM_TICKS, True)
    code = hash_code(CODE)
    done(server.command("contact", "print_form", request=ref))
    for who, name, fields in (
        ("leader", "approve_request", {"step": "unit_sign"}),
        ("head", "approve_request", {"step": "room_review"}),
        ("archivist", "make_ready", {}),
        ("contact", "issue_collection_code", {"carrier": "screen", "code_hash": code}),
        ("archivist", "sight_form", ticks),
        ("archivist", "identify_reader", {"ordinal": 1, "card_kind": "id", "card_last4": "002X"}),
        ("archivist", "identify_reader", {"ordinal": 2, "card_kind": "id", "card_last4": "002X"}),
    ):
        seen = {"seen_version": world.request(ref).version} if name in SHOWN else {}
        done(server.command(who, name, request=ref, **fields, **seen))
    done(server.command("archivist", "present_code", code_hash=code))
    done(server.command("archivist", "see_label", label=label))
    counted = {"pieces": 12, "pages": 30}
    done(server.command("archivist", "count_before", request=ref, label=label, reader=1, **counted))
    shown = world.request(ref).version
    done(server.command("archivist", "hand_over", request=ref, labels=[label], seen_version=shown))
    done(server.command("archivist", "take_back", label=label))
    checked = {"label": label, "returner": READER, "agrees": True, **counted}
    done(server.command("archivist", "check_return", **checked))
    return str(ref)


def done(answer: tuple[int, dict[str, Any]]) -> dict[str, Any]:
    assert answer[0] == 200, answer
    data: dict[str, Any] = answer[1]["data"]
    return data


def stumble(server: Server, world: Lending) -> None:
    """Everything that goes wrong with a secret in hand: bad pages, bad bodies, a broken log."""
    for path in (f"/bind?code={INVITATION}", f"/desk/cases/{quote(SUBJECT)}", f"/{ID_NUMBER}"):
        server.call("GET", path, Accept="text/html")
        server.call("GET", path, Authorization=f"Bearer {TOKENS['head']}x")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    member = urlencode({"member": OFFICER, "pin": PIN}).encode()
    server.call("POST", "/login", member, **form)
    server.call("POST", "/bind", urlencode({"code": INVITATION, "confirm": "yes"}).encode(), **form)
    bearer = {"Authorization": f"Bearer {TOKENS['contact']}", "Idempotency-Key": PIN}
    json = {"Content-Type": "application/json", **bearer}
    for body in (f'{{"text": "{SUBJECT} {ID_NUMBER}"}}', f'{{"text": {ID_NUMBER}', f'"{SUBJECT}"'):
        server.call("POST", "/api/v1/chat/messages", body.encode(), **json)
        server.call("POST", "/api/v1/commands/submit_request", body.encode(), **json)
    server.command("contact", "submit_request", unit_id=SUBJECT, dossier=ID_NUMBER)


def break_the_log(server: Server, world: Lending) -> None:
    """A bug whose own message quotes what was being written."""
    with world.house.database.writing() as connection:
        connection.exec_driver_sql(BREAK)
    reader = {"name": READER, "is_personnel": True, "is_party_member": True}
    asked = {"unit_id": world.unit, "dossier": "GB-00001", "mode": "consult"}
    purpose = {"purpose": "personnel_work", "purpose_detail": SUBJECT}
    answer = server.command(
        "contact", "submit_request", **asked, **purpose, readers=[reader, {**reader, "name": "乙"}]
    )
    status, body = server.command("contact", "withdraw_request", request=done(answer)["ref"])
    assert (status, body["code"]) == (500, "bug")


def test_nothing_secret_is_found_in_any_log(world: Lending, tmp_path: Path) -> None:
    server = Server(world.house, tmp_path, TOKENS, PIN)
    try:
        server.wait()
        lend(server, world)
        stumble(server, world)
        break_the_log(server, world)
    finally:
        printed = server.stop()
    assert '"level"' in printed
    assert "IntegrityError" in printed, "the bug itself was logged"
    assert {secret: printed.count(secret) for secret in SECRETS if secret in printed} == {}
    logs = [path for path in (tmp_path / "data").rglob("*") if path.suffix in {".log", ".txt"}]
    assert not [p for p in logs if any(s in p.read_text(errors="replace") for s in SECRETS)]
