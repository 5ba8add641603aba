"""What the board shows (看板各项): bars with their figures, and the table behind each."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.replies.campaign_words import LATE, LATE_AS_REPORTED, coverage, figures, nth_batch
from bot.replies.dates import day
from core.campaigns.progress import BatchProgress, Progress, UnitProgress
from core.gaps.counts import GapCounts


def board_rows(found: Progress, today: date) -> dict[str, Any]:
    """The context of the page."""
    campaign, counts = found.campaign, found.counts
    return {
        "campaign": {
            "ref": campaign.ref,
            "version": campaign.version,
            "title": campaign.title,
            "document": campaign.document,
            "covers": coverage(campaign.codes),
            "running": campaign.state == "running",
        },
        "units_done": sum(it.is_done for it in found.units),
        "units_all": len(found.units),
        "figures": figures(counts),
        "batches": [_batch(it, today) for it in found.batches],
        "late": late_bars(counts),
        "rows": [_unit(it, today) for it in found.units],
        "silent": sum(it.counts is None for it in found.units),
    }


def shares(parts: list[tuple[str, str, int]]) -> list[dict[str, Any]]:
    """Parts (kind, word, count) of one bar, with where each begins and how long it is, in percent."""
    whole, at = sum(count for _, _, count in parts), 0.0
    shown = []
    for kind, said, count in parts:
        width = 100 * count / whole if whole else 0.0
        shown.append({"kind": kind, "word": said, "count": count, "x": at, "width": width})
        at += width
    return shown


def late_bars(counts: GapCounts) -> list[dict[str, Any]]:
    """What is late by age: one bar an age, all to one scale; nothing where nothing is late."""
    if not counts.overdue:
        return []
    bars = list(zip(LATE, counts.late, strict=True))
    if counts.late_as_reported:
        bars.append((LATE_AS_REPORTED, counts.late_as_reported))
    longest = max(count for _, count in bars)
    return [{"word": said, "count": count, "width": 100 * count / longest} for said, count in bars]


def _batch(it: BatchProgress, today: date) -> dict[str, Any]:
    counts, batch = it.counts, it.batch
    parts = [
        ("closed", "已销号", counts.closed),
        ("explained", "以说明代补", counts.explained),
        ("owed", "待补", counts.owed),
    ]
    return {
        "nth": batch.nth,
        "word": nth_batch(batch.nth),
        "span": f"{day(batch.starts_on)}至{day(batch.due_on)}",
        "state": _when(batch.starts_on, batch.due_on, today),
        "units": len(it.units),
        "done": it.done,
        "all": counts.all,
        "overdue": counts.overdue,
        "parts": shares(parts),
    }


def _when(starts_on: date, due_on: date, today: date) -> str:
    if today < starts_on:
        return "未开始"
    return "进行中" if today <= due_on else "已过时限"


def _unit(it: UnitProgress, today: date) -> dict[str, Any]:
    counts = it.counts
    return {
        "ref": it.joined.row.ref,
        "batch": nth_batch(it.joined.batch.nth),
        "name": it.joined.name,
        "due": day(it.joined.batch.due_on),
        "reports": it.joined.reports,
        "as_of": day(it.as_of),
        "counts": counts,
        "figures": figures(counts) if counts else "",
        "state": _state(it, today),
    }


def _state(it: UnitProgress, today: date) -> str:
    if it.counts is None:
        return "待回表"
    if it.is_done:
        return "已补齐"
    return "已过时限" if it.joined.batch.due_on < today else "补收中"
