"""拍照识别：不靠脚本也能认码，照片不留；认不出的、不是照片的，都有话说。

A photo of a code is read by the house itself, without any script, and nothing of it is kept.
"""

from __future__ import annotations

import io

import pytest
from aiohttp import FormData
from PIL import Image

from core.files.stored_file import StoredFile
from core.ids import opaque
from tests.support.fake_camera import frame
from tests.support.web import Page
from tests.support.window import Window


def jpeg(text: str, how: str = "plain") -> bytes:
    held = io.BytesIO()
    frame(text, how).save(held, "JPEG", quality=80)
    return held.getvalue()


async def send(window: Window, photo: bytes, *, case: str = "", csrf: str | None = None) -> Page:
    """The form as a browser without script sends it: our csrf text is one of its fields."""
    form = FormData({"csrf": csrf or window.browser.csrf, "key": opaque(24), "case": case})
    form.add_field("photo", photo, filename="photo.jpg", content_type="image/jpeg")
    async with window.browser.client.post(
        "/counter/photo", data=form, headers={"Accept": "text/html"}
    ) as answer:
        return Page(answer.status, await answer.text())


@pytest.mark.parametrize("how", ["plain", "tilted", "dim"])
async def test_a_code_on_a_photo_is_taken_as_a_scan(window: Window, how: str) -> None:
    code = await window.staff.code(await window.ready())
    assert "取档码有效" in (await send(window, jpeg(code, how))).result


async def test_a_photo_of_a_label_goes_to_the_case_in_hand_and_is_not_kept(window: Window) -> None:
    ref = await window.ready()
    page = await send(window, jpeg(window.staff.labels(ref)[0]), case=ref)
    assert "标签对上了" in page.result
    assert window.staff.house.all(StoredFile) == []


@pytest.mark.parametrize("photo", [b"", b"not a picture", b"\xff\xd8\xff" + b"0" * 999])
async def test_what_shows_no_code_gets_a_sentence(window: Window, photo: bytes) -> None:
    page = await send(window, photo)
    assert page.status == 200
    assert "没有收到照片" in page.result or "没有认出码" in page.result


async def test_a_picture_that_would_unfold_beyond_measure_is_not_unfolded(
    window: Window,
) -> None:
    held = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(held, "PNG")
    assert "没有认出码" in (await send(window, held.getvalue())).result


async def test_a_photo_without_our_csrf_text_is_refused_before_it_is_read(window: Window) -> None:
    ref = await window.ready()
    photo = jpeg(window.staff.labels(ref)[0])
    assert (await send(window, photo, case=ref, csrf="foreign")).status == 403
    assert window.staff.house.log("volume_seen") == []
