"""Rows of the inspection desk (鉴别各行): a piece as lists show it, without a name."""

from __future__ import annotations

from typing import Any

from bot.replies.gap_words import lacking
from bot.replies.words import word
from core.collection.piece import Piece
from core.materials.material import Material


def piece_row(piece: Piece) -> dict[str, Any]:
    """Serial, title and state; whose it is stands on the piece's own page, which is logged."""
    return {
        "ref": piece.ref,
        "serial": piece.serial,
        "title": lacking(piece.title, piece.occasion),
        "pages": piece.pages,
        "state": word("piece", piece.state),
        "code": piece.state,
        "check": piece.second_check and piece.checked_by is None,
    }


def material_named(material: Material) -> str:
    """Title and day of formation: of thirty yearly reviews it says which one."""
    return f"{material.title}　{material.formed}" if material.formed else material.title
