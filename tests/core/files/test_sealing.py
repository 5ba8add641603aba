"""封存：分块加密；翻一位、少一块、换一块、截一段、张冠李戴，都打不开。

Sealing: whatever is done to a sealed file (a flipped bit, a dropped, repeated or swapped chunk, a
cut, another object's name or key), it does not open; untouched, it opens to what was sealed.
"""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.files.sealing import CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, SealBroken, seal, unseal

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
STEP = CHUNK_BYTES + TAG_BYTES
AROUND_CHUNKS = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


def sealed(plain: bytes, reference: str = "a") -> bytes:
    return b"".join(seal(io.BytesIO(plain), KEY, reference))


FOUR_CHUNKS = sealed(bytes(range(256)) * (CHUNK_BYTES // 64))


def chunks_of(whole: bytes) -> list[bytes]:
    return [whole[at : at + STEP] for at in range(HEADER_BYTES, len(whole), STEP)]


def joined(chunks: list[bytes]) -> bytes:
    return FOUR_CHUNKS[:HEADER_BYTES] + b"".join(chunks)


@pytest.mark.parametrize("size", AROUND_CHUNKS)
def test_what_was_sealed_opens_at_every_size_around_a_chunk(size: int) -> None:
    plain = bytes(size)
    assert unseal(sealed(plain), KEY, "a") == plain


@given(plain=st.binary(max_size=300), reference=st.text(max_size=20))
def test_what_was_sealed_opens(plain: bytes, reference: str) -> None:
    assert unseal(sealed(plain, reference), KEY, reference) == plain


@settings(max_examples=150)
@given(at=st.integers(0, len(FOUR_CHUNKS) - 1), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_noticed(at: int, bit: int) -> None:
    changed = bytearray(FOUR_CHUNKS)
    changed[at] ^= 1 << bit
    with pytest.raises(SealBroken):
        unseal(bytes(changed), KEY, "a")


@settings(max_examples=150)
@given(length=st.integers(0, len(FOUR_CHUNKS) - 1))
def test_a_cut_at_any_place_is_noticed(length: int) -> None:
    with pytest.raises(SealBroken):
        unseal(FOUR_CHUNKS[:length], KEY, "a")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_cut_between_chunks_is_noticed(count: int) -> None:
    with pytest.raises(SealBroken):
        unseal(joined(chunks_of(FOUR_CHUNKS)[:count]), KEY, "a")


@given(order=st.lists(st.integers(0, 3), max_size=6).filter(lambda order: order != [0, 1, 2, 3]))
def test_dropped_swapped_and_repeated_chunks_are_noticed(order: list[int]) -> None:
    chunks = chunks_of(FOUR_CHUNKS)
    with pytest.raises(SealBroken):
        unseal(joined([chunks[index] for index in order]), KEY, "a")


@given(more=st.binary(min_size=1, max_size=100))
def test_bytes_added_at_the_end_are_noticed(more: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(FOUR_CHUNKS + more, KEY, "a")


def test_a_chunk_of_another_object_under_the_same_key_is_noticed() -> None:
    other = sealed(bytes(4 * CHUNK_BYTES), reference="b")
    with pytest.raises(SealBroken):
        unseal(joined([*chunks_of(FOUR_CHUNKS)[:3], chunks_of(other)[3]]), KEY, "a")


@pytest.mark.parametrize(("key", "reference"), [(OTHER_KEY, "a"), (KEY, "b")])
def test_another_key_or_another_name_does_not_open_it(key: bytes, reference: str) -> None:
    with pytest.raises(SealBroken):
        unseal(FOUR_CHUNKS, key, reference)


@given(noise=st.binary(max_size=200))
def test_noise_is_never_taken_for_a_sealed_file(noise: bytes) -> None:
    with pytest.raises(SealBroken):
        unseal(noise, KEY, "a")


def test_equal_content_looks_different_each_time_and_costs_little_space() -> None:
    plain = bytes(10 * CHUNK_BYTES)
    assert sealed(plain) != sealed(plain)
    assert len(sealed(plain)) == len(plain) + HEADER_BYTES + 10 * TAG_BYTES
