"""查借阅全流程：从导入花名册到日志核验，由多人经真实 HTTP 演一遍，每一步都与预期相符。

The story of lending, played once over real HTTP on a throw-away instance: every step is observed.
"""

import orjson
import pytest
from click.testing import CliRunner

from bot.cli.danggui import danggui
from bot.story.scene_import import SAMPLE
from core.holdings.roster import read_roster
from rules.book import load_book


@pytest.fixture(scope="module")
def played():
    result = CliRunner().invoke(danggui, ["story", "lending", "--json"])
    return result.exit_code, orjson.loads(result.stdout)


def step(played, name):
    return next(each for each in played[1]["steps"] if each["step"] == name)


def test_every_step_is_observed_as_expected(played):
    assert [each for each in played[1]["steps"] if each["holds"] is not True] == []


def test_the_exit_code_says_so(played):
    assert (played[0], played[1]["holds"]) == (0, True)


def test_at_least_six_laws_refuse_along_the_way(played):
    said = " ".join(each["observed"] for each in played[1]["steps"])
    assert len({law.code for law in load_book().laws if law.code in said}) >= 10


@pytest.mark.parametrize(
    "name",
    [
        "两个窗口同时交接同一卷",
        "断线后用同一编号重发归还",
        "没带手机，凭纸质取档单",
        "每一份卡片",
        "danggui audit verify",
        "verify_log.py 对照纸上签名离线核验",
    ],
)
def test_the_story_does_not_leave_out(played, name):
    assert step(played, name)["holds"]


def test_the_sample_roster_reads_whole():
    roster = read_roster(SAMPLE)
    assert (len(roster.rows), roster.problems) == (12, [])


def test_a_url_without_a_demo_is_bad_input():
    result = CliRunner().invoke(danggui, ["story", "lending", "--url", "http://127.0.0.1:9"])
    assert result.exit_code == 2
