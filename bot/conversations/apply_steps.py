"""The questions of an application (申请查档的各步): how each is asked and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversations import apply_modes
from bot.conversations.dossier_numbers import list_words, numbers_in, take_numbers
from bot.conversations.talk import Choice, Talk
from bot.replies.words import word
from core.holdings.questions import MOST, dossiers_of_unit
from core.holdings.rooms_read import room_asked
from core.requests.request import Mode
from core.requests.room_book import REASONS, book_of
from rules.book import RuleBook

Buttons = list[dict[str, str]]
CLASSES = ("全卷", "一、履历", "三、考核", "四、学历职称", "九、工资任免")
STANDINGS: list[Choice] = [
    ("personnel party", "组织人事干部，中共党员"),
    ("personnel", "组织人事干部，非党员"),
    ("party", "其他人员，中共党员"),
    ("other", "其他人员，非党员"),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its place: the `nth` of `total`, with the answers so far."""

    talk: Talk
    answers: dict[str, Any]
    nth: int
    total: int

    @property
    def book(self) -> RuleBook:
        """The book of the room to which this application goes."""
        return _book(self.talk, self.answers)

    def say(self, template: str, buttons: Buttons, **args: Any) -> None:
        self.talk.say(template, buttons, nth=self.nth, total=self.total, **args)


@dataclass(frozen=True, slots=True)
class Question:
    """`take` says whether the text was an answer, None if it was and needs a closer choice.

    `fills` are the answers it gives, `expects` an example of what would have been one.
    """

    ask: Callable[[Asked, Buttons], None]
    take: Callable[[Asked, str], bool | None]
    fills: tuple[str, ...]
    expects: str = "点选其中一项"


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


def _ask_dossier(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_dossier", tail)


def _take_dossier(asked: Asked, text: str) -> bool | None:
    """A number is taken as it is (whether it exists shows only at the end); a name is looked up."""
    text = text.strip()
    if any(c.isdigit() for c in text):
        return take_numbers(asked.answers, numbers_in(text))
    unit_id = asked.talk.unit_as_contact()
    found = dossiers_of_unit(asked.talk.session, unit_id or 0, text)
    if not found:
        return False
    choices = [(it.number, f"{it.name} {it.post} {it.number}") for it in found[:MOST]]
    buttons = [*asked.talk.choices(choices), *asked.talk.words("上一步", "取消")]
    asked.say("say_ask_which", buttons, count=len(found))
    return None


def _ask_purpose(asked: Asked, tail: Buttons) -> None:
    purposes = asked.book.purposes
    choices = [(p.code, _short(p.title)) for p in purposes.values()]
    asked.say("say_ask_purpose", [*asked.talk.choices(choices), *tail])


def _short(title: str) -> str:
    return title if len(title) <= 24 else title[:23] + "…"


def _take_purpose(asked: Asked, text: str) -> bool:
    purposes = asked.book.purposes
    by_title = {p.title: p.code for p in purposes.values()}
    asked.answers["purpose"] = by_title.get(text, text[:40])
    return True


def _ask_detail(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_detail", [*asked.talk.choices([("", "跳过")]), *tail])


def _take_detail(asked: Asked, text: str) -> bool:
    asked.answers["detail"] = "" if text == "跳过" else text[:200]
    return True


def _ask_reason(asked: Asked, tail: Buttons) -> None:
    listed = _room_reasons(asked)
    choices = [(reason, reason) for reason in listed] + [("其他", "其他理由")]
    asked.say("say_ask_lending_reason", [*asked.talk.choices(choices), *tail], listed=bool(listed))


def _room_reasons(asked: Asked) -> list[str]:
    return list(asked.book.lists[REASONS].items.values())


def _book(talk: Talk, answers: dict[str, Any]) -> RuleBook:
    unit_id = talk.unit_as_contact() or 0
    return book_of(talk.unit.law, room_asked(talk.session, unit_id, answers["dossier"]))


def _take_reason(asked: Asked, text: str) -> bool:
    asked.answers["lending_reason"] = text[:60]
    return True


def _ask_reader(ordinal: int) -> Callable[[Asked, Buttons], None]:
    def ask(asked: Asked, tail: Buttons) -> None:
        none = asked.talk.choices([("", "没有第二位")]) if ordinal > 1 else []
        asked.say("say_ask_reader", [*none, *tail], ordinal=ordinal)

    return ask


def _take_reader(ordinal: int) -> Callable[[Asked, str], bool]:
    def take(asked: Asked, text: str) -> bool:
        name = "" if text == "没有第二位" else text.strip()
        if len(name) > 40 or (not name and ordinal == 1):
            return False
        asked.answers[f"reader_{ordinal}"] = name
        return True

    return take


def _ask_standing(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_standing", [*asked.talk.choices(STANDINGS), *tail])


def _take_standing(ordinal: int) -> Callable[[Asked, str], bool]:
    def take(asked: Asked, text: str) -> bool:
        spoken = {label: value for value, label in STANDINGS}
        standing = spoken.get(text, text)
        if standing not in dict(STANDINGS):
            return False
        asked.answers[f"standing_{ordinal}"] = standing
        return True

    return take


def _ask_classes(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_classes", [*asked.talk.choices([(c, c) for c in CLASSES]), *tail])


def _take_classes(asked: Asked, text: str) -> bool:
    asked.answers["classes"] = text[:80]
    return True


STEPS: dict[str, Question] = {
    "mode": Question(
        apply_modes.ask_mode,
        apply_modes.take_mode,
        ("mode",),
        "在室查阅、借出、复制摘录、代查出证之一",
    ),
    "dossier": Question(
        _ask_dossier, _take_dossier, ("dossier",), "档案编号（如 GB-00012）或本单位干部的姓名"
    ),
    "purpose": Question(_ask_purpose, _take_purpose, ("purpose",)),
    "detail": Question(_ask_detail, _take_detail, ("detail",)),
    "lending_reason": Question(_ask_reason, _take_reason, ("lending_reason",)),
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
    "reader_1": Question(_ask_reader(1), _take_reader(1), ("reader_1",), "姓名，如“王小明”"),
    "standing_1": Question(_ask_standing, _take_standing(1), ("standing_1",)),
    "reader_2": Question(_ask_reader(2), _take_reader(2), ("reader_2",)),
    "standing_2": Question(_ask_standing, _take_standing(2), ("standing_2",)),
    "classes": Question(_ask_classes, _take_classes, ("classes",)),
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
    purposes = _book(talk, answers).purposes
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
