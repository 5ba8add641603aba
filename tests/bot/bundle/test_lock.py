"""离线安装包的锁：多认一个自己编译的轮子，其余一字不动 / The lock gains one hash and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bundle.lock import SOURCE_ONLY, also_allowing, entry, without

LOCK = (Path(__file__).parents[3] / "requirements.lock").read_text("utf-8")


def test_one_more_wheel_is_allowed_for_one_package_only() -> None:
    sha = "ab" * 32
    more = also_allowing(LOCK, SOURCE_ONLY, sha)
    assert (
        entry(more, SOURCE_ONLY).count("--hash=") == entry(LOCK, SOURCE_ONLY).count("--hash=") + 1
    )
    assert without(more, SOURCE_ONLY) == without(LOCK, SOURCE_ONLY)


def test_what_is_taken_out_is_that_package_alone() -> None:
    assert LOCK.replace(entry(LOCK, SOURCE_ONLY), "") == without(LOCK, SOURCE_ONLY)
    assert SOURCE_ONLY not in without(LOCK, SOURCE_ONLY)


def test_the_last_entry_is_found_whole() -> None:
    assert entry("a==1 \\\n    --hash=x\nyarl==2 \\\n    --hash=y\n", "yarl").endswith("--hash=y\n")


def test_a_package_that_is_not_locked_is_told() -> None:
    with pytest.raises(KeyError):
        entry(LOCK, "no-such-package")
