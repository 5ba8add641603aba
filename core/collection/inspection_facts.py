"""Facts of one inspection (鉴别事实): what the inspector saw, with what the records tell."""

from __future__ import annotations

from typing import Any, cast

from sqlmodel import Session, col, or_, select

from core.clock import local_date
from core.collection.flags import Flag
from core.collection.observed import Observed
from core.collection.piece import Piece
from core.collection.pointed_at import pointed_at
from core.holdings.cadre import Cadre
from core.holdings.dossier import Dossier
from core.materials.kinds import kind_of
from core.materials.material import IN_DOSSIER, Material, MaterialForm
from core.requests.in_force import HANDLER_IS_BARRED
from core.unit import OpenUnit
from rules.book import RuleBook
from rules.facts.inspection import InspectionFacts, Mode

# What an inspector looks for, in the order of the desk: person, whole, formalities, paper, scope.
SEEN = (
    *("person_clear", "person_agrees", "name_agrees", "birth_agrees", "matter_finished"),
    *("whole", "set_complete", "legible", "filled_in_properly", "signed", "sealed", "dated"),
    *("document_numbered", "copy_dated", "copy_sealed", "paper_fits", "margin_left"),
    *("ink_lasts", "within_scope"),
)
# What a flag means once a person says that it is so.
MEANS: dict[Flag, tuple[str, bool]] = {
    Flag.PAGES_DIFFER: ("pages_differ", True),
    Flag.SAME_CONTENT: ("same_content_elsewhere", True),
    Flag.PICTURE_OF_ANOTHER: ("person_agrees", False),
    Flag.FILE_NAMES_ANOTHER: ("person_agrees", False),
    Flag.LIST_NAMES_ANOTHER: ("listed_name_differs", True),
    Flag.NAME_DIFFERS: ("listed_name_differs", True),
    Flag.IN_FUTURE: ("formed_in_future", True),
    Flag.BEFORE_BIRTH: ("formed_before_birth", True),
    Flag.TOO_YOUNG: ("formed_too_young", True),
    Flag.PICTURE_LOW: ("legible", False),
    Flag.PICTURE_BLANK: ("legible", False),
    Flag.PICTURE_BLURRED: ("legible", False),
}


def inspection_facts(
    unit: OpenUnit, piece: Piece, observed: Observed, book: RuleBook
) -> InspectionFacts:
    """The sheet for passing this piece as it was seen."""
    today = local_date(unit.now)
    flags = pointed_at(unit.session, piece, observed, book, today)
    plain: dict[str, Any] = {name: name not in observed.amiss for name in SEEN}
    plain |= {name: False for name, so in MEANS.values() if so}
    for flag in flags:
        if flag in observed.so:
            name, value = MEANS[flag]
            plain[name] = value
    open_flags = [it for it in flags if it not in observed.so and it not in observed.harmless]
    return InspectionFacts(
        step="inspect",
        mode=cast("Mode", piece.form),
        **plain,
        form_is_accepted=_form_accepted(piece, book),
        catalogued_already=_catalogued(unit.session, piece),
        inspector_is_subject=_is_subject(unit, piece),
        inspector_is_barred=_is_barred(unit, piece),
        flags_undecided=len(open_flags),
    )


def _form_accepted(piece: Piece, book: RuleBook) -> bool:
    kind = kind_of(book, piece.kind)
    return piece.form == MaterialForm.ORIGINAL or kind is None or piece.form in kind.cure


def _catalogued(session: Session, piece: Piece) -> bool:
    """A kind of which there is one an occasion is there already, by an original."""
    if piece.dossier_id is None or not piece.kind or not piece.occasion:
        return False
    return (
        session.exec(
            select(Material.id).where(
                Material.dossier_id == piece.dossier_id,
                Material.kind == piece.kind,
                Material.occasion == piece.occasion,
                Material.form == MaterialForm.ORIGINAL,
                col(Material.state).in_(IN_DOSSIER),
                or_(col(Material.piece_id).is_(None), col(Material.piece_id) != piece.id),
            )
        ).first()
        is not None
    )


def _is_barred(unit: OpenUnit, piece: Piece) -> bool:
    if piece.dossier_id is None:
        return False
    asked = select(HANDLER_IS_BARRED).select_from(Dossier).where(Dossier.id == piece.dossier_id)
    given = {"handler": unit.principal.member_id, "today": local_date(unit.now)}
    return bool(unit.session.execute(asked, given).scalar())


def _is_subject(unit: OpenUnit, piece: Piece) -> bool:
    if piece.dossier_id is None:
        return False
    member = unit.session.exec(
        select(Cadre.member_id)
        .join(Dossier, col(Dossier.cadre_id) == Cadre.id)
        .where(Dossier.id == piece.dossier_id)
    ).first()
    return member is not None and member == unit.principal.member_id
