"""制度命令：清单、检查、说明 / The rule book from the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from rules.book import SHIPPED


def test_every_law_is_listed_with_its_basis(run: Any) -> None:
    laws = json.loads(run("rules", "list", "--json").stdout)["laws"]
    assert len(laws) >= 10
    assert all(law["basis"] for law in laws)


def test_a_copy_of_the_shipped_book_passes(run: Any) -> None:
    assert run("rules", "check", str(SHIPPED / "lending.toml")).exit_code == 0


def test_a_bad_book_is_refused_with_file_and_line(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "own.toml"
    page.write_text('[[law]]\ncode = "x"\nnonsense = 1\n', "utf-8")
    done = run("rules", "check", str(page), "--json")
    problem = json.loads(done.stdout)["problems"][0]
    assert (done.exit_code, problem["file"]) == (1, "own.toml")
    assert problem["line"] >= 1


def test_an_unknown_decision_is_bad_input(run: Any) -> None:
    run("init")
    assert run("rules", "explain", "NOSUCHDECISION").exit_code == 2


def test_the_handbook_names_every_law(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "docs/handbook.md"
    assert run("rules", "handbook", "--output", str(page)).exit_code == 0
    laws = json.loads(run("rules", "list", "--json").stdout)["laws"]
    text = page.read_text("utf-8")
    assert all(law["title"] in text for law in laws)


FIVE_DAYS = """
[periods.lend_default]
title = "借阅期限"
value = 5
unit = "working_days"
basis = { instrument = "本室规定", article = "三", status = "local" }
"""


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A room has rules of its own; gives its name."""
    folder = tmp_path / "rules" / "rooms" / "卫健档案室"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(FIVE_DAYS, "utf-8")
    monkeypatch.setenv("DANGGUI_RULES_DIR", str(tmp_path / "rules"))
    return folder.name


def test_a_room_s_book_is_listed_with_what_it_has_changed(run: Any, own_rules: str) -> None:
    body = json.loads(run("rules", "list", "--room", own_rules, "--json").stdout)
    (only,) = body["differences"]
    assert (only["title"], only["how"]) == ("借阅期限", "本室改写")
    assert only["changes"] == ["内容：7 个工作日 → 5 个工作日", "依据：" + BASES]
    assert json.loads(run("rules", "list", "--json").stdout)["differences"] == []


BASES = (
    "各地查借阅规定（一周至两周不等）·取较短者（地方或单位规定） → 本室规定·三（地方或单位规定）"
)


def test_a_room_s_handbook_begins_with_the_differences(run: Any, own_rules: str) -> None:
    body = json.loads(run("rules", "handbook", "--room", own_rules, "--json").stdout)
    assert "〔本室改写〕借阅期限：内容：7 个工作日 → 5 个工作日" in body["text"]
    assert body["written"] == []


@pytest.mark.parametrize("verb", ["list", "handbook"])
def test_a_room_without_rules_of_its_own_is_bad_input(run: Any, own_rules: str, verb: str) -> None:
    done = run("rules", verb, "--room", "没有的档案室")
    assert done.exit_code == 2
    assert own_rules in done.stderr


def test_a_broken_book_in_force_is_told_and_not_a_crash(run: Any, own_rules: str) -> None:
    page = Path(os.environ["DANGGUI_RULES_DIR"], "rooms", own_rules, "own.toml")
    page.write_text("value = ", "utf-8")
    done = run("rules", "list")
    assert done.exit_code == 1
    assert "own.toml:1" in done.stdout
