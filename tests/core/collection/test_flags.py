"""系统只提示：页数、姓名、时间、图片——一个小函数一种提示，由人核定。

What a machine may notice about a piece, each by a small function of what is known.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFilter

from core.collection.flags import Flag, Look, name_differs, of_dates, of_picture, pages_differ
from core.files.likeness import alike
from core.files.look_of_page import look_of_page

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("listed", "counted", "differs"),
    [(3, 3, False), (3, 2, True), (None, 2, False), (3, None, False)],
)
def test_pages_differ_only_where_both_are_known(
    listed: int | None, counted: int | None, differs: bool
) -> None:
    assert pages_differ(listed, counted) is differs


@pytest.mark.parametrize(
    ("paper", "dossier", "differs"),
    [
        ("王小明", "王小明", False),
        (" 王 小明 ", "王小明", False),
        ("王晓明", "王小明", True),
        ("", "王小明", False),
        ("阿依古丽买买提", "阿依古丽·买买提", False),
    ],
)
def test_a_name_differs_by_its_characters_and_not_by_blanks(
    paper: str, dossier: str, differs: bool
) -> None:
    assert name_differs(paper, dossier) is differs


@pytest.mark.parametrize(
    ("formed", "flags"),
    [
        (date(2026, 11, 28), [Flag.IN_FUTURE]),
        (TODAY, []),
        (date(1980, 4, 30), [Flag.BEFORE_BIRTH]),
        (date(1980, 5, 1), [Flag.TOO_YOUNG]),
        (date(1986, 4, 30), [Flag.TOO_YOUNG]),
        (date(1986, 5, 1), []),
        (None, []),
    ],
)
def test_days_of_formation_that_cannot_be(formed: date | None, flags: list[Flag]) -> None:
    assert list(of_dates(formed, "1980-05", TODAY, 6)) == flags


def test_without_a_day_of_birth_only_the_future_is_impossible() -> None:
    assert list(of_dates(date(1900, 1, 1), "", TODAY, 6)) == []
    assert list(of_dates(date(2027, 1, 1), "", TODAY, 6)) == [Flag.IN_FUTURE]


def a_page(lines: int) -> Image.Image:
    page = Image.new("RGB", (1654, 2339), (244, 242, 236))
    draw = ImageDraw.Draw(page)
    for nth in range(lines):
        draw.text((150, 150 + nth * 60), "annual review 2023 " * 4, fill=(20, 20, 30), font_size=34)
    return page


def seen(page: Image.Image) -> list[Flag]:
    look = look_of_page(page)
    return list(of_picture(Look(page.width, page.height, look["ink"], look["sharpness"])))


def test_a_written_page_raises_no_flag() -> None:
    assert seen(a_page(30)) == []
    assert seen(a_page(4)) == []


def test_a_written_page_photographed_with_noise_raises_no_flag() -> None:
    noisy = BytesIO()
    a_page(30).save(noisy, "JPEG", quality=40)
    assert seen(Image.open(noisy)) == []


def test_an_empty_page_is_blank_and_not_called_blurred_too() -> None:
    assert seen(a_page(0)) == [Flag.PICTURE_BLANK]


@pytest.mark.parametrize("radius", [5, 8, 12])
def test_a_page_out_of_focus_is_blurred(radius: int) -> None:
    flags = seen(a_page(30).filter(ImageFilter.GaussianBlur(radius)))
    assert flags in ([Flag.PICTURE_BLURRED], [Flag.PICTURE_BLANK])


def test_a_small_picture_is_called_so() -> None:
    assert seen(a_page(30).resize((800, 1131))) == [Flag.PICTURE_LOW]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA"])
def test_every_mode_that_the_clean_copy_may_have_is_looked_at(mode: str) -> None:
    assert look_of_page(a_page(20).convert(mode))["ink"] > 2


def likeness(page: Image.Image) -> bytes:
    return b64decode(look_of_page(page)["likeness"])


def test_a_page_saved_anew_and_smaller_is_the_same_picture() -> None:
    page, smaller = a_page(30), BytesIO()
    page.resize((1000, 1414)).save(smaller, "JPEG", quality=40)
    assert alike(likeness(page), likeness(Image.open(smaller)))


def test_the_same_form_of_another_year_or_put_down_askew_is_another_picture() -> None:
    page, other = a_page(30), a_page(30)
    ImageDraw.Draw(other).text((150, 2000), "2024", fill=(20, 20, 30), font_size=34)
    assert not alike(likeness(page), likeness(other))
    assert not alike(likeness(page), likeness(page.rotate(1, fillcolor=(244, 242, 236))))


def test_a_picture_that_was_not_measured_raises_no_flag() -> None:
    assert list(of_picture(Look(None, None, None, None))) == []
    assert not alike(b"", b"")
