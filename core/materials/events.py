"""What happens to a material (材料) of a dossier. `ref` is the dossier's number, ids are the rows'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialEvent(Event):
    """`kind` is the required material's code or empty, `occasion` which of several."""

    about: ClassVar[str] = "dossier"
    ref: str
    dossier: int
    material: int
    kind: str
    occasion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialFiled(MaterialEvent):
    """A paper has its line in the catalogue: what was owed is there (销号)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialTakenOut(MaterialEvent):
    """A paper was taken out of its dossier by approval and is kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialPutBack(MaterialEvent):
    """A paper that had been taken out is in its dossier again."""
