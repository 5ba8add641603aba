"""重新导入花名册：与材料不一致的列出来；组织已认定、系统还没有更新的不重复列；改回去的再列。
A roster imported anew is held against the papers; what was settled waits for the system, then holds.
"""

from __future__ import annotations

from sqlmodel import Session

from core.holdings.cadre import Cadre
from core.holdings.events import RosterImported
from core.keyfacts.difference import Difference
from core.keyfacts.export_updates import AcknowledgeUpdates, ExportUpdates
from core.keyfacts.when_roster_imported_compare import when_roster_imported
from core.principal import Principal
from core.unit import Journal, OpenUnit
from tests.support.keyfacts import KeyFacts


def states(world: KeyFacts) -> list[str]:
    return [it.state for it in world.house.all(Difference)]


def imported(world: KeyFacts, born: str) -> None:
    """The roster says so now, as the import tells those who listen."""
    house = world.house
    (cadre,) = house.all(Cadre)
    cadre.born = born
    house.keep(cadre)
    with house.database.writing() as connection, Session(connection) as session:
        unit = OpenUnit(session, Principal.setup(), house.clock.now(), house.law, Journal())
        when_roster_imported(RosterImported(ref="x", imported=0, updated=1, digest="x"), unit)
        session.commit()


async def test_a_roster_that_agrees_opens_nothing_and_one_that_differs_opens_one_item(
    world: KeyFacts,
) -> None:
    await world.show("1985.08")
    await world.show("1985.08.03")
    imported(world, "1985-08")
    assert states(world) == []
    imported(world, "1986-08")
    imported(world, "1987-08")
    assert states(world) == ["differing"]


async def test_what_was_settled_waits_for_the_system_and_then_holds(world: KeyFacts) -> None:
    await world.settled("1986.08.12")
    imported(world, "1985-08")
    assert states(world) == ["settled"]
    out = await world.house.do(world.archivist, ExportUpdates(room_id=world.room))
    taken = AcknowledgeUpdates(list=str(out.data["list"]), receipt="回执 1")
    assert (await world.house.do(world.archivist, taken)).done
    imported(world, "1986-08")
    assert states(world) == ["settled"]
    imported(world, "1985-08")
    assert states(world) == ["settled", "differing"]
