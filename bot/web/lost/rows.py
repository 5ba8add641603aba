"""Rows of 不符与查找 (一行): what is open, since when, what to do next; never a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.replies.dates import day, moment
from bot.replies.part import part_of
from bot.replies.words import word
from bot.web.lost.next_step import next_of, presses
from core.clock import local_date
from core.lost.found_differing import Differing
from core.lost.search_view import SearchView


def search_row(view: SearchView, now: datetime) -> dict[str, Any]:
    """One missing volume."""
    search = view.search
    return {
        "since_at": search.reported_at,
        "href": f"/desk/lost/{search.ref}",
        "number": view.dossier,
        "part": part_of(view.volume.kind, view.volume.ordinal),
        "state": word("search_state", search.state),
        "alarm": presses(view, now),
        "since": moment(search.reported_at),
        "next": next_of(view, now),
    }


def differing_row(it: Differing, now: datetime) -> dict[str, Any]:
    """One volume that came back and did not agree."""
    due = it.recovery.due_on if it.recovery and it.recovery.counted_at is None else None
    return {
        "since_at": it.discrepancy.found_at,
        "href": f"/desk/lost/returned/{it.volume.label}",
        "number": it.dossier,
        "part": part_of(it.volume.kind, it.volume.ordinal),
        "state": word("discrepancy", it.discrepancy.kind),
        "alarm": due is not None and due < local_date(now),
        "since": moment(it.discrepancy.found_at),
        "next": differing_next(it),
    }


def differing_next(it: Differing) -> str:
    recovery = it.recovery
    if recovery is not None and recovery.counted_at is None:
        return f"等对方 {day(recovery.due_on)}前补齐缺页，送来后两人清点登记。"
    if it.discrepancy.settled_at is not None:
        return "负责人已处理，这一卷已入库。"
    if it.discrepancy.kind == "pages_missing" and recovery is None:
        return "请定追回缺页的时限，或者请负责人写明处理意见；处理前不出库。"
    return "请负责人写明处理意见；处理前这一卷不出库。"
