"""写入方与核验方各自计算，结果逐字节一致。
Writer (orjson) and verifier (standard library) agree on every byte."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from core.audit import chain, verify_log

WORDS = some.text(some.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = some.none() | some.booleans() | some.integers(-(2**63), 2**63 - 1) | WORDS
VALUES = some.recursive(
    PLAIN, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(WORDS, inner, max_size=4)
)
MOMENTS = some.datetimes(timezones=some.just(UTC), min_value=datetime(1970, 1, 1))


@given(VALUES)
def test_canonical_json_is_the_same_on_both_sides(value: object) -> None:
    assert chain.canonical(value) == verify_log.canonical(value)


@given(some.binary(min_size=16, max_size=16), some.dictionaries(WORDS, VALUES, max_size=3))
def test_commitments_are_the_same_on_both_sides(salt: bytes, body: dict[str, object]) -> None:
    written = chain.canonical(body)
    assert chain.commit(salt, written) == verify_log.commit(salt, verify_log.canonical(body))


@given(some.binary(min_size=32, max_size=32), some.integers(1, 2**40), MOMENTS, WORDS, WORDS)
def test_links_are_the_same_on_both_sides(
    before: bytes, seq: int, at: datetime, actor: str, ref: str
) -> None:
    header = dict(
        zip(verify_log.HEADER, (seq, chain.moment(at), actor, "a", "k", ref, "c"), strict=True)
    )
    written = chain.link(before, seq, chain.moment(at), (actor, "a", "k", ref), "c")
    assert written.hex() == verify_log.link(before.hex(), header)


@given(MOMENTS)
def test_a_moment_always_has_the_same_width(at: datetime) -> None:
    assert len(chain.moment(at)) == 27
