"""Reading key facts (调阅重点信息): logged first, shown afterwards or not at all."""

from __future__ import annotations

from aiohttp import web

from bot.web.keys import DISPATCH, PRINCIPAL
from core.errors import NotFound
from core.keyfacts.read_key_facts import ReadKeyFacts

# A page that is shown again within these minutes is one reading, not two entries of the log.
MINUTES_OF_ONE_READING = 10


async def read_facts(request: web.Request, dossier: str) -> None:
    """Raises NotFound alike for unknown, foreign, one's own, and what cannot be logged."""
    dispatch = request.app[DISPATCH]
    bucket = int(dispatch.clock.now().timestamp()) // (60 * MINUTES_OF_ONE_READING)
    key = f"facts:{dossier}:{bucket}"[:80]
    outcome = await dispatch(request[PRINCIPAL], ReadKeyFacts(dossier=dossier), key)
    if not outcome.done:
        raise NotFound
