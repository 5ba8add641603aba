"""Who will read (查阅人): each reader's name and standing."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversations.apply_question import Asked, Buttons
from bot.conversations.talk import Choice

STANDINGS: list[Choice] = [
    ("personnel party", "组织人事干部，中共党员"),
    ("personnel", "组织人事干部，非党员"),
    ("party", "其他人员，中共党员"),
    ("other", "其他人员，非党员"),
]


def ask_reader(ordinal: int) -> Callable[[Asked, Buttons], None]:
    def ask(asked: Asked, tail: Buttons) -> None:
        none = asked.talk.choices([("", "没有第二位")]) if ordinal > 1 else []
        asked.say("say_ask_reader", [*none, *tail], ordinal=ordinal)

    return ask


def take_reader(ordinal: int) -> Callable[[Asked, str], bool]:
    def take(asked: Asked, text: str) -> bool:
        name = "" if text == "没有第二位" else text.strip()
        if len(name) > 40 or (not name and ordinal == 1):
            return False
        asked.answers[f"reader_{ordinal}"] = name
        return True

    return take


def ask_standing(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_standing", [*asked.talk.choices(STANDINGS), *tail])


def take_standing(ordinal: int) -> Callable[[Asked, str], bool]:
    def take(asked: Asked, text: str) -> bool:
        spoken = {label: value for value, label in STANDINGS}
        standing = spoken.get(text, text)
        if standing not in dict(STANDINGS):
            return False
        asked.answers[f"standing_{ordinal}"] = standing
        return True

    return take
