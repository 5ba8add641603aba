"""Places behind an upload link (上传页的名额): of two files at once for the last place one gets it.

A place that a crash left held is free again after HELD_FOR; the same file takes its own up at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select, update

from bot.channels.webchat.upload_link import UploadLink, UploadPlace, live

# Longer than any upload may last, with its judging.
HELD_FOR = timedelta(minutes=10)


def take_place(session: Session, wanted: tuple[str, str], member_id: int, now: datetime) -> bool:
    """One file's place (the link's hash and the file's key), before the file is kept."""
    hashed, key = wanted
    link = session.exec(
        select(UploadLink).where(*live(hashed, member_id, now)).with_for_update()
    ).first()
    if link is None:
        return False
    session.exec(
        delete(UploadPlace)
        .where(col(UploadPlace.link) == hashed)
        .where((col(UploadPlace.taken_at) <= now - HELD_FOR) | (col(UploadPlace.key) == key))
    )
    held = session.exec(
        select(func.count()).select_from(UploadPlace).where(UploadPlace.link == hashed)
    ).one()
    if held >= link.files_left:
        return False
    session.add(UploadPlace(link=hashed, key=key, taken_at=now))
    return True


def use_place(session: Session, hashed: str, key: str) -> None:
    """The file was kept: once, however often its command is repeated."""
    if give_back_place(session, hashed, key):
        session.exec(
            update(UploadLink)
            .where(col(UploadLink.token_hash) == hashed, col(UploadLink.files_left) > 0)
            .values(files_left=UploadLink.files_left - 1)
        )


def give_back_place(session: Session, hashed: str, key: str) -> bool:
    """Whether one was held."""
    given = session.exec(
        delete(UploadPlace).where(col(UploadPlace.link) == hashed, col(UploadPlace.key) == key)
    )
    return given.rowcount == 1
