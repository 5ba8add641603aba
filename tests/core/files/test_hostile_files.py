"""文件接收：凡是来路不明的文件，要么说明一个理由不予接收，要么重新编码后干净入库，别无第三种。

Intake: every file of doubtful origin is either turned away for exactly one reason or comes out
clean; none crashes the service, and a refused one leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.files.intake import Intake
from core.files.limits import MEBIBYTE, Limits
from core.files.turned_away import ALL_REASONS, TurnedAway
from tests.core.files import made_files as made
from tests.core.files.conftest import intake_in, left_behind, pieces

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
HTML = b"<html><script>alert(1)</script></html>"
LOOPING_TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00"

REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "no_bytes": (lambda: b"", JPEG, "empty"),
    "one_byte": (lambda: b"\xff", JPEG, "unknown_type"),
    "html_named_jpg": (lambda: HTML, JPEG, "unknown_type"),
    "gif": (lambda: b"GIF89a" + bytes(20), "image/gif", "unknown_type"),
    "svg": (lambda: b"<svg xmlns='x'><script/></svg>", "image/svg+xml", "unknown_type"),
    "zip": (lambda: b"PK\x03\x04" + bytes(30), "application/zip", "unknown_type"),
    "shell_script": (lambda: b"#!/bin/sh\nrm -rf /\n", JPEG, "unknown_type"),
    "linux_program": (lambda: b"\x7fELF" + bytes(60), PDF, "unknown_type"),
    "windows_program": (lambda: b"MZ" + bytes(60), PDF, "unknown_type"),
    "webp": (lambda: b"RIFF\x1a\x00\x00\x00WEBPVP8L", "image/webp", "unknown_type"),
    "big_tiff": (lambda: b"II+\x00\x08\x00\x00\x00" + bytes(20), TIFF, "unknown_type"),
    "pdf_after_newlines": (lambda: b"\n" * 200 + made.pdf(), PDF, "unknown_type"),
    "spaces_before_jpeg": (lambda: b"  " + made.jpeg(), JPEG, "unknown_type"),
    "png_declared_jpeg": (made.png, JPEG, "type_mismatch"),
    "jpeg_declared_nothing": (made.jpeg, "application/octet-stream", "type_mismatch"),
    "jpeg_and_pdf_declared_pdf": (lambda: made.jpeg() + made.pdf(), PDF, "type_mismatch"),
    "jpeg_cut": (lambda: made.jpeg()[:2000], JPEG, "damaged"),
    "jpeg_signature_only": (lambda: b"\xff\xd8\xff", JPEG, "damaged"),
    "jpeg_noise": (lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, JPEG, "damaged"),
    "png_cut": (lambda: made.png()[:2000], PNG, "damaged"),
    "png_wrong_checksum": (lambda: made.png()[:60] + b"!" + made.png()[61:], PNG, "damaged"),
    "tiff_cut": (lambda: made.tiff()[:40], TIFF, "damaged"),
    "tiff_without_pages": (lambda: LOOPING_TIFF, TIFF, "damaged"),
    "pdf_cut": (lambda: made.pdf(pages=9)[:900], PDF, "damaged"),
    "pdf_header_only": (lambda: b"%PDF-1.7\n", PDF, "damaged"),
    "pdf_of_noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, PDF, "damaged"),
    "pdf_without_pages": (
        lambda: made.pdf(change=lambda p: p.pages.__delitem__(0)),
        PDF,
        "damaged",
    ),
    "png_bomb": (lambda: made.flat_png(30_000, 30_000, bits=1), PNG, "too_many_pixels"),
    "png_just_above": (lambda: made.flat_png(10_001, 10_000, rows=1), PNG, "too_many_pixels"),
    "fax_bomb": (made.fax_bomb, TIFF, "too_many_pixels"),
    "pdf_vast_picture": (lambda: made.pdf(made.with_vast_picture), PDF, "too_many_pixels"),
    "tiff_300_pages": (lambda: made.tiff(frames=300), TIFF, "too_many_pages"),
    "pdf_201_pages": (lambda: made.pdf(pages=201), PDF, "too_many_pages"),
    "pdf_with_password": (
        lambda: made.pdf(encryption=made.pikepdf.Encryption(user="a", owner="b")),
        PDF,
        "password_protected",
    ),
    "pdf_hidden_action": (lambda: made.pdf(made.with_hidden_action), PDF, "unsafe_content"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_hostile_file_is_turned_away_for_its_reason_and_leaves_nothing(
    name: str, intake: Intake, tmp_path: Path
) -> None:
    make, declared, reason = REFUSED[name]
    assert await intake.receive(pieces(make()), declared=declared) == TurnedAway(reason)
    assert left_behind(tmp_path) == []


COSTLY: dict[str, tuple[Callable[[], bytes], str, Limits, str]] = {
    "51_mebibytes": (lambda: bytes(51 * MEBIBYTE), JPEG, Limits(), "too_large"),
    "copy_outgrows": (made.jpeg, JPEG, Limits(copy_bytes=1000), "too_heavy"),
    "pdf_copy_outgrows": (lambda: made.pdf(pages=50), PDF, Limits(copy_bytes=1000), "too_heavy"),
    "needs_memory": (
        lambda: made.flat_png(9900, 9900),
        PNG,
        Limits(memory=64 * MEBIBYTE),
        "too_heavy",
    ),
    "needs_cpu": (made.slow_tiff, TIFF, Limits(cpu_seconds=1), "timed_out"),
    "needs_time": (made.jpeg, JPEG, Limits(seconds=0.001), "timed_out"),
}


@pytest.mark.parametrize("name", COSTLY)
async def test_a_costly_file_is_stopped_at_the_limit_and_leaves_nothing(
    name: str, tmp_path: Path
) -> None:
    make, declared, limits, reason = COSTLY[name]
    intake = intake_in(tmp_path, limits)
    assert await intake.receive(pieces(make()), declared=declared) == TurnedAway(reason)
    assert left_behind(tmp_path) == []


def test_every_reason_is_met_by_a_file_or_by_a_stalled_upload() -> None:
    met = {case[-1] for case in (*REFUSED.values(), *COSTLY.values())} | {"upload_too_slow"}
    assert met == set(ALL_REASONS)


def test_a_reason_outside_the_list_cannot_be_given() -> None:
    with pytest.raises(ValueError, match="no such reason"):
        TurnedAway("because")
