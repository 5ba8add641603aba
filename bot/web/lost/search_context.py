"""The parts of a search's page (查找一卷): what was done, by whom, and what helps; staff are masked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.replies.dates import day, moment
from bot.replies.part import part_of
from bot.replies.words import word
from bot.web.lost.next_step import next_of, presses
from core.clock import local_date
from core.holdings.dossier import Volume
from core.lost.clues import Beside, Clues, Had, Read
from core.lost.search_view import SearchView
from core.masked import mask_name
from core.members.member import Member


def search_context(view: SearchView, now: datetime, staff: dict[int, str]) -> dict[str, Any]:
    """Everything that the template states, without the clues and what may be pressed."""
    search = view.search
    return {
        "search": {
            "ref": search.ref,
            "version": search.version,
            "number": view.dossier,
            "part": part_of(view.volume.kind, view.volume.ordinal),
            "state": word("search_state", search.state),
            "code": search.state,
            "alarm": presses(view, now),
            "next": next_of(view, now),
            "early": now < search.term_at,
            "facts": _facts(view, staff),
        },
        "looks": [
            {
                "when": moment(it.at),
                "who": f"{staff.get(it.looked_by, '')}、{mask_name(it.with_whom)}",
                "place": it.place,
                "result": it.result,
            }
            for it in view.looks
        ],
        "sightings": [_sighting(it, staff) for it in view.sightings],
        "sources": [_source(it, now) for it in view.sources],
        "reported_upward": search.confirmed_by is not None,
        "rebuilt_exists": view.rebuilt is not None,
        "shelf": _shelf(view, staff),
    }


def staff_named(session: Session, view: SearchView) -> dict[int, str]:
    """Post and masked name of everybody who acted."""
    search = view.search
    ids = {search.reported_by, search.confirmed_by}
    ids |= {it.looked_by for it in view.looks} | {it.checked_by for it in view.checked}
    for it in view.sightings:
        ids |= {it.found_by, it.compared_by, it.decided_by}
    rows = session.exec(
        select(Member.id, Member.post, Member.name).where(col(Member.id).in_(ids - {None}))
    ).all()
    return {member or 0: said_staff(post, name) for member, post, name in rows}


def said_staff(post: str, name: str) -> str:
    return f"{post} {mask_name(name)}".strip()


def rebuilt_fact(session: Session, view: SearchView) -> list[tuple[str, str]]:
    """The new volume, marked with its basis."""
    if view.rebuilt is None:
        return []
    new = session.get_one(Volume, view.rebuilt.volume_id)
    said = f"{part_of(new.kind, new.ordinal)}（补建，依据 {view.rebuilt.basis}）"
    return [("补建卷", f"{said}，已停用另存" if view.rebuilt.set_aside_at else said)]


def clues_context(clues: Clues) -> dict[str, Any]:
    staff = {member: said_staff(post, name) for member, (post, name) in clues.posts.items()}
    return {
        "had": [_had(it, staff) for it in clues.had],
        "reads": [_read(it, staff) for it in clues.reads],
        "neighbours": [_beside(it) for it in clues.neighbours],
        "namesakes": [_beside(it) for it in clues.namesakes],
    }


def _facts(view: SearchView, staff: dict[int, str]) -> list[tuple[str, str]]:
    search, report, rebuilding = view.search, view.report, view.rebuilding
    by = staff.get(search.reported_by, "")
    facts = [
        ("库位", view.slot or "没有登记"),
        ("发现", f"{word('noticed', search.noticed)}　{search.note}".strip("　")),
        ("登记", f"{moment(search.reported_at)}　{by}".strip("　")),
        ("查找时限", moment(search.term_at)),
    ]
    if report is not None:
        facts.append(("确认", f"{moment(search.confirmed_at)} 负责人确认未找到"))
        printed = moment(report.printed_at) or "还没有打印"
        facts.append(("报告", f"{report.number}，报{report.addressee}，{printed}"))
    if search.early_reason:
        facts.append(("提前确认", search.early_reason))
    if rebuilding is not None:
        facts.append(("补建批复", f"{rebuilding.organ} {rebuilding.document}"))
    return facts


def _sighting(it: Any, staff: dict[int, str]) -> dict[str, str]:
    if it.compared_at is None:
        result = "待比对"
    elif it.refuted:
        result = "不是这一卷"
    else:
        result = "比对相符" if it.agrees else "比对有不符"
    decided = f"{it.words}（{it.document}）" if it.document else it.words
    return {
        "when": moment(it.found_at),
        "place": it.place,
        "found_by": staff.get(it.found_by, ""),
        "compared_by": staff.get(it.compared_by or 0, ""),
        "result": "，".join(part for part in (result, it.note) if part),
        "decided": f"{moment(it.decided_at)} {decided}" if it.decided_at else "",
    }


def _source(it: Any, now: datetime) -> dict[str, Any]:
    waiting = it.outcome == "waiting"
    return {
        "id": it.id,
        "what": f"{word('source_kind', it.kind)}　{it.name}",
        "letter": it.letter,
        "due": day(it.due_on),
        "late": waiting and it.due_on < local_date(now),
        "waiting": waiting,
        "outcome": "，".join(p for p in (word("source_outcome", it.outcome), it.remark) if p),
    }


def _shelf(view: SearchView, staff: dict[int, str]) -> dict[str, Any] | None:
    if not view.frozen and not view.checked:
        return None
    if view.frozen:
        return {"frozen": len(view.frozen), "said": ""}
    it = view.checked[0]
    who = f"{staff.get(it.checked_by or 0, '')}、{mask_name(it.with_whom)}"
    return {"frozen": 0, "said": f"{moment(it.checked_at)} {who}：{it.note}"}


def _had(it: Had, staff: dict[int, str]) -> dict[str, str]:
    until = moment(it.closed_at) or "现在"
    when = f"{moment(it.opened_at)} 至 {until}"
    if it.withheld:
        return {"when": when, "what": "在库外，暂不提供，请问档案部门负责人", "who": "", "case": ""}
    return {
        "when": when,
        "what": word("custody_kind", it.kind),
        "who": "、".join(staff[member] for member in it.staff if member in staff),
        "case": it.case,
        "case_number": it.case_number,
    }


def _read(it: Read, staff: dict[int, str]) -> dict[str, str]:
    where = it.device or staff.get(it.by or 0, "")
    return {"when": moment(it.seen_at), "what": word("evidence", it.source), "who": where}


def _beside(it: Beside) -> dict[str, str]:
    moved = f"，{moment(it.moved_at)} 动过" if it.moved_at else ""
    return {
        "number": it.dossier,
        "part": part_of(it.kind, it.ordinal),
        "slot": it.slot,
        "said": ("在库外" if it.out else "在库") + moved,
    }
