"""编号随机、不可猜：每一位都从三十一个字符里均匀取出。

Opaque references: every place is drawn evenly from the alphabet, whatever the length.
"""

from __future__ import annotations

from collections import Counter

import pytest

from core.ids import ALPHABET, opaque

DRAWN = 3_100  # a letter is expected a hundred times in each place; 40 to 180 is beyond six sigma


@pytest.mark.parametrize("length", [1, 5, 6, 20])
def test_every_place_takes_every_letter_evenly(length: int) -> None:
    drawn = [opaque(length) for _ in range(DRAWN)]
    assert {len(it) for it in drawn} == {length}
    for place in range(length):
        seen = Counter(it[place] for it in drawn)
        assert set(seen) == set(ALPHABET)
        assert 40 < min(seen.values()) <= max(seen.values()) < 180


def test_no_reference_comes_twice() -> None:
    assert len({opaque() for _ in range(DRAWN)}) == DRAWN
