"""The log, checked (日志核验): its own links and heads, and older heads from paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from core.audit.entry import LogEntry, LogHead
from core.audit.guards import missing_guards
from core.audit.printed_head import PrintedHead, UnreadableHead, parse_head_text
from core.audit.verify import verify


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """`problems` are rows of {code, seq, guard?}; `unreadable` is the start of a paper's text misread."""

    size: int
    problems: list[dict[str, Any]]
    unreadable: str = ""

    @property
    def whole(self) -> bool:
        return not self.problems and not self.unreadable

    def said(self) -> str:
        """One line, then one for each of the first twenty problems."""
        if self.whole:
            return f"完好 / whole: {self.size} entries"
        rows = [_line(each) for each in self.problems[:20]]
        first = min((p["seq"] for p in self.problems if p["seq"] is not None), default=None)
        place = "" if first is None else f", first bad entry {first}"
        return "\n".join([f"不符 / not whole: {len(self.problems)} problems{place}", *rows])


def check_log(
    session: Session, public_keys: Sequence[bytes], papers: Sequence[str] = ()
) -> CheckedLog:
    """Verify the log in a session that only reads, and hold it against printed heads."""
    head = session.exec(select(LogHead)).first()
    size = head.size if head else 0
    try:
        printed = [parse_head_text(text) for text in papers]
    except UnreadableHead:
        return CheckedLog(size, [], unreadable=next(_misread(papers)))
    problems = [{"code": p.code, "seq": p.seq} for p in verify(session, public_keys)]
    missing = missing_guards(session.connection())
    problems += [{"code": "guard_missing", "seq": None, "guard": name} for name in missing]
    for paper in printed:
        problems += _against(session, paper, head.log_id if head else "")
    return CheckedLog(size, problems)


def _line(problem: dict[str, Any]) -> str:
    place = problem.get("guard") or f"at entry {problem['seq']}"
    return f"  {problem['code']} {place}"


def _against(session: Session, paper: PrintedHead, log_id: str) -> Iterator[dict[str, Any]]:
    if paper.log_id != log_id:
        yield {"code": "paper_other_log", "seq": None}
        return
    entry = session.get(LogEntry, paper.size) if paper.size else None
    if paper.size and (entry is None or entry.chain != paper.chain):
        yield {"code": "paper_wrong" if entry else "paper_short", "seq": paper.size}


def _misread(papers: Sequence[str]) -> Iterator[str]:
    for text in papers:
        try:
            parse_head_text(text)
        except UnreadableHead:
            yield text[:20]
