"""断网日用例的样例 / Samples of the commands of a day without network."""

from __future__ import annotations

from dataclasses import replace

from core.command import Command
from core.holdings.dossier import Volume
from core.ids import opaque
from core.members.member import Role
from core.outage import (
    around_late,
    confirm_late,
    enter_late,
    enter_late_application,
    make_kit,
    settle_late,
)
from core.outage.emergency_kit import EmergencyKit
from core.outage.late_entry import LateEntry, LateKind, LateState
from core.outage.paper_checked import PaperChecked
from core.requests import cancel_reserved
from core.requests.reserved_number import ReservedNumber
from tests.support.every_thing import Things


def _entering(t: Things) -> dict[str, Command]:
    now = t.world.house.clock.now()
    asked = replace(t.world.application(), channel="counter", source="walk_in")
    return {
        "EnterLateHandOver": enter_late.EnterLateHandOver(
            request=t.cases["ready"], label=t.label("ready"), occurred_at=now, seen=PaperChecked()
        ),
        "EnterLateReturn": enter_late.EnterLateReturn(
            label=t.label("out"), occurred_at=now, returner="李一", counted=True
        ),
        "EnterLatePause": enter_late.EnterLatePause(label=t.label("out"), occurred_at=now),
        "EnterLateApplication": enter_late_application.EnterLateApplication(
            application=asked, signatures=(), occurred_at=now
        ),
    }


def _with_entries(t: Things) -> dict[str, Command]:
    """An entry of a colleague's, to be confirmed or settled, and one of the archivist's own."""
    clerk = t.world.house.add_member(Role.ARCHIVIST, room=t.world.room)
    waiting, own = _entry(t, clerk), _entry(t, t.world.archivist)
    referred = _entry(t, clerk, state=LateState.FOR_HEAD)
    named = {"seen_version": 1}
    return {
        "ConfirmLate": confirm_late.ConfirmLate(entry=waiting.ref, **named),
        "ReadLate": around_late.ReadLate(entry=waiting.ref),
        "WithdrawLate": around_late.WithdrawLate(entry=own.ref),
        "AttachLateScan": around_late.AttachLateScan(
            entry=_entry(t, clerk, state=LateState.WITHDRAWN).ref,
            scan=None,  # type: ignore[arg-type] — never looked at: the entry was withdrawn
        ),
        "SettleLate": settle_late.SettleLate(
            entry=referred.ref, verdict="ratified", reason="情况属实", **named
        ),
    }


def _entry(t: Things, by: int, state: LateState = LateState.WAITING) -> LateEntry:
    """A return that was entered, as a row."""
    house, now = t.world.house, t.world.house.clock.now()
    referred = state is LateState.FOR_HEAD
    confirmed = {"confirmed_by": t.world.archivist} if referred else {}
    volume = next(v.id for v in house.all(Volume) if v.label == t.label("out"))
    entry = LateEntry(
        ref=opaque(20),
        room_id=t.world.room,
        kind=LateKind.RETURN,
        state=state,
        occurred_at=now,
        volume_id=volume,
        returner="李一",
        entered_by=by,
        entered_at=now,
        confirmed_at=now if confirmed else None,
        **confirmed,
    )
    ref = entry.ref
    house.keep(entry)
    return house.get(LateEntry, next(e.id for e in house.all(LateEntry) if e.ref == ref))


def of_outage(t: Things) -> dict[str, Command]:
    """A kit that was made, and a number that lies open on its forms."""
    house, room = t.world.house, t.world.room
    now, number = house.clock.now(), f"组档办〔2026〕{opaque(6)}号"
    house.keep(EmergencyKit(room_id=room, made_at=now, numbers=1, to_collect=0, out_now=0))
    house.keep(
        ReservedNumber(number=number, short="9001", room_id=room, year=2026, reserved_at=now)
    )
    return {
        **_entering(t),
        **_with_entries(t),
        "MakeEmergencyKit": make_kit.MakeEmergencyKit(room_id=room),
        "ReadEmergencyKit": make_kit.ReadEmergencyKit(room_id=room),
        "CancelReserved": cancel_reserved.CancelReserved(
            room_id=room, numbers=(number,), reason="断网日未用到"
        ),
    }
