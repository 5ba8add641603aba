"""日志命令：签名、核验、导出 / The log from the command line: head, verify, export."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.audit.guards import create_guards, drop_guards
from core.database import Database


def tamper(data_dir: Path, statement: str) -> None:
    database = Database(f"sqlite:///{data_dir}/danggui.sqlite")
    with database.writing() as connection:
        drop_guards(connection)
        connection.exec_driver_sql(statement)
        create_guards(connection)
    database.close()


@pytest.fixture
def begun(run: Any) -> Any:
    run("init")
    return run


def test_the_head_is_text_for_paper(begun: Any) -> None:
    body = json.loads(begun("audit", "head", "--json").stdout)
    assert body["text"].startswith("DGH")
    assert len(body["text"]) == 237


def test_a_whole_log_verifies_against_its_paper(begun: Any) -> None:
    paper = json.loads(begun("audit", "head", "--json").stdout)["text"]
    begun("invite", "A001")
    done = begun("audit", "verify", "--head", paper, "--json")
    assert (done.exit_code, json.loads(done.stdout)["whole"]) == (0, True)


def test_an_edited_entry_is_named(begun: Any, data_dir: Path) -> None:
    tamper(data_dir, "UPDATE log_entry SET action = 'nothing_happened' WHERE seq = 2")
    done = begun("audit", "verify", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0] == {"code": "chain_broken", "seq": 2}


def test_paper_of_another_log_does_not_fit(begun: Any, run: Any, tmp_path: Path) -> None:
    elsewhere = {"DANGGUI_DATA_DIR": str(tmp_path / "elsewhere")}
    paper = json.loads(run("audit", "head", "--json", **elsewhere).stdout)["text"]
    assert begun("audit", "verify", "--head", paper).exit_code == 1


def test_misread_paper_is_bad_input(begun: Any) -> None:
    assert begun("audit", "verify", "--head", "DGHAAAA").exit_code == 2


def test_an_export_verifies_by_itself_and_is_in_the_log(begun: Any, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    assert begun("audit", "export", str(folder)).exit_code == 0
    command = [sys.executable, str(folder / "verify_log.py"), str(folder)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    assert "log_exported" in (folder / "log.jsonl").read_text()


def test_an_export_overwrites_nothing(begun: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert begun("audit", "export", str(tmp_path)).exit_code == 2


def test_a_named_member_must_be_an_officer(begun: Any, data_dir: Path) -> None:
    assert begun("audit", "verify", "--as", "S001").exit_code == 0
    tamper(data_dir, "UPDATE role_grant SET revoked_at = valid_from")
    assert begun("audit", "verify", "--as", "S001").exit_code == 1


def test_lost_guards_are_told_and_put_back_by_name(begun: Any, data_dir: Path) -> None:
    database = Database(f"sqlite:///{data_dir}/danggui.sqlite")
    with database.writing() as connection:
        drop_guards(connection)
    database.close()
    assert begun("invite", "A001").exit_code == 3
    assert "guard_missing" in begun("audit", "verify").stdout
    assert begun("audit", "guard").exit_code == 0
    assert begun("audit", "verify").exit_code == 0
    assert begun("invite", "A001").exit_code == 0


def test_an_edited_log_is_not_guarded_again_as_if_whole(begun: Any, data_dir: Path) -> None:
    tamper(data_dir, "UPDATE log_entry SET action = 'nothing_happened' WHERE seq = 2")
    assert begun("audit", "guard").exit_code == 1
