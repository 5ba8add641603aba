"""查借阅全流程，在 Telegram 上：绑定、申请、签批、出示取档码都在聊天里，每一步都与预期相符。

The story of lending on Telegram, against the stand-in for its service: every step is observed.
"""

import orjson
import pytest
from click.testing import CliRunner

from bot.cli.danggui import danggui


@pytest.fixture(scope="module")
def played():
    result = CliRunner().invoke(danggui, ["story", "lending", "--channel", "telegram", "--json"])
    return result.exit_code, orjson.loads(result.stdout)


def test_every_step_is_observed_as_expected(played):
    assert [each for each in played[1]["steps"] if each["holds"] is not True] == []


def test_the_exit_code_says_so(played):
    assert (played[0], played[1]["holds"]) == (0, True)


@pytest.mark.parametrize(
    "name",
    [
        "contact-a 凭绑定码和密码绑定",
        "用过的绑定码",
        "领导输错密码",
        "手机出示取档码",
        "每一份卡片",
    ],
)
def test_the_story_does_not_leave_out(played, name):
    assert any(each["step"] == name and each["holds"] for each in played[1]["steps"])


def test_on_telegram_it_plays_on_an_instance_of_its_own():
    arguments = ["story", "lending", "--channel", "telegram", "--url", "http://127.0.0.1:9"]
    assert CliRunner().invoke(danggui, arguments).exit_code == 2
