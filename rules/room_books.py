"""Room overlays (各室补充规定): the house's own folder over the shipped book, a room's over both.

`RULES_DIR/*.toml` speaks for the whole house, `RULES_DIR/rooms/<room name>/*.toml` for one archive
room. A law marked `fixed` stands in every room.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rules.book import SHIPPED, RuleBook, load_book

ROOMS = "rooms"


@dataclass(frozen=True, slots=True)
class HouseBooks:
    """The book of the house, and the books of those rooms that have their own, by room name."""

    house: RuleBook
    rooms: dict[str, RuleBook]


def load_books(own: Path | None = None) -> HouseBooks:
    """The shipped book under this folder's overlays; raises BookRefused with every problem found."""
    layers = [SHIPPED, *_layer(own)]
    rooms = sorted(path for path in own.glob(f"{ROOMS}/*") if path.is_dir()) if own else []
    return HouseBooks(load_book(*layers), {room.name: load_book(*layers, room) for room in rooms})


def _layer(own: Path | None) -> list[Path]:
    """A folder that holds nothing but rooms is no layer; an empty one is refused as such."""
    if own is None:
        return []
    return [] if (own / ROOMS).is_dir() and not any(own.glob("*.toml")) else [own]
