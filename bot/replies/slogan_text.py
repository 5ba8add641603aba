"""The table of slogans (口号对照表) as Markdown: slogan → laws → basis and certainty → tests."""

from __future__ import annotations

from collections.abc import Iterator

from rules.book import RuleBook
from rules.law import Law
from rules.slogans import LOCAL_SLOGAN, SloganRow
from rules.words import say_basis

RUN = {
    "lending": "tests/rules/test_lending_laws.py",
    "submission": "tests/rules/test_submission_laws.py",
    "inspection": "tests/rules/test_inspection_laws.py",
}


def as_markdown(rows: tuple[SloganRow, ...], book: RuleBook) -> str:
    """The whole table; ends with a line break."""
    return "\n".join(_lines(rows, book)) + "\n"


def _lines(rows: tuple[SloganRow, ...], book: RuleBook) -> Iterator[str]:
    local = book.lists[LOCAL_SLOGAN]
    yield from (
        "# 口号与条目对照表",
        "",
        f"版本 {book.version}；由 `danggui rules handbook` 生成。",
        "",
    )
    yield "每个条目都有单独生效和单独不生效的样例，由所列测试逐条核对。"
    yield from (f"{local.title}：{say_basis(local.basis)}。", "")
    yield from ("| 口号或规则 | 含义 | 条目 | 依据与把握 | 测试 |", "|---|---|---|---|---|")
    for row in rows:
        yield from _row(row)


def _row(row: SloganRow) -> Iterator[str]:
    head = f"| {row.name} | {row.says} |"
    if not row.laws:
        yield f"{head} 无单独条目：{row.instead} | | |"
    for nth, law in enumerate(row.laws):
        note = f"（{row.instead}）" if row.instead and nth == 0 else ""
        yield f"{head if nth == 0 else '| | |'} {_said(law)}{note} | {say_basis(law.basis)} | {_test(law)} |"


def _said(law: Law) -> str:
    return f"`{law.code}` {law.title}"


def _test(law: Law) -> str:
    return f"`{RUN[law.area]} -k {law.code}`"
