"""事实表：每一项必填、有类型、有中文名；算出来的项由一个小函数算。

The typed fact sheet: one place says names, types, values and Chinese words.
"""

from dataclasses import fields

import pytest

from rules.facts.lending import ATTRIBUTES, LendingFacts, readers_unidentified, sheet
from tests.support.lending_facts import IN_ORDER, facts


def test_every_attribute_is_required() -> None:
    with pytest.raises(TypeError, match="missing"):
        LendingFacts(step="submit")  # type: ignore[call-arg]


def test_every_attribute_has_a_type_and_a_chinese_label() -> None:
    assert {a.type for a in ATTRIBUTES.values()} == {str, bool, int}
    assert all(not a.label.isascii() for a in ATTRIBUTES.values())


def test_the_sheet_holds_every_attribute_and_the_derived_one() -> None:
    assert sheet(IN_ORDER).keys() == ATTRIBUTES.keys()
    assert len(ATTRIBUTES) == len(fields(LendingFacts)) + 1


def test_values_are_said_in_chinese() -> None:
    assert ATTRIBUTES["step"].say("hand_over") == "出库交接"
    assert ATTRIBUTES["form_signed"].say(False) == "否"
    assert ATTRIBUTES["readers"].say(3) == "3"


@pytest.mark.parametrize(("named", "shown", "left"), [(2, 2, 0), (3, 1, 2), (2, 3, 0), (0, 0, 0)])
def test_readers_still_to_show_their_card_are_counted(named: int, shown: int, left: int) -> None:
    assert readers_unidentified(facts(readers=named, readers_identified=shown)) == left
