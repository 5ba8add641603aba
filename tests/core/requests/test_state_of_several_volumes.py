"""一件几卷，各走各的：还没取的比已核对的要紧，整件不能说成“核对无误”。

A case of several volumes is told by the one that matters most: what waits to be fetched is never
covered by what has come back already.
"""

from __future__ import annotations

import pytest

from core.requests.case import shown_state


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["waiting", "checked"], "ready"),
        (["checked", "waiting", "dropped"], "ready"),
        (["waiting", "returned"], "returned"),
        (["waiting", "reading"], "reading"),
        (["searching", "waiting"], "searching"),
        (["checked", "dropped"], "checked"),
        (["waiting"], "ready"),
        (["found"], "ready"),
    ],
)
def test_what_is_still_to_be_fetched_is_told_before_what_is_back(
    lines: list[str], told: str
) -> None:
    assert shown_state("ready", lines) == told


def test_before_a_case_is_ready_its_own_state_is_told() -> None:
    assert shown_state("submitted", ["waiting", "checked"]) == "submitted"
