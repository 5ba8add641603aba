"""备好的办件确实可以出库 / The prepared cases are ready: the law lets each go out, on both databases."""

from __future__ import annotations

from bot.bench.ready_cases import prepare
from bot.bench.staff import appoint
from core.database import Database
from core.dispatch import Dispatch
from core.principal import Principal
from tests.support.clock import FixedClock
from tests.support.house import shipped_law


async def test_a_prepared_case_goes_out_once(house_url: str) -> None:
    database, clock = Database(house_url), FixedClock()
    with database.writing() as connection:
        staff = appoint(connection, clock.now())
        first, second = prepare(connection, staff, 2, clock.now())
    dispatch = Dispatch(database, shipped_law(), clock)
    archivist = Principal.member(staff.archivists[first.archivist], "api")
    gone = await dispatch(archivist, first.command, "first")
    again = await dispatch(archivist, first.command, "again")
    other = await dispatch(archivist, second.command, "second")
    dispatch.close()
    assert gone.done, gone
    assert other.done, other
    assert again.code == "stale"
