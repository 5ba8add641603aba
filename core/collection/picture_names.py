"""Whom a picture's file name names (文件名写到的人): kept instead of the name, which is not."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PictureNames(SQLModel, table=True):
    """One for each dossier whose cadre the sender's file name names."""

    __tablename__ = "picture_names"

    picture_id: int = Field(primary_key=True, foreign_key="picture.id")
    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id", index=True)
