"""鉴别完成后告知移交方：合格几份、退回几份、逐件原因与办法；存疑的只说由档案室留存核实，不说原因。
The sender hears the result once: counts, each returned piece with its cure; doubtful ones without a why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.replies.render import render
from core.collection.check_piece import CheckPiece
from core.collection.piece import Piece
from core.materials.file_piece import FilePiece
from core.members.member import Role
from tests.support.house import a_house
from tests.support.inspecting import Inspecting, an_inspection


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Inspecting]:
    with a_house(tmp_path) as house:
        yield an_inspection(house)


def said(desk: Inspecting) -> list[str]:
    (message,) = desk.house.messages("inspection_finished")
    args: dict[str, Any] = orjson.loads(message.args)
    return render(message.kind, **args)


async def test_a_whole_submission_that_passed_says_what_comes_next(desk: Inspecting) -> None:
    desk.house.add_member(Role.UNIT_CONTACT, unit=desk.unit)
    key = desk.submission()
    piece = desk.piece(key)
    assert (await desk.decide(piece)).done
    await _checked(desk, key)
    first, second = said(desk)
    assert "移交 1 份" in first
    assert second.startswith("合格 1 份")


async def test_a_returned_piece_has_its_reason_and_cure_and_a_doubtful_one_no_why(
    desk: Inspecting,
) -> None:
    desk.house.add_member(Role.UNIT_CONTACT, unit=desk.unit)
    key = desk.submission()
    back, doubtful = desk.piece(key, 1), desk.piece(key, 2)
    assert (await desk.decide(back, "returned", amiss=("sealed",))).done
    assert (await desk.decide(doubtful, "doubtful", note="日期有涂改", seal="F-1")).done
    await _checked(desk, key)
    first, *rest = said(desk)
    assert first.endswith("移交 2 份：合格 0，退回 1，留存核实 1")
    assert rest[0].startswith("清单第 1 件：")
    assert "→" in rest[0]
    assert "涂改" not in "".join(rest)


async def test_when_the_last_passed_piece_is_filed_the_sender_hears_it_once(
    desk: Inspecting,
) -> None:
    desk.house.add_member(Role.UNIT_CONTACT, unit=desk.unit)
    key = desk.submission()
    pieces = [desk.piece(key), desk.piece(key, 2, title="自传", pages=1)]
    for piece in pieces:
        assert (await desk.decide(piece)).done
    await _checked(desk, key)
    for piece in pieces:
        assert desk.house.messages("pieces_filed") == []
        now = desk.now(piece)
        file = FilePiece(piece=now.ref, seen_version=now.version, pages=1, class_code="10")
        assert (await desk.house.do(desk.one, file)).done
    (message,) = desk.house.messages("pieces_filed")
    first, second = render(message.kind, **orjson.loads(message.args))
    assert first.endswith("归档 2 份")
    assert "已经销号" in second


async def _checked(desk: Inspecting, key: int) -> None:
    """Finish, after a colleague looked at whatever was drawn for a second check."""
    for piece in desk.house.all(Piece):
        if piece.second_check:
            look = CheckPiece(piece=piece.ref, seen_version=piece.version, agrees=True)
            assert (await desk.house.do(desk.other, look)).done
    outcome = await desk.finish(key)
    assert outcome.done, outcome
