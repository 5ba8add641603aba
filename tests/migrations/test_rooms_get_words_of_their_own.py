"""升级前两室同字的，升级后各有各的字；带入的在借从此认得出。

Rooms that shared a word before the upgrade have words of their own after it.
"""

from __future__ import annotations

from sqlalchemy import text

from core.database import Database
from tests.migrations.test_search_terms_are_filled import to

BEFORE, AFTER = "0011_sent_files", "0012_room_words"
ROOM = (
    "INSERT INTO room (id, name, short_name, opening, telephone, lending_reasons, approval)"
    " VALUES (:id, :name, '档', '', '', '', 'confirm')"
)


def test_the_older_room_keeps_its_word(database_url: str) -> None:
    database = Database(database_url)
    to(database, BEFORE)
    with database.writing() as connection:
        connection.execute(text(ROOM), [{"id": 1, "name": "甲室"}, {"id": 2, "name": "乙室"}])
    to(database, AFTER)
    with database.reading() as session:
        words = session.scalars(text("SELECT short_name FROM room ORDER BY id")).all()
    database.close()
    assert words == ["档", "档2"]
