"""Opened classes (打开的类别): what the catalogue counts of the classes that an application names."""

from __future__ import annotations

import re

from sqlmodel import Session, select

from core.holdings.class_count import ClassCount
from core.holdings.dossier import Volume

WHOLE = ("全卷", "整卷", "全部")
_NUMERALS = {said: str(n) for n, said in enumerate("一二三四五六七八九十", start=1)}
_SAID = re.compile("[一二三四五六七八九十]")


def catalogued(session: Session, label: str, classes: str) -> tuple[int | None, int | None]:
    """Pieces and pages that the catalogue has of these classes; None where it does not say.

    Words that name no class speak of the whole volume.
    """
    volume = session.exec(select(Volume).where(Volume.label == label)).first()
    if volume is None:
        return None, None
    codes = {_NUMERALS[said] for said in _SAID.findall(classes)}
    if not codes or any(word in classes for word in WHOLE):
        return volume.pieces, volume.pages
    counts = session.exec(select(ClassCount).where(ClassCount.volume_id == volume.id)).all()
    opened = [it for it in counts if it.code.split("-")[0] in codes]
    if not opened:
        return None, None
    pages = [it.pages for it in opened if it.pages is not None]
    return sum(it.pieces for it in opened), sum(pages) if len(pages) == len(opened) else None
