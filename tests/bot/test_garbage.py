"""垃圾回收：启动时停一停，启动后照常，出错也照常。

The collector rests while we start, works again afterwards, and does so even when a start goes wrong.
"""

from __future__ import annotations

import gc

import pytest

from bot import garbage


def test_what_is_there_when_serving_begins_is_not_looked_through_again() -> None:
    with garbage.held():
        assert not gc.isenabled()
        garbage.let_go()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_a_start_that_goes_wrong_leaves_the_collector_working() -> None:
    with pytest.raises(ValueError, match="no house"), garbage.held():
        raise ValueError("no house")
    assert gc.isenabled()
