"""数一数语句 / How many statements a piece of work costs: what a stopwatch could tell, without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.support.lending import Lending


@contextmanager
def counted(world: Lending) -> Iterator[list[str]]:
    """Every statement as SQLite itself hears it, from whichever layer it comes."""
    seen: list[str] = []
    engine = world.house.database.engine

    def trace(connection: Any) -> None:
        connection.connection.driver_connection.set_trace_callback(seen.append)

    event.listen(engine, "begin", trace)
    try:
        yield seen
    finally:
        event.remove(engine, "begin", trace)
