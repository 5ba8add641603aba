"""What was written into the late entry's form (补录表): read into a command, or complaints by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from bot.web.counter.scanned import plain, read_scan
from bot.web.posted import Posted
from core.clock import SHANGHAI
from core.command import Command
from core.holdings.dossier import Dossier, Volume
from core.outage.enter_late import EnterLateHandOver, EnterLatePause, EnterLateReturn
from core.outage.enter_late_application import EnterLateApplication
from core.outage.late_entry import LateKind
from core.outage.paper_application import PaperSignature
from core.outage.paper_checked import PaperChecked
from core.requests.application import NamedReader, SubmitRequest
from core.requests.approve import APPROVAL_STEPS
from core.requests.request import Request

TICKS = {
    "signed": "审批表已签字",
    "sealed": "已盖公章",
    "dated": "有日期",
    "matches": "内容与办件一致",
    "party_certified": "单位已证明政治面貌",
    "avoidance_signed": "已签回避声明",
    "labelled": "卷脊档案编号已核对",
    "listed": "在待取清单上，或收了取档单",
    "counted": "交卷前与查阅人清点了件数页数",
    "packed": "借出的：装有编号的密封袋，两人押运",
}
READERS = 2
NEVER = datetime(1970, 1, 1, tzinfo=SHANGHAI)


@dataclass
class Written:
    """The command, or what is missing: field → sentence."""

    command: Command | None = None
    why: dict[str, str] = field(default_factory=dict)


def written(session: Session, form: Posted, rooms: frozenset[int], kind: str) -> Written:
    """Read the form of this kind; looks up what it names within these rooms."""
    found = Written()
    at = _moment(form, "day", "at", found, "请照纸面填写哪一天、几点几分。")
    if kind == LateKind.APPLICATION:
        _application(form, at, found)
        return found
    label = _label(session, form, rooms, found)
    # Whatever else is amiss is told in the same answer; a command with complaints goes nowhere.
    label, at = label or "", at or NEVER
    if kind == LateKind.HAND_OVER:
        _hand_over(session, form, rooms, (label, at), found)
    elif kind == LateKind.RETURN:
        _returned(form, (label, at), found)
    else:
        found.command = EnterLatePause(
            label=label, occurred_at=at, page=form.text("page"), acted_by=_actor(form)
        )
    return found


def _hand_over(
    session: Session,
    form: Posted,
    rooms: frozenset[int],
    known: tuple[str, datetime],
    found: Written,
) -> None:
    ref = _case(session, form, rooms, found)
    back = None
    if form.text("back_at"):
        back = _moment(form, "day", "back_at", found, "归还时间看不懂，请写几点几分。")
        if back is not None and back <= known[1]:
            found.why["back_at"] = "归还应在出库以后，请核对。"
        if not form.text("returner"):
            found.why["returner"] = "填了归还时间的，请写明谁送还。"
    label, at = known
    found.command = EnterLateHandOver(
        request=ref,
        label=label,
        occurred_at=at,
        seen=PaperChecked(
            **{name: form.ticked(f"seen.{name}") for name in TICKS},
            cards=sum(form.ticked(f"card.{n}") for n in range(1, READERS + 1)),
        ),
        back_at=back,
        returner=form.text("returner"),
        counted=form.ticked("counted"),
        page=form.text("page"),
        acted_by=_actor(form),
    )


def _returned(form: Posted, known: tuple[str, datetime], found: Written) -> None:
    if not form.text("returner"):
        found.why["returner"] = "请写明谁送还。"
    found.command = EnterLateReturn(
        label=known[0],
        occurred_at=known[1],
        returner=form.text("returner"),
        counted=form.ticked("counted"),
        page=form.text("page"),
        acted_by=_actor(form),
    )


def _application(form: Posted, at: datetime | None, found: Written) -> None:
    readers = tuple(_reader(form, n) for n in range(1, READERS + 1) if form.text(f"reader.{n}"))
    unit = form.text("unit")
    if not readers:
        found.why["reader.1"] = "请照表填写查阅人。"
    if not (unit.isdecimal() and len(unit) < 10):
        found.why["unit"] = "请选单位。"
    if not form.text("dossier"):
        found.why["dossier"] = "请填档案编号。"
    signatures = tuple(_signatures(form, found))
    if found.why or at is None:
        return
    asked = SubmitRequest(
        unit_id=int(unit),
        dossier=form.text("dossier"),
        mode=form.text("mode"),
        purpose=form.text("purpose"),
        purpose_detail=form.text("detail"),
        readers=readers,
        lending_reason=form.text("lending_reason"),
        classes=form.text("classes"),
        channel="counter",
        source="walk_in",
        reserved=form.text("reserved"),
    )
    found.command = EnterLateApplication(
        application=asked,
        signatures=signatures,
        occurred_at=at,
        page=form.text("page"),
        acted_by=_actor(form),
    )


def _actor(form: Posted) -> int | None:
    """Who acted on paper; None for whoever enters it."""
    text = form.text("acted_by")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _reader(form: Posted, n: int) -> NamedReader:
    return NamedReader(
        name=form.text(f"reader.{n}"),
        is_personnel=form.ticked(f"personnel.{n}"),
        is_party_member=form.ticked(f"party.{n}"),
        declares_kinship=form.ticked(f"kin.{n}"),
    )


def _signatures(form: Posted, found: Written) -> list[PaperSignature]:
    signed = []
    for step in APPROVAL_STEPS:
        who = form.text(f"signer.{step}")
        if not (who.isdecimal() and len(who) < 10):
            continue
        name = f"signed.{step}"
        at = _moment(form, "day", name, found, "请填签字时间。")
        if at is not None:
            signed.append(PaperSignature(step=step, signed_by=int(who), at=at))
    return signed


def _moment(form: Posted, day: str, at: str, found: Written, said: str) -> datetime | None:
    """A day and a time of day in Shanghai; 9.30 and 9：30 are meant as 9:30."""
    clock = plain_time(form.text(at))
    try:
        moment = datetime.combine(
            date.fromisoformat(form.text(day)), time.fromisoformat(clock), SHANGHAI
        )
    except ValueError:
        found.why[at] = said
        return None
    return moment


def plain_time(text: str) -> str:
    parts = text.replace("：", ":").replace(".", ":").replace("。", ":").strip().split(":")
    return ":".join(part.strip().zfill(2) for part in parts)


def _label(session: Session, form: Posted, rooms: frozenset[int], found: Written) -> str | None:
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


def _case(session: Session, form: Posted, rooms: frozenset[int], found: Written) -> str:
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
