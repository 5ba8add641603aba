"""Questions about materials (材料): find one, its room; find a change of one."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import col, select

from core.command import Place
from core.errors import NotFound
from core.holdings.dossier import Dossier
from core.materials.material import Material
from core.materials.material_change import MaterialChange
from core.unit import OpenUnit


class OnMaterial(Protocol):
    """A command about one material, named by its reference."""

    @property
    def material(self) -> str: ...


class OnChange(Protocol):
    """A command about one change, named by its reference."""

    @property
    def change(self) -> str: ...


class OnDossier(Protocol):
    """A command about one dossier, named by its number."""

    @property
    def dossier(self) -> str: ...


def room_of_dossier(command: OnDossier, unit: OpenUnit) -> Place:
    """The room that keeps the dossier; raises NotFound."""
    room_id = unit.session.exec(
        select(Dossier.room_id).where(Dossier.number == command.dossier)
    ).first()
    if room_id is None:
        raise NotFound
    return Place(room_id=room_id)


def room_of_material(command: OnMaterial, unit: OpenUnit) -> Place:
    """The room that keeps the material's dossier; raises NotFound."""
    return Place(room_id=find_material(unit, command.material)[1].room_id)


def room_of_change(command: OnChange, unit: OpenUnit) -> Place:
    """The room whose register names the change; raises NotFound."""
    return Place(room_id=find_change(unit, command.change).room_id)


def find_material(unit: OpenUnit, ref: str) -> tuple[Material, Dossier]:
    """The material and its dossier, both locked. Raises NotFound."""
    row = unit.session.exec(
        select(Material, Dossier)
        .join(Dossier, col(Dossier.id) == Material.dossier_id)
        .where(Material.ref == ref)
        .with_for_update()
    ).first()
    if row is None:
        raise NotFound
    return row


def find_change(unit: OpenUnit, ref: str) -> MaterialChange:
    """The change, locked. Raises NotFound."""
    found = unit.session.exec(
        select(MaterialChange).where(MaterialChange.ref == ref).with_for_update()
    ).first()
    if found is None:
        raise NotFound
    return found
