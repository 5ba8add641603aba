"""What the hash locks say, read and added to as text; pip stays the judge of what they mean."""

from __future__ import annotations

import re

# The one package of which only sources are published: it is compiled, here and at the far end.
SOURCE_ONLY = "durable-rules"


def entry(lock: str, name: str) -> str:
    """A package's lines with its hashes; raises KeyError where the lock has none."""
    found = re.search(rf"^{re.escape(name)}==.*?(?=^\S|\Z)", lock, re.DOTALL | re.MULTILINE)
    if found is None:
        raise KeyError(name)
    return found[0]


def without(lock: str, name: str) -> str:
    return lock.replace(entry(lock, name), "")


def also_allowing(lock: str, name: str, sha256: str) -> str:
    """The lock with one more hash for a package: that of a wheel we built from its sources."""
    old = entry(lock, name)
    first, _, rest = old.partition("\n")
    return lock.replace(old, f"{first}\n    --hash=sha256:{sha256} \\\n{rest}")
