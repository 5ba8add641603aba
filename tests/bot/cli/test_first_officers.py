"""初始化与谁在操作 / The first officers, and who a command says that it acts for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.database import Database


def edit_members(data_dir: Path, statement: str) -> None:
    database = Database(f"sqlite:///{data_dir}/danggui.sqlite")
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    database.close()


def bind_everyone(data_dir: Path) -> None:
    edit_members(data_dir, "UPDATE member SET bound_at = '2026-11-22 00:00:00.000000'")


def test_init_prints_one_invitation_for_each_of_two_officers(run: Any) -> None:
    body = json.loads(run("init", "--json").stdout)
    roles = [each["role"] for each in body["invitations"]]
    assert roles == ["administrator", "security_officer"]
    codes = {each["code"] for each in body["invitations"]}
    assert len(codes) == 2
    assert all(each["link"].endswith(each["code"]) for each in body["invitations"])


def test_a_house_is_opened_once(run: Any) -> None:
    assert run("init").exit_code == 0
    again = run("init")
    assert (again.exit_code, again.stdout) == (1, "")


def test_setup_invites_again_until_both_officers_are_bound(run: Any, data_dir: Path) -> None:
    run("init")
    body = json.loads(run("invite", "A001", "--json").stdout)
    assert sorted(body) == ["code", "expires", "link"]
    bind_everyone(data_dir)
    assert run("invite", "A001", "--as", "setup").exit_code == 2


def test_afterwards_a_command_names_who_acts(run: Any, data_dir: Path) -> None:
    run("init")
    bind_everyone(data_dir)
    assert run("invite", "A001").exit_code == 2
    assert run("invite", "A001", DANGGUI_AS="S001").exit_code == 1
    assert run("invite", "S001", DANGGUI_AS="A001").exit_code == 0


def test_a_name_that_two_share_is_asked_about(run: Any, data_dir: Path) -> None:
    run("init")
    edit_members(data_dir, "UPDATE member SET name = '石岚'")
    asked = run("invite", "石岚")
    assert asked.exit_code == 2
    assert "A001、S001" in asked.stderr


def test_an_unknown_member_is_bad_input(run: Any) -> None:
    run("init")
    assert run("invite", "nobody").exit_code == 2
    assert run("invite", "A001", "--as", "nobody").exit_code == 2


def test_a_token_is_shown_once_and_only_its_hash_is_kept(run: Any, data_dir: Path) -> None:
    run("init")
    bind_everyone(data_dir)
    done = run("token", "A001", "--scope", "metrics", "--as", "A001", "--json")
    token = json.loads(done.stdout)["token"]
    kept = b"".join(path.read_bytes() for path in data_dir.glob("danggui.sqlite*"))
    assert token.encode() not in kept


def test_a_strange_scope_is_bad_input(run: Any, data_dir: Path) -> None:
    run("init")
    bind_everyone(data_dir)
    assert run("token", "A001", "--scope", "Ⅳ;--", "--as", "A001").exit_code == 2
