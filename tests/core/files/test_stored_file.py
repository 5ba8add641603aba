"""存件：登记一行才能打开一个文件；不留原文件名；销毁之后谁也打不开。

Stored file: only its row opens a file; no file name of the sender is kept; erased is erased.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, create_engine, select

from core.errors import ImpossibleStep
from core.files.blob_store import BlobMissing
from core.files.intake import Accepted, Intake
from core.files.sealing import SealBroken
from core.files.stored_file import TRANSITIONS, FileState, StoredFile
from core.files.vault import KeyDestroyed, WrappedKey
from tests.core.files.conftest import left_behind, pieces
from tests.core.files.made_files import jpeg
from tests.core.files.rows import NOON, row_of


@pytest.fixture
async def row(intake: Intake) -> StoredFile:
    accepted = await intake.receive(pieces(jpeg()), declared="image/jpeg")
    assert isinstance(accepted, Accepted)
    return row_of(accepted)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    SQLModel.metadata.tables["stored_file"].create(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


async def test_the_row_as_stored_opens_the_file(
    row: StoredFile, session: Session, intake: Intake
) -> None:
    session.add(row)
    session.commit()
    session.expunge_all()
    again = session.exec(select(StoredFile)).one()
    assert again.created_at == NOON
    assert len(await intake.safe.open(again)) == again.size


async def test_an_erased_file_opens_for_nobody(row: StoredFile, intake: Intake) -> None:
    row.erase()
    with pytest.raises(KeyDestroyed):
        await intake.safe.open(row)


def test_the_database_holds_that_erased_means_no_key(row: StoredFile, session: Session) -> None:
    row.state = FileState.ERASED
    session.add(row)
    with pytest.raises(IntegrityError):
        session.commit()


@pytest.mark.parametrize("state", FileState)
def test_only_a_kept_file_can_be_erased(state: FileState, row: StoredFile) -> None:
    row.state = state
    if (state, "erase") in TRANSITIONS:
        row.erase()
        assert (row.state, row.wrapped_key) == (FileState.ERASED, b"")
    else:
        with pytest.raises(ImpossibleStep):
            row.erase()


async def test_a_file_stays_open_to_its_row_across_a_change_of_keys(
    row: StoredFile, intake: Intake
) -> None:
    vault = intake.safe.vault
    vault.rotate()
    new = vault.rewrap(WrappedKey(row.wrapped_key, row.key_id), row.ref)
    row.wrapped_key, row.key_id = new.wrapped, new.key_id
    (vault.folder / "files_kek_0001.key").unlink()
    assert len(await intake.safe.open(row)) == row.size


async def test_a_blob_put_in_anothers_place_is_noticed(intake: Intake, tmp_path: Path) -> None:
    rows = [row_of(await _accepted(intake)) for _ in range(2)]
    one, two = (tmp_path / "blobs" / row.sha256_name[:2] / row.sha256_name for row in rows)
    one.write_bytes(two.read_bytes())
    with pytest.raises(SealBroken):
        await intake.safe.open(rows[0])


async def test_a_discarded_file_is_gone(row: StoredFile, intake: Intake, tmp_path: Path) -> None:
    await intake.safe.discard(row.sha256_name)
    assert left_behind(tmp_path) == []
    with pytest.raises(BlobMissing):
        await intake.safe.open(row)


def test_no_column_could_hold_the_senders_file_name() -> None:
    assert not [
        name for name in StoredFile.model_fields if "name" in name.replace("sha256_name", "")
    ]


async def _accepted(intake: Intake) -> Accepted:
    accepted = await intake.receive(pieces(jpeg()), declared="image/jpeg")
    assert isinstance(accepted, Accepted)
    return accepted
