"""Read the laws (规定条目) of one page, and name every slip with its line, law and key."""

from __future__ import annotations

from typing import Any

from rules.areas import Area
from rules.basis_text import CODE, are_texts, is_text, read_basis
from rules.condition import Condition, ConditionRefused, parse_condition
from rules.law import AUDIENCES, EFFECTS, OVERRIDES, Law, Source
from rules.page import BookProblem, Page

RESERVED = frozenset({"begin", "heard", "end", "rule_engine_disagrees", "at_the_window"})
_KEYS = frozenset(
    {"code", "title", "slogan", "applies_to", "when", "effect", "audience"}
    | {"sensitive", "override", "fixed", "remedy", "basis"}
)
_LISTED = {"effect": EFFECTS, "audience": AUDIENCES, "override": OVERRIDES}


class LawText:
    """One `[[law]]` table being read; `problems` fills up as slips are found."""

    def __init__(self, page: Page, nth: int, area: Area) -> None:
        self.page, self.nth, self.area = page, nth, area
        self.table: dict[str, Any] = page.tables["law"][nth]
        self.code = str(self.table.get("code", ""))
        self.problems: list[BookProblem] = []

    def read(self) -> Law | None:
        """The law, or None when anything about it is wrong (see `problems`)."""
        self._check_keys()
        if not self.problems:
            self._check_words()
            self._check_choices()
            steps, modes = self._applies_to()
            when = self._when()
            basis = read_basis(self.table["basis"], self._say_basis)
        if self.problems or basis is None:
            return None
        kept = {key: self.table[key] for key in _KEYS - {"applies_to", "when", "basis"}}
        source = Source(self.page.file, self.page.line("law", self.nth))
        approval = self.table.get("approval", "")
        return Law(
            area=self.area.name,
            steps=steps,
            modes=modes,
            when=when,
            basis=basis,
            approval=approval,
            source=source,
            **kept,
        )

    def say(self, key: str, sentence: str) -> None:
        """Note a problem at a key of this law."""
        line = self.page.line("law", self.nth, key)
        self.problems.append(BookProblem(self.page.file, line, self.code, key, sentence))

    def _say_basis(self, sentence: str) -> None:
        self.say("basis", sentence)

    def _check_keys(self) -> None:
        for key in sorted(_KEYS - self.table.keys()):
            self.say(key, f"缺少“{key}”。 The law lacks {key}.")
        for key in sorted(self.table.keys() - _KEYS - {"approval"}):
            self.say(key, f"没有“{key}”这一项，请看是否写错。 Unknown key {key}.")

    def _check_words(self) -> None:
        if not CODE.fullmatch(self.code) or self.code in RESERVED:
            self.say("code", "条目代码应为小写英文短语且不用保留字。 Bad or reserved law code.")
        for key in ("title", "remedy"):
            if not is_text(self.table[key]):
                self.say(key, f"“{key}”要写成一句话。 {key} must be a sentence.")
        if not isinstance(self.table["slogan"], str):
            self.say("slogan", "“slogan”应为文字，可为空。 slogan must be text, maybe empty.")
        for key in ("sensitive", "fixed"):
            if not isinstance(self.table[key], bool):
                self.say(key, f"“{key}”只能是 true 或 false。 {key} must be true or false.")

    def _check_choices(self) -> None:
        for key, allowed in _LISTED.items():
            if self.table[key] not in allowed:
                self.say(key, f"“{key}”只能是 {'、'.join(allowed)}。 Not one of the choices.")
        named = CODE.fullmatch(str(self.table.get("approval", ""))) is not None
        if named != (self.table["effect"] == "require"):
            self.say("approval", "只有 require 要写明所需审批。 `require` names an approval.")

    def _applies_to(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        where = self.table["applies_to"]
        if not isinstance(where, dict) or where.keys() != {"steps", "modes"}:
            self.say("applies_to", "应写明 steps 和 modes。 applies_to needs steps and modes.")
            return (), ()
        steps = self._some(where["steps"], self.area.steps, "环节")
        return steps, self._some(where["modes"], self.area.modes, "方式")

    def _some(self, named: object, known: tuple[str, ...], what: str) -> tuple[str, ...]:
        if not are_texts(named) or not named or len(set(named)) != len(named):
            self.say("applies_to", f"{what}应为不重复的清单。 Needs a list without repeats.")
            return ()
        for name in named:
            if name not in known:
                self.say("applies_to", f"没有名为“{name}”的{what}。 Unknown step or mode: {name}.")
        return tuple(named)

    def _when(self) -> tuple[Condition, ...]:
        written = self.table["when"]
        if not are_texts(written) or not written:
            self.say("when", "“when”应为至少一条条件的清单。 when needs at least one condition.")
            return ()
        return tuple(c for text in written if (c := self._condition(text)) is not None)

    def _condition(self, text: str) -> Condition | None:
        try:
            return parse_condition(text, self.area.attributes)
        except ConditionRefused as refused:
            self.say("when", str(refused))
            return None
