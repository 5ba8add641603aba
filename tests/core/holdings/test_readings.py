"""多音字每个读音都能查到：单、曾、解、仇、覃、尉迟 / Every reading of a name's characters counts."""

from __future__ import annotations

import pytest

from core.holdings.readings import MOST_READINGS, initials


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("单小明", {"sxm", "dxm", "cxm"}),
        ("曾国强", {"zgq", "cgq"}),
        ("解晓东", {"xxd", "jxd"}),
        ("仇英", {"qy", "cy"}),
        ("覃海", {"qh", "th"}),
        ("尉迟恭", {"ycg", "wcg"}),
        ("万俟卨", {"mqx", "wqx"}),
        ("查良", {"zl", "cl"}),
        ("盖叫天", {"gjt"}),
        ("乐嘉", {"yj", "lj"}),
    ],
)
def test_a_name_is_known_by_every_reading(name: str, readings: set[str]) -> None:
    assert readings <= set(initials(name))


def test_a_plain_name_has_one_reading() -> None:
    assert initials("李小明") == ["lxm"]


def test_the_likeliest_reading_comes_first() -> None:
    assert initials("王小明")[0] == "wxm"


def test_dots_and_signs_are_passed_over_and_latin_letters_stand_for_themselves() -> None:
    assert "mlt" in initials("买·力·提")
    assert initials("李B") == ["lb"]
    assert initials("") == [] == initials("·？1")


def test_a_name_of_many_voices_does_not_multiply_without_end() -> None:
    assert len(initials("单朴查乐解曾单朴查乐解曾")) == MOST_READINGS
