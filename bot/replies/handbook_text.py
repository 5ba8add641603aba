"""The printed rule book (制度手册) as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rules.differences import Difference, differences, shipped
from rules.handbook import Handbook, HandbookLaw, HandbookLine


def as_markdown(book: Handbook) -> str:
    """The whole handbook; ends with a line break."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Handbook) -> Iterator[str]:
    yield from ("# 制度手册", "", f"版本 {book.version}", "")
    own = differences(shipped(), book)
    if own:
        yield from ("## 本室与通用规定的不同", "")
        yield from (_difference(it) for it in own)
        yield ""
    yield from ("## 条目", "")
    for law in book.laws:
        yield from _law(law)
    yield from _table("用途", book.purposes)
    yield from _table("期限", book.periods)
    yield from _table("清单", book.lists)
    yield from _table("提醒次序", book.ladders)
    yield from _table("类别", book.classes)
    yield from _table("应归材料", book.materials)
    yield from _table("各渠道可以说什么", book.disclosure)


def _difference(it: Difference) -> str:
    changes = f"：{'；'.join(it.changes)}" if it.changes else ""
    return f"- 〔{it.how}〕{it.title}{changes}（{it.basis}）"


def _law(law: HandbookLaw) -> Iterator[str]:
    yield from (f"### {law.title}", "")
    yield f"- 环节：{'、'.join(law.steps)}；方式：{'、'.join(law.modes)}"
    yield f"- 情形：{'；'.join(law.when)}"
    yield f"- 处理：{law.effect}（告知{law.audience}；{law.override}{'；固定' if law.fixed else ''}）"
    if law.remedy:
        yield f"- 办法：{law.remedy}"
    yield f"- 依据：{law.basis}"
    yield from (f"- 编码：`{law.code}`" + (f"（{law.slogan}）" if law.slogan else ""), "")


def _table(title: str, lines: tuple[HandbookLine, ...]) -> Iterator[str]:
    if not lines:
        return
    yield from (f"## {title}", "", "| 名称 | 内容 | 依据 |", "|---|---|---|")
    yield from (f"| {line.title} | {line.said} | {line.basis} |" for line in lines)
    yield ""
