"""Every table of the house: the core's, the conversations' and the channels'."""

# ruff: noqa: F401 — a table is known by being imported

from __future__ import annotations

import core  # isort: skip — first: it names the constraints of every table that comes after
from bot.channels.telegram import rows
from bot.channels.webchat import chat_message, upload_link
from bot.conversations import button, dialog, sent_file
from core.schema import METADATA

__all__ = ["METADATA"]
