"""The rule book in use (制度规则库): whether it compiles, and what it lets a channel be told."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config_check.finding import Finding
from bot.settings import Settings


def rule_books(settings: Settings) -> Iterator[Finding]:
    from rules.book import BookRefused
    from rules.room_books import load_books

    try:
        book = load_books(settings.rules_dir).house
    except BookRefused as refused:
        yield Finding("RULES_DIR", f"the rule book does not compile: {refused}", True)
        return
    except OSError as error:
        yield Finding("RULES_DIR", f"cannot be read: {error.strerror}", True)
        return
    level = book.disclosure.get("telegram", "tickets")
    if level != "tickets":
        said = (
            f"the book lets Telegram be told {level}; a foreign relay should be told tickets only, "
            "and is, until two officers decide by a document and a last day at /desk/telegram"
        )
        yield Finding("RULES_DIR", said, False)
