"""Problem numbers (问题编号): a bug is logged once with a short number, and the person gets that."""

from __future__ import annotations

from core.ids import opaque

LENGTH = 6


def remember(error: BaseException, where: str) -> str:
    """Log the error with its traceback; gives the number to show, such as `K7QX2M`.

    `where` names the place in our own words (a route, a command), never what someone sent.
    """
    from bot.counters import BUGS
    from bot.logs import log

    BUGS.inc()
    number = opaque(LENGTH)
    log.error("problem", number=number, where=where, exc_info=error)
    return number
