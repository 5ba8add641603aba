"""随软件发布的制度规则库：依据齐全、语气得体、期限与渠道级别有据可查。

The shipped rule book: every law tells basis and cure, in the tone of the office.
"""

import pytest

from rules.book import load_book
from rules.handbook import handbook
from rules.law import STATUSES, Law

BOOK = load_book()
UNKIND = ("失败", "错误", "非法", "！", "!", "亲，")


@pytest.mark.parametrize("law", BOOK.laws, ids=lambda law: law.code)
def test_every_law_has_a_basis_a_remedy_and_kind_words(law: Law) -> None:
    assert law.basis.status in STATUSES
    assert not [word for word in UNKIND if word in law.title + law.remedy]
    assert law.remedy.endswith("。")


def test_the_ten_laws_of_the_issue_stand_in_the_book() -> None:
    titles = " ".join(law.title for law in BOOK.laws)
    for slogan in ("无正当理由不借", "不经批准不借", "手续不全不借"):
        assert slogan in titles
    for slogan in ("无《查阅审批表》不查", "非人事干部不查", "系本人不查"):
        assert slogan in titles
    assert {"too_few_readers", "purpose_unlisted", "volume_in_open_custody", "secret_dossier"} <= {
        law.code for law in BOOK.laws
    }


def test_the_closed_list_of_purposes_is_article_31_and_the_rights_path() -> None:
    assert len(BOOK.purposes) == 8
    assert BOOK.purposes["other_work"].title == "其他因工作需要"


def test_lending_is_off_until_a_room_lists_its_reasons() -> None:
    assert BOOK.lists["lending_reasons"].items == {}


def test_periods_are_numbers_with_a_basis() -> None:
    lend = BOOK.periods["lend_default"]
    assert (lend.value, lend.unit, lend.basis.status) == (7, "working_days", "local")
    assert BOOK.periods["lend_most"].value == 15


def test_telegram_says_tickets_only_and_our_own_page_may_take_files() -> None:
    assert BOOK.disclosure == {"webchat": "files", "telegram": "tickets"}


def test_the_version_names_the_edition_and_changes_with_the_text() -> None:
    assert BOOK.version.startswith("2026.11-")
    assert load_book().version == BOOK.version


def test_the_handbook_says_a_law_as_an_archive_head_would() -> None:
    laws = {law.code: law for law in handbook(BOOK).laws}
    assert laws["too_few_readers"].when == ("查阅人数少于2",)
    assert laws["secret_dossier"].when == ("涉密标识为国家秘密", "申请来路不为窗口")
    assert laws["purpose_unlisted"].basis == "《干部人事档案工作条例》第三十一条（已对照公开文本）"
