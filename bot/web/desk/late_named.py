"""What the late entry names (补录所指): a volume and a case within one's rooms, or a complaint."""

from __future__ import annotations

from sqlmodel import Session, col, select

from bot.web.counter.scanned import plain, read_scan
from bot.web.desk.late_written import Written
from bot.web.posted import Posted
from core.holdings.dossier import Dossier, Volume
from core.requests.request import Request


def label_named(
    session: Session, form: Posted, rooms: frozenset[int], found: Written
) -> str | None:
    """The volume's label, by a scan of it or by dossier number, part and ordinal."""
    text = form.text("volume")
    statement = (
        select(Volume.label)
        .join(Dossier, col(Dossier.id) == Volume.dossier_id)
        .where(col(Dossier.room_id).in_(rooms))
    )
    if read_scan(text).kind == "volume":
        statement = statement.where(Volume.label == plain(text))
    else:
        ordinal = form.text("ordinal") or "1"
        statement = statement.where(
            Dossier.number == text,
            Volume.kind == ("duplicate" if form.text("part") == "duplicate" else "original"),
            Volume.ordinal == (int(ordinal) if ordinal.isdecimal() and len(ordinal) < 4 else 0),
        )
    label = session.exec(statement).first()
    if label is None:
        found.why["volume"] = "本室没有这一卷，请核对档案编号和第几卷。"
    return label


def case_named(session: Session, form: Posted, rooms: frozenset[int], found: Written) -> str:
    """The case's reference, by its number or by the last four digits of this room's newest."""
    text = form.text("case")
    statement = select(Request.ref).where(col(Request.room_id).in_(rooms))
    scanned = read_scan(text)
    if scanned.kind == "form":
        statement = statement.where(Request.ref == scanned.text)
    elif scanned.kind == "number":
        statement = statement.where(Request.short == scanned.text)
    else:
        statement = statement.where(Request.number == text)
    if scanned.year:
        statement = statement.where(col(Request.number).contains(f"〔{scanned.year}〕"))
    ref = session.exec(statement.order_by(col(Request.id).desc())).first()
    if ref is None:
        found.why["case"] = "本室没有这个编号的办件。新来的申请请先补录“纸质申请”。"
    return ref or ""
