"""一室自己的规定 / A room's own rules, laid over the shipped book as its folder would be."""

from __future__ import annotations

from pathlib import Path

from rules.judge import Judge
from rules.room_books import load_books

OWN = """
edition = "本室"
remove = ["unit_has_overdue_loan"]

[periods.lend_default]
title = "借阅期限"
value = 5
unit = "working_days"
basis = { instrument = "本室规定", article = "第三条", status = "local" }

[[law]]
code = "three_readers"
title = "本室查档应为 3 人以上"
slogan = ""
applies_to = { steps = ["submit"], modes = ["consult"] }
when = ["readers < 3"]
effect = "refuse"
audience = "applicant"
sensitive = false
override = "nobody"
fixed = false
remedy = "请补填查阅人。"
basis = { instrument = "本室规定", article = "第一条", status = "local" }
"""


def law_with(folder: Path, room: str, text: str = OWN) -> Judge:
    """The house's judge in which this room has rules of its own."""
    own = folder / "rooms" / room
    own.mkdir(parents=True)
    (own / "own.toml").write_text(text, "utf-8")
    books = load_books(folder)
    return Judge(books.house, rooms=books.rooms)
