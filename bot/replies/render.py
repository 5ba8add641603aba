"""Replies (答复): one template per decision or event, plain lines out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.replies.campaign_words import nth_batch
from bot.replies.dates import day, full_day, moment
from bot.replies.words import LANGUAGE, word

_HERE = Path(__file__).parent


@cache
def environment(language: str = LANGUAGE) -> Environment:
    """The templates of one language. Lines are plain text: whoever shows them escapes them."""
    env = Environment(
        loader=FileSystemLoader(_HERE / language),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 — plain text, escaped where it is shown
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.filters |= {"day": day, "moment": moment, "full_day": full_day, "nth_batch": nth_batch}
    env.globals |= {"word": word}
    return env


def render(name: str, language: str = LANGUAGE, **args: Any) -> list[str]:
    """The lines of a reply, blank ones left out. Raises when a template lacks a value."""
    text = environment(language).get_template(f"{name}.j2").render(args)
    return [line.strip() for line in text.splitlines() if line.strip()]


def has_template(name: str, language: str = LANGUAGE) -> bool:
    """Whether there is a reply of this name."""
    return f"{name}.j2" in environment(language).list_templates()
