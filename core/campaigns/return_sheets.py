"""The sheets of a workbook that goes out and comes back (发表、回表): 进度, 人员, 问题."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.campaigns.problem import ProblemKind
from core.holdings.roster.cells import (
    Cell,
    number_text,
    number_up_to,
    text_up_to,
)
from core.holdings.roster.choices import one_of
from core.holdings.roster.columns import may, must, otherwise
from core.holdings.roster.day import full_day
from core.holdings.roster.problem import Unreadable, echo
from core.holdings.roster.sheet import FILED, NAME, POST, Sheet, SheetRow

MOST = 9_999_999  # pieces in one line
KINDS = {
    ProblemKind.PLAIN.value: "一般问题 一般",
    ProblemKind.LONG.value: "耗时复杂 复杂 复杂问题",
    ProblemKind.COMMON.value: "共性问题 共性",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow(SheetRow):
    """One unit of a county, or the enterprise itself; `as_of` is YYYY-MM-DD."""

    line: str
    dossiers: int
    owed: int
    closed: int
    explained: int
    overdue: int
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow(SheetRow):
    """Somebody who works on it there."""

    name: str = field(repr=False)
    post: str
    telephone: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow(SheetRow):
    """A problem as they tell it; `due_on` is YYYY-MM-DD or empty."""

    kind: str
    words: str
    due_on: str


def count_of_pieces(cell: Cell) -> int:
    """A whole number of pieces, digits only. Raises Unreadable(count_unreadable)."""
    written = number_text(cell).rstrip("份件")
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(MOST))):
        raise Unreadable("count_unreadable", value=echo(cell), most=MOST)
    return int(written)


FIGURES = Sheet(
    "进度",
    (
        must("line", "单位名称", text_up_to(80), "单位"),
        must("dossiers", "档案份数", count_of_pieces, "档案数"),
        must("owed", "应补份数", count_of_pieces, "应补"),
        must("closed", "已销号", count_of_pieces, "已销号份数"),
        otherwise(0, may("explained", "以说明代补", count_of_pieces, "说明代补")),
        otherwise(0, may("overdue", "待补中逾期", count_of_pieces, "逾期")),
        must("as_of", "截至日期", full_day, "截至"),
    ),
    FiguresRow,
)
PERSONS = Sheet(
    "人员",
    (
        NAME,
        POST,
        may("telephone", "办公电话", number_up_to(30), "电话"),
        FILED,
    ),
    PersonRow,
)
PROBLEMS = Sheet(
    "问题",
    (
        otherwise(ProblemKind.PLAIN.value, may("kind", "类别", one_of(KINDS), "问题类别")),
        must("words", "情况", text_up_to(300), "问题", "问题情况"),
        may("due_on", "解决时限", full_day, "时限"),
    ),
    ProblemRow,
)
SHEETS = (FIGURES, PERSONS, PROBLEMS)
