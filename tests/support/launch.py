"""从 Telegram 打开 / A launch as Telegram's own apps make it, signed with the bot's token."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from bot.story.bot_api import TOKEN


def a_launch(person: int, at: datetime, token: str = TOKEN, **more: str) -> str:
    """What stands behind `tgWebAppData`, not yet escaped once more."""
    fields = {
        "auth_date": str(int(at.timestamp())),
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps({"id": person, "first_name": "Q"}, separators=(",", ":")),
        "signature": "of a third party, which stays among the signed fields",
        **more,
    }
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    signed = hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()
    return urlencode({**fields, "hash": signed})
