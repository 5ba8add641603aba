"""The questions of an application in order (申请查档的各步), and what can be changed at the end."""

from __future__ import annotations

from typing import Any

from bot.conversations import apply_modes, apply_readers, apply_what
from bot.conversations.apply_question import Question, book_asked
from bot.conversations.dossier_numbers import list_words
from bot.conversations.talk import Talk
from bot.replies.words import word
from core.requests.request import Mode


def steps_for(answers: dict[str, Any]) -> list[str]:
    """The questions in order, as far as the answers so far decide them."""
    steps = ["mode", "dossier", "purpose", "detail"]
    mode = answers.get("mode", "")
    if mode == Mode.CERTIFY:
        return [*steps, "matter", "confirm"]
    steps += {"lend": ["lending_reason", "days"], "copy": ["copies"]}.get(mode, [])
    steps += ["reader_1", "standing_1", "reader_2"]
    if answers.get("reader_2", "?"):
        steps.append("standing_2")
    return [*steps, "classes", "confirm"]


STEPS: dict[str, Question] = {
    "mode": Question(
        apply_modes.ask_mode,
        apply_modes.take_mode,
        ("mode",),
        "在室查阅、借出、复制摘录、代查出证之一",
    ),
    "dossier": Question(
        apply_what.ask_dossier,
        apply_what.take_dossier,
        ("dossier",),
        "档案编号（如 GB-00012）或本单位干部的姓名",
    ),
    "purpose": Question(apply_what.ask_purpose, apply_what.take_purpose, ("purpose",)),
    "detail": Question(apply_what.ask_detail, apply_what.take_detail, ("detail",)),
    "lending_reason": Question(apply_what.ask_reason, apply_what.take_reason, ("lending_reason",)),
    "days": Question(apply_modes.ask_days, apply_modes.take_days, ("days",), "天数，如“5”"),
    "copies": Question(
        apply_modes.ask_copies, apply_modes.take_copies, ("copies",), "材料名称和页数"
    ),
    "matter": Question(
        apply_modes.ask_matter,
        apply_modes.take_matter,
        ("matter",),
        "要证明的事项，如“参加工作时间”",
    ),
    "reader_1": Question(
        apply_readers.ask_reader(1), apply_readers.take_reader(1), ("reader_1",), "姓名，如“王小明”"
    ),
    "standing_1": Question(
        apply_readers.ask_standing, apply_readers.take_standing(1), ("standing_1",)
    ),
    "reader_2": Question(apply_readers.ask_reader(2), apply_readers.take_reader(2), ("reader_2",)),
    "standing_2": Question(
        apply_readers.ask_standing, apply_readers.take_standing(2), ("standing_2",)
    ),
    "classes": Question(apply_what.ask_classes, apply_what.take_classes, ("classes",)),
}


# What can be changed at the end without going through everything again.
CHANGES: dict[str, tuple[str, ...]] = {
    "改方式": ("mode", "lending_reason"),
    "改天数": ("days",),
    "改复制内容": ("copies",),
    "改证明事项": ("matter",),
    "改档案": ("dossier",),
    "改用途": ("purpose", "detail"),
    "改查阅人": ("reader_1", "standing_1", "reader_2", "standing_2"),
    "改范围": ("classes",),
}


def changes_for(answers: dict[str, Any]) -> list[str]:
    """Which of CHANGES there are in an application of this mode."""
    steps = steps_for(answers)
    return [label for label, of in CHANGES.items() if any(step in steps for step in of)]


def open_step(answers: dict[str, Any]) -> str:
    """The first question without an answer; `confirm` when there is none."""
    for step in steps_for(answers):
        if step == "confirm" or any(name not in answers for name in STEPS[step].fills):
            return step
    return "confirm"


def summary(talk: Talk, answers: dict[str, Any]) -> dict[str, Any]:
    """What is about to be submitted, for the last look."""
    purposes = book_asked(talk, answers).purposes
    purpose = answers["purpose"]
    readers = [answers[key] for key in ("reader_1", "reader_2") if answers.get(key)]
    return {
        "mode": word("mode", answers["mode"]),
        "dossier": list_words(answers),
        "purpose": purposes[purpose].title if purpose in purposes else purpose,
        "detail": answers.get("detail", ""),
        "lending_reason": answers.get("lending_reason", ""),
        "days": answers.get("days", 0),
        "copies": answers.get("copies", ""),
        "matter": answers.get("matter", ""),
        "readers": f"{len(readers)} 人" if readers else "",
        "classes": answers.get("classes", ""),
    }
