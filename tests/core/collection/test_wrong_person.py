"""张冠李戴：同一张图、文件名、清单上写着另一位同志的，系统只提示是谁，由人核定；文件名不留。

The wrong person: the same picture, a file's name or the list's line speak for another cadre. The
machine says so, a person decides; no file name is kept.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from core.clock import local_date
from core.collection.add_picture import AddPicture
from core.collection.flags import Flag
from core.collection.named_people import named_in, number_ends
from core.collection.observed import Observed
from core.collection.picture_names import PictureNames
from core.collection.piece import Piece
from core.collection.pointed_at import pointed_at
from core.collection.withdraw_submission import WithdrawSubmission
from core.files.clean_room import CleanCopy
from core.files.intake import Accepted
from core.files.likeness import FIELDS
from core.files.safe import Kept
from core.files.vault import WrappedKey
from core.ids import opaque
from core.members.member import Role
from rules.book import load_book
from tests.support.inspecting import Inspecting

BOOK = load_book()
PAGE = bytes(range(200, 224)) * (FIELDS // 24) + bytes(FIELDS % 24)
PEOPLE = ((1, "王小明", "0412"), (2, "李四海", "003X"), (3, "王小", ""), (4, "王小明", "1233"))
Pointed = dict[Flag, frozenset[int]]


def pointed(world: Inspecting, piece: Piece, **seen: Any) -> Pointed:
    def look(session: Session) -> Pointed:
        today = local_date(world.house.clock.now())
        return pointed_at(session, world.now(piece), Observed(**seen), BOOK, today)

    with world.house.dispatch.database.reading() as session:
        return look(session)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("李四海 2023年度考核登记表.jpg", {2}),
        ("王小明学历.pdf", {1, 4}),  # two of that name; not the shorter name inside it
        ("王小、李四海合影.jpg", {2, 3}),
        ("考核表110101198005120412.jpg", {1}),
        ("考核表-003x.jpg", {2}),
        ("IMG_0412.jpg", set()),  # a camera's counter
        ("扫描2023.jpg", set()),
        ("20230412.jpg", set()),
        ("", set()),
    ],
)
def test_a_name_or_the_last_four_of_a_number_says_who_is_meant(text: str, meant: set[int]) -> None:
    assert named_in(text, PEOPLE) == meant


def test_a_year_is_no_end_of_a_number() -> None:
    assert number_ends("2019年 0019 表") == {"0019"}


@pytest.mark.parametrize("near", [PAGE, bytes(min(255, it + 2) for it in PAGE)])
async def test_the_same_picture_of_another_cadre_is_pointed_at_and_decided_by_a_person(
    world: Inspecting, near: bytes
) -> None:
    other, sent = world.other_cadre(), world.submission()
    mine, theirs = world.piece(sent), world.piece(world.submission(), dossier_id=other)
    world.picture(theirs, "one", PAGE)
    world.picture(mine, "one" if near is PAGE else "two", near)
    assert pointed(world, mine) == {Flag.PICTURE_OF_ANOTHER: frozenset({other})}
    refused = await world.decide(mine, so=("picture_of_another",))
    assert [it["law"] for it in refused.reasons] == ["wrong_person"]
    assert (await world.decide(mine, harmless=("picture_of_another",))).done


@pytest.mark.parametrize("change", [3, -3])
def test_another_page_of_the_same_form_is_another_picture(world: Inspecting, change: int) -> None:
    mine = world.piece(world.submission())
    theirs = world.piece(world.submission(), dossier_id=world.other_cadre())
    middle = FIELDS // 2
    grid = PAGE[:middle] + bytes([PAGE[middle] + change]) + PAGE[middle + 1 :]
    world.picture(theirs, "", PAGE)
    world.picture(mine, "", grid)
    assert pointed(world, mine) == {}


def test_blank_pages_are_all_alike_and_say_nothing(world: Inspecting) -> None:
    mine = world.piece(world.submission())
    theirs = world.piece(world.submission(), dossier_id=world.other_cadre())
    for piece in (mine, theirs):
        world.picture(piece, "", bytes(FIELDS), ink=0, sharpness=0)
    assert pointed(world, mine).keys() == {Flag.PICTURE_BLANK}


async def test_what_went_back_or_was_withdrawn_may_be_sent_again_for_the_right_person(
    world: Inspecting,
) -> None:
    other, sent = world.other_cadre(), world.submission("drafted")
    gone = world.piece(world.submission(), dossier_id=other, state="counted")
    draft, mine = world.piece(sent, dossier_id=other), world.piece(world.submission())
    for piece in (gone, draft, mine):
        world.picture(piece, "one")
    assert Flag.PICTURE_OF_ANOTHER in pointed(world, mine)
    await world.decide(gone, "returned", amiss=("person_agrees",))
    contact = world.house.add_member(Role.UNIT_CONTACT, unit=world.unit)
    withdraw = WithdrawSubmission(submission=world.sent(sent).ref, seen_version=1)
    await world.house.do(contact, withdraw)
    assert pointed(world, mine) == {}


def test_a_line_that_names_another_is_pointed_at_and_one_that_names_both_is_not(
    world: Inspecting,
) -> None:
    other, sent = world.other_cadre(), world.submission()
    named = world.piece(sent, title="李四海2023年度考核登记表")
    both = world.piece(sent, 2, title="合同", remark="王小明、李四海共同签订")
    assert pointed(world, named) == {Flag.LIST_NAMES_ANOTHER: frozenset({other})}
    assert pointed(world, both) == {}


async def test_a_file_name_is_looked_at_and_not_kept(world: Inspecting) -> None:
    other = world.other_cadre(id_last4="003X")
    sent = world.submission("drafted")
    piece = world.piece(sent, state="listed")
    await named(world, piece, "李四海_110101197003120039.jpg")
    assert pointed(world, piece) == {Flag.FILE_NAMES_ANOTHER: frozenset({other})}
    assert "李四海" not in f"{world.house.log('picture_added')} {world.house.all(PictureNames)}"
    assert "李四海" not in repr(added(world, piece, "李四海.jpg"))


async def test_a_file_name_with_ones_own_name_or_nobodys_raises_nothing(world: Inspecting) -> None:
    world.other_cadre()
    piece = world.piece(world.submission("drafted"), state="listed")
    await named(world, piece, "王小明、李四海.jpg")
    await named(world, piece, "扫描件 1.jpg")
    assert pointed(world, piece) == {}


async def test_people_of_other_units_are_not_looked_for(world: Inspecting) -> None:
    world.other_cadre(unit_id=world.house.add_unit(world.room))
    piece = world.piece(world.submission("drafted"), state="listed")
    await named(world, piece, "李四海.jpg")
    assert world.house.all(PictureNames) == []


async def test_what_an_inspector_says_of_a_nameless_line_is_checked_too(world: Inspecting) -> None:
    other = world.other_cadre()
    piece = world.piece(world.submission(), dossier_id=None, title="李四海考核表")
    assert pointed(world, piece) == {}
    assert pointed(world, piece, dossier=world.dossier).keys() == {Flag.LIST_NAMES_ANOTHER}
    assert pointed(world, piece, dossier=other) == {}


async def named(world: Inspecting, piece: Piece, name: str) -> None:
    assert (await world.house.do(world.one, added(world, piece, name))).done


def added(world: Inspecting, piece: Piece, name: str) -> AddPicture:
    kept = Kept(
        ref=opaque(20),
        sha256_name=opaque(20),
        key=WrappedKey(b"k", "test"),
        content_mark=opaque(20),
    )
    copy = CleanCopy(media_type="image/png", pages=1, size=9, width=1654, height=2339)
    accepted = Accepted(kept=kept, copy=copy, received_mark=opaque(20))
    ref = world.sent(piece.submission_id).ref
    return AddPicture(submission=ref, picture=accepted, serial=piece.serial, file_name=name)
