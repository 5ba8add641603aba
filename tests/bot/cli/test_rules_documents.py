"""制度手册和口号对照表随制度走：文件与现行制度重新生成的一字不差。
The committed handbook and slogan table are exactly what the book gives now (`make docs`).
"""

from __future__ import annotations

from pathlib import Path

from bot.replies import handbook_text, slogan_text
from rules.book import load_book
from rules.handbook import handbook
from rules.slogans import slogan_table
from rules.words import STATUSES

DOCS = Path(__file__).parents[3] / "docs"
BOOK = load_book()
HANDBOOK = DOCS / "handbook" / "handbook.md"


def test_the_handbook_is_the_book_of_today() -> None:
    assert HANDBOOK.read_text("utf-8") == handbook_text.as_markdown(handbook(BOOK))


def test_the_slogan_table_is_the_book_of_today() -> None:
    text = slogan_text.as_markdown(slogan_table(BOOK), BOOK)
    assert (DOCS / "slogans.md").read_text("utf-8") == text


def test_every_law_stands_there_with_its_certainty() -> None:
    text = HANDBOOK.read_text("utf-8")
    for law in BOOK.laws:
        entry = text[text.index(f"### {law.title}\n") :].split("\n\n### ")[0]
        assert STATUSES[law.basis.status] in entry, law.code
        assert law.remedy in entry
