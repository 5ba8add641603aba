"""净化：入库的一律是重新编码的副本，不带任何附加信息、脚本、附件和尾随数据。

Clean copies: what is kept is always written anew: no metadata, script, attachment or trailing
bytes survive, and what the picture shows does.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from core.files.intake import Accepted, Intake
from core.files.stored_file import StoredFile
from tests.core.files import made_files as made
from tests.core.files.conftest import left_behind, pieces
from tests.core.files.rows import row_of

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
DANGEROUS = b"""/JS /JavaScript /OpenAction /AA /Launch /EmbeddedFile /EF /XFA /AcroForm
/Annots /Names /Metadata /PieceInfo /AF /Ref app.alert cmd.exe a.exe""".split()
LAST_BYTES = {JPEG: b"\xff\xd9", PNG: b"IEND\xaeB`\x82"}


async def taken(intake: Intake, content: bytes, declared: str) -> tuple[StoredFile, bytes]:
    accepted = await intake.receive(pieces(content), declared=declared)
    assert isinstance(accepted, Accepted)
    row = row_of(accepted)
    return row, await intake.safe.open(row)


CLEANED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "talkative_jpeg": (made.talkative_jpeg, JPEG, JPEG),
    "talkative_png": (made.talkative_png, PNG, PNG),
    "talkative_tiff": (made.talkative_tiff, TIFF, JPEG),
    "jpeg_with_script_behind": (lambda: made.jpeg() + made.SECRET.encode(), JPEG, JPEG),
    "jpeg_and_pdf": (lambda: made.jpeg() + made.pdf(made.armed), JPEG, JPEG),
    "png_with_zip_behind": (lambda: made.png() + b"PK\x03\x04" + bytes(99), PNG, PNG),
    "cmyk_jpeg": (lambda: made.saved(made.scan(mode="CMYK"), "JPEG"), JPEG, JPEG),
    "see_through_png": (lambda: made.saved(made.scan(mode="RGBA"), "PNG"), PNG, PNG),
    "palette_png": (lambda: made.saved(made.scan(mode="P"), "PNG"), PNG, PNG),
    "fax_page": (
        lambda: made.saved(made.scan(mode="1"), "TIFF", compression="group4"),
        TIFF,
        PNG,
    ),
    "png_with_rows_missing": (lambda: made.flat_png(90, 90, rows=3), PNG, PNG),
    "many_page_fax": (lambda: made.fax(pages=5), TIFF, PDF),
    "many_page_tiff": (lambda: made.tiff(frames=3), TIFF, PDF),
    "armed_pdf": (lambda: made.pdf(made.armed), PDF, PDF),
    "inflating_pdf": (lambda: made.pdf(made.inflating), PDF, PDF),
    "owner_locked_pdf": (
        lambda: made.pdf(encryption=pikepdf.Encryption(user="", owner="b")),
        PDF,
        PDF,
    ),
}


@pytest.mark.parametrize("name", CLEANED)
async def test_what_is_kept_carries_nothing_but_what_it_shows(name: str, intake: Intake) -> None:
    make, declared, kept_as = CLEANED[name]
    row, clean = await taken(intake, make(), declared)
    assert row.media_type == kept_as
    assert row.size == len(clean)
    assert made.SECRET.encode() not in clean
    if kept_as == PDF:
        said = spoken(clean)
        assert not any(word in said for word in DANGEROUS)
    else:
        assert clean.endswith(LAST_BYTES[kept_as])


def spoken(clean: bytes) -> bytes:
    """All a PDF says, its object streams unpacked, but not its pixels: noise can spell anything."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(clean)) as kept:
        for held in kept.objects:
            if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == pikepdf.Name.Image:
                held.write(b"")
        kept.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_an_armed_file_says_what_this_test_listens_for() -> None:
    said = spoken(made.pdf(made.armed))
    assert all(word in said for word in (b"/JavaScript", b"/OpenAction", b"/Launch", b"a.exe"))


