"""Return check (当面清点核对): archivist and returner count face to face against the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from core.command import Answer, Command, Done, use_case
from core.custody.ask_return import Counting, ask_return, counting_of
from core.custody.close_custody import close_line
from core.custody.count_after import count_after
from core.custody.discrepancy import Discrepancy
from core.custody.events import DiscrepancyFound, DiscrepancySettled
from core.custody.questions import OutOfStore, out_of_store, room_of_label
from core.custody.unpack_return import unpack_return
from core.errors import (
    BadValue,
    ImpossibleStep,
    NotFound,
    SecondStepBySamePerson,
    SheetsOut,
)
from core.members.member import Member, Role
from core.requests.line import SETTLED, LineState, LineStep
from core.requests.questions import lines_of
from core.sheets.questions import sheets_in_hand
from core.unit import OpenUnit
from rules.decision import Refused

KINDS = (
    *("pages_missing", "pages_damaged", "foreign_pages", "order", "seal_broken"),
    *("wrong_volume", "other"),
)
LONGEST_PAGES = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReturn(Command):
    """`returner` is the person who stood there; `agrees` whether the count fits the catalogue.

    `pieces` and `pages` of a volume that was counted out; `bag` and `seal_intact` of one that was
    lent in a sealed bag.
    `page_numbers` are those of pages that differ; `statement_signed` says that the returner's
    signed statement lies here.
    """

    label: str
    returner: str
    agrees: bool
    kind: str = ""
    remark: str = ""
    pieces: int | None = None
    pages: int | None = None
    bag: str = ""
    seal_intact: bool | None = None
    page_numbers: str = ""
    statement_signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDiscrepancy(Command):
    """The head decides what becomes of a discrepancy; the volume may then go back on its shelf."""

    label: str
    resolution: str


@use_case(
    CheckReturn,
    roles={Role.ARCHIVIST},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def check_return(command: CheckReturn, unit: OpenUnit) -> Answer:
    """A count that agrees closes the custody; one that does not waits for the head."""
    out = _returned(command.label, unit)
    _check_words(command)
    decision = ask_return(unit, out, _counting(command, unit))
    if isinstance(decision, Refused):
        return decision
    _sheets_are_back(unit, out)
    if unit.session.get(Discrepancy, out.custody.id) is not None:
        raise ImpossibleStep(state=out.line.state, step=LineStep.CHECK)
    out.custody.returner = command.returner.strip()
    out.custody.checked_by = unit.principal.member_id
    out.custody.remark = command.remark.strip()[:200]
    out.request.touch()
    kind = _difference(command, unit, out)
    if kind:
        _note_discrepancy(command, unit, out, kind)
    else:
        _close(unit, out)
    data = {"ref": out.request.ref, "number": out.request.number, "kind": kind}
    return Done(data, decision)


@use_case(
    SettleDiscrepancy,
    roles={Role.HEAD},
    place=lambda command, unit: room_of_label(unit.session, command.label),
)
def settle_discrepancy(command: SettleDiscrepancy, unit: OpenUnit) -> Answer:
    out = _returned(command.label, unit)
    found = unit.session.get(Discrepancy, out.custody.id)
    if found is None or found.settled_at is not None:
        raise NotFound
    if found.found_by == unit.principal.member_id:
        raise SecondStepBySamePerson
    if not command.resolution.strip():
        raise BadValue(field="resolution")
    found.settled_at, found.settled_by = unit.now, unit.principal.member_id
    found.resolution = command.resolution.strip()[:300]
    unit.record(
        DiscrepancySettled(ref=command.label, request=out.request.ref, custody=out.custody.id or 0)
    )
    _close(unit, out)
    return Done({"ref": out.request.ref, "number": out.request.number})


def _returned(label: str, unit: OpenUnit) -> OutOfStore:
    out = out_of_store(unit.session, label)
    if out.line.state != LineState.RETURNED:
        raise ImpossibleStep(state=out.line.state, step=LineStep.CHECK)
    return out


def _check_words(command: CheckReturn) -> None:
    if len(command.returner.strip()) > 60:
        raise BadValue(field="returner")
    if command.kind and command.kind not in KINDS:
        raise BadValue(field="kind")
    if len(command.page_numbers.strip()) > LONGEST_PAGES:
        raise BadValue(field="page_numbers")


def _counting(command: CheckReturn, unit: OpenUnit) -> Counting:
    archivist = unit.session.get(Member, unit.principal.member_id)
    counter = archivist.name if archivist is not None else ""
    kind = "" if command.agrees else command.kind
    return counting_of(command.returner, counter, command.agrees, kind)


def _sheets_are_back(unit: OpenUnit, out: OutOfStore) -> None:
    """The last volume waits for the loose sheets. Raises SheetsOut."""
    others = [it for it in lines_of(unit.session, out.request.id or 0) if it.id != out.line.id]
    last = all(line.state in SETTLED for line in others)
    if last and sheets_in_hand(unit.session, out.request.id or 0):
        raise SheetsOut


def _difference(command: CheckReturn, unit: OpenUnit, out: OutOfStore) -> str:
    """What does not fit, '' where all does: as said, as counted out, as sealed.

    Where something differs already, what was not counted is not asked for again.
    """
    said = "" if command.agrees else command.kind
    counted = sealed = ""
    if command.agrees or command.pieces is not None:
        returner = command.returner.strip()
        counted = count_after(unit, out, returner, (command.pieces, command.pages))
    if command.agrees or command.bag:
        sealed = unpack_return(unit, out.custody, command.bag, command.seal_intact)
    return said or counted or sealed


def _note_discrepancy(command: CheckReturn, unit: OpenUnit, out: OutOfStore, kind: str) -> None:
    assert unit.principal.member_id is not None
    unit.session.add(
        Discrepancy(
            custody_id=out.custody.id or 0,
            kind=kind,
            remark=command.remark.strip()[:300],
            pages=command.page_numbers.strip(),
            statement_signed=command.statement_signed,
            found_by=unit.principal.member_id,
            found_at=unit.now,
        )
    )
    unit.record(
        DiscrepancyFound(
            ref=command.label,
            request=out.request.ref,
            custody=out.custody.id or 0,
            kind=kind,
        )
    )


def _close(unit: OpenUnit, out: OutOfStore) -> None:
    close_line(unit, out.volume.label, out.custody, out.line, out.request)
