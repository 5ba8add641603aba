"""The simulated desk reader (模拟读写器), where the demo has put one into the application."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.keys import IS_DEMO


def demo_reader(app: web.Application) -> Any | None:
    """The reader with `place(label)` and `lift(label)`; None outside the demo."""
    if not app[IS_DEMO]:
        return None
    try:
        from bot.demo.desk_reader import DESK_READER
    except ImportError:
        return None
    return app.get(DESK_READER)
