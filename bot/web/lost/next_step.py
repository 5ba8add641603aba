"""What comes next for a missing volume (接下来): one sentence, and whether it is pressing."""

from __future__ import annotations

from datetime import datetime

from bot.replies.dates import day, moment
from core.lost.rebuilding import SourceOutcome
from core.lost.search import REPORTED_UPWARD, SearchState
from core.lost.search_view import SearchView


def next_of(view: SearchView, now: datetime) -> str:
    """The next thing to do, the most pressing first."""
    if view.claim is not None:
        return "已有人见到，请另一位同志对照标签和目录比对。"
    if view.search.state == SearchState.COMPARED:
        return _to_decide(view)
    if view.search.state == SearchState.SEARCHING:
        return _to_search(view, now)
    if view.report is not None and view.report.printed_at is None:
        return "请打印报告，立即报上级组织部门。"
    if view.frozen:
        return "请两人清点同架档案，登记后恢复出库。"
    return _after_report(view)


def presses(view: SearchView, now: datetime) -> bool:
    """Whether it is past its term, or the superior has not been told yet."""
    unprinted = view.report is not None and view.report.printed_at is None
    late = view.search.state == SearchState.SEARCHING and view.search.term_at <= now
    return late or (unprinted and view.search.state in REPORTED_UPWARD)


def _to_search(view: SearchView, now: datetime) -> str:
    if view.search.term_at <= now and view.looks:
        return "查找时限已到，请负责人确认是否未找到，确认后立即报告上级。"
    if view.search.term_at <= now:
        return "查找时限已到，还没有查找记录。请两人查找并登记，再由负责人确认。"
    until = moment(view.search.term_at)
    if view.looks:
        return f"请继续查找，逐次登记；{until} 前没有找到的，由负责人确认。"
    return f"请两人查找，登记找过哪里；时限 {until}。"


def _to_decide(view: SearchView) -> str:
    if view.search.confirmed_by is not None:
        return "两人已比对，请负责人按上级意见登记处理。"
    return "两人比对有不符，请负责人写明处理意见。"


def _after_report(view: SearchView) -> str:
    if view.search.state == SearchState.LOST:
        return "等上级批复；同时每天继续查找，逐次登记。"
    if view.search.state == SearchState.REBUILDING:
        return _of_sources(view)
    if view.search.state == SearchState.REBUILT:
        return "已补建。原卷以后找到的，仍在这里登记。"
    return "已办结，前后记录都留存。"


def _of_sources(view: SearchView) -> str:
    if not view.sources:
        return "请列出补建来源，逐处发函，写明时限。"
    waiting = [it for it in view.sources if it.outcome == SourceOutcome.WAITING]
    if waiting:
        soonest = day(min(it.due_on for it in waiting))
        return f"等 {len(waiting)} 处回复，最近时限 {soonest}。"
    return "来源已逐处有回复，请两人装订、清点，补建入库。"
