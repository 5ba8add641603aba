"""制度要问的每一项事实都从表里查得到：每条规定用真实的数据单独触发一次。
Every further fact of the law is found in the tables: real rows make each law speak.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import update

from core.custody.custody import Custody
from core.holdings.cadre import Authority, Cadre
from core.holdings.dossier import Volume
from core.members.room import Room
from core.outcome import Outcome
from core.requests.ask_law import ask_law
from core.requests.request import Request
from core.requests.submit_request import NamedReader
from tests.support.lending import TWO, Lending, a_case
from tests.support.restrictions import barred, dossier_id, on_hold


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


def change(world: Lending, statement: object) -> None:
    with world.house.database.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


RELATIVES = {"purpose": "political_review", "sub_purpose": "relatives"}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("copies_unnamed", {"mode": "copy"}),
    ("history_document_missing", {"purpose": "approved_history"}),
    ("sub_purpose_unlisted", {"sub_purpose": "notarisation"}),
    ("relatives_reviewed_by_certificate", RELATIVES),
]


@pytest.mark.parametrize(("law", "asked"), ASKED)
async def test_what_is_asked_is_judged_at_once(
    world: Lending, law: str, asked: dict[str, Any]
) -> None:
    assert laws(await world.submit(**asked)) == [law]


CURED: list[dict[str, Any]] = [
    {"mode": "copy", "copies_named": "任免审批表 2 页"},
    {"purpose": "approved_history", "approval_document": "青委〔2026〕5号"},
    {"sub_purpose": "pay"},
    {"source": "section"},
    RELATIVES | {"mode": "certify", "matter": "参加工作时间"},
]


@pytest.mark.parametrize("asked", CURED)
async def test_what_is_asked_in_full_goes_through(world: Lending, asked: dict[str, Any]) -> None:
    outcome = await world.submit(**asked)
    assert outcome.done
    assert vars_of(world.request(outcome.data["ref"])) >= asked.items()


def vars_of(request: Request) -> Any:
    return request.model_dump().items()


@pytest.mark.parametrize("authority", [Authority.CENTRAL, Authority.PROVINCIAL])
async def test_a_cadre_of_a_higher_authority_needs_that_authority_first(
    world: Lending, authority: Authority
) -> None:
    number = world.shelve("GB-00400", authority=authority).number
    assert laws(await world.submit(dossier=number)) == ["superior_approval_missing"]
    paper = {"approval_document": "省委组织部批复〔2026〕5号"}
    outcome = await world.submit(dossier=number, **paper)
    assert outcome.done
    assert world.request(outcome.data["ref"]).authority_needed


@pytest.mark.parametrize("authority", [Authority.MUNICIPAL, Authority.COUNTY])
async def test_the_room_s_own_authority_approves_its_own_cadres(
    world: Lending, authority: Authority
) -> None:
    number = world.shelve("GB-00401", authority=authority).number
    outcome = await world.submit(dossier=number)
    assert world.request(outcome.data["ref"]).authority_needed


async def test_who_is_neither_personnel_nor_party_is_answered_and_not_shown(
    world: Lending,
) -> None:
    stranger = NamedReader(name="周三", is_personnel=False, is_party_member=False)
    spoke = laws(await world.submit(readers=(TWO[0], stranger)))
    assert "reader_answered_not_shown" in spoke
    certify = {"mode": "certify", "matter": "参加工作时间"}
    asked = await world.submit(**certify, readers=(TWO[0], stranger))
    assert asked.done


async def test_a_loan_may_not_be_asked_for_longer_than_the_most(world: Lending) -> None:
    longest = world.house.law.book.periods["lend_most"].value
    too_long = await world.house.do(world.contact, world.lend(days_asked=longest + 1))
    assert laws(too_long) == ["loan_too_long"]
    assert (await world.house.do(world.contact, world.lend(days_asked=longest))).done


async def test_the_rights_of_the_person_are_not_lent_for(world: Lending) -> None:
    asked = world.lend(purpose="rights_of_the_person")
    assert laws(await world.house.do(world.contact, asked)) == ["rights_path_not_lent"]


async def test_a_unit_with_an_overdue_loan_gets_no_new_one_but_may_read(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    other = world.shelve("GB-00002")
    world.house.clock.advance(days=30)
    asked = world.lend(dossier=other.number)
    assert laws(await world.house.do(world.contact, asked)) == ["unit_has_overdue_loan"]
    assert (await world.submit(dossier=other.number)).done


async def test_a_loan_that_came_back_late_stands_against_nobody(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    world.house.clock.advance(days=30)
    assert (await world.take_back(world.labels(ref)[0])).done
    other = world.shelve("GB-00002")
    assert (await world.house.do(world.contact, world.lend(dossier=other.number))).done


@pytest.mark.parametrize(
    ("tick", "law"),
    [
        ("avoidance_signed", "avoidance_undeclared"),
        ("party_certified", "party_membership_uncertified"),
    ],
)
async def test_what_is_not_on_the_paper_keeps_the_volume_in(
    world: Lending, tick: str, law: str
) -> None:
    ref = await a_case(world, "ready")
    await world.show_evidence(ref, without="form")
    await world.sight(ref, **{tick: False})
    assert laws(await world.hand_over(ref)) == [law]


async def test_an_approval_that_lay_too_long_opens_nothing(world: Lending) -> None:
    ref = await a_case(world, "ready")
    world.house.clock.advance(days=14)
    await world.show_evidence(ref)
    assert "approval_expired" in laws(await world.hand_over(ref))


async def test_a_barred_reader_and_a_barred_handler_are_found(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    barred(world, name="李一")
    barred(world, member_id=world.head, dossier_id=dossier_id(world, world.kept.number))
    assert laws(await world.room_review(ref)) == ["handler_is_barred", "reader_is_barred"]


async def test_a_bar_on_another_dossier_or_of_the_past_says_nothing(world: Lending) -> None:
    other, past = world.shelve("GB-00002"), world.house.clock.now().date() - timedelta(days=9)
    barred(world, member_id=world.head, dossier_id=dossier_id(world, other.number))
    barred(world, name="李一", since=past, until=past)
    ref = await a_case(world, "unit_signed")
    assert (await world.room_review(ref)).done


async def test_nobody_takes_a_step_on_their_own_dossier(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    change(world, update(Cadre).values(member_id=world.head))
    assert laws(await world.room_review(ref)) == ["handler_is_subject"]


async def test_a_dossier_on_hold_goes_no_further(world: Lending) -> None:
    ref = await a_case(world, "unit_signed")
    on_hold(world, world.kept.number)
    assert laws(await world.room_review(ref)) == ["dossier_on_hold"]


async def test_discipline_is_reviewed_by_the_head_alone(world: Lending) -> None:
    asked = world.application(purpose="inspection_and_discipline")
    ref = await a_case(world, "unit_signed", asked)
    assert (await world.room_review(ref)).done


async def test_closed_hours_and_a_duplicate_below_rank_are_warnings(world: Lending) -> None:
    ref = await a_case(world, "ready")
    change(world, update(Room).values(opening="工作日 14:30—17:00"))
    change(world, update(Volume).values(kind="duplicate"))
    change(world, update(Cadre).values(rank="正科级"))
    await world.show_evidence(ref)
    outcome = await world.hand_over(ref)
    assert outcome.done
    assert [w["law"] for w in outcome.warns] == ["outside_opening_hours", "duplicate_below_rank"]


async def test_an_extension_comes_before_the_due_day_and_once(world: Lending) -> None:
    ref = await a_case(world, "out", world.lend())
    assert extend(world, ref) == ()
    change(world, update(Custody).values(extensions=1))
    assert extend(world, ref) == ("extension_used_up",)
    world.house.clock.advance(days=30)
    assert extend(world, ref) == ("extension_too_late", "extension_used_up")


def extend(world: Lending, ref: str) -> tuple[str, ...]:
    """What the law would say to an extension asked for now."""
    from core.principal import Principal
    from core.unit import Journal, OpenUnit

    house = world.house
    with house.looking() as session:
        who = Principal.member(world.contact, "test")
        unit = OpenUnit(session, who, house.clock.now(), house.law, Journal())
        return ask_law(unit, world.request(ref), "extend").fired


async def test_days_that_were_asked_for_make_the_due_day(world: Lending) -> None:
    await a_case(world, "out", world.lend(days_asked=2))
    (custody,) = world.house.all(Custody)
    assert str(custody.due_on) == "2026-11-27"
