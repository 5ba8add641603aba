"""Import a roster (导入花名册): rooms, units, cadres, dossiers, volumes and slots in one go.

The workbook was read and checked before (`roster/`, `check_workbook`); here everything is written in
one transaction or nothing is. A dossier that is already there, by its number, is brought up to date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from core.command import Answer, Command, Done, content_hash, use_case
from core.custody.carry_over import carry_over
from core.errors import BadValue
from core.gaps.dossier_to_count import queue_counting
from core.holdings.compare_roster import compare_roster
from core.holdings.events import RosterImported
from core.holdings.keep_catalogue import keep_catalogue
from core.holdings.register_contacts import register_contacts
from core.holdings.roster.other_sheets import ClassRow, ContactRow, LoanRow, MaterialRow, UnitRow
from core.holdings.roster.row import RosterRow
from core.holdings.roster_dossiers import (
    Differing,
    Places,
    insert_dossiers,
    known_dossiers,
    update_dossiers,
)
from core.holdings.roster_places import rooms_named, slots_named, units_named
from core.materials.keep_lines import keep_lines
from core.members.member import Role
from core.members.setup import demand_setup_open
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRoster(Command):
    """The roster's rows, and those of the optional sheets.

    What stands in a column that the roster leaves out (`left_out`) stays as it is.
    """

    rows: tuple[RosterRow, ...]
    units: tuple[UnitRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    catalogue: tuple[ClassRow, ...] = ()
    materials: tuple[MaterialRow, ...] = ()
    loans: tuple[LoanRow, ...] = ()
    left_out: tuple[str, ...] = ()


@use_case(ImportRoster, roles={Role.ADMINISTRATOR}, principals={"setup"})
def import_roster(command: ImportRoster, unit: OpenUnit) -> Answer:
    """Write everything; answers how many dossiers are new, how many were here (and of these how many
    say what they said before), and how much came from each of the other sheets.

    Raises BadValue where a sheet names what is not there.
    """
    demand_setup_open(unit)
    if not command.rows:
        raise BadValue(field="rows")
    rooms = rooms_named(unit, [*command.rows, *command.units])
    units = units_named(unit, command.units, command.rows, rooms)
    at = Places(rooms, units, slots_named(unit, command.rows, rooms))
    known = known_dossiers(unit, command.rows)
    found = compare_roster(unit.session, command.rows, command.left_out)
    differ = {each.number for each in found.changed}
    new = [row for row in command.rows if row.dossier_number not in known]
    old = [row for row in command.rows if row.dossier_number in known]
    insert_dossiers(unit, new, at)
    differing = [row for row in old if row.dossier_number in differ]
    update_dossiers(unit, Differing(differing, command.left_out), known, at)
    others = {
        "contacts": register_contacts(unit, command.contacts, units),
        "catalogue": keep_catalogue(unit, command.catalogue),
        "materials": keep_lines(unit, command.materials),
        "loans": carry_over(unit, command.loans, units),
    }
    _have_counted(command, unit)
    unit.record(
        RosterImported(
            ref=hashlib.sha256(unit.principal.name.encode()).hexdigest()[:16],
            imported=len(new),
            updated=len(old),
            digest=content_hash(command),
        )
    )
    counts = {"imported": len(new), "updated": len(old), "unchanged": found.unchanged}
    return Done({**counts, **others})


def _have_counted(command: ImportRoster, unit: OpenUnit) -> None:
    """Dossiers with lines of a catalogue were counted with them; the others wait for the clock."""
    counted = {row.dossier_number for row in command.materials}
    numbers = dict.fromkeys(row.dossier_number for row in command.rows)
    queue_counting(unit.session, [it for it in numbers if it not in counted], unit.now)
