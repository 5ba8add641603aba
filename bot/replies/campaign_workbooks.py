"""The workbooks of a campaign (专项工作表格): the three ledgers, and the one that a county fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from bot.replies.campaign_words import nth_batch
from bot.replies.dates import day, full_day
from bot.replies.plain_sheets import (
    a_book,
    content_of,
    lie_across_one_page,
    put,
    put_headings,
    write_sheet,
)
from bot.replies.words import word
from core.campaigns.ledgers import PersonLine, ProblemLine
from core.campaigns.problem import ProblemKind
from core.campaigns.progress import Progress, UnitProgress
from core.campaigns.questions import Joined
from core.campaigns.return_sheets import FIGURES, PERSONS, PROBLEMS
from core.holdings.roster.sheet import Sheet

PROGRESS = ("批次", "单位", "时限", "应补", "已销号", "以说明代补", "待补", "待补中逾期", "来源")
PEOPLE = ("单位", "承担", "职务", "姓名", "办公电话", "备案表编号")
TROUBLES = ("单位", "类别", "情况", "状态", "提出日期", "解决时限", "办理情况")
NOTES = (
    "一、只填“进度”“人员”“问题”三张表；最上面一行有回表码，请不要改动，也不要换别的表。",
    "二、“进度”每个单位一行：应补份数是开始时缺的全部份数，已销号、以说明代补分开填。",
    "三、“以说明代补”指确实找不到、经批准以短缺说明代替的，不算已销号。",
    "四、日期写成 2026-11-20。份数填阿拉伯数字，没有填 0。",
    "五、“问题”只写材料和手续上的情况，不写干部姓名和档案内容。",
    "六、每次填到当天为止的累计数，重新报送时以新表为准。",
)


def ledgers_workbook(
    found: Progress, persons: Sequence[PersonLine], problems: Sequence[ProblemLine]
) -> bytes:
    """人员·进度·问题 as one .xlsx; names keep their mask."""
    book = a_book()
    write_sheet(book, "人员台账", PEOPLE, [_person(it) for it in persons])
    write_sheet(book, "进度台账", PROGRESS, [*map(_progress, found.units), _together(found)])
    write_sheet(book, "问题台账", TROUBLES, [_problem(it) for it in problems])
    return content_of(book)


def return_workbook(title: str, joined: Joined) -> bytes:
    """What a county or an enterprise fills in; its code says whose it is when it comes back."""
    book = a_book()
    notes = book.create_sheet("说明")
    for row, text in enumerate((f"{title}　填写说明", *NOTES), start=1):
        notes.cell(row, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    notes["A1"].font = Font(bold=True, size=14)
    notes.column_dimensions["A"].width = 90
    for sheet in (FIGURES, PERSONS, PROBLEMS):
        _to_fill_in(book, sheet, title, joined)
    return content_of(book)


def _to_fill_in(book: Any, sheet: Sheet, title: str, joined: Joined) -> None:
    shown = book.create_sheet(sheet.name)
    said = f"{title}　{nth_batch(joined.batch.nth)}　{joined.name}　{sheet.name}"
    put(shown, 1, 1, f"{said}　回表码：{joined.row.ref}" if sheet is FIGURES else said)
    shown["A1"].alignment = Alignment(wrap_text=False)
    put_headings(shown, 2, [column.heading for column in sheet.columns])
    shown.freeze_panes = "A3"
    lie_across_one_page(shown, heading_row=2)
    if sheet is PROBLEMS:
        shown.add_data_validation(_kinds_to_choose())


def _kinds_to_choose() -> DataValidation:
    words = ",".join(word("problem_kind", it.value) for it in ProblemKind)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.add("A3:A200")
    return choice


def _progress(it: UnitProgress) -> list[str | int]:
    batch, counts = it.joined.batch, it.counts
    named: list[str | int] = [nth_batch(batch.nth), it.joined.name, full_day(batch.due_on)]
    if counts is None:
        return [*named, "", "", "", "", "", "待回表"]
    source = f"上报，截至{day(it.as_of)}" if it.joined.reports else "系统统计"
    figures = [counts.all, counts.closed, counts.explained, counts.owed, counts.overdue]
    return [*named, *figures, source]


def _together(found: Progress) -> list[str | int]:
    """The last line, with the figures that the board shows."""
    counts = found.counts
    figures = [counts.all, counts.closed, counts.explained, counts.owed, counts.overdue]
    silent = sum(it.counts is None for it in found.units)
    return ["合计", f"{len(found.units)} 家", "", *figures, f"{silent} 家待回表" if silent else ""]


def _person(it: PersonLine) -> list[str | int]:
    row = it.row
    part = word("campaign_part", row.part)
    return [it.unit, part, row.post, str(it.name), row.telephone, row.document]


def _problem(it: ProblemLine) -> list[str | int]:
    row = it.row
    return [
        it.unit or "各单位",
        word("problem_kind", row.kind),
        row.words,
        word("problem_state", row.state),
        full_day(row.opened_at),
        full_day(row.due_on),
        "；".join(f"{day(note.at)} {note.words}" for note in it.notes),
    ]
