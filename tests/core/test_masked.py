"""脱敏：名字在哪里都只露掩码；要看原名，必须明说。

A masked name shows its mask wherever it ends up; only `reveal` gives the name.
"""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, dataclass

import orjson
import pytest

from core.masked import Masked, mask_name

MASKS = [
    ("张三", "张*"),
    ("王小明", "王**"),
    ("欧阳修文", "欧阳**"),
    ("司马光", "司马*"),
    ("阿卜杜拉·买买提", "阿卜杜拉·***"),
    ("殷𣲘", "殷*"),
    ("毛", "毛*"),
]


@pytest.mark.parametrize(("name", "mask"), MASKS)
def test_a_name_shows_its_surname_and_its_length(name: str, mask: str) -> None:
    assert mask_name(name) == mask


@pytest.mark.parametrize("show", [str, repr, "{}".format, "%s".__mod__, lambda m: f"{m:>5}"])
def test_no_way_of_printing_shows_the_name(show: object) -> None:
    assert "小明" not in show(Masked("王小明"))  # type: ignore[operator]


def test_a_record_turned_into_json_types_does_not_open_the_name() -> None:
    @dataclass
    class Row:
        name: Masked

    assert "小明" not in str(asdict(Row(Masked("王小明"))))
    with pytest.raises(TypeError):
        orjson.dumps(Row(Masked("王小明")))


def test_only_reveal_gives_the_name() -> None:
    assert copy.deepcopy(Masked("王小明")).reveal() == "王小明"
    assert "小明" not in str(pickle.loads(pickle.dumps(Masked("王小明"))))
