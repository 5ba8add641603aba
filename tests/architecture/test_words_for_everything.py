"""每个代码、每种消息、每条规定都有给人看的话；看得见真名的地方只有名单上的几处。
Every code, message and law has words for people; names are revealed only where the list says.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import bot.web.answers
import core
from bot.replies.render import has_template
from bot.replies.words import error_codes
from core.errors import CodedError
from rules.book import load_book
from rules.law import AUDIENCES

ROOT = Path(__file__).parents[2]
# Who shows a name, after writing down that it was read.
MAY_REVEAL = {"bot/web/read_case.py"}
# Where a message's kind stands among the arguments of what leaves it.
KIND_AT = {"send": 1, "tell_officers": 2}


def sources(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for name in packages:
        for path in sorted((ROOT / name).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield name, node


def coded(kind: type[CodedError] = CodedError) -> Iterator[type[CodedError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from coded(each)


def load_all_of_core() -> None:
    for module in pkgutil.walk_packages(core.__path__, "core."):
        importlib.import_module(module.name)


def test_every_coded_error_has_a_number_and_a_sentence() -> None:
    load_all_of_core()
    codes = {kind.code for kind in coded()} - {CodedError.code}
    assert codes - error_codes() == set()
    assert all(kind.__doc__ for kind in coded())


def test_every_answer_of_the_interface_has_words() -> None:
    assert set(bot.web.answers.STATUS) - error_codes() == set()


def test_every_message_that_is_left_has_a_template() -> None:
    kinds = {
        node.args[at].value
        for _, tree in sources("core", "bot")
        for name, node in calls(tree)
        if (at := KIND_AT.get(name)) is not None
        and len(node.args) > at
        and isinstance(node.args[at], ast.Constant)
    }
    assert {"case_card", "deputy_appointed", "pin_locked_of"} <= kinds
    assert [kind for kind in kinds - {"say"} if not has_template(str(kind))] == []


def test_every_ladder_has_words_for_its_reminders() -> None:
    assert [name for name in load_book().ladders if not has_template(f"remind_{name}")] == []


def test_everything_that_is_said_has_a_template() -> None:
    said = {
        node.value
        for path, tree in sources("bot/conversations")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("say_")
    }
    assert len(said) > 20
    assert [name for name in said if not has_template(name)] == []


def test_every_law_says_why_to_whom_and_what_to_do() -> None:
    for law in load_book().laws:
        assert law.title, law.code
        assert law.remedy.endswith("。"), law.code
        assert law.basis.instrument, law.code
        assert law.basis.article, law.code
        assert law.audience in AUDIENCES, law.code


def test_names_are_revealed_only_where_it_is_written_down() -> None:
    callers = {
        str(path.relative_to(ROOT))
        for path, tree in sources("bot", "core", "rules", "hardware_bridge")
        for name, _ in calls(tree)
        if name == "reveal"
    }
    assert callers == MAY_REVEAL


def test_no_template_reveals_a_name() -> None:
    templates = [*(ROOT / "bot").rglob("*.j2")]
    assert [t.name for t in templates if ".reveal" in t.read_text(encoding="utf-8")] == []


def declares(tree: ast.Module, decorator: str) -> bool:
    return any(name == decorator for name, _ in calls(tree))


def test_every_use_case_and_reaction_is_declared_at_start() -> None:
    core_modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path, tree in sources("core")
        if declares(tree, "use_case") or declares(tree, "when")
    } - {"core.command", "core.event"}
    declared = set(imported_by(ROOT / "core" / "use_cases.py"))
    assert core_modules - declared == set()


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield f"{node.module}.{name.name}"
