"""Nonces (一次性随机数) of signed calls: each is taken once within the time a signature lives."""

from __future__ import annotations

from collections import OrderedDict

KEPT_SECONDS = 660.0
MOST = 50_000


class Nonces:
    """Seen (device, nonce) pairs in order of arrival. The event ids hold what matters for good."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()

    def fresh(self, device: str, nonce: str, now: float) -> bool:
        """Remember the pair; whether it is new."""
        while self._seen:
            pair, at = next(iter(self._seen.items()))
            if now - at < KEPT_SECONDS and len(self._seen) < MOST:
                break
            del self._seen[pair]
        if (device, nonce) in self._seen:
            return False
        self._seen[device, nonce] = now
        return True
