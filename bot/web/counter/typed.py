"""What was typed at the window (代录所填): kept as it stands, so that nothing is typed twice."""

from __future__ import annotations

from dataclasses import dataclass

from bot.web.posted import Posted
from core.requests.enter_at_window import SeenOnPaper
from core.requests.submit_request import NamedReader

READERS = (1, 2, 3)
SOURCES = ("walk_in", "section", "organ")
TICKS = {
    "signed": "签字",
    "sealed": "公章",
    "dated": "日期",
    "matches": "与所填一致",
    "party_certified": "党员证明",
    "avoidance_signed": "回避声明",
}
PARTS = str.maketrans(dict.fromkeys("，、；,;", "\n"))


def _numbers(line: str) -> list[str]:
    """The words of a line of dossier numbers; none where something else stands in it."""
    words = line.split()
    numbered = all(it.isascii() and any(letter.isdigit() for letter in it) for it in words)
    return words if numbered else []


@dataclass(frozen=True, slots=True)
class Typed:
    """The posted form, read by name."""

    form: Posted

    def __getitem__(self, name: str) -> str:
        return self.form.text(name)

    @property
    def source(self) -> str:
        said = self.form.text("source")
        return said if said in SOURCES else SOURCES[0]

    @property
    def lines(self) -> list[str]:
        """The lines of the list; commas part names too, as people type them, and spaces numbers.

        With `rest` ticked, only the numbers that were offered to go on.
        """
        which = "rest.list" if self.form.ticked("rest") else "dossiers"
        parted = self.form.text(which).translate(PARTS).splitlines()
        return [it for line in parted for it in _numbers(line) or [line.strip()] if it]

    @property
    def lending_reason(self) -> str:
        """`lend:专案核查` borrows for this reason; everything else reads in the room."""
        kind, _, reason = self.form.text("mode").partition(":")
        return reason if kind == "lend" else ""

    @property
    def readers(self) -> tuple[NamedReader, ...]:
        letter = self.form.text("approval_document") if self.source == "organ" else ""
        return tuple(
            NamedReader(
                name=name,
                is_personnel=self.form.ticked(f"reader.{n}.personnel"),
                is_party_member=self.form.ticked(f"reader.{n}.party"),
                exception="" if self.form.ticked(f"reader.{n}.personnel") else letter[:60],
            )
            for n in READERS
            if (name := self.form.text(f"reader.{n}.name"))
        )

    @property
    def paper(self) -> SeenOnPaper | None:
        """None where no original was brought; one tick may stand for all."""
        whole = self.form.ticked("paper.all")
        ticks = {name: whole or self.form.ticked(f"paper.{name}") for name in TICKS}
        return SeenOnPaper(**ticks) if any(ticks.values()) else None
