"""What an inspector entered (鉴别所见) about one piece."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Points that are amiss (of SEEN), flags that are so or harmless.

    `dossier` is whose it is, where the list does not say; the row's id.
    """

    amiss: Collection[str] = ()
    so: Collection[str] = ()
    harmless: Collection[str] = ()
    name: str = ""
    pages: int | None = None
    formed_on: date | None = None
    dossier: int | None = None
