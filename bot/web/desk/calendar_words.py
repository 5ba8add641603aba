"""The words of the calendar page (工作日历的话): sources, warnings, and what is amiss with a sheet."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from bot.house_warnings import NOTICE_EXPECTED
from core.reminders.import_workdays import NOTICE
from core.reminders.workday_sheet import SheetProblem

SENTENCES = {
    "not_a_sheet": "这个文件读不出来。请在表格软件里另存为 CSV，再传一次。",
    "empty": "表里没有日期。请每行写一天，第二列写“休”或“班”。",
    "two_years": "表里有 {text} 两个年度。请一次只传一个年度。",
    "strange_year": "{text} 年不在可以导入的范围。只收今年和以后两年。",
    "half_a_sheet": "表里没有 {text} 休假，像是不完整。请对照通知补齐后再传。",
    "no_day": "日期“{text}”看不懂，请写成 2027-02-05，或 2027-02-05—2027-02-11。",
    "no_kind": "第二列“{text}”看不懂，请写“休”或“班”。",
    "both": "{text}既写了休又写了班，请核对。",
}


def problem_said(problem: SheetProblem) -> str:
    """A sentence, with the row where it has one."""
    said = SENTENCES[problem.code].format(text=problem.text)
    return f"第 {problem.row} 行：{said}" if problem.row else said


def source_said(source: str, document: str) -> str:
    """Where a year's days come from."""
    if source == NOTICE:
        return f"国务院办公厅通知 {document}"
    return "随软件附带"


def warning_said(today: date, known: AbstractSet[int]) -> str:
    """What is missing, in the order of its urgency; empty when nothing is."""
    if today.year not in known:
        return f"还没有 {today.year} 年的放假安排，到期日都按周一到周五暂定。请尽快导入。"
    following = today.year + 1
    if following in known:
        return ""
    if (today.month, today.day) >= NOTICE_EXPECTED:
        return f"还没有 {following} 年的放假安排。落在 {following} 年的到期日是暂定的，通知一般 11 月上旬公布，请导入。"
    return ""
