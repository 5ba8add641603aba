"""What is to be read and why (查什么、为什么): dossiers, purpose, reason, classes."""

from __future__ import annotations

from bot.conversations.apply_question import Asked, Buttons
from bot.conversations.dossier_numbers import numbers_in, take_numbers
from core.holdings.questions import MOST, dossiers_of_unit
from core.requests.room_book import REASONS

CLASSES = ("全卷", "一、履历", "三、考核", "四、学历职称", "九、工资任免")


def ask_dossier(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_dossier", tail)


def take_dossier(asked: Asked, text: str) -> bool | None:
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


def ask_purpose(asked: Asked, tail: Buttons) -> None:
    purposes = asked.book.purposes
    choices = [(p.code, _short(p.title)) for p in purposes.values()]
    asked.say("say_ask_purpose", [*asked.talk.choices(choices), *tail])


def _short(title: str) -> str:
    return title if len(title) <= 24 else title[:23] + "…"


def take_purpose(asked: Asked, text: str) -> bool:
    purposes = asked.book.purposes
    by_title = {p.title: p.code for p in purposes.values()}
    asked.answers["purpose"] = by_title.get(text, text[:40])
    return True


def ask_detail(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_detail", [*asked.talk.choices([("", "跳过")]), *tail])


def take_detail(asked: Asked, text: str) -> bool:
    asked.answers["detail"] = "" if text == "跳过" else text[:200]
    return True


def ask_reason(asked: Asked, tail: Buttons) -> None:
    listed = _room_reasons(asked)
    choices = [(reason, reason) for reason in listed] + [("其他", "其他理由")]
    asked.say("say_ask_lending_reason", [*asked.talk.choices(choices), *tail], listed=bool(listed))


def _room_reasons(asked: Asked) -> list[str]:
    return list(asked.book.lists[REASONS].items.values())


def take_reason(asked: Asked, text: str) -> bool:
    asked.answers["lending_reason"] = text[:60]
    return True


def ask_classes(asked: Asked, tail: Buttons) -> None:
    asked.say("say_ask_classes", [*asked.talk.choices([(c, c) for c in CLASSES]), *tail])


def take_classes(asked: Asked, text: str) -> bool:
    asked.answers["classes"] = text[:80]
    return True
