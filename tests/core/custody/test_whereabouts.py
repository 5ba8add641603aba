"""“李某档案在哪”：在库、阅档中、已借出、已归还待核，从何时起、在谁手里；办案用的只答暂不提供。

Where a volume is, since when and with whom; what an organ of discipline reads is the head's alone.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from core.custody.custody import Custody, Kind
from core.custody.pause_reading import PauseReading
from core.custody.whereabouts import VolumeAt, whereabouts
from core.holdings.dossier import Dossier, Volume
from core.holdings.search import reach_of
from tests.support.lending import Lending, a_case


def at(world: Lending, who: int = 0) -> VolumeAt:
    """Where the world's one volume is, as its archivist sees it."""
    who = who or world.archivist
    with world.house.looking() as session:
        number = session.exec(select(Dossier.id).where(Dossier.number == "GB-00001")).one()
        reach = reach_of(who, world.house.viewer(who).grants)
        (found,) = whereabouts(session, [number or 0], reach)
    (volume,) = found.volumes
    return volume


def test_a_volume_that_never_moved_is_in_store_since_always(world: Lending) -> None:
    assert (at(world).standing, at(world).since) == ("in_store", None)


async def test_a_volume_in_the_reading_room_says_since_when_and_for_whom(world: Lending) -> None:
    ref = await a_case(world, "out")
    now = world.house.clock.now()
    here = at(world)
    assert (here.standing, here.since, here.holder) == ("reading", now, "市财政局")
    assert (here.case, here.due_on) == (ref, date(2026, 11, 25))


async def test_a_lent_volume_says_until_when(world: Lending) -> None:
    await a_case(world, "out", world.lend())
    here = at(world)
    assert (here.standing, here.due_on) == ("lent", date(2026, 12, 4))


async def test_a_paused_volume_is_here_since_the_pause(world: Lending) -> None:
    await a_case(world, "out")
    world.house.clock.advance(hours=1)
    await world.house.do(world.archivist, PauseReading(label=world.kept.labels[0]))
    assert (at(world).standing, at(world).since) == ("paused", world.house.clock.now())


async def test_a_volume_that_came_back_waits_for_its_count_since_its_return(world: Lending) -> None:
    await a_case(world, "out")
    world.house.clock.advance(hours=1)
    await world.take_back(world.kept.labels[0])
    assert (at(world).standing, at(world).since) == ("returned", world.house.clock.now())


async def test_a_volume_put_back_says_since_when_it_lies_there(world: Lending) -> None:
    await a_case(world, "closed")
    assert (at(world).standing, at(world).since) == ("in_store", world.house.clock.now())


def test_a_custody_without_a_request_says_its_kind(world: Lending) -> None:
    now = world.house.clock.now()
    (volume,) = world.house.all(Volume)
    world.house.keep(
        Custody(
            volume_id=volume.id or 0,
            kind=Kind.TRANSFER,
            opened_at=now,
            opened_by=world.archivist,
        )
    )
    assert (at(world).standing, at(world).since) == ("transfer", now)


async def test_what_an_organ_of_discipline_reads_is_told_to_the_head_alone(world: Lending) -> None:
    ref = await a_case(world, "out")
    request = world.request(ref)
    request.purpose = "inspection_and_discipline"
    world.house.keep(request)
    hidden = at(world)
    assert hidden == VolumeAt(
        label=hidden.label, kind="original", ordinal=1, slot="", standing="withheld"
    )
    assert (at(world, world.head).standing, at(world, world.head).case) == ("reading", ref)


def test_another_rooms_dossier_is_nowhere(world: Lending) -> None:
    other = world.house.add_member()
    with world.house.looking() as session:
        assert whereabouts(session, [1], reach_of(other, ())) == []


async def test_one_question_answers_for_every_volume(world: Lending) -> None:
    world.shelve("GB-00002", volumes=3, name="李建国")
    with world.house.looking() as session:
        reach = reach_of(world.archivist, world.house.viewer(world.archivist).grants)
        first, second = whereabouts(session, [2, 1], reach)
    assert ([v.ordinal for v in first.volumes], str(first.name)) == ([1, 2, 3], "李**")
    assert second.number == "GB-00001"
