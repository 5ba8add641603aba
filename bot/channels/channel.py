"""Channel (渠道): the small shape that each of them has. It carries; the core decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.outbox.sending import DeliveryFailed, Leased


class Channel(Protocol):
    """A way to reach members."""

    name: str

    async def deliver(self, messages: Sequence[Leased]) -> dict[int, DeliveryFailed | None]:
        """Deliver messages of one member in order; per message id: None, or why not."""
        ...
