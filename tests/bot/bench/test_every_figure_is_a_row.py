"""每一项指标一行 / Every figure of `danggui bench` is a row: name, value, unit, goal, holds.

The measuring itself is tried here on tiny sizes; what the figures are is for `danggui bench`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.bench import MEASUREMENTS, main, rows
from bot.bench.row import Goal, Row, at_least, at_most, exactly
from bot.bench.sizes import TINY

FIELDS = {"name", "value", "unit", "goal", "holds"}
PROMISED = {
    "rules_decisions_per_s": "≥ 8000",
    "rules_disagreements": "= 0",
    "lend_vs_textbook": "≥ 2.5",
    "lend_grouped_vs_single": "",
    "lend_http_per_s": "≥ 500",
    "lend_http_p95_ms": "≤ 50",
    "counter_page_kb": "≤ 100",
    "scan_to_answer_p95_ms": "≤ 100",
    "inspect_page_p95_ms": "≤ 100",
    "import_rows_per_s": "≥ 1000",
    "ready_s": "≤ 3",
    "rss_mb": "≤ 200",
    "neutral_answer_ratio": "≤ 1.1",
    "growth_lend_p95": "≤ 1.5",
    "gap_scan_dossiers_per_s": "",
    "growth_gap_scan": "≤ 1.2",
    "search_p95_ms": "≤ 50",
    "reminders_due_ms": "≤ 10",
    "reminders_vs_jobstore": "≥ 100",
    "chat_accepted_per_s": "≥ 100",
    "chat_burst_lost": "= 0",
    "chat_p95_ms": "≤ 200",
    "intake_vs_hashing": "",
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANGGUI_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("names", MEASUREMENTS, ids=" ".join)
def test_a_measurement_gives_the_rows_that_it_names(names: tuple[str, ...]) -> None:
    found = list(MEASUREMENTS[names](TINY))
    assert tuple(row.name for row in found) == names
    for row in found:
        assert row.as_json().keys() >= FIELDS
        assert str(row.goal) == PROMISED[row.name]
        assert row.value > 0 or row.name in {"rules_disagreements", "chat_burst_lost"}


def test_every_promised_figure_is_measured() -> None:
    assert {name for names in MEASUREMENTS for name in names} == set(PROMISED)


def test_only_the_figures_asked_for_are_measured() -> None:
    assert [row.name for row in rows("rules_disagree", TINY)] == ["rules_disagreements"]


def test_rows_are_printed_as_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(as_json=True, only="disagreements", sizes=TINY)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["holds"] is True


@pytest.mark.parametrize(
    ("goal", "holds", "fails"),
    [(at_least(500), 500, 499.9), (at_most(3), 3, 3.1), (exactly(0), 0, 1)],
)
def test_a_goal_is_never_rounded_in_our_favour(goal: Goal, holds: float, fails: float) -> None:
    assert Row(name="x", value=holds, unit="", goal=goal).holds
    assert not Row(name="x", value=fails, unit="", goal=goal).holds


def test_nothing_is_left_behind_on_the_disk(own_folder: Path) -> None:
    list(rows("import", TINY))
    assert list(own_folder.iterdir()) == []
