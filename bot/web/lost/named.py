"""Which volume is meant (哪一卷): by its label, or by dossier number, kind and ordinal."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, select

from bot.web.counter.scanned import plain, read_scan
from bot.web.posted import Posted
from core.holdings.dossier import Dossier, Volume


def label_named(session: Session, rooms: Collection[int], form: Posted) -> str | None:
    """The label of a volume of these rooms; None alike for unknown and foreign."""
    typed = form.text("what")
    found = select(Volume.label).join(Dossier, col(Dossier.id) == Volume.dossier_id)
    found = found.where(col(Dossier.room_id).in_(list(rooms)))
    if read_scan(typed).kind == "volume":
        return session.exec(found.where(Volume.label == plain(typed))).first()
    ordinal = form.text("ordinal") or "1"
    if not typed or not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) < 4):
        return None
    return session.exec(
        found.where(
            col(Dossier.number).in_({typed, typed.upper()}),
            Volume.kind == (form.text("kind") or "original"),
            Volume.ordinal == int(ordinal),
        )
    ).first()
