"""加印的画面：水印印进像素，整页都有，不大于屏幕，与存件不同；存件不动。
The mark is in the pixels all over the page, no larger than a screen; the kept file stays as it is.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from core.files.marked_view import LONGEST_SIDE, marked_view

MARK = "组档〔2026〕0007号 / R2 / 0003 / 2026-11-27 09:10:00"


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


def test_a_mark_of_no_letters_is_no_fault() -> None:
    assert marked_view(a_page((30, 30)), "组档") != a_page((30, 30))
