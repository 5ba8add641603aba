"""A posted form (表单): its fields as text, and the hidden key under which it is carried out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.web.bodies import BadBody

LONGEST_KEY = 48  # a form may carry out several commands, each under the key and a word of its own


@dataclass(frozen=True, slots=True)
class Posted:
    """Fields of one form; a missing field reads as empty."""

    fields: Mapping[str, str]
    key: str

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def ticked(self, name: str) -> bool:
        return self.text(name) in ("yes", "on", "true", "1")

    def number(self, name: str) -> int:
        """A whole number. Raises BadBody."""
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise BadBody("bad_value", name)
        return int(text)

    def day(self, name: str) -> date:
        """A calendar day, as a browser writes it. Raises BadBody."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise BadBody("bad_value", name) from error

    def key_of(self, part: str) -> str:
        """The key of one of several commands of this form."""
        return f"{self.key}:{part}"[:80]


async def posted(request: web.Request) -> Posted:
    """The form of this request. Raises BadBody where it carries no fit key."""
    sent = (await request.post()).items()
    return of_fields({name: value for name, value in sent if isinstance(value, str)})


def of_fields(fields: Mapping[str, str]) -> Posted:
    """The form made of these fields. Raises BadBody where they carry no fit key."""
    key = fields.get("key", "").strip()
    if not key or len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadBody("key_missing")
    return Posted(fields, key)
