"""申请内容的判断：查阅范围、批准文件、用途细项、有效期、可延期次数、建副本的职级。
The small functions that turn what was asked into facts.
"""

from __future__ import annotations

from datetime import date

import pytest

from core.requests.asked import (
    approval_expired,
    document_given,
    extensions_left,
    is_review_of_relatives,
    rank_allows_duplicate,
    scope_of,
    sub_purpose_of,
)
from rules.book import load_book

LISTS = load_book().lists
RANKS = LISTS["duplicate_ranks"].items.values()


@pytest.mark.parametrize(
    ("classes", "scope"),
    [
        ("", "unnamed"),
        ("  ", "unnamed"),
        ("全卷", "whole"),
        ("查整卷", "whole"),
        ("一、履历", "classes"),
        ("四-1、九-2", "classes"),
    ],
)
def test_the_scope_is_whole_named_by_classes_or_not_named(classes: str, scope: str) -> None:
    assert scope_of(classes) == scope


@pytest.mark.parametrize(
    ("document", "detail", "given"),
    [
        ("青委〔2026〕5号", "", True),
        ("", "经青委〔2026〕5号批准编修市志", True),
        ("", "批准文件第5号", True),
        ("", "编修市志", False),
        (" ", "第5卷", False),
    ],
)
def test_a_document_is_named_in_its_field_or_in_the_detail(
    document: str, detail: str, given: bool
) -> None:
    assert document_given(document, detail) is given


@pytest.mark.parametrize(
    ("purpose", "sub", "stands"),
    [
        ("personnel_work", "pay", "listed"),
        ("personnel_work", "", "none"),
        ("personnel_work", "notarisation", "unlisted"),
        ("other_work", "pay", "unlisted"),
    ],
)
def test_a_sub_purpose_belongs_to_its_purpose(purpose: str, sub: str, stands: str) -> None:
    assert sub_purpose_of(purpose, sub, LISTS) == stands


@pytest.mark.parametrize(
    ("kept_until", "expired"),
    [(None, False), (date(2026, 11, 25), False), (date(2026, 11, 24), True)],
)
def test_an_approval_expires_after_the_last_day_it_is_kept(
    kept_until: date | None, expired: bool
) -> None:
    assert approval_expired(kept_until, date(2026, 11, 25)) is expired


@pytest.mark.parametrize(("used", "left"), [(None, 1), (0, 1), (1, 0), (2, 0)])
def test_extensions_are_counted_down_and_never_below_none(used: int | None, left: int) -> None:
    assert extensions_left(used, 1) == left


@pytest.mark.parametrize(
    ("rank", "allowed"),
    [
        ("", True),
        ("正处级", True),
        ("副处级", True),
        ("副厅级", True),
        ("正科级", False),
        ("一级主任科员", False),
        ("二级调研员", True),
    ],
)
def test_a_duplicate_needs_a_rank_of_deputy_division_head_or_above(
    rank: str, allowed: bool
) -> None:
    assert rank_allows_duplicate(rank, RANKS) is allowed


@pytest.mark.parametrize(
    ("purpose", "sub_purpose", "detail", "is_it"),
    [
        ("political_review", "relatives", "", True),
        ("political_review", "", "其子女入伍政审", True),
        ("political_review", "", "为配偶办理政治审查", True),
        ("political_review", "review", "本人政审，家属情况另查", False),
        ("political_review", "admission", "发展党员", False),
        ("personnel_work", "", "其子女入伍政审", False),
    ],
)
def test_a_review_of_relatives_is_known_by_its_sub_purpose_or_its_words(
    purpose: str, sub_purpose: str, detail: str, is_it: bool
) -> None:
    assert is_review_of_relatives(purpose, sub_purpose, detail) is is_it
