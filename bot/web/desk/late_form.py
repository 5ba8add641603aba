"""What was written into the late entry's form (补录表): read into a command, or complaints by field."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.web.desk.late_application import READERS, late_application
from bot.web.desk.late_named import case_named, label_named
from bot.web.desk.late_written import Written, actor_of, moment_of
from bot.web.posted import Posted
from core.clock import SHANGHAI
from core.outage.enter_late import EnterLateHandOver, EnterLatePause, EnterLateReturn
from core.outage.late_entry import LateKind
from core.outage.paper_checked import PaperChecked

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
NEVER = datetime(1970, 1, 1, tzinfo=SHANGHAI)


def written(session: Session, form: Posted, rooms: frozenset[int], kind: str) -> Written:
    """Read the form of this kind; looks up what it names within these rooms."""
    found = Written()
    at = moment_of(form, "day", "at", found, "请照纸面填写哪一天、几点几分。")
    if kind == LateKind.APPLICATION:
        late_application(form, at, found)
        return found
    label = label_named(session, form, rooms, found)
    # Whatever else is amiss is told in the same answer; a command with complaints goes nowhere.
    label, at = label or "", at or NEVER
    if kind == LateKind.HAND_OVER:
        _hand_over(session, form, rooms, (label, at), found)
    elif kind == LateKind.RETURN:
        _returned(form, (label, at), found)
    else:
        found.command = EnterLatePause(
            label=label, occurred_at=at, page=form.text("page"), acted_by=actor_of(form)
        )
    return found


def _hand_over(
    session: Session,
    form: Posted,
    rooms: frozenset[int],
    known: tuple[str, datetime],
    found: Written,
) -> None:
    ref = case_named(session, form, rooms, found)
    back = None
    if form.text("back_at"):
        back = moment_of(form, "day", "back_at", found, "归还时间看不懂，请写几点几分。")
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
        acted_by=actor_of(form),
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
        acted_by=actor_of(form),
    )
