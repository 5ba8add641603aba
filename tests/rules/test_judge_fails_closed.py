"""两套核算不一致、引擎出错、缺标记：一律先不办并告警。

P12: engine and twin agree on every decision; a difference, an engine error or a missing sentinel
refuses and alarms. Each fault here has a real cause.
"""

from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from rules.book import RuleBook, load_book
from rules.condition import Condition
from rules.decision import Refused
from rules.engine import Engine, EngineFailed, without_sentinels
from rules.facts.lending import sheet
from rules.judge import Alarm, Judge
from tests.support.lending_facts import IN_ORDER, facts

BOOK = load_book()


def asked_once(judge: Judge, **changes: Any) -> tuple[Refused, Alarm]:
    alarms: list[Alarm] = []
    judge.on_alarm(alarms.append)
    refused = judge.judge(facts(**changes))
    assert isinstance(refused, Refused)
    assert judge.alarms == len(alarms) == 1
    return refused, alarms[0]


def book_with(*conditions: Condition) -> RuleBook:
    """A book that the loader would not let pass, to reach the evaluators with it: a law each."""
    law = BOOK.law("too_few_readers")
    laws = (replace(law, code=f"law_{n}", when=(it,)) for n, it in enumerate(conditions))
    return replace(BOOK, laws=tuple(laws))


UNTYPED: list[dict[str, Any]] = [
    {"purpose": "\ud800"},
    {"purpose": "x" * 100_000},
    {"readers": "2"},
    {"form_signed": 1},
    {"readers": True},
    {"readers": -1},
    {"readers": 2**70},
    {"purpose": None},
    {"mode": "borrow"},
]


@pytest.mark.parametrize("changes", UNTYPED, ids=lambda changes: next(iter(changes)))
def test_a_sheet_that_is_not_typed_is_refused_with_an_alarm(changes: dict[str, Any]) -> None:
    refused, alarm = asked_once(Judge(BOOK), **changes)
    assert [reason.law for reason in refused.reasons] == ["rule_engine_disagrees"]
    assert alarm.kind == "facts"


def test_an_engine_that_cannot_answer_is_refused_with_an_alarm() -> None:
    too_many = book_with(*(Condition("readers", ">", -n) for n in range(70)))  # its error 303
    refused, alarm = asked_once(Judge(too_many))
    assert refused.reasons[0].title == "制度核对未能完成，为稳妥起见暂不能办理"
    assert "系统管理员" in refused.reasons[0].remedy
    assert alarm.kind == "engine"


def test_a_difference_between_engine_and_twin_is_refused_with_an_alarm() -> None:
    untyped = book_with(Condition("readers", "==", "2"))  # equal to the engine, not to Python
    refused, alarm = asked_once(Judge(untyped))
    assert refused.reasons[0].law == "rule_engine_disagrees"
    assert (alarm.kind, alarm.book_version) == ("difference", BOOK.version)


def test_an_engine_error_names_no_fact() -> None:
    with pytest.raises(EngineFailed) as failed:
        Engine(BOOK.laws).fired({**sheet(facts(step="submit")), "purpose": "张三\ud800"})
    assert "张三" not in str(failed.value)


def test_the_engine_answers_rightly_after_an_error() -> None:
    engine = Engine(BOOK.laws)
    for _ in range(2000):  # more than the states it can hold at once
        with pytest.raises(EngineFailed):
            engine.fired({**sheet(facts(step="submit")), "purpose": "\ud800"})
    asked = sheet(facts(step="submit", readers=1))
    assert engine.fired(asked) == ("too_few_readers",)


@pytest.mark.parametrize("hits", [[], ["begin"], ["begin", "heard"], ["heard", "end"]])
def test_a_missing_sentinel_is_an_error(hits: list[str]) -> None:
    with pytest.raises(EngineFailed, match="sentinel"):
        without_sentinels(hits)


def test_the_twin_alone_answers_when_two_officers_say_so() -> None:
    judge = Judge(book_with(Condition("readers", "==", "2")), twin_only=True)
    assert judge.judge(IN_ORDER).fired == ()
    assert judge.alarms == 0


def test_the_judge_may_be_asked_from_several_threads() -> None:
    judge = Judge(BOOK)
    wrong: list[int] = []

    def ask(readers: int, expected: tuple[str, ...]) -> None:
        asked = facts(readers=readers, readers_identified=readers)
        wrong.extend(1 for _ in range(500) if judge.judge(asked).fired != expected)

    threads = [Thread(target=ask, args=(n, ("too_few_readers",) * (n < 2))) for n in (0, 1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (wrong, judge.alarms) == ([], 0)
