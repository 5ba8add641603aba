"""The case in hand (手上的办件): what the counter page shows of it, by what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.conversations.stage import stage_of
from bot.replies.counted import counted
from bot.replies.dates import day, last_day, moment
from bot.replies.words import word
from bot.web.counter.counting import counting, part_of, returning, to_count
from bot.web.counter.evidence import Shown
from bot.web.counter.modes import Modes
from bot.web.counter.modes_shown import modes_shown, still_to_write
from bot.web.counter.panel import Panel
from bot.web.purpose_words import purpose_words
from bot.web.read_case import full_name
from core.clock import SHANGHAI
from core.members.approval_change import ApprovalBy
from core.requests.case import Case, CaseLine, CaseReader
from core.requests.line import GIVEN_UP, LineState
from core.requests.request import Mode, State
from rules.book import RuleBook

MOST_NAMES = 6


def work_of(
    case: Case, shown: Shown, panel: Panel | None, law: tuple[RuleBook, Modes]
) -> dict[str, Any]:
    """Counting what came back comes first, then handing over, then what is out."""
    book, modes = law
    added = modes_shown(case, modes, book)
    count = to_count(case, panel)
    if count is not None:
        kind = {"kind": "take_back", **counting(case, count, panel), **returning(modes, count)}
    elif added["certify"]:
        kind = {"kind": "certify", **_handing_over(case, shown)}
    elif case.state == State.READY and any(_waits(line) for line in case.lines):
        kind = {"kind": "hand_over", **_handing_over(case, shown)}
    else:
        kind = {"kind": "out" if case.out_lines else "look"}
    if "missing" in kind:
        kind["missing"] += still_to_write(case, modes)
    return {
        **_head(case, book),
        "out": [_out(line) for line in case.out_lines],
        **added,
        **kind,
    }


def due_day(out: Sequence[CaseLine]) -> str:
    """The day by which it comes back, 暂定 where it may still move."""
    return last_day(out[0].due_on, provisional=out[0].is_provisional) if out else ""


def clock_time(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def _waits(line: CaseLine) -> bool:
    return line.state == LineState.WAITING


def _head(case: Case, book: RuleBook) -> dict[str, Any]:
    subjects = _subjects(case)
    purpose = "，".join(it for it in (purpose_words(book, case.purpose), case.purpose_detail) if it)
    due = due_day(case.out_lines)
    return {
        "id": case.ref,
        "case": case.number,
        "state": case.shown_state,
        "stage": stage_of(case),
        "version": case.version,
        "form_number": case.short,
        "facts": [
            ("单位", case.unit),
            ("事项", f"{word('mode', case.mode)}　{purpose}"),
            ("查阅内容", "" if case.mode == Mode.CERTIFY else case.classes or "全卷"),
            ("复制内容", case.copies_named),
            ("证明事项", case.matter),
            ("档案人", subjects),
            ("卷数", counted(case)),
            ("保留到", day(case.kept_until) if any(_waits(line) for line in case.lines) else ""),
            ("应还", due),
            ("清点", _differing(case)),
        ],
    }


def _differing(case: Case) -> str:
    """A volume whose count differs is no longer for the counter to settle."""
    differs = [line for line in case.lines if line.discrepancy]
    return f"{len(differs)} 卷不符已登记，等负责人处理，案卷先留在窗口" if differs else ""


def _subjects(case: Case) -> str:
    """Everybody by name, of a long list the first six."""
    asked = {line.dossier: line.subject for line in case.lines if line.state not in GIVEN_UP}
    names = [full_name(subject) for subject in list(asked.values())[:MOST_NAMES]]
    return "、".join(names) + (f" 等 {len(asked)} 人" if len(asked) > MOST_NAMES else "")


def _handing_over(case: Case, shown: Shown) -> dict[str, Any]:
    form = shown.form if case.approval == ApprovalBy.ELECTRONIC else shown.original
    ticks = {
        "signature": form is not None and form.signed,
        "seal": form is not None and form.sealed,
        "date": form is not None and form.dated,
        "agrees": form is not None and form.matches,
        "party": form is not None and form.party_certified,
        "avoidance": form is not None and form.avoidance_signed,
    }
    return {
        "code_at": clock_time(shown.code_at) if shown.code_at else "",
        "readers": [_reader(case, shown, reader) for reader in case.readers],
        "form": ticks,
        "by_form": case.approval != ApprovalBy.ELECTRONIC,
        "has_scan": shown.form is not None and shown.form.scan_id is not None,
        "volumes": [_volume(line, shown) for line in case.lines if _waits(line)],
        "may_leave": case.is_list,
        "missing": missing(case, shown),
    }


def _reader(case: Case, shown: Shown, reader: CaseReader) -> dict[str, Any]:
    return {
        "id": reader.ordinal,
        "name": full_name(reader.name),
        "unit": case.unit,
        "seen": shown.card_counts(reader),
        "kind": reader.card_kind,
        "last4": reader.card_last4,
    }


def _volume(line: CaseLine, shown: Shown) -> dict[str, Any]:
    source, at = shown.seen.get(line.label, ("", None))
    return {
        "id": line.label,
        "number": line.dossier,
        "part": part_of(line),
        "slot": line.slot,
        "evidence": source,
        "at_text": clock_time(at) if at else "",
    }


def missing(case: Case, shown: Shown) -> list[str]:
    """What still stands in the way, in words; the law has the last word all the same."""
    certify = case.mode == Mode.CERTIFY
    found = [] if shown.code_at or certify else ["取档码"]
    found += [f"{full_name(r.name)}的证件" for r in case.readers if not shown.card_counts(r)]
    found += ["第二位同志"] if len(case.readers) < 2 and not certify else []
    found += [] if case.approval == ApprovalBy.ELECTRONIC else _on_paper(shown)
    # In a certificate's case nobody reads: there is no one whose membership or relation counts.
    found += [] if certify else _of_readers(case, shown)
    return found + _unseen(case, shown)


def _on_paper(shown: Shown) -> list[str]:
    form = shown.original
    whole = form is not None and form.signed and form.sealed and form.dated and form.matches
    return [] if whole else ["审批表原件"]


def _of_readers(case: Case, shown: Shown) -> list[str]:
    electronic = case.approval == ApprovalBy.ELECTRONIC
    form = shown.form if electronic else shown.original
    certified = electronic or (form is not None and form.party_certified)
    declared = form is not None and form.avoidance_signed
    return ([] if certified else ["党员证明"]) + ([] if declared else ["回避声明"])


def _unseen(case: Case, shown: Shown) -> list[str]:
    waiting = [line for line in case.lines if _waits(line) and line.label not in shown.seen]
    if case.is_list and len(waiting) < sum(_waits(line) for line in case.lines):
        return []  # some lie here: the others of a list may be fetched another time
    if len(waiting) > MOST_NAMES:
        return [f"{len(waiting)} 卷的标签"]
    return [f"{line.dossier} {part_of(line)}的标签" for line in waiting]


def _out(line: CaseLine) -> dict[str, Any]:
    step = {LineState.READING: "pause", LineState.PAUSED: "resume"}.get(LineState(line.state), "")
    return {
        "id": line.label,
        "number": line.dossier,
        "part": part_of(line),
        "state": line.state,
        "since": moment(line.opened_at),
        "step": step,
        "step_word": {"pause": "暂存", "resume": "续阅"}.get(step, ""),
    }
