"""加印的画面：查阅人姓名和时间印进像素，整页都有，不大于屏幕，与存件不同；存件不动。
The readers' names and the moment are in the pixels all over the page, no larger than a screen; the
kept file stays as it is.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from core.files.glyphs import glyph
from core.files.marked_view import LONGEST_SIDE, marked_view

MARK = "周文启、陆知行 组档〔2026〕0007号 0003 2026-11-27 09:10:00"
CELLS = range(0xA1, 0xFF)


def a_page(size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, kind)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("L")


def test_every_part_of_the_page_bears_the_mark() -> None:
    plain = a_page((1240, 1754))
    seen = opened(marked_view(plain, MARK))
    assert max(seen.size) == LONGEST_SIDE
    width, height = seen.size
    for left in range(0, width - 280, 280):
        for top in range(0, height - 280, 280):
            part = seen.crop((left, top, left + 280, top + 280))
            assert part.getextrema()[0] < 215, (left, top)


def test_another_moment_is_another_picture() -> None:
    plain = a_page((400, 600))
    one, other = marked_view(plain, MARK), marked_view(plain, MARK.replace("09:10", "09:11"))
    assert plain not in (one, other)
    assert ImageChops.difference(opened(one), opened(other)).getbbox() is not None
    assert ImageChops.difference(opened(one), opened(plain)).getbbox() is not None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_picture_that_is_kept_can_be_seen(mode: str) -> None:
    seen = marked_view(a_page((90, 3000), mode, "PNG"), MARK)
    assert Image.open(io.BytesIO(seen)).size == (48, LONGEST_SIDE)


@pytest.mark.parametrize("name", ["陆知行", "懿麟", "喆堃", "䶮𤧛", "阿依古丽·买买提"])
def test_another_reader_is_another_picture(name: str) -> None:
    plain = a_page((600, 600))
    assert marked_view(plain, MARK) != marked_view(plain, MARK.replace("陆知行", name + "甲"))
    assert all(glyph(it) for it in name)


def test_each_common_character_has_a_shape_of_its_own() -> None:
    first_level = bytes(range(0xB0, 0xD7))  # GB 2312, level one and more
    common = [bytes((row, cell)).decode("gb2312") for row in first_level for cell in CELLS]
    assert len({glyph(it) for it in common}) == len(common)


def test_a_character_we_cannot_draw_leaves_an_empty_square() -> None:
    plain = a_page((400, 400))
    with_it, without = marked_view(plain, "王\U00020000"), marked_view(plain, "王")
    assert glyph("\U00020000") is None
    assert with_it != without


def test_no_mark_at_all_is_no_fault() -> None:
    assert Image.open(io.BytesIO(marked_view(a_page((30, 30)), ""))).size == (30, 30)
