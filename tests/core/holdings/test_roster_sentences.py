"""每个问题代码恰有一句话：说明现状与办法，不用“错误、失败、非法”。

Every problem code has exactly one sentence, in the tone of the house.
"""

import re
from string import Formatter

import pytest

from bot.replies.roster_problems import SENTENCES, as_row, sentence
from core.holdings.roster import read_roster
from core.holdings.roster.problem import CODES
from tests.support.roster_workbook import one_person

FACTS = {"column", "value", "offered", "most", "longest", "length", "first", "born", "sheets"}


def test_every_code_has_one_sentence_and_every_sentence_a_code() -> None:
    assert SENTENCES.keys() == CODES


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_sentence_asks_for_a_cure_in_the_tone_of_the_house(words: str) -> None:
    assert "请" in words or "至少" in words
    assert not re.search("错误|失败|非法|亲|[!！]", words)
    assert {name for _, name, _, _ in Formatter().parse(words) if name} <= FACTS | {"megabytes"}


def test_a_problem_prints_as_the_row_that_import_promises() -> None:
    (problem,) = read_roster(one_person(born="1985.13")).problems
    assert as_row(problem) == {
        "sheet": "花名册",
        "row": 2,
        "column": "出生年月",
        "problem": "“出生年月”填的是“1985.13”，月份应为 1 到 12。请写成“1985-08”的样子。",
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"originals": "两卷"},
        {"gender": "其他"},
        {"ethnicity": "无此民族"},
        {"post": "局" * 99},
        {"born": 1985.1},
        {"born": "1985"},
        {"born": "1950-01"},
        {"began_work": "1900-01"},
        {"id_number": "12345"},
        {"id_number": 12345},
    ],
)
def test_every_sentence_finds_the_facts_it_speaks_of(changed: dict[str, object]) -> None:
    assert all("{" not in sentence(p) for p in read_roster(one_person(**changed)).problems)
