"""What was typed into a list (填写的清单): rows of fields, blank ones left out, as pieces or as slips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.conversations.pieces_told import pieces_told
from bot.replies.gap_words import lacking
from bot.replies.words import words
from bot.web.posted import Posted
from core.collection.listed_piece import MOST_PIECES, ListedPiece, amiss_in
from core.collection.named_dossiers import numbers_meant
from core.collection.submission_view import PieceSeen
from core.outcome import Outcome
from rules.book import RuleBook

FIELDS = ("who", "title", "formed", "pages", "form")
AT_FIRST, MORE = 5, 5
AMISS = {
    "title": "请写材料名称，120 字以内",
    "dossier": "没有找到这个人，请核对姓名，或改填档案编号；也可以空着，打印后手写",
    "formed_on": "形成时间请填今天或以前的日期",
    "pages": "页数请填 1 到 2000 的整数",
    "form": "请选原件或复印件",
    "kind": "没有这种材料，请改写名称",
    "occasion": "说明太长，请写短些",
    "remark": "备注太长，请写短些",
    "pieces": f"一份清单最多 {MOST_PIECES} 件，请分开报送",
}


@dataclass(slots=True)
class TypedList:
    """`rows` as typed, `amiss` row → sentence, `pieces` what they mean when nothing is amiss."""

    rows: list[dict[str, str]] = field(default_factory=list)
    amiss: dict[int, str] = field(default_factory=dict)
    pieces: tuple[ListedPiece, ...] = ()

    def shown(self, *, more: bool = False) -> list[dict[str, Any]]:
        """The rows of the form, with some blank ones after them."""
        blank = max(AT_FIRST - len(self.rows), MORE if more else 2)
        rows = [*self.rows, *({} for _ in range(blank))][: MOST_PIECES + 1]
        return [
            {"n": n, "why": self.amiss.get(n, ""), **{it: row.get(it, "") for it in FIELDS}}
            for n, row in enumerate(rows, start=1)
        ]

    def note(self, outcome: Outcome) -> None:
        """What the core found amiss or the law refused, each at its row."""
        for nth, own in pieces_told(outcome):
            self.amiss[nth] = "；".join(f"{it.title}。{it.remedy}" for it in own)
        if "nth" in outcome.data:
            said = AMISS.get(str(outcome.data.get("field")), "请改正这一件")
            self.amiss[int(outcome.data["nth"])] = said


def of_pieces(pieces: tuple[PieceSeen, ...]) -> TypedList:
    """The form filled in with what is listed."""
    return TypedList(
        [
            {
                "who": piece.dossier,
                "title": lacking(piece.title, piece.occasion),
                "formed": piece.formed_on.isoformat() if piece.formed_on else "",
                "pages": str(piece.pages or ""),
                "form": piece.form,
            }
            for piece in pieces
        ]
    )


def of_gaps(gaps: Iterable[Any], book: RuleBook) -> TypedList:
    """The form filled in with what one cadre lacks; `gaps` as `core.gaps.lists.lines_owed` has them."""
    return TypedList(
        [
            {
                "who": dossier.number,
                "title": lacking(kind.title, gap.occasion),
                "form": gap.best,
            }
            for gap, dossier, _ in gaps
            if (kind := book.materials.get(gap.kind)) is not None
        ][:MOST_PIECES]
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes a list for which room and unit, and on which day."""

    room_id: int
    unit_id: int | None
    by_staff: bool
    today: date


def typed_list(session: Session, form: Posted, writer: Writer) -> TypedList:
    """Read the posted rows; every row that is amiss gets its sentence, nothing typed is lost."""
    found = TypedList()
    pieces: list[ListedPiece] = []
    for n in range(1, MOST_PIECES + 2):
        row = {it: form.text(f"{it}.{n}") for it in FIELDS}
        if not any(row[it] for it in FIELDS if it != "form"):
            continue
        found.rows.append(row)
        numbers = [""]
        if row["who"]:
            numbers = numbers_meant(
                session, row["who"], writer.room_id, writer.unit_id, by_staff=writer.by_staff
            )
        piece = _piece(row, numbers[0] if numbers else "")
        why = _amiss(row, numbers, piece, writer.today)
        if why:
            found.amiss[len(found.rows)] = "；".join(why)
        pieces.append(piece)
    found.pieces = () if found.amiss else tuple(pieces)
    return found


def _amiss(row: dict[str, str], numbers: list[str], piece: ListedPiece, today: date) -> list[str]:
    """All that is amiss in one row, in the order of its fields."""
    fields = set(amiss_in(piece, today))
    if not numbers:
        fields.add("dossier")
    if row["formed"] and piece.formed_on is None:
        fields.add("formed_on")
    if row["pages"] and piece.pages is None:
        fields.add("pages")
    said = [sentence for field, sentence in AMISS.items() if field in fields]
    return [*said, *(["有几位同名的同志，请改填档案编号"] if len(numbers) > 1 else [])]


def _piece(row: dict[str, str], number: str) -> ListedPiece:
    form = row["form"] if row["form"] in words("material_form") else "original"
    return ListedPiece(
        title=row["title"],
        dossier=number,
        formed_on=_day(row["formed"]),
        pages=_count(row["pages"]),
        form=form,
    )


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
