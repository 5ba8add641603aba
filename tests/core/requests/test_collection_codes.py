"""取档码：只存散列，换新作废旧码，过时无效，用过一次即止，出示后须在规定时间内交接。
Collection codes: hash only, replaced, expired, used once, and good for ten minutes once presented.
"""

from __future__ import annotations

from core.members.member import Role
from core.outcome import Outcome, StoredOutcome
from core.requests.collection_code import CollectionCode
from core.requests.issue_collection_code import IssueCollectionCode, hash_code
from core.requests.open_case import PresentCode
from tests.support.lending import Lending, a_case


def laws(outcome: Outcome) -> list[str]:
    return [reason["law"] for reason in outcome.reasons]


async def test_only_the_hash_of_a_code_is_kept_anywhere(world: Lending) -> None:
    code = await world.issue(await a_case(world, "ready"))
    assert [row.code_hash for row in world.house.all(CollectionCode)] == [hash_code(code)]
    assert not [o for o in world.house.all(StoredOutcome) if code in o.body]
    assert not [e for e in world.house.log() if code in str(e) or hash_code(code) in str(e)]


async def test_a_code_is_issued_only_while_the_case_is_ready(world: Lending) -> None:
    for state in ("submitted", "room_reviewed", "closed"):
        number = f"GB-1{len(state)}"
        kept = world.shelve(number, name=f"周{state}").number
        ref = await a_case(world, state, world.application(dossier=kept))
        command = IssueCollectionCode(request=ref, carrier="screen", code_hash="0" * 64)
        assert (await world.house.do(world.contact, command)).code == "impossible_step"


async def test_a_new_code_ends_the_one_before_on_the_same_carrier(world: Lending) -> None:
    ref = await a_case(world, "ready")
    old, paper = await world.issue(ref), await world.issue(ref, "paper")
    new = await world.issue(ref)
    assert (await world.present(old)).code == "stale"
    assert (await world.present(new)).done
    assert (await world.present(paper)).done


async def test_a_code_on_a_screen_runs_out_in_minutes_one_on_paper_in_days(
    world: Lending,
) -> None:
    ref = await a_case(world, "ready")
    screen, paper = await world.issue(ref), await world.issue(ref, "paper")
    world.house.clock.advance(minutes=5)
    assert (await world.present(screen)).code == "stale"
    assert (await world.present(paper)).done
    world.house.clock.advance(days=6)
    assert (await world.present(paper)).code == "stale"


async def test_an_invented_code_is_not_found(world: Lending) -> None:
    assert (await world.present("INVENTED")).code == "not_found"


async def test_another_rooms_archivist_cannot_present_a_code(world: Lending) -> None:
    code = await world.issue(await a_case(world, "ready"))
    stranger = world.house.add_member(Role.ARCHIVIST, room=world.house.add_room())
    command = PresentCode(code_hash=hash_code(code))
    assert (await world.house.do(stranger, command)).code == "forbidden"


async def test_a_presented_code_counts_for_ten_minutes(world: Lending) -> None:
    ref = await a_case(world, "ready")
    code = await world.issue(ref)
    await world.present(code)
    world.house.clock.advance(minutes=10, seconds=1)
    await world.show_evidence(ref, without="code")
    assert laws(await world.hand_over(ref)) == ["collection_code_invalid"]


async def test_a_code_opens_one_hand_over(world: Lending) -> None:
    two = world.shelve("GB-00002", volumes=2)
    ref = await a_case(world, "ready", world.application(dossier=two.number))
    code = await world.issue(ref)
    await world.present(code)
    await world.show_evidence(ref, without="code")
    assert (await world.hand_over(ref, two.labels[0])).done
    assert (await world.present(code)).code == "stale"
    assert laws(await world.hand_over(ref, two.labels[1])) == ["collection_code_invalid"]


async def test_the_same_hash_twice_is_a_plain_answer(world: Lending) -> None:
    ref = await a_case(world, "ready")
    code = await world.issue(ref)
    command = IssueCollectionCode(request=ref, carrier="screen", code_hash=hash_code(code))
    assert (await world.house.do(world.contact, command)).code == "taken"
    assert (await world.present(code)).done


async def test_a_code_must_be_a_hash_on_a_known_carrier(world: Lending) -> None:
    ref = await a_case(world, "ready")
    for carrier, hashed in (("cloud", "0" * 64), ("paper", "short")):
        command = IssueCollectionCode(request=ref, carrier=carrier, code_hash=hashed)
        assert (await world.house.do(world.contact, command)).code == "bad_value"
