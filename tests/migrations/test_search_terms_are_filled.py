"""升级前就在的档案，升级后也查得到 / Dossiers that were there before the search are found after it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot import migrate
from core.database import Database

BEFORE, AFTER = "0001", "0002"
ROWS = (
    "INSERT INTO room (id, name, short_name, opening, telephone, lending_reasons)"
    " VALUES (1, '档案室', '档', '', '', '')",
    "INSERT INTO unit (id, name, room_id, nature) VALUES (1, '市财政局', 1, '')",
    "INSERT INTO cadre (id, name, gender, ethnicity, born, began_work, joined_party, party_standing,"
    " fulltime_education, inservice_education, unit_id, post, rank, custody_authority, id_last4,"
    " establishment, personnel_kind, title_level, selected_graduate, status) VALUES"
    " (1, '单小明', '', '', '', '', '', '', '', '', 1, '', '', 'departmental', '002X',"
    " '', '', '', false, 'in_post')",
    "INSERT INTO dossier (id, number, cadre_id, room_id, secrecy, remark)"
    " VALUES (1, 'GB-00412', 1, 1, 'none', '')",
)


def to(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with migrate.migrating(database) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_what_was_kept_before_is_found(database_url: str) -> None:
    database = Database(database_url)
    to(database, BEFORE)
    with database.writing() as connection:
        for row in ROWS:
            connection.execute(text(row))
    to(database, AFTER)
    with database.reading() as session:
        terms = set(session.scalars(text("SELECT term FROM search_term")))
    database.close()
    assert {"N单小明", "n小明", "n明", "psxm", "pdxm", "dGB00412", "d412"} <= terms
    assert {"i002X", "u1/单小明"} <= terms
