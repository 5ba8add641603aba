"""提交申请：问制度、编号、开明细；被拒的什么也不留，只留裁定和日志；填错的说明哪一栏。
Submitting asks the law, gives a number and opens the lines; a refusal keeps only decision and log.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.decisions import KeptDecision
from core.members.member import Role
from core.outcome import StoredOutcome
from core.requests.line import Line
from core.requests.reader import Reader
from core.requests.request import Request
from tests.support.lending import TWO, Lending

WRONG: list[tuple[str, dict[str, object]]] = [
    ("mode", {"mode": "borrow"}),
    ("purpose", {"purpose": "p" * 41}),
    ("purpose_detail", {"purpose_detail": "事" * 201}),
    ("lending_reason", {"lending_reason": "由" * 61}),
    ("classes", {"classes": "类" * 81}),
    ("channel", {"channel": "moon"}),
    ("channel", {"channel": "counter"}),
    ("readers", {"readers": TWO * 5}),
    ("readers", {"readers": (replace(TWO[0], name="  "),)}),
    ("readers", {"readers": (replace(TWO[0], name="名" * 41),)}),
    ("readers", {"readers": (replace(TWO[0], exception="自称例外"),)}),
]


async def test_a_request_in_order_is_numbered_and_opens_a_line_per_volume(world: Lending) -> None:
    two = world.shelve("GB-00002", volumes=2)
    outcome = await world.submit(dossier=two.number)
    request = world.request(outcome.data["ref"])
    assert outcome.done
    assert outcome.data["number"] == request.number
    assert request.number.startswith("组档办〔2026〕")
    assert (request.state, request.round) == ("submitted", 1)
    assert world.labels(request.ref) == two.labels
    assert [reader.name for reader in world.house.all(Reader)] == ["李一", "赵二"]


async def test_the_decision_is_kept_with_the_book_the_facts_and_what_fired(world: Lending) -> None:
    outcome = await world.submit()
    kept = world.house.get(KeptDecision, outcome.decision)
    assert (kept.about, kept.step, kept.allowed) == (outcome.data["ref"], "submit", True)
    assert kept.book_version == world.house.law.book.version
    assert '"readers":2' in (kept.facts or "")


async def test_a_refusal_gives_all_reasons_and_changes_nothing(world: Lending) -> None:
    outcome = await world.submit(readers=TWO[:1], purpose="curiosity")
    assert outcome.status == "refused"
    assert {r["law"] for r in outcome.reasons} == {"too_few_readers", "purpose_unlisted"}
    assert all(r["remedy"] and r["basis"]["instrument"] for r in outcome.reasons)
    for table in (Request, Line, Reader):
        assert world.house.all(table) == []


async def test_one_person_named_twice_is_no_second_reader(world: Lending) -> None:
    outcome = await world.submit(readers=(TWO[0], replace(TWO[1], name=" 李 一 ")))
    assert {r["law"] for r in outcome.reasons} == {"too_few_readers"}


async def test_a_refusal_is_remembered_kept_and_logged(world: Lending) -> None:
    outcome = await world.submit(readers=TWO[:1])
    (logged,) = world.house.log("request_refused")
    (kept,) = world.house.all(KeptDecision)
    assert logged.payload["laws"] == ["too_few_readers"]
    assert logged.payload["decision"] == kept.ref == outcome.decision
    assert (kept.allowed, kept.fired) == (False, "too_few_readers")
    assert '"refused"' in world.house.all(StoredOutcome)[0].body


@pytest.mark.parametrize(("field", "changes"), WRONG)
async def test_what_cannot_be_is_told_by_its_field(
    world: Lending, field: str, changes: dict[str, object]
) -> None:
    outcome = await world.submit(**changes)
    assert (outcome.code, outcome.data) == ("bad_value", {"field": field})
    assert world.house.all(Request) == []
    assert world.house.law.alarms == 0


async def test_staff_enter_a_walk_in_with_a_registered_exception(world: Lending) -> None:
    officer = replace(TWO[0], is_personnel=False, exception="纪检监察〔2026〕7号")
    walk_in = world.application(readers=(officer, TWO[1]), channel="counter")
    outcome = await world.house.do(world.archivist, walk_in)
    assert outcome.done
    assert world.request(outcome.data["ref"]).applicant_id == world.archivist


async def test_staff_cannot_name_a_unit_that_is_not_there(world: Lending) -> None:
    walk_in = world.application(unit_id=4711, channel="counter")
    assert (await world.house.do(world.archivist, walk_in)).code == "not_found"


async def test_a_dossier_without_an_original_has_nothing_to_read(world: Lending) -> None:
    empty = world.shelve("GB-00003", volumes=0)
    assert (await world.submit(dossier=empty.number)).code == "not_found"


async def test_only_a_contact_for_the_own_unit_or_staff_submit(world: Lending) -> None:
    other = world.house.add_unit(world.room)
    stranger = world.house.add_member(Role.UNIT_CONTACT, unit=other)
    for who in (stranger, world.leader, world.head):
        assert (await world.house.do(who, world.application())).code == "forbidden"
