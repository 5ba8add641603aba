"""Cells that contradict each other (前后不一致): within a row, and between rows of one file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.holdings.roster.columns import Value
from core.holdings.roster.id_number import born_by
from core.holdings.roster.problem import Unreadable, echo

Doubt = tuple[str, Unreadable]  # the field it stands at, and why
DATES = ("born", "began_work", "joined_party")


@dataclass(slots=True)
class Agreement:
    """Checks rows one after another and remembers which numbers it has seen where.

    `rooms` are the archive rooms that exist (None: any name is taken); `as_of` is the day no date
    may lie behind (None: not checked). Unreadable cells are absent from `values`.
    """

    rooms: Collection[str] | None = None
    as_of: date | None = None
    _dossiers: dict[str, int] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)

    def doubts(self, row: int, values: Mapping[str, Value]) -> Iterator[Doubt]:
        """Everything in this row that cannot be so."""
        yield from _birth_doubts(values)
        yield from self._future_dates(values)
        yield from self._room_doubts(values)
        if values.get("originals") == 0 and values.get("duplicates") == 0:
            yield "originals", Unreadable("no_volume")
        yield from _seen(self._dossiers, values, row, "dossier_number", "dossier_number_twice")
        yield from _seen(self._ids, values, row, "id_number", "id_number_twice")

    def _future_dates(self, values: Mapping[str, Value]) -> Iterator[Doubt]:
        if self.as_of is None:
            return
        this_month = f"{self.as_of:%Y-%m}"
        for name in DATES:
            if (value := values.get(name)) and str(value) > this_month:
                yield name, Unreadable("date_in_future", value=str(value))

    def _room_doubts(self, values: Mapping[str, Value]) -> Iterator[Doubt]:
        room = values.get("room")
        if self.rooms is not None and room and room not in self.rooms:
            offered = "、".join(sorted(self.rooms))
            yield "room", Unreadable("room_unknown", value=echo(room), offered=offered)


def _birth_doubts(values: Mapping[str, Value]) -> Iterator[Doubt]:
    born = values.get("born")
    if not born:
        return
    number = values.get("id_number")
    if number and born_by(str(number)) != born:
        yield "born", Unreadable("born_contradicts_id", value=str(born))
    for name in DATES[1:]:
        if (value := values.get(name)) and str(value) <= str(born):
            yield name, Unreadable("not_after_birth", value=str(value), born=str(born))


def _seen(
    places: dict[str, int], values: Mapping[str, Value], row: int, name: str, code: str
) -> Iterator[Doubt]:
    if name not in values:
        return
    first = places.setdefault(str(values[name]), row)
    if first != row:
        yield name, Unreadable(code, first=first)
