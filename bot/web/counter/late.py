"""Late scans (迟送的扫码): what the browser kept while the network was away, and how old it is.

The browser says for how many seconds it kept a scan, so that no two clocks are compared. A return
counts from when it was scanned; evidence for a hand-over is of this moment or is shown again.
"""

from __future__ import annotations

from datetime import timedelta

from bot.web.counter.panel import ASK, Panel
from bot.web.posted import Posted

LONGEST = timedelta(days=366)


def late(form: Posted) -> timedelta:
    """How long ago this was scanned; none where the form does not say. Raises BadBody."""
    seconds = form.number("late_s") if form.text("late_s") else 0
    return min(timedelta(seconds=seconds), LONGEST)


def is_late(form: Posted) -> bool:
    return bool(late(form))


def too_old(ref: str = "") -> Panel:
    text = "这是网络断开时扫的，送到时已经过了一会儿。没有改动任何内容，请当面再扫一次。"
    return Panel(ASK, "请再扫一次", text, ref)
