"""移送纪检：凭移送函登记、另一人核对，复函也一样；系统不据此判断，档案照旧暂缓，等组织认定。
A referral and its answer are facts on paper by two people; the machine concludes nothing from them.
"""

from __future__ import annotations

from core.holdings.hold import Hold
from core.keyfacts.referral import ReferralLetter
from tests.support.keyfacts import SETTLED, KeyFacts


def letters(world: KeyFacts) -> list[tuple[str, bool | None]]:
    return [(it.kind, it.agrees) for it in world.house.all(ReferralLetter)]


async def test_a_letter_out_and_its_answer_move_nothing_and_keep_the_hold(world: KeyFacts) -> None:
    ref = await world.suspected()
    assert (await world.refer(ref)).done
    assert (await world.compare_letter(ref)).done
    assert (await world.refer(ref, "answered", said="已立案审查", document="纪复〔2026〕2号")).done
    assert (await world.compare_letter(ref)).data["state"] == "suspected"
    assert letters(world) == [("sent", True), ("answered", True)]
    (hold,) = world.house.all(Hold)
    assert hold.lifted_at is None
    assert [it.payload["agrees"] for it in world.house.log("referral_compared")] == [True, True]


async def test_only_the_head_enters_and_another_compares(world: KeyFacts) -> None:
    ref = await world.suspected()
    assert (await world.refer(ref, who=world.archivist)).code == "forbidden"
    assert (await world.compare_letter(ref)).code == "impossible_step"
    assert (await world.refer(ref)).done
    assert (await world.compare_letter(ref, who=world.head)).code == "same_person"
    assert (await world.refer(ref)).data["state"] == "letter_waits"


async def test_a_wrong_entry_is_void_and_made_anew(world: KeyFacts) -> None:
    ref = await world.suspected()
    await world.refer(ref, document="组移〔2026〕9号")
    assert (await world.compare_letter(ref, agrees=False)).done
    assert (await world.refer(ref)).done
    assert letters(world) == [("sent", False), ("sent", None)]


async def test_nothing_is_referred_before_an_organ_suspects_nor_answered_before_it_went_out(
    world: KeyFacts,
) -> None:
    ref = await world.doubtful()
    assert (await world.refer(ref)).code == "impossible_step"
    assert (await world.refer(ref, "answered", said="无")).data["state"] == "not_referred"
    assert (await world.refer(ref, "charged")).data["field"] == "kind"


async def test_an_answer_says_something_and_one_letter_is_out_at_a_time(world: KeyFacts) -> None:
    ref = await world.suspected()
    await world.refer(ref)
    await world.compare_letter(ref)
    assert (await world.refer(ref)).data["state"] == "referred"
    assert (await world.refer(ref, "answered")).data["field"] == "said"


async def test_an_answer_that_comes_after_the_organ_decided_is_still_written_down(
    world: KeyFacts,
) -> None:
    ref = await world.suspected()
    await world.refer(ref)
    await world.compare_letter(ref)
    assert (await world.enter(ref, "settle", SETTLED, value="1986.08")).done
    assert (await world.compare(ref)).data["state"] == "settled"
    assert (await world.refer(ref, "answered", said="不予立案")).done
    assert (await world.compare_letter(ref)).data["state"] == "settled"
