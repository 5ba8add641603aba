"""“档案在哪”的说法: one volume in one look, the state first, then with whom, since when, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.replies.dates import day, moment
from bot.replies.part import part_of
from core.custody.custody import Kind
from core.custody.whereabouts import Standing, VolumeAt
from core.requests.line import LineState

OUT_OF_STORE = {
    Kind.CERTIFY: "代查中",
    Kind.TRANSFER: "转递中",
    Kind.SEND_UP: "送审中",
    Kind.MOVE: "移库中",
    Kind.REWORK: "整理中",
    Kind.CONSULT: "阅档中",
    Kind.LEND: "已借出",
}
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Said:
    """`badge` is a state's code or its word; `text` the rest of the sentence."""

    badge: str
    text: str
    part: str
    case: str
    case_number: str


def said(volume: VolumeAt, today: date) -> Said:
    """Where this volume is, as one line of the page."""
    return Said(
        badge=_badge(volume, today),
        text="　".join(part for part in _parts(volume, today) if part),
        part=part_of(volume.kind, volume.ordinal, rebuilt=volume.rebuilt),
        case=volume.case,
        case_number=volume.case_number,
    )


def _badge(volume: VolumeAt, today: date) -> str:
    if volume.standing == Standing.IN_STORE:
        return "在库"
    if volume.standing == Standing.WITHHELD:
        return "在库外"
    if volume.standing == Standing.SET_ASIDE:
        return "停用另存"
    if volume.standing in OUT_OF_STORE:
        return OUT_OF_STORE[Kind(volume.standing)]
    return OVERDUE if _days_late(volume, today) else volume.standing


def _parts(volume: VolumeAt, today: date) -> list[str]:
    if volume.standing == Standing.WITHHELD:
        return ["暂不提供，请问档案部门负责人"]
    if volume.standing == Standing.IN_STORE:
        kept = f"库位 {volume.slot}" if volume.slot else "库位未登记"
        return [kept, f"{moment(volume.since)} 归还入库" if volume.since else "启用以来未动"]
    if volume.standing == Standing.SET_ASIDE:
        return ["不再出库", f"原库位 {volume.slot}" if volume.slot else ""]
    if volume.standing == Standing.LOST:
        return ["已登记未找到", f"原库位 {volume.slot}" if volume.slot else ""]
    since = moment(volume.since)
    late = "补录" if volume.late else ""
    return [volume.holder, f"{since} 起" if since else "", _until(volume, today), late]


def _until(volume: VolumeAt, today: date) -> str:
    if volume.standing == LineState.RETURNED:
        return "已送回窗口，待当面清点"
    if volume.standing in (LineState.SEARCHING, LineState.FOUND, LineState.LOST):
        return ""
    late = _days_late(volume, today)
    if late:
        return f"应于 {day(volume.due_on)} 归还，已逾期 {late} 天"
    if volume.due_on == today:
        return "今天应还"
    return f"应于 {day(volume.due_on)} 归还" if volume.due_on else ""


def _days_late(volume: VolumeAt, today: date) -> int:
    away = volume.standing in (LineState.LENT, LineState.READING, LineState.PAUSED)
    if not away or volume.due_on is None:
        return 0
    return max((today - volume.due_on).days, 0)
