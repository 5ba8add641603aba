"""断点续传：断线、重启、换一个进程都从断处接着传；没有人接着传的，到时清掉；在盘上只有本人能读。

Uploads in parts: a broken line, a restart and another process go on where it stopped; what nobody
goes on with is swept in time; on the disk it is readable for its sender alone.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.partial import KEPT_FOR, MOST_IN_ALL, MOST_OF_ONE, PartialUploads
from core.files.partial_head import HEAD_BYTES, Head
from core.files.quarantine import Quarantine
from core.files.scramble import scrambled

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
CONTENT = b"a page of a dossier " * 500


def head(member_id: int = 7, size: int = len(CONTENT)) -> Head:
    return Head(member_id=member_id, about="ref/0", declared="image/png", size=size)


@pytest.fixture
def uploads(tmp_path: Path) -> PartialUploads:
    return a_process(tmp_path)


def a_process(folder: Path) -> PartialUploads:
    return PartialUploads(Quarantine(folder / "quarantine"))


def begun(uploads: PartialUploads, member_id: int = 7, now: datetime = NOW) -> str:
    token = uploads.begin(head(member_id), now)
    assert token is not None
    return token


def send(uploads: PartialUploads, token: str, data: bytes, now: datetime = NOW) -> None:
    with uploads.held(token, 7, now) as upload:
        assert upload is not None
        upload.write(data, now)


async def whole(uploads: PartialUploads, token: str) -> bytes:
    with uploads.held(token, 7, NOW) as upload:
        assert upload is not None
        return b"".join([chunk async for chunk in upload.chunks()])


@pytest.mark.parametrize("cut", [1, 15, 16, 17, 1000, len(CONTENT) - 1])
async def test_another_process_goes_on_at_any_byte(
    uploads: PartialUploads, cut: int, tmp_path: Path
) -> None:
    token, other = begun(uploads), a_process(tmp_path)
    send(uploads, token, CONTENT[:cut])
    assert other.offset(token, 7, NOW) == cut
    send(other, token, CONTENT[cut:])
    assert await whole(uploads, token) == CONTENT


@given(st.binary(min_size=1, max_size=200), st.integers(0, 200))
def test_scrambling_in_pieces_is_scrambling_at_once(data: bytes, cut: int) -> None:
    key = bytes(range(32))
    at_once = scrambled(data, key, 5)
    assert scrambled(data[:cut], key, 5) + scrambled(data[cut:], key, 5 + cut) == at_once
    assert scrambled(at_once, key, 5) == data


def test_two_requests_do_not_write_at_once(uploads: PartialUploads, tmp_path: Path) -> None:
    token = begun(uploads)
    with (
        uploads.held(token, 7, NOW),
        pytest.raises(BlockingIOError),
        a_process(tmp_path).held(token, 7, NOW),
    ):
        pass
    assert uploads.offset(token, 7, NOW) == 0


def test_no_more_is_taken_than_was_announced(uploads: PartialUploads) -> None:
    token = uploads.begin(head(size=10), NOW)
    assert token is not None
    send(uploads, token, bytes(99))
    assert uploads.offset(token, 7, NOW) == 10


def test_an_unknown_a_foreign_and_an_old_one_are_none(uploads: PartialUploads) -> None:
    token = begun(uploads)
    late = NOW + KEPT_FOR + timedelta(seconds=1)
    found = [
        uploads.offset("../../etc/passwd", 7, NOW),
        uploads.offset(token, 8, NOW),
        uploads.offset(token, 7, late),
    ]
    assert found == [None, None, None]


def test_what_nobody_goes_on_with_is_swept_and_the_rest_spared(uploads: PartialUploads) -> None:
    begun(uploads)
    going_on = begun(uploads)
    later = NOW + KEPT_FOR
    send(uploads, going_on, b"x", later)
    assert uploads.sweep(later + timedelta(seconds=1)) == 1
    assert uploads.offset(going_on, 7, later) == 1
    assert len(list(uploads.folder.iterdir())) == 1


def test_one_that_was_killed_before_its_head_was_written_is_none_and_is_swept(
    uploads: PartialUploads,
) -> None:
    token = begun(uploads)
    (path,) = uploads.folder.iterdir()
    path.write_bytes(path.read_bytes()[: HEAD_BYTES // 2])
    assert uploads.offset(token, 7, NOW) is None
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert uploads.sweep(NOW + KEPT_FOR + timedelta(seconds=1)) == 1


def test_the_oldest_of_ones_own_gives_way_and_the_house_has_a_limit(
    uploads: PartialUploads,
) -> None:
    first = begun(uploads)
    for second in range(1, MOST_OF_ONE + 1):
        begun(uploads, now=NOW + timedelta(seconds=second))
    assert uploads.offset(first, 7, NOW) is None
    for member_id in range(100, 100 + MOST_IN_ALL - MOST_OF_ONE):
        begun(uploads, member_id)
    assert uploads.begin(head(member_id=99), NOW) is None
    assert uploads.begin(head(), NOW) is not None
