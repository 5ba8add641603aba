"""How the modes of reading look at the counter (各种方式的栏目), as the templates state them."""

from __future__ import annotations

from typing import Any

from bot.replies.words import word
from bot.web.counter.counting import part_of
from bot.web.counter.modes import Modes
from bot.web.read_case import full_name
from core.certificates.certificate import Certificate
from core.requests.case import Case, CaseLine
from core.requests.line import LineState
from core.requests.request import Mode, State
from core.sheets.make_copy import named_for_copying
from core.sheets.sheet import Sheet, SheetKind, SheetState
from rules.book import RuleBook


def modes_shown(case: Case, modes: Modes, book: RuleBook) -> dict[str, Any]:
    """`count`, `pack`, `sheets`, `certify` and `swap`, each None where there is nothing to show."""
    readers = [{"id": it.ordinal, "word": full_name(it.name)} for it in case.readers]
    waiting = [line for line in case.lines if line.state == LineState.WAITING]
    counts = case.mode in (Mode.CONSULT, Mode.COPY) and waiting and readers
    still = any(it.state in (LineState.WAITING, LineState.PAUSED) for it in case.lines)
    ready = case.state == State.READY
    return {
        "count": {"readers": readers, "volumes": [_count(it, modes) for it in waiting]}
        if counts
        else None,
        "pack": _pack(case, modes, book) if case.mode == Mode.LEND and waiting else None,
        "has_slip": bool(modes.bags or modes.packed),
        "sheets": _sheets(case, modes, readers) if ready and readers else None,
        "certify": _certify(case, modes, book) if ready and case.mode == Mode.CERTIFY else None,
        "swap": readers if ready and readers and still else None,
        "former": [full_name(it.name) for it in case.former_readers],
    }


def _count(line: CaseLine, modes: Modes) -> dict[str, Any]:
    counted = modes.counts.get(line.label)
    pieces, pages = modes.catalogue.get(line.label, (None, None))
    said = [f"{n} {unit}" for n, unit in ((pieces, "件"), (pages, "页")) if n is not None]
    return {
        "id": line.label,
        "word": f"{line.dossier} {part_of(line)}",
        "pieces": counted.pieces if counted else "",
        "pages": counted.pages if counted else "",
        "hint": f"目录登记 {' '.join(said)}" if said else "目录没有登记件数",
    }


def _pack(case: Case, modes: Modes, book: RuleBook) -> dict[str, Any]:
    packed = modes.packed
    return {
        "slip": packed.slip_number if packed else "",
        "bag": packed.number if packed else "",
        "way": packed.way if packed else "",
        "ways": [{"id": it, "word": said} for it, said in _listed(book, "carrying_ways")],
        "carriers": [
            {
                "id": it.ordinal,
                "word": full_name(it.name),
                "checked": it.reader_id in modes.carriers,
            }
            for it in case.readers
        ],
    }


def _listed(book: RuleBook, name: str) -> Any:
    return book.lists[name].items.items()


def _sheets(case: Case, modes: Modes, readers: list[dict[str, Any]]) -> dict[str, Any] | None:
    reading = any(line.state == LineState.READING for line in case.lines)
    here = reading or any(line.state == LineState.PAUSED for line in case.lines)
    if not modes.sheets and not reading:
        return None
    rows = [_sheet(sheet) for sheet in modes.sheets]
    return {
        "readers": readers,
        "issues": reading,
        "materials": named_for_copying(case.copies_named)
        if here and case.mode == Mode.COPY
        else [],
        "issued": [row for row in rows if row["state"] == SheetState.ISSUED],
        "filled": [row for row in rows if row["state"] == SheetState.FILLED],
        "checked": [row for row in rows if row["state"] == SheetState.CHECKED],
        "ended": [row for row in rows if row["state"] in (SheetState.TAKEN, SheetState.DESTROYED)],
        "has_excerpts": any(it.kind == SheetKind.EXCERPT for it in modes.sheets),
        "has_copies": any(it.kind == SheetKind.COPY for it in modes.sheets),
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    what = sheet.material or "摘录单"
    pages = f"{sheet.pages} 页" if sheet.pages else ""
    return {
        "id": sheet.ref,
        "number": sheet.number,
        "state": sheet.state,
        "what": "　".join(part for part in (what, pages, sheet.holder) if part),
        "end": word("sheet", sheet.state),
        "registration": sheet.registration,
    }


def _certify(case: Case, modes: Modes, book: RuleBook) -> dict[str, Any]:
    found = modes.certificate
    waits = any(line.state == LineState.WAITING for line in case.lines)
    looking = any(line.state == LineState.LOOKING_UP for line in case.lines)
    listed = _listed(book, "certificates")
    asked = next((it for it, said in listed if said == case.matter), "")
    return {
        "step": certify_step(waits, looking, found),
        "matter": case.matter,
        "templates": [{"id": it, "word": said} for it, said in listed],
        "template": found.template if found else asked,
        "finding": found.finding if found else "",
        "source": found.source if found else "",
        "remark": found.remark if found else "",
        "number": (found.number or "") if found else "",
    }


def certify_step(waits: bool, looking: bool, found: Certificate | None) -> str:
    """What comes next: look_up, draft, check, hand, or nothing more."""
    if waits:
        return "look_up"
    if found is None:
        return "draft" if looking else ""
    return {"drafted": "check", "differs": "draft", "checked": "hand"}.get(found.state, "")


def still_to_write(case: Case, modes: Modes) -> list[str]:
    """What a hand-over of this mode still needs besides papers, cards and labels."""
    waiting = [line for line in case.lines if line.state == LineState.WAITING]
    if case.mode == Mode.LEND:
        packed = modes.packed
        whole = packed and packed.number and packed.way and len(modes.carriers) == 2
        return [] if whole else ["密封袋与押运人"]
    if case.mode == Mode.CERTIFY:
        return []
    uncounted = [line for line in waiting if line.label not in modes.counts]
    return [f"{line.dossier} {part_of(line)}的清点数" for line in uncounted]
