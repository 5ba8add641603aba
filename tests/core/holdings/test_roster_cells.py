"""单元格：姓名一字不改（生僻字、间隔号），编号去空格全角，选项认常见写法。

Cells: names keep every character, numbers lose spaces and full width, words have their spellings.
"""

from typing import Any

import pytest

from core.holdings.roster import choices, read_roster
from tests.support.roster_workbook import one_person


def read(field: str, cell: Any) -> Any:
    roster = read_roster(one_person(**{field: cell}))
    return getattr(roster.rows[0], field) if roster.rows else roster.problems[0].code


@pytest.mark.parametrize(
    "name", ["阿依古丽·艾力", "殷𣲘", "王𬱖㛃", "欧阳𠙶", "李\ue863", "葛\U000e0100亮"]
)
def test_names_with_dots_and_rare_characters_come_back_unchanged(name: str) -> None:
    assert read("name", name) == name


@pytest.mark.parametrize("typed", ["王　伟", " 王 伟\n", "\ufeff王伟\u200b"])
def test_padding_of_a_name_is_taken_out(typed: str) -> None:
    assert read("name", typed) == "王伟"


@pytest.mark.parametrize("dot", "•・‧．")
def test_every_way_to_type_the_dot_becomes_the_dot(dot: str) -> None:
    assert read("name", f"艾尔肯{dot}依明") == "艾尔肯·依明"


@pytest.mark.parametrize("name", ["李?", "李□", "李\ufffd", "李2", "李" * 61])
def test_a_name_that_lost_a_character_is_asked_back(name: str) -> None:
    assert read("name", name) in {"name_unreadable", "text_too_long"}


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("dossier_number", "ＧＢ－０００１２ ", "GB-00012"),
        ("dossier_number", 12, "12"),
        ("slot", "A—09—6", "A-09-6"),
        ("unit", "市人力资源和\n社会保障局", "市人力资源和社会保障局"),
        ("originals", "２", 2),
        ("originals", "1卷", 1),
        ("originals", "两卷", "count_unreadable"),
        ("originals", 1.5, "count_unreadable"),
        ("originals", -1, "count_unreadable"),
        ("originals", 100, "count_unreadable"),
        ("duplicates", "无", 0),
        ("joined_party", "—", ""),
        ("post", "局" * 61, "text_too_long"),
        ("unit", " ", "cell_empty"),
        ("name", "", "cell_empty"),
    ],
)
def test_cells_are_read_as_people_mean_them(field: str, cell: Any, value: Any) -> None:
    assert read(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("ethnicity", "汉", "汉族"),
        ("ethnicity", "土家", "土家族"),
        ("gender", "女性", "female"),
        ("custody_authority", "市委管理", "municipal"),
        ("custody_authority", "省 管", "provincial"),
        ("custody_authority", "大概市管", "choice_unknown"),
        ("secrecy", "", "none"),
        ("secrecy", "秘密", "secret"),
        ("personnel_kind", "参照公务员法管理", "equated"),
        ("party_standing", "民盟", "cdl_member"),
        ("status", "", "in_post"),
        ("status", "调离", "moved_out"),
        ("selected_graduate", "√", True),
        ("selected_graduate", True, True),
        ("selected_graduate", "否", False),
        ("selected_graduate", "也许", "choice_unknown"),
    ],
)
def test_words_of_a_choice_have_more_than_one_spelling(field: str, cell: Any, value: Any) -> None:
    assert read(field, cell) == value


def test_there_are_fifty_six_peoples() -> None:
    assert len(choices.ETHNICITY.keys() - {"其他"}) == 56


def test_a_row_shows_neither_name_nor_id_number_in_its_repr() -> None:
    (row,) = read_roster(one_person(name="柳思远")).rows
    assert "柳思远" not in repr(row)
    assert row.id_number not in repr(row)
