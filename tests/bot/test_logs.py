"""运行日志不含姓名、证件号、令牌 / No name, id number, token or code gets into the service's log. (P10)"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.logs import log, set_up_logs
from bot.problems import remember
from core.ids import ALPHABET
from core.members.codes import new_code, new_token

CANARIES = {
    "bot token": "bot123456789:" + "AAHk_9-x" * 4 + "abc",
    "id number": "11010519491231002X",
    "telephone": "13912345678",
    "name": "欧阳修文",
    "invitation": new_code(),
    "bearer": new_token(),
    "password": "postgresql+psycopg://danggui:hunter2@db/house",
}

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    before = logging.getLogger().handlers[:]
    set_up_logs("DEBUG")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    logging.getLogger().handlers = before


@pytest.mark.parametrize("secret", CANARIES.values(), ids=CANARIES.keys())
def test_a_secret_is_redacted_wherever_it_stands(secret: str, lines: Lines) -> None:
    log.info("event", detail=f"before {secret} after", path=secret)
    kept = secret.rsplit(":", 1)[-1].split("@", maxsplit=1)[0]
    assert kept not in json.dumps(lines(), ensure_ascii=False)


def test_a_key_that_is_not_listed_is_dropped(lines: Lines) -> None:
    log.info("event", applicant="anyone", count=3)
    (line,) = lines()
    assert (line["count"], "applicant" in line) == (3, False)


def test_a_bug_is_logged_once_with_the_number_that_the_person_gets(lines: Lines) -> None:
    try:
        raise KeyError("11010519491231002X 欧阳修文")
    except KeyError as error:
        number = remember(error, "desk")
    (line,) = lines()
    assert (line["number"], line["where"], line["error"]) == (number, "desk", "builtins.KeyError")
    assert len(number) == 6
    assert set(number) <= set(ALPHABET)
    assert "test_logs.py" in line["frames"][-1]


def test_what_libraries_say_is_named_by_place_only(lines: Lines) -> None:
    logging.getLogger("some.library").warning("cannot send to %s", "欧阳修文")
    (line,) = lines()
    assert (line["logger"], line["event"], line["detail"]) == ("some.library", "library", "")


def test_the_bot_token_in_an_address_stays_out(lines: Lines) -> None:
    logging.getLogger("httpx").info("POST https://api/bot123456789:%s/x", "A" * 35)
    assert lines() == []
