"""How a campaign is told (专项工作用语): 第一批, what it covers, and its figures as sentences."""

from __future__ import annotations

from core.gaps.counts import GapCounts

DIGITS = "〇一二三四五六七八九"
LATE = ("逾期 7 天以内", "逾期 8 至 30 天", "逾期 30 天以上")
LATE_AS_REPORTED = "上报的逾期（没有分天数）"


def nth_batch(nth: int) -> str:
    """第一批, 第十二批 … as the papers count them."""
    tens, ones = divmod(nth, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return f"第{before}{DIGITS[ones] if ones else ''}批"


def coverage(codes: tuple[str, ...]) -> str:
    """Which classes and kinds it is about."""
    return f"{'、'.join(codes)} 类" if codes else "十类材料"


def figures(counts: GapCounts) -> str:
    """What was owed and what became of it, counted apart."""
    if not counts.all:
        return "没有缺件"
    late = f"，其中逾期 {counts.overdue} 份" if counts.overdue else ""
    return (
        f"应补 {counts.all} 份，已销号 {counts.closed} 份，以说明代补 {counts.explained} 份，"
        f"待补 {counts.owed} 份{late}"
    )
