"""The garbage collector (垃圾回收): still while we start, then blind to what will never go.

Starting makes a million objects that stay. Looking through them again and again took a quarter of the
start; looking through them under load would hold every answer up for a tenth of a second.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Nothing is collected until `let_go`, or until this ends."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def let_go() -> None:
    """What is there now stays until the process ends; the collector looks only at what comes."""
    gc.freeze()
    gc.enable()
