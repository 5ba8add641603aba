"""Ask again, but ever more rarely (退避重试): 1 s growing to 60 s, with jitter."""

import secrets
from collections.abc import Callable

LEAST_SECONDS = 1.0
MOST_SECONDS = 60.0

Jitter = Callable[[float, float], float]

_uniform = secrets.SystemRandom().uniform


class Backoff:
    """The delay doubles with every failure; `jitter(low, high)` picks within its upper half."""

    def __init__(self, jitter: Jitter = _uniform) -> None:
        self._jitter = jitter
        self._ceiling = LEAST_SECONDS

    def next_seconds(self) -> float:
        """How long to wait after one more failure, in seconds."""
        ceiling = self._ceiling
        self._ceiling = min(MOST_SECONDS, ceiling * 2)
        return self._jitter(max(LEAST_SECONDS, ceiling / 2), ceiling)

    def reset(self) -> None:
        """It works again."""
        self._ceiling = LEAST_SECONDS
