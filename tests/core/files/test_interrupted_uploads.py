"""中断：上传到一半断线、停电、被杀，什么也不留下；已存而未登记的由清扫收走。

Interrupted uploads leave nothing: a lost connection, a cancelled request, a full store, kill -9.
What was stored for a row that never came is swept.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path

import pytest

from core.files.blob_store import StoreFailed
from core.files.clean_room import reencode
from core.files.intake import Accepted, Intake
from core.files.limits import Limits
from core.files.turned_away import TurnedAway
from tests.core.files.conftest import intake_in, left_behind, pieces
from tests.core.files.made_files import jpeg, slow_tiff

LATER, LONG_AGO = datetime(2100, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC)
ENDLESS = """
import asyncio, sys
from pathlib import Path
from core.files.limits import Limits
from tests.core.files.conftest import intake_in

async def chunks():
    yield b"\\xff\\xd8\\xff" + bytes(5_000_000)
    print("halfway", flush=True)
    await asyncio.Event().wait()

asyncio.run(intake_in(Path(sys.argv[1]), Limits()).receive(chunks(), declared="image/jpeg"))
"""


async def lost_connection() -> AsyncIterator[bytes]:
    yield jpeg()
    raise ConnectionResetError


async def stalled() -> AsyncIterator[bytes]:
    yield jpeg()
    await asyncio.Event().wait()


async def test_a_lost_connection_leaves_nothing(intake: Intake, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        await intake.receive(lost_connection(), declared="image/jpeg")
    assert left_behind(tmp_path) == []


async def test_an_upload_that_stalls_is_turned_away(tmp_path: Path) -> None:
    intake = intake_in(tmp_path, Limits(upload_seconds=0.02))
    outcome = await intake.receive(stalled(), declared="image/jpeg")
    assert outcome == TurnedAway("upload_too_slow")
    assert left_behind(tmp_path) == []


async def test_a_cancelled_request_ends_its_child_and_leaves_nothing(
    intake: Intake, tmp_path: Path
) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await intake.receive(pieces(slow_tiff()), declared="image/tiff")
    assert left_behind(tmp_path) == []


async def test_killed_in_the_middle_of_an_upload_it_leaves_nothing(tmp_path: Path) -> None:
    command = (sys.executable, "-c", ENDLESS, str(tmp_path))
    root = Path(__file__).parents[3]
    server = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, cwd=root
    )
    assert server.stdout is not None
    assert await server.stdout.readline() == b"halfway\n"
    server.send_signal(signal.SIGKILL)
    assert await server.wait() == -signal.SIGKILL
    assert left_behind(tmp_path) == []


async def test_a_store_that_fails_keeps_nothing(intake: Intake, tmp_path: Path) -> None:
    for first in range(256):
        (tmp_path / "blobs" / f"{first:02x}").write_text("in the way")
    with pytest.raises(StoreFailed):
        await intake.receive(pieces(jpeg()), declared="image/jpeg")
    assert not list((tmp_path / "quarantine").iterdir())


@pytest.fixture
def full_disk() -> Iterator[BufferedRandom]:
    with open("/dev/full", "r+b") as full:
        yield full


async def test_a_full_disk_is_no_fault_of_the_file(
    full_disk: BufferedRandom, intake: Intake
) -> None:
    with intake.quarantine.new_file() as received:
        received.write(jpeg())
        received.flush()
        with pytest.raises(OSError, match="no space"):
            await reencode(received, "image/jpeg", full_disk, Limits())


async def test_the_sweep_removes_what_no_row_names_and_spares_the_rest(
    intake: Intake, tmp_path: Path
) -> None:
    kept, orphan = [await _name_of_a_kept_file(intake) for _ in range(2)]
    (tmp_path / "blobs" / kept[:2] / f"{kept}#1").write_bytes(b"half a blob")
    assert await intake.safe.sweep({kept}, stored_before=LATER) == 2
    assert [path.name for path in left_behind(tmp_path)] == [kept]
    assert orphan != kept


async def test_the_sweep_spares_what_another_process_is_about_to_record(intake: Intake) -> None:
    name = await _name_of_a_kept_file(intake)
    assert await intake.safe.sweep((), stored_before=LONG_AGO) == 0
    assert await intake.safe.store.names(stored_before=LATER) == [name]


def test_the_quarantine_is_swept_of_files_that_still_have_a_name(
    intake: Intake, tmp_path: Path
) -> None:
    (tmp_path / "quarantine" / "intake-abc").write_bytes(b"x")
    assert (intake.quarantine.sweep(), left_behind(tmp_path)) == (1, [])


async def test_many_uploads_at_once_share_the_children(tmp_path: Path) -> None:
    intake = intake_in(tmp_path, Limits(files_at_once=2))
    content = jpeg()
    uploads = [intake.receive(pieces(content), declared="image/jpeg") for _ in range(6)]
    outcomes = await asyncio.gather(*uploads)
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len(left_behind(tmp_path)) == 6


async def _name_of_a_kept_file(intake: Intake) -> str:
    accepted = await intake.receive(pieces(jpeg()), declared="image/jpeg")
    assert isinstance(accepted, Accepted)
    return accepted.kept.sha256_name
