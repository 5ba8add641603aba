"""制度命令：清单、检查、说明 / The rule book from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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
