"""测量用的大批档案和真的一样：检索词逐份相同 / The archive made for measuring is found as a real one is."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import select

from bot.bench.search_rows import _fill
from core.database import Database
from core.holdings.dossier import Dossier
from core.holdings.terms import SearchTerm, findable, terms_of


def test_every_dossier_made_in_bulk_bears_the_terms_of_a_real_one(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'bulk.db'}")
    try:
        _fill(database, 900)
        with database.reading() as session:
            ids = [number or 0 for number in session.exec(select(Dossier.id)).all()]
            wanted = {
                (it.room_id, term, it.dossier_id)
                for it in findable(session, ids).values()
                for term in terms_of(it)
            }
            kept = {(t.room_id, t.term, t.dossier_id) for t in session.exec(select(SearchTerm))}
    finally:
        database.close()
    assert len(ids) == 900
    assert kept == wanted
