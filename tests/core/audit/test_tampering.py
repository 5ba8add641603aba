"""P6：对日志的任何改动、删除、插入、调换、倒填，持有旧的纸上签名即可查出。
P6: any edit, removal or back-dating is shown by the verifier holding an older printed head."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from core.audit.heads import head_text, parse_head_text
from core.audit.signing_key import public_pem
from tests.core.audit.export_on_disk import Entry, Exported
from tests.core.audit.sample_log import FOREIGN_KEY, KEY

Change = Callable[[Entry], object]
EDITS: dict[str, Change] = {
    "seq": lambda e: e.update(seq=e["seq"] + 1),
    "at": lambda e: e.update(at=e["at"][:-2] + "1Z"),
    "backdated": lambda e: e.update(at="2026-11-24" + e["at"][10:]),
    "actor": lambda e: e.update(actor=e["actor"] + "x"),
    "action": lambda e: e.update(action="loan_returned"),
    "object_kind": lambda e: e.update(object_kind="volume"),
    "object_ref": lambda e: e.update(object_ref="R9999"),
    "commitment": lambda e: e.update(commitment="0" * 64),
    "chain": lambda e: e.update(chain="0" * 64),
    "chain_upper": lambda e: e.update(chain=e["chain"].upper()),
    "spare_key": lambda e: e.update(note="旁注"),
    "missing_key": lambda e: e.pop("actor"),
    "wrong_type": lambda e: e.update(payload=[]),
    "body": lambda e: e.update(payload={"body": {"用途": "审计"}, "salt": "00" * 16}),
}
REWRITES = ("backdated", "actor", "action", "object_kind", "object_ref", "body")
ALL = range(1, 31)


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_of_every_entry_is_found_and_named(exported: Exported, name: str) -> None:
    untouched = exported.entries()
    for seq in ALL:
        exported.write(untouched)
        exported.edit(seq, EDITS[name])
        assert exported.first_bad() == seq


def test_every_removal_is_found_and_named(exported: Exported) -> None:
    untouched = exported.entries()
    for seq in ALL:
        exported.write(untouched[: seq - 1] + untouched[seq:])
        assert exported.first_bad() == seq


def test_every_truncation_is_found_and_named(exported: Exported) -> None:
    untouched = exported.entries()
    for size in range(30):
        exported.write(untouched[:size])
        assert ("log_short", size + 1) in {f[:2] for f in exported.findings()}


def test_every_swap_of_neighbours_is_found_and_named(exported: Exported) -> None:
    untouched = exported.entries()
    for seq in range(1, 30):
        swapped = untouched.copy()
        swapped[seq - 1], swapped[seq] = swapped[seq], swapped[seq - 1]
        exported.write(swapped)
        assert exported.first_bad() == seq


def test_every_swap_of_payloads_is_found_and_named(exported: Exported) -> None:
    for seq in range(8, 29):
        entries = exported.entries()
        entries[seq - 1]["payload"] = entries[seq]["payload"]
        exported.write(entries)
        assert exported.first_bad() <= seq  # type: ignore[operator]


def test_every_insertion_is_found_and_named(exported: Exported) -> None:
    untouched = exported.entries()
    for seq in range(1, 32):
        forged = {**untouched[0], "seq": seq, "actor": "mx"}
        exported.write([*untouched[: seq - 1], forged, *untouched[seq - 1 :]])
        assert exported.first_bad() == seq


def test_a_removed_payload_is_found_unless_its_erasure_was_recorded(exported: Exported) -> None:
    untouched = exported.entries()
    assert untouched[6]["payload"] is None
    for seq in {*ALL} - {7}:
        exported.write(untouched)
        exported.edit(seq, lambda entry: entry.update(payload=None))
        assert ("payload_missing", seq) in {f[:2] for f in exported.findings()}


def test_every_flipped_bit_of_the_log_is_found(exported: Exported) -> None:
    path, chance = exported.folder / "log.jsonl", random.Random(6)
    untouched = path.read_bytes()
    for _ in range(120):
        spoiled, place = bytearray(untouched), chance.randrange(len(untouched))
        spoiled[place] ^= 1 << chance.randrange(8)
        path.write_bytes(spoiled)
        assert exported.first_bad() <= untouched[:place].count(b"\n") + 1  # type: ignore[operator]


@pytest.mark.parametrize("name", REWRITES)
@pytest.mark.parametrize("key", [KEY, FOREIGN_KEY], ids=["own_key", "foreign_key"])
def test_a_rewritten_and_signed_log_is_found_with_paper(
    exported: Exported, name: str, key: Any
) -> None:
    untouched = exported.entries()
    for seq in (1, 2, 7, 19, 20):
        entries = [dict(entry) for entry in untouched]
        EDITS[name](entries[seq - 1])
        exported.rewrite(entries, key)
        assert "paper_wrong" in exported.codes(exported.printed)
        assert ("paper_other_key" in exported.codes(exported.printed)) is (key is FOREIGN_KEY)


def test_without_paper_a_log_rewritten_with_the_key_seems_whole(exported: Exported) -> None:
    entries = exported.entries()
    entries[2]["actor"] = "mx"
    exported.rewrite(entries, FOREIGN_KEY)
    assert exported.findings() == []


def test_removal_insertion_and_order_in_a_rewritten_log_are_found(exported: Exported) -> None:
    untouched = exported.entries()
    new = {**untouched[3], "object_ref": "R9999"}
    others = (
        untouched[:4] + untouched[5:],
        [*untouched[:4], new, *untouched[4:]],
        [*untouched[:4], untouched[5], untouched[4], *untouched[6:]],
    )
    for entries in others:
        exported.rewrite([dict(entry) for entry in entries], KEY)
        assert "paper_wrong" in exported.codes(exported.printed)


def test_truncation_below_the_printed_head_is_found_and_named(exported: Exported) -> None:
    untouched = exported.entries()
    for size in (0, 1, 6, 19):
        exported.rewrite(untouched[:size], KEY)
        assert ("paper_short", size + 1) in {f[:2] for f in exported.findings(exported.printed)}


def test_an_entry_after_the_printed_head_cannot_be_dated_before_it(exported: Exported) -> None:
    entries = exported.entries()
    entries[20]["at"] = "2026-11-25T04:20:10.000000Z"  # after entry 20, before its head was printed
    exported.rewrite(entries, KEY)
    assert exported.findings() == []
    assert [f[:2] for f in exported.findings(exported.printed)] == [("back_dated", 21)]


def test_a_key_replaced_without_rewriting_is_found(exported: Exported) -> None:
    exported.rewrite(exported.entries(), FOREIGN_KEY)
    assert exported.codes(exported.printed) == {"paper_other_key"}


def test_another_log_is_not_taken_for_this_one(exported: Exported) -> None:
    exported.rewrite(exported.entries(), KEY, log_id="ab" * 16)
    assert "paper_other_log" in exported.codes(exported.printed)


def test_a_false_key_file_is_found(exported: Exported) -> None:
    (exported.folder / "key.pub").write_bytes(public_pem(FOREIGN_KEY))
    assert {"key_wrong"} == exported.codes()
    assert "paper_other_key" in exported.codes(exported.printed)


HEAD_EDITS = {
    "log_id": "00" * 16,
    "size": 29,
    "chain": "0" * 64,
    "at": "2026-11-25T09:00:00.000000Z",
    "key_id": "0" * 32,
    "signature": "0" * 128,
    "text": "DGH",
}


@pytest.mark.parametrize("name", HEAD_EDITS)
def test_every_edit_of_the_head_is_found(exported: Exported, name: str) -> None:
    exported.write_head(**{name: HEAD_EDITS[name]})
    assert exported.findings()


@pytest.mark.parametrize("name", [name for name in HEAD_EDITS if name not in ("text", "key_id")])
def test_every_edit_of_an_earlier_head_is_found(exported: Exported, name: str) -> None:
    earlier = exported.head()["earlier"]
    earlier[0][name] = HEAD_EDITS[name]
    exported.write_head(earlier=earlier)
    assert exported.findings()


def test_a_forged_paper_is_found(exported: Exported) -> None:
    printed = parse_head_text(exported.printed)
    signature = FOREIGN_KEY.sign(b"anything").hex()
    fields = {name: getattr(printed, name) for name in printed.__slots__}
    forged = head_text(type(printed)(**{**fields, "signature": signature}))
    assert exported.codes(forged) == {"paper_false"}


def test_a_misread_paper_is_said_to_be_misread(exported: Exported) -> None:
    assert exported.codes(exported.printed[:-1]) == {"paper_unreadable"}


def test_several_papers_are_all_checked(exported: Exported) -> None:
    assert exported.findings(exported.printed, exported.head()["text"]) == []
