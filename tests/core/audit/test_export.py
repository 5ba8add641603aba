"""导出的文件夹带着单文件核验程序，离线即可核验。
The exported folder brings its single-file verifier, which needs nothing but Python."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session

from core.audit import verify_log
from core.audit.append import append
from core.audit.export import export
from core.audit.heads import parse_head_text
from tests.core.audit.export_on_disk import Exported
from tests.core.audit.sample_log import KEY, NOON, a_record, minute

SOURCE = Path(verify_log.__file__).read_text("utf-8")


def _run(exported: Exported, *arguments: str, encoding: str = "utf-8") -> tuple[int, str]:
    command = [sys.executable, "-S", "verify_log.py", ".", *arguments]
    environment = {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        command, check=False, cwd=exported.folder, capture_output=True, env=environment
    )
    return done.returncode, (done.stdout + done.stderr).decode(encoding)


def test_the_folder_holds_four_files(exported: Exported) -> None:
    names = {path.name for path in exported.folder.iterdir()}
    assert names == {"log.jsonl", "head.json", "key.pub", "verify_log.py"}
    assert (exported.folder / "verify_log.py").read_text("utf-8") == SOURCE


def test_the_head_is_also_there_as_text(exported: Exported) -> None:
    assert parse_head_text(exported.head()["text"]).size == 30


def test_an_untouched_export_is_whole(exported: Exported) -> None:
    assert _run(exported)[0] == 0
    code, said = _run(exported, "--head", exported.printed)
    assert (code, "whole" in said, "30 条" in said) == (0, True, True)


def test_the_first_bad_entry_is_named(exported: Exported) -> None:
    exported.edit(5, lambda entry: entry.update(actor="mx"))
    code, said = _run(exported)
    assert (code, "第 5 条" in said, "first bad entry 5" in said) == (1, True, True)


def test_a_console_without_chinese_is_no_obstacle(exported: Exported) -> None:
    exported.edit(5, lambda entry: entry.update(actor="mx"))
    code, said = _run(exported, encoding="ascii")
    assert (code, "entry 5: " in said, "Traceback" in said) == (1, True, False)


@pytest.mark.parametrize("name", ["log.jsonl", "head.json", "key.pub"])
def test_a_missing_or_garbled_file_is_a_finding(exported: Exported, name: str) -> None:
    (exported.folder / name).write_bytes(b"\xff\x00")
    assert exported.findings()
    (exported.folder / name).unlink()
    assert exported.codes() == {"file_missing"}


def test_a_log_of_nothing_can_be_exported(session: Session, tmp_path: Path) -> None:
    assert export(session, tmp_path / "out", KEY, NOON).size == 0
    assert Exported(tmp_path / "out", "").findings() == []


def test_an_export_without_a_time_is_signed_at_the_newest_entry(
    session: Session, tmp_path: Path
) -> None:
    append(session, [a_record(1)], minute(3))
    assert export(session, tmp_path / "out", KEY).at == minute(3)


def test_the_verifier_needs_only_the_standard_library() -> None:
    imports = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.ImportFrom)]
    names = {name.name for node in imports for name in node.names} | {n.module for n in froms}
    assert names <= set(sys.stdlib_module_names)


def test_the_verifier_is_python_3_8() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    assert "removeprefix" not in SOURCE