@pytest.mark.parametrize(
    ("make", "declared"), [(made.talkative_jpeg, JPEG), (made.talkative_png, PNG)]
)
async def test_no_exif_comment_profile_or_text_is_left(
    make: Callable[[], bytes], declared: str, intake: Intake
) -> None:
    _, clean = await taken(intake, make(), declared)
    with Image.open(io.BytesIO(clean)) as kept:
        kept.load()
        told = set(kept.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        assert (told, dict(kept.getexif())) == (set(), {})


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({306: "2026:11:20 09:01:22", 297: (4, 9)}, ("2026-11-20 09:01:22", 4)),
        ({306: "2026-11-20T09:01:22+08:00"}, ("2026-11-20 09:01:22", None)),
        ({306: "last week, in the morning"}, ("", None)),
        ({306: "'; DROP TABLE x; --"}, ("", None)),
        ({}, ("", None)),
    ],
)
async def test_what_a_file_says_of_its_page_is_told_and_is_not_in_the_copy(
    said: dict[int, object], kept: tuple[str, int | None], intake: Intake
) -> None:
    content = made.tiff(tiffinfo=said)
    accepted = await intake.receive(pieces(content), declared=TIFF)
    assert isinstance(accepted, Accepted)
    assert (accepted.copy.said_at, accepted.copy.said_page) == kept
    plain = Image.open(io.BytesIO(await intake.safe.open(row_of(accepted))))
    assert not plain.getexif()


async def test_a_phone_picture_is_turned_upright_before_its_exif_goes(intake: Intake) -> None:
    row, _ = await taken(intake, made.talkative_jpeg(), JPEG)
    assert (row.width, row.height, row.pages) == (80, 120, 1)


async def test_a_png_keeps_every_pixel(intake: Intake) -> None:
    picture = made.scan()
    _, clean = await taken(intake, made.saved(picture, "PNG"), PNG)
    with Image.open(io.BytesIO(clean)) as kept:
        assert kept.tobytes() == picture.tobytes()


async def test_a_sixteen_bit_scan_does_not_turn_white(intake: Intake) -> None:
    grey = Image.new("I;16", (40, 40), 128 * 256)
    _, clean = await taken(intake, made.saved(grey, "TIFF"), TIFF)
    with Image.open(io.BytesIO(clean)) as kept:
        assert kept.getpixel((5, 5)) == pytest.approx(128, abs=2)


async def test_a_many_page_tiff_becomes_a_pdf_of_as_many_pages(intake: Intake) -> None:
    row, clean = await taken(intake, made.tiff(frames=200), TIFF)
    with pikepdf.open(io.BytesIO(clean)) as kept:
        assert row.pages == len(kept.pages) == 200
    assert (row.width, row.height) == (30, 20)


async def test_a_scan_keeps_its_resolution_so_that_it_prints_in_its_size(intake: Intake) -> None:
    _, clean = await taken(intake, made.jpeg(dpi=(600, 600)), JPEG)
    with Image.open(io.BytesIO(clean)) as kept:
        assert kept.info["dpi"] == (600, 600)


async def test_a_pdf_page_keeps_the_size_and_turn_it_inherits(intake: Intake) -> None:
    _, clean = await taken(intake, made.pdf(made.inheriting), PDF)
    with pikepdf.open(io.BytesIO(clean)) as kept:
        page = kept.pages[0]
        assert ([int(side) for side in page.mediabox], int(page.obj.Rotate)) == (
            [0, 0, 300, 400],
            90,
        )
        assert page.obj.Contents.read_bytes().startswith(b"0 0 100 100 re")


async def test_the_same_content_twice_is_two_blobs_with_one_mark(
    intake: Intake, tmp_path: Path
) -> None:
    content = made.jpeg()
    one, _ = await taken(intake, content, "image/JPG; name=x")
    two, _ = await taken(intake, content, JPEG)
    assert one.content_mark == two.content_mark
    assert one.received_mark == two.received_mark
    assert one.sha256_name != two.sha256_name
    assert len(left_behind(tmp_path)) == 2


async def test_what_lies_in_the_store_is_not_the_file(intake: Intake, tmp_path: Path) -> None:
    _, clean = await taken(intake, made.pdf(pages=3), PDF)
    (blob,) = left_behind(tmp_path)
    assert b"%PDF" not in blob.read_bytes()
    assert blob.stat().st_size == len(clean) + 11 + 16
