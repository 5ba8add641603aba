"""What each mode asks besides the common questions (各种方式另问的): days, copies, the matter."""

from __future__ import annotations

from bot.conversations.apply_question import Asked, Buttons
from core.requests.request import Mode

MODES = (
    (Mode.CONSULT, "在室查阅"),
    (Mode.LEND, "借出"),
    (Mode.COPY, "复制摘录"),
    (Mode.CERTIFY, "代查出证"),
)
SPOKEN = {said: mode.value for mode, said in MODES} | {
    **{"查阅": "consult", "借阅": "lend", "复制": "copy", "摘录": "copy"},
    **{"代查": "certify", "出证": "certify", "证明": "certify"},
}
# What belongs to one mode only: forgotten when another is chosen.
OF_ONE_MODE = ("lending_reason", "days", "copies", "matter")
USUAL = "按通常期限"


def mode_of(text: str) -> str | None:
    """The mode that was said, None for no mode."""
    mode = SPOKEN.get(text, text)
    return mode if mode in set(Mode) else None


def ask_mode(asked: Asked, tail: Buttons) -> None:
    buttons = asked.talk.choices([(mode.value, said) for mode, said in MODES])
    asked.say("say_ask_mode", [*buttons, *tail])


def take_mode(asked: Asked, text: str) -> bool:
    mode = mode_of(text)
    if mode is None:
        return False
    for name in OF_ONE_MODE:
        asked.answers.pop(name, None)
    asked.answers["mode"] = mode
    return True


def ask_days(asked: Asked, tail: Buttons) -> None:
    periods = asked.book.periods
    usual, most = periods["lend_default"].value, periods["lend_most"].value
    choices = [("0", f"{USUAL}（{usual} 个工作日）")]
    asked.say("say_ask_days", [*asked.talk.choices(choices), *tail], usual=usual, most=most)


def take_days(asked: Asked, text: str) -> bool:
    """A number of working days; whether it is too many the law says at the end."""
    said = text.strip().removesuffix("工作日").rstrip("个天日 ").strip()
    if text.startswith(USUAL):
        said = "0"
    if not (said.isascii() and said.isdecimal() and len(said) <= 3 and int(said) <= 400):
        return False
    asked.answers["days"] = int(said)
    return True


def ask_copies(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_copies", tail)


def take_copies(asked: Asked, text: str) -> bool:
    asked.answers["copies"] = text.strip()[:200]
    return bool(text.strip())


def ask_matter(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_matter", tail)


def take_matter(asked: Asked, text: str) -> bool:
    asked.answers["matter"] = text.strip()[:200]
    return bool(text.strip())
