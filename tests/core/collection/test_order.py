"""类内排序：按形成时间；成套的放在一起，主件在前；九之二的考察材料跟在任免表后面。

Order within a class: by time; sets together, main document first; never parting a set.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.materials.order import Line, place_for

YEARS = [Line("2018"), Line("2019"), Line("2021.01.15")]
APPOINTED = [
    Line("2015.03.01", "appointment", "副科长", 1),
    Line("2015.02.20", "appointment", "副科长", 2),
    Line("2019.05.01", "appointment", "科长", 1),
]


@pytest.mark.parametrize(
    ("formed", "serial"), [("2017", 1), ("2018.06", 2), ("2020", 3), ("2022", 4), ("", 4)]
)
def test_a_paper_finds_its_place_by_time(formed: str, serial: int) -> None:
    assert place_for(Line(formed), YEARS) == serial


def test_the_first_of_a_class_is_number_one() -> None:
    assert place_for(Line("2020"), []) == 1


def test_what_was_observed_follows_the_appointment_it_led_to() -> None:
    assert place_for(Line("2019.04.10", "appointment", "科长", 2), APPOINTED) == 4


def test_the_main_document_goes_before_its_annexes() -> None:
    annexes = [Line("2001.01.01", "party", "", 2), Line("2001.02.01", "party", "", 3)]
    assert place_for(Line("2002.03.01", "party", "", 1), annexes) == 1


def test_a_paper_of_its_own_does_not_part_a_set() -> None:
    assert place_for(Line("2015.03.15"), APPOINTED) == 3


def test_lines_without_a_day_are_passed_over() -> None:
    assert place_for(Line("2018"), [Line(""), Line("2019")]) == 1
    assert place_for(Line("2020"), [Line("2019"), Line("")]) == 2


dates = st.sampled_from(["", "1999", "2001.05", "2001.05.07", "2020.12.31"])
a_line = st.builds(
    Line, dates, st.sampled_from(["", "a", "b"]), st.sampled_from(["", "x"]), st.integers(0, 3)
)


@given(new=a_line, lines=st.lists(a_line, max_size=8))
def test_the_place_is_always_among_the_lines_or_after_the_last(
    new: Line, lines: list[Line]
) -> None:
    assert 1 <= place_for(new, lines) <= len(lines) + 1


@given(lines=st.lists(st.builds(Line, dates), max_size=12))
def test_papers_filed_one_by_one_lie_in_order_of_time(lines: list[Line]) -> None:
    filed: list[Line] = []
    for line in lines:
        filed.insert(place_for(line, filed) - 1, line)
    told = [line.formed for line in filed if line.formed]
    assert told == sorted(told)
