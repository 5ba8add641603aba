"""收集归档全流程：两家单位的专项工作，一组图片、一捆纸、一件退回、一件存疑、一份说明，缺口全部销号。

The story of collecting material, played once over real HTTP on a throw-away instance.
"""

import orjson
import pytest
from click.testing import CliRunner

from bot.cli.danggui import danggui


@pytest.fixture(scope="module")
def played():
    result = CliRunner().invoke(danggui, ["story", "collection", "--json"])
    return result.exit_code, orjson.loads(result.stdout)


def test_every_step_is_observed_as_expected(played):
    assert [each for each in played[1]["steps"] if each["holds"] is not True] == []


def test_the_exit_code_says_so(played):
    assert (played[0], played[1]["holds"]) == (0, True)


@pytest.mark.parametrize(
    "name",
    [
        "两批、两家单位上进度看板",
        "重复的和不是图片的当即说明",
        "只带纸来的，窗口代填代点",
        "自传没有签名，退回补办",
        "履历表有涂改，存疑封存",
        "另一位同志审定",
        "所缺六份全部销号",
        "danggui audit verify",
    ],
)
def test_the_story_does_not_leave_out(played, name):
    assert next(each for each in played[1]["steps"] if each["step"] == name)["holds"]
