"""What an inspector enters (鉴别录入): read from the posted form, shown again after a refusal."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.replies.words import word
from bot.web.bodies import BadBody
from bot.web.posted import Posted
from core.collection.inspection_facts import MEANS, SEEN
from core.collection.observed import Observed

# The two upper rows of letters, in the order of the points.
KEYS = "qwertyuiopasdfghjkl"
COPY_ONLY = frozenset({"copy_dated", "copy_sealed"})


def amiss(form: Posted) -> tuple[str, ...]:
    return tuple(name for name in SEEN if form.ticked(f"amiss_{name}"))


def flags(form: Posted, judged: str) -> tuple[str, ...]:
    """The flags that were called `so` or `harmless`."""
    return tuple(flag.value for flag in MEANS if form.text(f"flag_{flag.value}") == judged)


def day_of(form: Posted, name: str) -> date | None:
    """A day, None where nothing was entered. Raises BadBody."""
    text = form.text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadBody("bad_value", name) from None


def count_of(form: Posted, name: str) -> int | None:
    """A whole number, None where nothing was entered. Raises BadBody."""
    return form.number(name) if form.text(name) else None


def observed(form: Posted) -> Observed:
    """Raises BadBody."""
    return Observed(
        amiss=amiss(form),
        so=flags(form, "so"),
        harmless=flags(form, "harmless"),
        name=form.text("name"),
        pages=count_of(form, "pages"),
        formed_on=day_of(form, "formed_on"),
    )


def points(ticked: tuple[str, ...]) -> list[dict[str, Any]]:
    """The checklist with its keys, in the order of the desk."""
    return [
        {
            "name": f"amiss_{name}",
            "label": word("amiss", name),
            "key": key,
            "checked": name in ticked,
            "copy": name in COPY_ONLY,
        }
        for name, key in zip(SEEN, KEYS, strict=True)
    ]
