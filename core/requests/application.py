"""An application (申请内容): what is asked, of whose dossier, and whether it can be asked like that."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import col, select

from core.command import Command
from core.errors import BadValue, NotFound
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.members.room import Room
from core.members.units import SECTION, Unit
from core.requests.request import Mode, Source
from core.unit import OpenUnit

CHANNELS = ("counter", "inside", "outside")
MOST_READERS = 9
MOST_DOSSIERS = 60
MOST_DAYS = 400
LONGEST = {
    **{"purpose": 40, "purpose_detail": 200, "lending_reason": 60, "classes": 80},
    **{"sub_purpose": 40, "approval_document": 80, "copies_named": 200},
    **{"matter": 200, "reserved": 40},
}
# Who comes to the window themselves: only staff enter what they ask.
BY_STAFF = frozenset({Source.ORGAN, Source.WALK_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReader:
    """A reader as the applicant names them on the form."""

    name: str
    is_personnel: bool
    is_party_member: bool
    declares_kinship: bool = False
    exception: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitRequest(Command):
    """`dossier` is a dossier number; `earlier` the reference of a request that was sent back.

    A list (批量查阅) names up to 59 more dossiers of the same room as `further`.

    `days_asked` are working days of a loan, 0 for the book's usual term; `copies_named` lists what
    is to be copied; `matter` is what is to be certified; `approval_document` is the committee's
    approval or the organ's letter; `reserved` the number that a blank form of the emergency kit
    bears already.
    """

    unit_id: int
    dossier: str
    mode: str
    purpose: str
    purpose_detail: str
    readers: tuple[NamedReader, ...]
    lending_reason: str = ""
    classes: str = ""
    channel: str = "inside"
    earlier: str = ""
    source: str = Source.UNIT
    sub_purpose: str = ""
    approval_document: str = ""
    copies_named: str = ""
    matter: str = ""
    days_asked: int = 0
    reserved: str = ""
    further: tuple[str, ...] = ()

    @property
    def dossiers(self) -> tuple[str, ...]:
        """Every dossier number that is asked for, each once, in the order of the list."""
        return tuple(dict.fromkeys((self.dossier, *self.further)))


@dataclass(frozen=True, slots=True)
class Named:
    """The dossier that was named, the room that keeps it, who manages the cadre."""

    dossier: Dossier
    room: Room
    authority: str


def check_values(command: SubmitRequest, by_staff: bool) -> None:
    """Raise BadValue(field) for what no column, law or person could take."""
    for field, most in LONGEST.items():
        if len(getattr(command, field)) > most:
            raise BadValue(field=field)
    if command.mode not in set(Mode):
        raise BadValue(field="mode")
    if command.channel not in CHANNELS or (command.channel == "counter" and not by_staff):
        raise BadValue(field="channel")
    if command.source not in set(Source) or (command.source in BY_STAFF and not by_staff):
        raise BadValue(field="source")
    if command.reserved and (not by_staff or command.earlier):
        raise BadValue(field="reserved")
    if not 0 <= command.days_asked <= MOST_DAYS:
        raise BadValue(field="days_asked")
    if len(command.further) >= MOST_DOSSIERS:
        raise BadValue(field="further")
    if len(command.readers) > MOST_READERS:
        raise BadValue(field="readers")
    for reader in command.readers:
        check_reader(reader, by_staff)


def check_reader(reader: NamedReader, by_staff: bool) -> None:
    """An exception (经批准的例外) is registered by the room, never claimed by who asks."""
    if not reader.name.strip() or len(reader.name) > 40 or len(reader.exception) > 60:
        raise BadValue(field="readers")
    if reader.exception and not by_staff:
        raise BadValue(field="readers")


def named_dossiers(command: SubmitRequest, unit: OpenUnit, by_staff: bool) -> dict[str, Named]:
    """Those of the numbers that this person may name, all of one room; raises NotFound for none.

    A contact may name dossiers of their own unit's people, the contact of a section those of the
    room's people; all else is asked at the window.
    """
    rows = unit.session.exec(
        select(Dossier, Room, Cadre.unit_id, Cadre.custody_authority)
        .join(Room, col(Room.id) == Dossier.room_id)
        .join(Cadre, col(Cadre.id) == Dossier.cadre_id)
        .where(col(Dossier.number).in_(command.dossiers))
    ).all()
    of_room = _room_of_section(command, unit)
    found = {
        dossier.number: Named(dossier, room, authority)
        for dossier, room, unit_id, authority in rows
        if by_staff or unit_id == command.unit_id or dossier.room_id == of_room
    }
    listed = [found[number] for number in command.dossiers if number in found]
    if not listed:
        raise NotFound
    # One request, one room: its form, its number, its counter.
    room_id = listed[0].dossier.room_id
    return {it.dossier.number: it for it in listed if it.dossier.room_id == room_id}


def _room_of_section(command: SubmitRequest, unit: OpenUnit) -> int | None:
    """The room whose people a section may ask about; None for whoever is no section."""
    if command.source != Source.SECTION:
        return None
    asking = unit.session.get(Unit, command.unit_id)
    return asking.room_id if asking is not None and asking.nature == SECTION else None
