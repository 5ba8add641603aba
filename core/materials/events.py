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
class MaterialMoved(MaterialEvent):
    """By a change of the register, whose number is `change`."""

    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialTakenOut(MaterialMoved):
    """A paper was taken out of its dossier by approval and is kept apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialPutBack(MaterialMoved):
    """A paper that had been taken out is in its dossier again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialDestroyed(MaterialMoved):
    """A paper that had been taken out was destroyed by approval, two people present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialsBound(Event):
    """Loose papers were put into a volume; `ref` is its label."""

    about: ClassVar[str] = "volume"
    ref: str
    dossier: int
    materials: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent(Event):
    """`change` is its number in the register, `kind` what is asked for."""

    about: ClassVar[str] = "dossier"
    ref: str
    change: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChangeAsked(ChangeEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChangeDropped(ChangeEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRead(Event):
    """Somebody read a dossier's catalogue, on the page or printed."""

    about: ClassVar[str] = "dossier"
    ref: str
    lines: int
    printed: bool
