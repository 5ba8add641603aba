"""没贴标签的卷，凭档案编号加库位也能办；标签扫过一次，就不再认键入（F17）。

A volume without a label is evidence by number and slot together, until its label has been read.
"""

from __future__ import annotations

from core.custody.see_by_number import SeeByNumber, label_of
from core.holdings.dossier import Slot, Volume
from core.outcome import Outcome
from tests.support.lending import Lending, a_case


def in_slot(world: Lending, code: str = "A-01-1") -> str:
    """The world's volume lies in this slot; gives its label."""
    (volume,) = world.house.all(Volume)
    volume.slot_id = world.house.keep(Slot(room_id=world.room, code=code))
    world.house.keep(volume)
    return world.kept.labels[0]


async def typed(world: Lending, dossier: str = "GB-00001", slot: str = "A-01-1") -> Outcome:
    return await world.house.do(world.archivist, SeeByNumber(dossier=dossier, slot=slot))


async def test_number_and_slot_are_evidence_for_a_hand_over(world: Lending) -> None:
    label = in_slot(world)
    ref = await a_case(world, "ready")
    await world.show_evidence(ref, without="label")
    assert (await world.hand_over(ref)).status == "refused"
    seen = await typed(world, " gb-00001 ", "a-01-1")
    assert seen.data == {"label": label}
    assert (await world.hand_over(ref)).done


async def test_both_must_fit(world: Lending) -> None:
    in_slot(world)
    assert (await typed(world, slot="A-01-2")).code == "not_found"
    assert (await typed(world, dossier="GB-00002")).code == "not_found"


async def test_once_its_label_was_read_typing_is_no_evidence(world: Lending) -> None:
    label = in_slot(world)
    await world.see(label)
    assert (await typed(world)).code == "impossible_step"


async def test_only_an_archivist_of_the_room_can_type_it(world: Lending) -> None:
    in_slot(world)
    stranger = world.house.add_member()
    command = SeeByNumber(dossier="GB-00001", slot="A-01-1")
    assert (await world.house.do(stranger, command)).code == "forbidden"
    assert (await world.house.do(world.contact, command)).code == "forbidden"


async def test_the_log_says_that_it_was_typed(world: Lending) -> None:
    in_slot(world)
    await typed(world)
    assert world.house.log("volume_seen")[0].payload["source"] == "typed"


def test_a_counter_finds_the_label_by_what_was_typed(world: Lending) -> None:
    label = in_slot(world)
    with world.house.looking() as session:
        assert label_of(session, "GB-00001", "A-01-1", {world.room}) == label
        assert label_of(session, "GB-00001", "A-01-1", set()) is None
        assert label_of(session, "GB-00001", "A-99", {world.room}) is None
