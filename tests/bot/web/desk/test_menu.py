"""案头目录按人做的事分组：各人只见自己能打开的；页少的排一行，页多的先见组、再见本组各页。

The desk's menu follows what people do: one's own pages only, in one row where they are few, else the
groups first and the pages of one's group below them.
"""

from __future__ import annotations

import pytest

from bot.web.desk.menu import FEW, GROUPS, menu
from core.members.member import Role

PLACES = [name for _, links in GROUPS for name, *_ in links]
WORDS = {name: word for _, links in GROUPS for name, word, *_ in links}


def words(links: list[dict[str, str]]) -> list[str]:
    return [link["word"] for link in links]


def test_an_archivist_sees_the_groups_and_the_pages_of_theirs():
    shown = menu({Role.ARCHIVIST}, "lost")
    assert words(shown["desk_links"]) == [
        *("借阅", "材料报送", "鉴别归档", "查缺与三全", "数字档案", "设置"),
    ]
    assert words(shown["desk_within"]) == [
        *("办件", "周一一览", "档案检索", "登记簿", "不符与查找", "应急补录"),
    ]


def test_a_contact_has_few_pages_and_sees_them_all_in_one_row():
    shown = menu({Role.UNIT_CONTACT}, "gaps")
    assert words(shown["desk_links"]) == ["材料报送", "查缺清单", "专项工作"]
    assert shown["desk_within"] == []


@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_a_role_is_two_taps_away_and_no_other(role: Role):
    own = {name for _, links in GROUPS for name, *_, may in links if role in may}
    reached = set()
    for place in ["", *PLACES]:
        shown = menu({role}, place)
        reached |= {link["id"] for link in (*shown["desk_links"], *shown["desk_within"])} - {""}
    assert reached == own


@pytest.mark.parametrize("role", list(Role))
def test_no_row_is_longer_than_a_glance(role: Role):
    for place in PLACES:
        shown = menu({role}, place)
        assert len(shown["desk_links"]) <= max(FEW, len(GROUPS)) + 1


@pytest.mark.parametrize("role", list(Role))
def test_what_a_phone_folds_away_holds_every_page_of_a_role_and_no_other(role: Role):
    own = [name for _, links in GROUPS for name, *_, may in links if role in may]
    shown = menu({role}, "")
    folded = [link["id"] for _, links in shown["desk_folded"] for link in links]
    assert folded == (own if len(own) > FEW else [])
    assert folded or words(shown["desk_links"]) == [WORDS[it] for it in own]


def test_the_folded_row_says_where_one_is():
    assert menu({Role.ARCHIVIST}, "facts")["desk_word"] == "重点信息"
    assert menu({Role.ARCHIVIST}, "submissions")["desk_word"] == "材料报送"
    assert menu({Role.ARCHIVIST}, "")["desk_word"] == "全部页面"
