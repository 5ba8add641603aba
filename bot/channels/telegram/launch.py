"""A launch (从 Telegram 打开): what Telegram says of who opened our page, proven by the bot's token.

Good for ten minutes and for one sign-in: its digest is remembered for as long as it would be good.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import orjson
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select

from bot.channels.telegram.rows import NAME, TelegramLaunch
from core.outbox.reach import Reach

GOOD_FOR = timedelta(minutes=10)
AHEAD = timedelta(minutes=1)
LONGEST = 4096
_KEY = b"WebAppData"


@dataclass(frozen=True, slots=True)
class Launch:
    """`person` is Telegram's numeric id of who opened it."""

    person: str
    digest: str
    expires_at: datetime


def read_launch(data: str, token: str, now: datetime) -> Launch | None:
    """None alike for what was forged, changed, is too old or cannot be read."""
    fields = dict(parse_qsl(data[:LONGEST], keep_blank_values=True))
    given = fields.pop("hash", "")
    if not hmac.compare_digest(_sign(fields, token).encode(), given.encode()):
        return None
    person, at = _person(fields.get("user", "")), _at(fields.get("auth_date", ""))
    if not person or at is None or not now - GOOD_FOR < at < now + AHEAD:
        return None
    return Launch(person, hashlib.sha256(given.encode()).hexdigest(), at + GOOD_FOR)


def _sign(fields: dict[str, str], token: str) -> str:
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(_KEY, token.encode(), hashlib.sha256).digest()
    return hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()


def _person(user: str) -> str:
    try:
        told: Any = orjson.loads(user)
    except orjson.JSONDecodeError:
        return ""
    number = told.get("id") if isinstance(told, dict) else None
    return str(number) if type(number) is int and number > 0 else ""


def _at(seconds: str) -> datetime | None:
    plain = seconds.isascii() and seconds.isdigit() and len(seconds) <= 11
    return datetime.fromtimestamp(int(seconds), UTC) if plain else None


def member_of(session: Session, launch: Launch) -> int | None:
    """The member who bound this person's chat; None for a stranger."""
    return session.exec(
        select(Reach.member_id).where(
            Reach.channel == NAME,
            Reach.person == launch.person,
            Reach.address == launch.person,
            col(Reach.revoked_at).is_(None),
        )
    ).first()


def use_launch(session: Session, launch: Launch, now: datetime) -> bool:
    """Whether it is used for the first time; those that are no longer good are forgotten."""
    session.exec(delete(TelegramLaunch).where(col(TelegramLaunch.expires_at) < now))
    build: Any = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"digest": launch.digest, "expires_at": launch.expires_at}
    done: Any = session.execute(build(TelegramLaunch).values(row).on_conflict_do_nothing())
    return bool(done.rowcount)
