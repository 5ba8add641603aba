"""What arrived (来件): an update reduced to what may be stored, screened in memory first.

Of a text that looks like an id number or dossier content only the fact remains that it was dropped.
Captions and file names are not kept at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from telegram import CallbackQuery, Message, Update

from bot.conversations.screen import looks_private
from core.members.codes import code_hash

LONGEST = 1000  # beyond what a conversation takes, so that it can say so
_PICTURES = ("image/jpeg", "image/png")
# What is no paper at all: said so, whatever the level.
_NEVER_TAKEN = (
    *("video", "audio", "voice", "sticker", "animation", "video_note"),
    *("contact", "location", "venue", "poll", "dice"),
)
_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{6,64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """`kind`: start, text, press, file, dropped, moved or other. Ids are Telegram's."""

    kind: str
    chat_id: int
    user_id: int = 0
    is_private: bool = True
    text: str = ""
    token: str = ""
    press_id: str = ""
    message_id: int = 0
    is_edit: bool = False
    album: str = ""
    file_id: str = ""
    file_size: int = 0
    file_kind: str = ""  # photo (a picture we could look at), document or other
    file_type: str = ""  # what it claims to be; a photo is always a JPEG
    # A digest of the file's own id, or of the album's: what comes twice is known by it.
    mark: str = ""
    moved_to: int = 0

    def to_json(self) -> str:
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def from_json(cls, body: str) -> Arrived:
        return cls(**orjson.loads(body))


def arrived(update: Update) -> Arrived | None:
    """What an update is to us; None for what we never asked for."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    message = update.effective_message
    return None if message is None else _message(message, update.edited_message is not None)


def digest_of(raw: dict[str, Any]) -> str:
    """SHA-256 of the whole update: its id alone would not do, since ids may begin again."""
    # ASCII by escapes: half an emoji, which no UTF-8 can hold, must not stop what came with it.
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()


def _press(query: CallbackQuery) -> Arrived | None:
    message = query.message
    if message is None:
        return None
    return Arrived(
        kind="press",
        chat_id=message.chat.id,
        user_id=query.from_user.id,
        is_private=message.chat.type == "private",
        token=(query.data or "")[:64].removeprefix("b:"),
        press_id=query.id,
        message_id=message.message_id,
    )


def _message(message: Message, is_edit: bool) -> Arrived:
    known: dict[str, Any] = {
        "chat_id": message.chat.id,
        "user_id": message.from_user.id if message.from_user else 0,
        "is_private": message.chat.type == "private",
        "message_id": message.message_id,
        "is_edit": is_edit,
    }
    if message.migrate_to_chat_id:
        return Arrived(kind="moved", moved_to=message.migrate_to_chat_id, **known)
    if message.text is not None:
        begun = _START.fullmatch(message.text.strip())
        if begun:
            # The code opens an account: what is kept of it is its hash.
            return Arrived(kind="start", token=code_hash(begun[1]), **known)
        if looks_private(message.text):
            return Arrived(kind="dropped", **known)
        readable = message.text[:LONGEST].encode(errors="replace").decode()
        return Arrived(kind="text", text=readable, **known)
    return _file(message, known)


def _file(message: Message, known: dict[str, Any]) -> Arrived:
    held: Any = message.photo[-1] if message.photo else message.document
    if held is None and not any(getattr(message, name) for name in _NEVER_TAKEN):
        return Arrived(kind="other", **known)
    album = message.media_group_id or ""
    own = f"album:{album}" if album else f"file:{held.file_unique_id}" if held is not None else ""
    return Arrived(
        kind="file",
        album=album[:40],
        file_id=held.file_id if held is not None else "",
        file_size=(held.file_size or 0) if held is not None else 0,
        file_kind=_kind_of(message),
        file_type=_type_of(message),
        mark=hashlib.sha256(own.encode()).hexdigest()[:40] if own else "",
        **known,
    )


def _kind_of(message: Message) -> str:
    document = message.document
    if message.photo or (document is not None and document.mime_type in _PICTURES):
        return "photo"
    return "document" if document is not None else "other"


def _type_of(message: Message) -> str:
    if message.photo:
        return _PICTURES[0]
    return ((message.document.mime_type if message.document else "") or "")[:60]
