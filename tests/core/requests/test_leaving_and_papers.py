"""撤回、不办了、逾期未取；打印、核对原件、核对证件：各在什么状态办，错了怎样说。
Withdrawing, cancelling, expiring; printing, sighting, identifying: when they can be done.
"""

from __future__ import annotations

import pytest

from core.principal import Principal
from core.requests.expire_uncollected import ExpireUncollected
from core.requests.form import SightedForm
from core.requests.identify_reader import IdentifyReader
from core.requests.open_case import ReadCase
from core.requests.print_form import PrintForm
from core.requests.reader import Reader
from core.requests.sight_form import SightForm
from core.requests.withdraw_request import WithdrawRequest
from tests.support.lending import Lending, a_case


@pytest.mark.parametrize("state", ["submitted", "unit_signed", "room_reviewed", "ready"])
async def test_the_applicant_alone_takes_a_request_back(world: Lending, state: str) -> None:
    ref = await a_case(world, state)
    command = WithdrawRequest(request=ref)
    for other in (world.leader, world.archivist, world.head):
        assert (await world.house.do(other, command)).code == "not_found"
    assert (await world.house.do(world.contact, command)).done
    assert world.request(ref).state == ("cancelled" if state == "ready" else "withdrawn")


@pytest.mark.parametrize("state", ["out", "returned", "closed"])
async def test_once_a_volume_is_out_it_must_come_back_first(world: Lending, state: str) -> None:
    ref = await a_case(world, state)
    before = world.request(ref)
    assert (await world.house.do(world.contact, WithdrawRequest(request=ref))).code == (
        "impossible_step"
    )
    assert world.request(ref) == before


async def half_read(world: Lending) -> str:
    """Of two volumes one was read and is back, nobody fetched the other."""
    two = world.shelve("GB-00002", volumes=2)
    ref = await a_case(world, "ready", world.application(dossier=two.number))
    await world.show_evidence(ref)
    assert (await world.hand_over(ref, two.labels[0])).done
    await world.take_back(two.labels[0])
    await world.check(two.labels[0])
    assert world.request(ref).state == "ready"
    return ref


async def test_a_half_read_case_ends_when_the_rest_is_not_wanted(world: Lending) -> None:
    ref = await half_read(world)
    assert (await world.house.do(world.contact, WithdrawRequest(request=ref))).done
    assert (world.request(ref).state, world.line_states(ref)) == ("closed", ["checked", "dropped"])


async def tick(world: Lending, **later: float) -> int:
    world.house.clock.advance(**later)
    outcome = await world.house.do(Principal.clock(), ExpireUncollected())
    return int(outcome.data["expired"])


async def test_what_nobody_fetches_goes_back_to_the_store(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert await tick(world) == 0
    assert await tick(world, days=5) == 0  # Monday 30 November is the third working day
    assert await tick(world, days=1) == 1
    assert (world.request(ref).state, world.line_states(ref)) == ("not_collected", ["dropped"])
    assert await tick(world) == 0


async def test_a_case_whose_volume_is_away_does_not_expire(world: Lending) -> None:
    ref = await a_case(world, "out")
    assert await tick(world, days=30) == 0
    assert world.request(ref).state == "ready"


async def test_a_half_read_case_is_closed_when_it_expires(world: Lending) -> None:
    ref = await half_read(world)
    assert await tick(world, days=30) == 1
    assert world.request(ref).state == "closed"


async def test_the_first_printing_is_remembered_every_one_is_logged(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    await world.print_form(ref)
    first = world.request(ref).form_printed_at
    world.house.clock.advance(hours=1)
    await world.print_form(ref)
    assert world.request(ref).form_printed_at == first
    assert len(world.house.log("form_printed")) == 2


async def test_an_ended_case_has_no_papers(world: Lending) -> None:
    ref = await a_case(world, "closed")
    ticks = {"signed": True, "sealed": True, "dated": True, "matches": True}
    assert (await world.house.do(world.contact, PrintForm(request=ref))).code == "impossible_step"
    assert (await world.house.do(world.archivist, SightForm(request=ref, **ticks))).code == (
        "impossible_step"
    )


async def test_the_last_look_at_the_form_counts(world: Lending) -> None:
    ref = await a_case(world, "ready")
    await world.sight(ref, sealed=False)
    await world.sight(ref)
    assert world.house.get(SightedForm, world.request(ref).id).sealed
    assert [e.payload["sealed"] for e in world.house.log("form_sighted")] == [False, True]


async def test_a_scan_that_is_not_there_is_a_bad_value(world: Lending) -> None:
    ref = await a_case(world, "ready")
    assert (await world.sight(ref, scan_id=99)).code == "bad_value"


@pytest.mark.parametrize(
    ("ordinal", "kind", "digits", "code"),
    [
        (1, "work_and_id", "002X", ""),
        (3, "work_and_id", "0021", "not_found"),
        (1, "passport", "0021", "bad_value"),
        (1, "id", "021", "bad_value"),
        (1, "id", "0 21", "bad_value"),
    ],
)
async def test_a_reader_is_identified_by_kind_and_four_digits(
    world: Lending, ordinal: int, kind: str, digits: str, code: str
) -> None:
    ref = await a_case(world, "ready")
    card = IdentifyReader(request=ref, ordinal=ordinal, card_kind=kind, card_last4=digits)
    assert (await world.house.do(world.archivist, card)).code == code
    seen = [reader.card_last4 for reader in world.house.all(Reader)]
    assert seen == (["002X", ""] if not code else ["", ""])


async def test_readers_are_identified_only_when_the_case_is_ready(world: Lending) -> None:
    ref = await a_case(world, "room_reviewed")
    assert (await world.identify(ref, 1)).code == "impossible_step"


async def test_who_opens_a_case_with_its_names_is_logged(world: Lending) -> None:
    ref = await a_case(world, "submitted")
    assert (await world.house.do(world.archivist, ReadCase(request=ref, where="desk"))).done
    assert (await world.house.do(world.archivist, ReadCase(request=ref, where="x"))).code == (
        "bad_value"
    )
    assert [e.payload["where"] for e in world.house.log("case_read")] == ["desk"]
