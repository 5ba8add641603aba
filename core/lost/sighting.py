"""Sighting (见到): someone says the volume is here; another compares it with label and catalogue.

Where it had been reported upward, or differs from its catalogue, a third word is needed: the
superior's by document, or the head's.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds

ONE_UNCOMPARED = "uq_sighting_one_uncompared_per_search"


class Sighting(SQLModel, table=True):
    """`agrees` is whether label, catalogue, pieces and pages fit; None until compared.

    `refuted` means that it was another volume. `document` is the superior's decision.
    """

    __tablename__ = "sighting"
    __table_args__ = (
        Index(
            ONE_UNCOMPARED,
            "search_id",
            unique=True,
            sqlite_where=text("compared_at IS NULL"),
            postgresql_where=text("compared_at IS NULL"),
        ),
        holds("two_compare", "compared_by IS NULL OR compared_by <> found_by"),
        holds("another_decides", "decided_by IS NULL OR decided_by <> found_by"),
        holds("decided_in_words", "decided_by IS NULL OR words <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    search_id: int = Field(foreign_key="search.id", index=True)
    found_by: int = Field(foreign_key="member.id")
    found_at: datetime
    place: str = Field(max_length=100)
    compared_by: int | None = Field(default=None, foreign_key="member.id")
    compared_at: datetime | None = None
    refuted: bool = False
    agrees: bool | None = None
    note: str = Field(default="", max_length=200)
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = None
    document: str = Field(default="", max_length=60)
    words: str = Field(default="", max_length=300)
