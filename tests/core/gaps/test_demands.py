"""应归什么由干部情况推算：年度考核自参加工作之年（不早于1993）逐年，学历成链，任一职、调一次工资各一份。

What a dossier must hold follows from facts: every year of reviews, the chain of degrees, each post.
"""

from __future__ import annotations

import pytest

from core.gaps.demands import demands
from core.gaps.facts_of_cadre import Happened, happened
from core.holdings.cadre import Cadre
from rules.book import load_book

KINDS = load_book().materials.values()
THIS_YEAR = 2026


def demanded(*facts: Happened, **cadre: str) -> dict[tuple[str, str], str]:
    """Kind and occasion → the best form that is asked for."""
    row = Cadre(name="周一", unit_id=1, **cadre)
    return {it.key: it.best for it in demands(row, happened(row, facts), KINDS, THIS_YEAR)}


def years(found: dict[tuple[str, str], str]) -> list[str]:
    return [occasion for kind, occasion in found if kind == "3-1"]


def occasions(found: dict[tuple[str, str], str], kind: str) -> set[str]:
    return {occasion for code, occasion in found if code == kind}


@pytest.mark.parametrize(
    ("began", "first", "count"),
    [("2020-07", "2020", 6), ("1993-01", "1993", 33), ("1985-08", "1993", 33)],
)
def test_reviews_are_asked_for_from_1993_or_the_first_year_of_work_to_last_year(
    began: str, first: str, count: int
) -> None:
    found = years(demanded(began_work=began))
    assert (found[0], found[-1], len(found)) == (first, "2025", count)


def test_where_the_first_year_is_unknown_no_year_is_asked_for() -> None:
    assert years(demanded()) == []


def test_the_year_of_retiring_is_the_last_that_is_asked_for() -> None:
    retired = Happened("retired", "2022", "2022.03")
    assert years(demanded(retired, began_work="2020-07", status="retired")) == [
        "2020",
        "2021",
        "2022",
    ]


def test_a_year_without_a_review_asks_for_the_units_explanation() -> None:
    absent = Happened("not_assessed", "2021")
    found = demanded(absent, began_work="2020-07")
    assert found["3-1", "2021"] == "explanation"
    assert found["3-1", "2022"] == "original"


def test_a_party_member_owes_the_four_papers_of_joining() -> None:
    party = {"6-1", "6-2", "6-3", "6-4"}
    assert party <= {kind for kind, _ in demanded(party_standing="cpc_member")}
    assert party - {"6-3"} <= {kind for kind, _ in demanded(party_standing="cpc_probationary")}
    assert not party & {kind for kind, _ in demanded(party_standing="masses")}


def test_degrees_are_asked_for_as_a_chain() -> None:
    found = demanded(fulltime_education="大专", inservice_education="省委党校研究生")
    assert occasions(found, "4-1-1") == {"高中、中专"}
    assert occasions(found, "4-1-3") == {"全日制大专"}
    assert occasions(found, "4-1-5") == {"全日制大专", "在职研究生"}
    assert occasions(found, "4-1-7") == {"在职研究生"}
    assert found["4-1-5", "在职研究生"] == "sealed_copy"


def test_each_appointment_and_each_pay_step_has_its_paper() -> None:
    posts = [
        Happened("appointment", f"{year}.05 副科长", f"{year}.05", "section_up")
        for year in (2012, 2019)
    ]
    found = demanded(*posts, Happened("pay_step", "2021.01 正常晋升", "2021.01"))
    assert occasions(found, "9-2-4") == {"2012.05 副科长", "2019.05 副科长"}
    assert occasions(found, "5-7") == {"2019.05 副科长"}  # 凡提必审 since 2014
    assert occasions(found, "9-1-1") == {"2021.01 正常晋升"}


@pytest.mark.parametrize(
    ("fact", "kind"),
    [("award", "7-1"), ("abroad", "9-3-1"), ("military", "9-2-3"), ("training", "4-4-1")],
)
def test_what_happened_once_is_asked_for_once(fact: str, kind: str) -> None:
    assert (kind, "2018") in demanded(Happened(fact, "2018"))
    assert not occasions(demanded(), kind)


def test_a_sanction_asks_for_the_paper_of_its_own_kind() -> None:
    found = demanded(Happened("sanction", "2016", grade="court"))
    assert ("8-3", "2016") in found
    assert ("8-1", "2016") not in found


def test_what_is_filed_only_if_it_exists_is_never_a_gap() -> None:
    book = load_book().materials
    never = {code for code, kind in book.items() if kind.requirement == "if_exists"}
    found = demanded(began_work="1985-08", party_standing="cpc_member", status="retired")
    assert not never & {kind for kind, _ in found}
